/** The rows of the score: see src/pictures/answers/voices.ts. */
import { expect, it } from "vitest";
import type { OutputPredictions } from "../../../src/protocol/training";
import { readInputs } from "../../../src/pictures/answers/inputModel";
import { readOutput } from "../../../src/pictures/answers/scoreModel";
import { voicesOf } from "../../../src/pictures/answers/voices";

/** Each row as `title (subtitle): cells`, a cell with its ✓ or ✗. */
function checkVoices(values: unknown[], output: Omit<OutputPredictions, "name">, expected: readonly string[]): void {
  const inputs = readInputs([{ name: "x", values }], undefined);
  const rows = voicesOf(readOutput({ name: "y", ...output }), inputs.voices(0), 0, "en").map(
    ({ title, subtitle, cells }) => {
      const texts = cells.map(({ text, right }) => (right === undefined ? text : text + (right ? "✓" : "✗")));
      return `${title}${subtitle ? ` (${subtitle})` : ""}: ${texts.join(" ")}`;
    },
  );
  expect(rows).toEqual(expected);
}

it("binary answers: input, prediction, decision, right value", () => {
  checkVoices(
    [[1, 0]],
    { kind: "binary", predictions: [[[0.06], [0.498]]], decoded: [[[0], [0]]], targets: [[[0], [1]]] },
    ["input: 1 0", "prediction: 0.06 0.498", "decision (> 0.5): 0✓ 0✗", "right value: 0 1"],
  );
});

it("classes: class, its probability, right class", () => {
  const predictions = [
    [
      [0.1, 0.9],
      [0.7, 0.3],
    ],
  ];
  checkVoices(
    [["a", "b"]],
    { kind: "classes", labels: ["n", "v"], predictions, decoded: [["v", "n"]], targets: [["v", "v"]] },
    ["input: a b", "class: v✓ n✗", "probability: 0.90 0.70", "right class: v v"],
  );
});

it("values of several features: their difference, with the same decimals", () => {
  const decoded = [
    [
      [1.5, 2],
      [0.25, -1],
    ],
  ];
  checkVoices(
    [[1, 2]],
    {
      kind: "values",
      predictions: decoded,
      decoded,
      targets: [
        [
          [1, 2],
          [1, 1],
        ],
      ],
    },
    [
      "input: 1 2",
      "prediction (feature 1): 1.50 0.25",
      "right value (feature 1): 1.00 1.00",
      "difference (feature 1): +0.50 −0.75",
      "prediction (feature 2): 2.00 −1.00",
      "right value (feature 2): 2.00 1.00",
      "difference (feature 2): 0.00 −2.00",
    ],
  );
});

it("without right values there is nothing to judge", () => {
  checkVoices([[1]], { kind: "binary", predictions: [[[0.7]]], decoded: [[[1]]] }, [
    "input: 1",
    "prediction: 0.70",
    "decision (> 0.5): 1",
  ]);
});

it("values that differ are not shown as equal numbers", () => {
  const of = (predicted: number, target: number): string[] => {
    const output = { kind: "values" as const, predictions: [[[predicted], [12.5]]], decoded: [[[predicted], [12.5]]] };
    const read = readOutput({ name: "y", ...output, targets: [[[target], [12.5]]] });
    return voicesOf(read, [], 0, "en").map(({ cells }) => cells[0]?.text ?? "");
  };
  expect(of(1.5003, 1.5)).toEqual(["1.5003", "1.5000", "+0.0003"]);
  expect(of(1.5, 1.5)).toEqual(["1.5", "1.5", "0.0"]);
  expect(of(1.6, 1.5)).toEqual(["1.6", "1.5", "+0.1"]);
  // Beyond what a float32 holds: told by the difference alone.
  expect(of(12.50000001, 12.5)).toEqual(["12.5", "12.5", "+1e-8"]);
});
