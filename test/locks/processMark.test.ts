/** What can be told of a process by its mark: on this machine, in another container, on a system that does not say when one began. */
import { expect, test } from "vitest";
import { type ProcessMark, type ProcessTable, stateOfProcess, thisProcess } from "../../src/locks/processMark";

const table = (more: Partial<ProcessTable> = {}): ProcessTable => ({
  place: "boot 1, namespace 1",
  has: (pid) => pid === 7,
  startOf: () => "100",
  ...more,
});
const mark: ProcessMark = { pid: 7, started: "100", place: "boot 1, namespace 1", host: "here" };

test.each<[string, ProcessMark, ProcessTable, string]>([
  ["the very process", mark, table(), "alive"],
  ["no such process", { ...mark, pid: 8 }, table(), "gone"],
  ["a later process with its number", { ...mark, started: "99" }, table(), "gone"],
  ["a zombie", mark, table({ startOf: () => "ended" }), "gone"],
  ["the same number in another container", { ...mark, place: "boot 1, namespace 2" }, table(), "unknown"],
  ["a free number in another container", { ...mark, pid: 8, place: "boot 1, namespace 2" }, table(), "unknown"],
  ["another start of the system", { ...mark, pid: 8, place: "boot 2, namespace 1" }, table(), "unknown"],
  [
    "a system that does not say when a process began",
    { ...mark, started: "" },
    table({ startOf: () => "" }),
    "unknown",
  ],
  ["there a free number", { ...mark, pid: 8, started: "" }, table({ startOf: () => "" }), "gone"],
  ["a place that is not known", { ...mark, pid: 8, place: "" }, table({ place: "" }), "unknown"],
])("%s", (_, one, there, state) => expect(stateOfProcess(one, there)).toBe(state));

test("this process is alive, and on Linux one that began at another time is not it", () => {
  const own = thisProcess();
  expect(own).toMatchObject({ pid: process.pid, host: expect.stringMatching(/./) as string });
  if (process.platform !== "linux") return;
  expect(stateOfProcess(own)).toBe("alive");
  expect(stateOfProcess({ ...own, started: "1" })).toBe("gone");
});
