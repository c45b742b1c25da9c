/**
 * Keys and values of the sections beside the layers, and files without sections. test/core/cures.test.ts runs the rows.
 */
import { type CureRow, rowsIn } from "./row";

const model = "model: [{Input: [4, 2]}, {LSTM: 3}]\n";
const two = "model: [{Input: [4, 2]}, {LSTM: 3}, {Dense: 1}]\noutputs: [lstm, dense]\n";
const section = rowsIn((part) => `${model}${part}\n`);
const twoOutputs = rowsIn((part) => `${two}${part}\n`);
const trained = rowsIn((part) => `${model}compile: {loss: mse}\n${part}\n`);

export const sections: readonly CureRow[] = [
  ["‹|modle|›: [{Input: [4, 2]}, {LSTM: 3}]\n", "unknown-key", model],
  section("fit: {‹|epoch|›: 3}", "unknown-key", "fit: {epochs: 3}"),
  section("fit:\n  epochs: 3\n  ‹|colour|›: red # c", "unknown-key: Remove colour", "fit:\n  epochs: 3"),
  section("fit: {shuffle: ‹|no|›}", "wrong-type", "fit: {shuffle: false}"),
  section("compile: {optimizer: ‹|adm|›}", "unknown-name", "compile: {optimizer: adam}"),
  section("compile: {loss: mse, metrics: ‹|mae|›}", "wrong-type", "compile: {loss: mse, metrics: [mae]}"),
  section(
    "compile: {optimizer: ‹|{adam: {clipnorm: 1, clipvalue: 1}}|›, loss: mse}",
    "two-clippings",
    "compile: {optimizer: {adam: {clipnorm: 1}}, loss: mse}",
  ),
  section(
    "compile: {optimizer: {adam: {learning_rate: ‹|-0.01|›}}}",
    "out-of-range",
    "compile: {optimizer: {adam: {learning_rate: 0.01}}}",
  ),
  section("compile: {loss: ‹|[mse, mae]|›}", "wrong-type: Change to mse", "compile: {loss: mse}"),
  twoOutputs(
    "compile: {loss: ‹|[mse, {huber: {delta: 2}}]|›}",
    "wrong-type",
    "compile: {loss: {lstm: mse, dense: {huber: {delta: 2}}}}",
  ),
  section("compile: {loss: {‹|lstn|›: mse}}", "loss-for-unknown", "compile: {loss: {lstm: mse}}"),
  section("outputs: [lstm, ‹|lstm|›]", "duplicate-output", "outputs: [lstm]"),
  [`${model}‹|sweep|›: 3\n`, "not-built: Remove sweep", model],
  [
    "data: {task: sine, length: 9, samples: 4, ‹|x|›: [[1]]}\nmodel: [{Input: [9, 1]}, {LSTM: 1}]\n",
    "task-extra: Remove x",
    "data: {task: sine, length: 9, samples: 4}\nmodel: [{Input: [9, 1]}, {LSTM: 1}]\n",
  ],
  section(
    "outputs: [lstm, input_layer]\ncompile: {loss: ‹|{lstm: mae}|›}",
    "missing-loss: Add input_layer: mae",
    "outputs: [lstm, input_layer]\ncompile: {loss: {lstm: mae, input_layer: mae}}",
  ),
  section(
    "compile: {loss: sparse_categorical_crossentropy, metrics: [‹|auc|›]}",
    "metric-of-labels",
    "compile: {loss: sparse_categorical_crossentropy, metrics: [accuracy]}",
  ),
  [
    "data: {x: {values: [[a, b]], one_hot: ‹|[a, b, a]|›}}\nmodel: [{Input: [2, 2]}, {LSTM: 3}]\n",
    "data-duplicate-label: Remove a",
    "data: {x: {values: [[a, b]], one_hot: [a, b]}}\nmodel: [{Input: [2, 2]}, {LSTM: 3}]\n",
  ],
  section('seed: ‹|"7"|›', "wrong-type", "seed: 7"),
  [
    `data: {x: [[1]], ‹|window|›: 3}\nmodel: [{Input: [1]}, {Dense: 3}]\n`,
    "form-key",
    "data: {x: [[1]]}\nmodel: [{Input: [1]}, {Dense: 3}]\n",
  ],
  ["‹||›name: a\n", "missing-model", "name: a\nmodel:\n  - Input: [3, 5]\n  - LSTM: 32\n  - Dense: 1\n"],
  // A number where a section is.
  trained("fit: ‹|10|› # c", "wrong-section", "fit: {epochs: 10} # c"),
  trained(
    "fit: {early_stopping: ‹|3|›, validation_split: 0.2}",
    "wrong-section",
    "fit: {early_stopping: {patience: 3}, validation_split: 0.2}",
  ),
  // A program in place of a model file, and layers without their section.
  [
    "‹|model = Sequential()\nmodel.add(LSTM(32, input_shape=(3,5)))\nmodel.add(Dense(5, activation='softmax'))|›\n",
    "wrong-root",
    "model:\n  - LSTM: {units: 32, input_shape: [3, 5]}\n  - Dense: {units: 5, activation: softmax}\n",
    "input-shape-argument",
  ],
  [
    "‹|from keras import layers\n\n# a net\nmodel = keras.Sequential([\n    layers.Input(shape=(3, 5)),\n    layers.LSTM(32, return_sequences=True),  # first\n    layers.GRU(8),\n])\nmodel.compile(optimizer='adam', loss='mse', metrics=['mae'])\nmodel.fit(x, y, epochs=10, verbose=1)|›\n",
    "wrong-root",
    "# from keras import layers\n# a net\n# first\n# fit: x\n# fit: y\n# fit: verbose=1\nmodel:\n  - Input: [3, 5]\n  - LSTM: {units: 32, return_sequences: true}\n  - GRU: 8\ncompile: {optimizer: adam, loss: mse, metrics: [mae]}\nfit: {epochs: 10}\n",
  ],
  [
    "# c\n‹|- Input: [4, 2]\n- LSTM:\n    units: 3|›\n",
    "wrong-root",
    "# c\nmodel:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n",
  ],
  ["‹|[{Input: [4, 2]}, {LSTM: 3}]|›\n", "wrong-root", "model: [{Input: [4, 2]}, {LSTM: 3}]\n"],
];
