/** Predictions for people. */
import { expect, test } from "vitest";
import { writePredictions } from "../../src/cli/predictionTable";
import type { OutputPredictions } from "../../src/protocol/training";
import { collect } from "./unroll";

function shown(output: Partial<OutputPredictions>, values: unknown[], samples = values.length): string[] {
  const out = collect();
  const whole = { name: "dense", kind: "values" as const, predictions: [], decoded: [], ...output };
  writePredictions({ samples, inputs: [{ name: "x", values }], outputs: [whole] }, out, "en");
  return out.text.trimEnd().split("\n");
}

test("classes with their probability, right and wrong", () => {
  const predictions = [
    [0.9, 0.1],
    [0.6, 0.4],
  ];
  expect(
    shown({ kind: "classes", predictions, decoded: ["a", "a"], targets: ["a", "b"] }, [
      ["x", "y"],
      ["y", "y"],
    ]),
  ).toEqual(["Predictions:", "  x y → a  ✓ 90.0 %", "  y y → a  ✗ (right: b) 60.0 %"]);
});

test("an answer at every step", () => {
  expect(shown({ kind: "binary", decoded: [[[0], [1]]], targets: [[[0], [1]]] }, [[1, 1]])).toEqual([
    "Predictions:",
    "  1 1 → 0 1  ✓",
  ]);
});

test("values beside the right ones; many samples are counted", () => {
  const decoded = Array.from({ length: 20 }, (_, at) => [at / 3]);
  const lines = shown(
    { decoded, targets: decoded },
    Array.from({ length: 20 }, (_, at) => [[at, 1]]),
    5000,
  );
  expect(lines.slice(1, 3)).toEqual(["  0 1  → 0       (right: 0)", "  1 1  → 0.3333  (right: 0.3333)"]);
  expect(lines.at(-1)?.trim()).toBe("… and 4988 more");
});
