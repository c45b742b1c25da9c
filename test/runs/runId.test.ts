/** Ids: they sort by time, and are safe names on every system. */
import { expect, test } from "vitest";
import { looksLikeRunId, makeRunId } from "../../src/runs/runId";

const at = new Date("2026-03-09T10:15:02.417Z");

test("when, what, and a few letters", () => {
  expect(makeRunId(at, "Next number", () => 0.5)).toBe("20260309-101502-417-next-number-gggg");
  expect(makeRunId(at, "../Señal: β", () => 0)).toBe("20260309-101502-417-senal-0000");
  expect(makeRunId(at, "…", () => 0)).toBe("20260309-101502-417-run-0000");
});

test("ids sort by time", () => {
  const ids = [0, 1, 999, 60_000, 86_400_000].map((later) => makeRunId(new Date(at.getTime() + later), "a", () => 0.9));
  expect([...ids].sort()).toEqual(ids);
});

test("what could be an id", () => {
  expect(looksLikeRunId(makeRunId(at, "x y", Math.random))).toBe(true);
  for (const text of ["", ".", "..", "a/b", "a\\b", "-x", "a.b", "c:"]) expect(looksLikeRunId(text)).toBe(false);
});
