/** Suspicious choices: what is said, how loudly, and the text after the repair, in which the finding is gone. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { applyEdits } from "../../src/core/text/applyEdits";
import { checkModel } from "./checkModel";

const model = (layers: string, rest = ""): string => `model:\n  - Input: [4, 2]\n${layers}\n${rest}`;
const loss = (name: string): string => `compile: {loss: ${name}}\n`;

/** A regression on two steps. */
const prices = (x: string, y = "[1, 2]"): string =>
  `data:\n  x: ${x}\n  y: ${y}\nmodel: [{Input: [2, 1]}, {LSTM: 8}, {Dense: 1}]\n${loss("mse")}`;
const scaled = (values: string): string => `{values: ${values}, scale: standard}`;

const embedding = "  - Embedding: {input_dim: 4, output_dim: 3, mask_zero: true}\n";

/** The mean over the steps that a mask leaves. */
const padded = (x: string, y: string, input = "{shape: [3], dtype: int32}", mask = embedding): string =>
  `data:\n  x: ${x}\n  y: ${y}\nmodel:\n  - Input: ${input}\n${mask}  - LSTM: {units: 2, return_sequences: true}\n  - GlobalAveragePooling1D: {name: p}\n  - Dense: {units: 1, activation: sigmoid}\n${loss("binary_crossentropy")}`;

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
    model("  - LSTM: {units: 3, ‹|stateful|›: true}", `${loss("mse")}fit: {epochs: 3, batch_size: 2}\n`),
    "stateful-shuffle",
    "warning",
    model("  - LSTM: {units: 3, stateful: true}", `${loss("mse")}fit: {epochs: 3, batch_size: 2, shuffle: false}\n`),
  ],
  [
    model("  - Bidirectional: {GRU: {units: 3, ‹|stateful|›: true}}", loss("mse")),
    "stateful-shuffle",
    "warning",
    model("  - Bidirectional: {GRU: {units: 3, stateful: true}}", `${loss("mse")}fit: {shuffle: false}\n`),
  ],
  [
    model("  - LSTM: {units: 3, stateful: true}", `${loss("mse")}fit: {shuffle: ‹|true|›}\n`),
    "stateful-shuffle",
    "warning",
    model("  - LSTM: {units: 3, stateful: true}", `${loss("mse")}fit: {shuffle: false}\n`),
  ],
  [
    prices("[‹|[12000, 13000]|›, [13000, -14500]]"),
    "large-values",
    "hint",
    prices(scaled("[[12000, 13000], [13000, -14500]]")),
  ],
  [
    prices("[[1, 2], [2, 3]]", "{values: [‹|150|›, 99]} # y"),
    "large-values",
    "hint",
    prices("[[1, 2], [2, 3]]", "{values: [150, 99], scale: standard} # y"),
  ],
  [
    padded("[[1, 2, 0], ‹|[0, 0, 0]|›, [2, 1, 1]]", "[[0], [1], [1]]"),
    "padded-sample",
    "warning",
    padded("[[1, 2, 0], [2, 1, 1]]", "[[0], [1]]"),
  ],
  [
    padded("[[1, 2, 0], [2, 1, 1], ‹|[5, 5, 5]|›]", "[0, 1, 1]", "[3, 1]", "  - Masking: 5\n  - Dense: 2\n"),
    "padded-sample",
    "warning",
    padded("[[1, 2, 0], [2, 1, 1]]", "[0, 1]", "[3, 1]", "  - Masking: 5\n  - Dense: 2\n"),
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
  // Ids and classes are no sizes, labels and scaled values neither.
  "data: {x: [[900, 1], [2, 3]], y: [0, 1]}\nmodel: [{Input: {shape: [2], dtype: int32}}, {Embedding: [1000, 3]}, {LSTM: 2}, {Dense: {units: 1, activation: sigmoid}}]\n" +
    loss("binary_crossentropy"),
  "data: {x: {values: [[900], [2]], one_hot: [2, 900]}, y: {values: [200, 300], scale: minmax}}\nmodel: [{Input: [1, 2]}, {LSTM: 2}, {Dense: 1}]\n" +
    loss("mse"),
  // A step that is padding, a mask that goes no further, and none.
  padded("[[0, 0, 1], [0, 1, 0]]", "[0, 1]"),
  padded("[[0, 0, 0], [0, 1, 0]]", "[0, 1]", undefined, embedding.replace(", mask_zero: true", "")),
  padded("[[0, 0, 0], [0, 1, 0]]", "[0, 1]", undefined, `${embedding}  - Reshape: [3, 3]\n`),
  model("  - LSTM: {units: 3, stateful: true}"),
  model("  - LSTM: {units: 3, stateful: true}", `${loss("mse")}fit: {shuffle: false}\n`),
])("nothing is said about %s", (text) => {
  expect(analyzeModelFile(text, { fileName: "a" }).diagnostics).toEqual([]);
});
