/** Suspicious choices: what is said, how loudly, and the text after the repair, in which the finding is gone. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { applyEdits } from "../../src/core/text/applyEdits";
import { checkModel } from "./checkModel";

const model = (layers: string, rest = ""): string => `model:\n  - Input: [4, 2]\n${layers}\n${rest}`;
const loss = (name: string): string => `compile: {loss: ${name}}\n`;

/** Checks the finding, and that its first repair gives `fixed`, without the finding. `fixed` undefined: it has no repair. */
function checkChoice(marked: string, code: string, severity: string, fixed: string | undefined): void {
  const file = checkModel(marked, code);
  const [finding] = file.diagnostics;
  expect(finding?.severity).toBe(severity);
  const fix = finding?.fixes[0];
  expect(fix === undefined).toBe(fixed === undefined);
  if (!fix || fixed === undefined) return;
  expect(applyEdits(file.text, fix.edits)).toBe(fixed);
  expect(analyzeModelFile(fixed, { fileName: "a" }).diagnostics).toEqual([]);
}

test.each([
  [
    model("  - LSTM: 3\n  - ‹|Dense|›: 2 # c", loss("categorical_crossentropy")),
    "loss-activation",
    "warning",
    model("  - LSTM: 3\n  - Dense: {units: 2, activation: softmax} # c", loss("categorical_crossentropy")),
  ],
  [
    model("  - LSTM: 3\n  - Dense: {units: 2, activation: ‹|sigmoid|›}", loss("sparse_categorical_crossentropy")),
    "loss-activation",
    "warning",
    model("  - LSTM: 3\n  - Dense: {units: 2, activation: softmax}", loss("sparse_categorical_crossentropy")),
  ],
  [
    model("  - LSTM: 3\n  - Dense: 1\n  - Activation: ‹|tanh|›", loss("binary_crossentropy")),
    "loss-activation",
    "warning",
    model("  - LSTM: 3\n  - Dense: 1\n  - Activation: sigmoid", loss("binary_crossentropy")),
  ],
  [
    model(
      "  - LSTM: {units: 3, return_sequences: true}\n  - TimeDistributed: {Dense: {units: 1, activation: ‹|relu|›}}",
      loss("binary_crossentropy"),
    ),
    "loss-activation",
    "warning",
    model(
      "  - LSTM: {units: 3, return_sequences: true}\n  - TimeDistributed: {Dense: {units: 1, activation: sigmoid}}",
      loss("binary_crossentropy"),
    ),
  ],
  [model("  - ‹|LSTM|›: 3", loss("binary_crossentropy")), "loss-activation", "warning", undefined],
  [
    model("  - LSTM: 3\n  - Dense: {units: 5, activation: ‹|softmax|›}", loss("binary_crossentropy")),
    "loss-activation",
    "hint",
    model("  - LSTM: 3\n  - Dense: {units: 5, activation: softmax}", loss("categorical_crossentropy")),
  ],
  [
    model("  - LSTM: 3\n  - Dense: {units: 1, activation: ‹|sigmoid|›}", loss("mse")),
    "slow-loss",
    "hint",
    model("  - LSTM: 3\n  - Dense: {units: 1, activation: sigmoid}", loss("binary_crossentropy")),
  ],
  [
    model("  - LSTM: 3\n  - Dense: {units: 1, activation: ‹|softmax|›}"),
    "softmax-one-unit",
    "warning",
    model("  - LSTM: 3\n  - Dense: {units: 1, activation: sigmoid}"),
  ],
  [
    model("  - LSTM: 3\n  - Dense: {units: 1, activation: ‹|sigmoid|›}", loss("categorical_crossentropy")),
    "classes-one-unit",
    "warning",
    model("  - LSTM: 3\n  - Dense: {units: 1, activation: sigmoid}", loss("binary_crossentropy")),
  ],
  [
    model("  - LSTM: 3\n  - Dense: {units: 1, activation: ‹|softmax|›}", loss("sparse_categorical_crossentropy")),
    "classes-one-unit",
    "warning",
    model("  - LSTM: 3\n  - Dense: {units: 1, activation: sigmoid}", loss("binary_crossentropy")),
  ],
  ...[
    ["{units: 1, activation: relu}", "[‹|-1|›, 2]", "mse"],
    ["{units: 1, activation: tanh}", "[1, ‹|1.5|›]", "huber"],
    ["1", "[2, ‹|-1|›]", "poisson"],
  ].map(([dense, y, name]): [string, string, string, undefined] => [
    model(
      `  - LSTM: 3\n  - Dense: ${dense}`,
      `data: {x: [[1, 2, 3, 4], [5, 6, 7, 8]], y: ${y}}\n${loss(name ?? "")}`,
    ).replace("[4, 2]", "[4, 1]"),
    "target-reach",
    "hint",
    undefined,
  ]),
  [
    model("  - LSTM: {units: 3, return_sequences: true}\n  - ‹|Masking|›: 0 # m\n  - LSTM: 3"),
    "late-masking",
    "hint",
    model("  - Masking: 0 # m\n  - LSTM: {units: 3, return_sequences: true}\n  - LSTM: 3"),
  ],
  [
    model("  - LSTM: 3\n  - Dense: {units: 2, activation: softmax}\n  - Activation: ‹|softmax|›"),
    "softmax-twice",
    "warning",
    model("  - LSTM: 3\n  - Dense: {units: 2}\n  - Activation: softmax"),
  ],
  [
    model("  - LSTM: {units: 3, activation: ‹|relu|›}"),
    "cell-activation",
    "hint",
    model("  - LSTM: {units: 3, activation: tanh}"),
  ],
  [
    model("  - Bidirectional: {GRU: {units: 3, recurrent_activation: ‹|tanh|›}}"),
    "cell-activation",
    "hint",
    model("  - Bidirectional: {GRU: {units: 3, recurrent_activation: sigmoid}}"),
  ],
  [model("  - LSTM: 3\n  - Dropout: ‹|0.95|›\n  - Dense: 1"), "large-dropout", "hint", undefined],
  [
    model("  - LSTM: 3\n  - ‹|Dropout|›: 0.2 # c", loss("mae")),
    "dropout-output",
    "hint",
    model("  - LSTM: 3", loss("mae")),
  ],
  [
    model("  - LSTM: 3\n  - ‹|Dense|›: 8\n  - Dense: 1"),
    "linear-twice",
    "hint",
    model("  - LSTM: 3\n  - Dense: {units: 8, activation: relu}\n  - Dense: 1"),
  ],
  [
    model(
      "  - LSTM: {units: 3, return_state: true, name: enc}\n  - Input: {shape: [2, 1], name: b}\n  - LSTM: {units: 3, from: b, initial_state: ‹|[enc/c, enc/h]|›}",
    ),
    "swapped-states",
    "warning",
    model(
      "  - LSTM: {units: 3, return_state: true, name: enc}\n  - Input: {shape: [2, 1], name: b}\n  - LSTM: {units: 3, from: b, initial_state: [enc/h, enc/c]}",
    ),
  ],
  [model("  - LSTM: ‹|012|›"), "number-notation", "hint", model("  - LSTM: 12")],
  [model("  - LSTM: ‹|0o17|› # c"), "number-notation", "hint", model("  - LSTM: 15 # c")],
  [
    model("  - LSTM: 3", "fit: {shuffle: ‹|false|›}\n"),
    "no-shuffle",
    "hint",
    model("  - LSTM: 3", "fit: {shuffle: true}\n"),
  ],
  [
    model("  - LSTM: 3", "compile: {optimizer: {adam: {learning_rate: ‹|0.5|›}}, loss: mse}\n"),
    "large-learning-rate",
    "hint",
    model("  - LSTM: 3", "compile: {optimizer: {adam: {learning_rate: 0.001}}, loss: mse}\n"),
  ],
  [
    model("  - LSTM: 3", "compile: {loss: mse, metrics: [‹|accuracy|›]}\n"),
    "accuracy-of-numbers",
    "hint",
    model("  - LSTM: 3", "compile: {loss: mse, metrics: [mae]}\n"),
  ],
])("%s", (marked, code, severity, fixed) => {
  checkChoice(marked, code, severity, fixed);
});

test.each([
  model("  - LSTM: 3\n  - Dense: {units: 2, activation: softmax}\n  - Dropout: 0.1\n  - Reshape: [2, 1]", loss("mae"))
    .replace("softmax", "tanh")
    .replace("  - Dropout: 0.1\n", ""),
  model("  - LSTM: 3\n  - Dense: 2\n  - Activation: softmax", loss("categorical_crossentropy")),
  model("  - SimpleRNN: {units: 3, activation: linear}"),
  model("  - LSTM: 3", "compile: {optimizer: {sgd: {learning_rate: 0.5}}, loss: mse}\nfit: {shuffle: true}\n"),
  model(
    "  - LSTM: {units: 3, name: a}\n  - LSTM: {units: 3, from: input_layer, name: b}\n  - Add: {from: [a, b]}",
    loss("binary_crossentropy"),
  ),
])("nothing is said about %s", (text) => {
  expect(analyzeModelFile(text, { fileName: "a" }).diagnostics).toEqual([]);
});
