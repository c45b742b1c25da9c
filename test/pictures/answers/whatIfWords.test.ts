/** An input as text and back, and what was done in words. */
import { expect, test } from "vitest";
import { nameIntervention, readInput, sayChanges, writeInput } from "../../../src/pictures/answers/whatIfWords";
import type { Predictions } from "../../../src/protocol/training";

const of = (values: unknown): Predictions => ({ samples: 1, inputs: [{ name: "x", values: [values] }], outputs: [] });

test("only what differs is an edit", () => {
  expect(writeInput(of([1, 0, 1]))).toBe("1 0 1");
  expect(readInput("1 0 1", of([1, 0, 1]))).toEqual([]);
  expect(readInput(" 1  0.5 1 ", of([1, 0, 1]))).toEqual([{ input: "x", step: 1, feature: 0, value: 0.5 }]);
  expect(readInput("1 0", of([1, 0, 1]))).toBeUndefined();
  expect(writeInput(undefined)).toBe("");
});

test("features stand apart by commas, labels are text", () => {
  const two = of([[0.25, 1], [1, 0]]); // prettier-ignore
  expect(writeInput(two)).toBe("0.25,1 1,0");
  expect(readInput("0.25,1 1,2", two)).toEqual([{ input: "x", step: 1, feature: 1, value: 2 }]);
  expect(readInput("0.25 1,2", two)).toBeUndefined();
  expect(readInput("the dog", of(["the", "cat"]))).toEqual([{ input: "x", step: 1, feature: 0, value: "dog" }]);
  expect(readInput("1 x", of([1, 2]))).toEqual([{ input: "x", step: 1, feature: 0, value: "x" }]);
});

test("what was done, in words", () => {
  expect(nameIntervention({ what: "clamp", layer: "a", gate: "f", value: 0.5, unit: 2 }, "en")).toBe("forget gate of unit 3: 0.5"); // prettier-ignore
  expect(nameIntervention({ what: "clamp", layer: "a", gate: "z", value: 1 }, "es")).toBe("puerta de actualización de todas las unidades: 1"); // prettier-ignore
  expect(nameIntervention({ what: "silence", layer: "a", unit: 0 }, "en")).toBe("unit 1 silent");
});

test("in a sentence numbers are as the language writes them, beside their decision", () => {
  const change = { step: 1, feature: 0, before: "0.985 (1)", now: "0.0047 (0)", moved: -0.98, decidesOtherwise: true };
  expect(sayChanges([change], "es")).toContain("de 0,985 (1) a 0,0047 (0)");
  expect(sayChanges([change], "en")).toContain("from 0.985 (1) to 0.0047 (0)");
});
