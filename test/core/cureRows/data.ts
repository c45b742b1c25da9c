/**
 * Data that does not fit the network: shapes, labels, samples of unlike lengths. test/core/cures.test.ts runs the rows.
 */
import type { CureRow } from "./row";

interface Parts {
  readonly x?: string;
  readonly y?: string;
  readonly input?: string;
  readonly layers?: string;
  readonly loss?: string;
}

const file = ({ x, y, input = "[3, 1]", layers = "  - LSTM: 3\n  - Dense: 1", loss = "mse" }: Parts): string => {
  const data = [`x: ${x ?? "[[1, 2, 3], [4, 5, 6]]"}`, ...(y === undefined ? [] : [`y: ${y}`])].join(", ");
  return `data: {${data}} # d\nmodel:\n  - Input: ${input} # i\n${layers}\ncompile: {loss: ${loss}}\n`;
};
const row = (given: Parts, expected: string, fixed: Parts, ...left: string[]): CureRow => [
  file(given),
  expected,
  file({ ...given, ...fixed }),
  ...left,
];
const dense = (units: number, activation?: string): string =>
  `  - LSTM: 3\n  - Dense: ${activation === undefined ? String(units) : `{units: ${units}, activation: ${activation}}`}`;
const all = (units: number): string => `  - LSTM: {units: 3, return_sequences: true}\n  - Dense: ${units}`;
const trained = (y: string, layers: string, loss: string): string => file({ y, layers, loss });
const inputOf = (shape: string, x: string): string => `data: {x: ${x}}\nmodel:\n  - Input: ${shape} # c\n  - LSTM: 2\n`;
const embedded = (rows: number, x: string): string =>
  `data: {x: ${x}}\nmodel:\n  - Input: {shape: [2], dtype: int32}\n  - Embedding: [${rows}, 3]\n`;

export const data: readonly CureRow[] = [
  // Samples of another shape than the Input's.
  row({ x: "[‹|[1, 5]|›, [4, 5]]" }, "data-shape", { x: "[[1, 5], [4, 5]]", input: "[2, 1]" }),
  row({ x: "[‹|[1, 5]|›, [4, 5]]", input: "[3, 2]" }, "data-shape", { x: "[[1, 5], [4, 5]]", input: "[2, 1]" }),
  row({ x: "[‹|1|›, 2, 3]", input: "[2]", layers: "  - Dense: 1" }, "data-shape", { x: "[1, 2, 3]", input: "[1]" }),
  row({ x: "[‹|1|›, 2, 3]" }, "data-shape: Put the values into one sample", { x: "[[1, 2, 3]]" }),
  row({ x: "[‹|[1, 2, 1]|›]", input: "[3, 2]" }, "data-shape: Change the Input's shape to [3, 1]", {
    x: "[[1, 2, 1]]",
    input: "[3, 1]",
  }),
  // Targets of another shape than the output's.
  row({ y: "[‹|1|›, 2]", layers: dense(3) }, "data-shape: Give dense 1 unit", { y: "[1, 2]", layers: dense(1) }),
  row({ y: "[‹|[1, 2]|›, [3, 4]]", layers: dense(3) }, "data-shape: Give dense 2 units", {
    y: "[[1, 2], [3, 4]]",
    layers: dense(2),
  }),
  row({ y: "[‹|[1, 2, 3]|›, [4, 5, 6]]", layers: all(2) }, "data-shape: Give dense 1 unit", {
    y: "[[1, 2, 3], [4, 5, 6]]",
    layers: all(1),
  }),
  // One answer for a sequence, where the network answers at every step.
  [
    "data: {x: [[1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 1]], y: [‹|1|›, 2, 3, 4]}\nmodel: [{Input: [3, 1]}, {LSTM: {units: 4, return_sequences: true}}, {TimeDistributed: {Dense: 1}}]\ncompile: {optimizer: sgd, loss: mse}\n",
    "data-shape: Leave return_sequences out of lstm",
    "data: {x: [[1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 1]], y: [1, 2, 3, 4]}\nmodel: [{Input: [3, 1]}, {LSTM: {units: 4}}, {Dense: 1}]\ncompile: {optimizer: sgd, loss: mse}\n",
  ],
  row(
    {
      y: "[‹|1|›, 0]",
      layers:
        "  - LSTM: {units: 3, return_sequences: true}\n  - Dropout: 0.1\n  - TimeDistributed: {Dense: {units: 2, activation: softmax}}",
      loss: "sparse_categorical_crossentropy",
    },
    "data-shape: Leave return_sequences out of lstm",
    { y: "[1, 0]", layers: "  - LSTM: {units: 3}\n  - Dropout: 0.1\n  - Dense: {units: 2, activation: softmax}" },
  ),
  // Sizes that nobody has scaled, and a sample that has nothing but padding.
  row({ x: "[‹|[1200, 1500, 1300]|›]" }, "large-values", { x: "{values: [[1200, 1500, 1300]], scale: standard}" }),
  [
    "data: {x: [[1, 2], ‹|[0, 0]|›], y: [1, 2]}\nmodel:\n  - Input: {shape: [2], dtype: int32}\n  - Embedding: {input_dim: 3, output_dim: 2, mask_zero: true}\n  - GlobalAveragePooling1D\n  - Dense: 1\ncompile: {loss: mse}\n",
    "padded-sample: Remove sample 2",
    "data: {x: [[1, 2]], y: [1]}\nmodel:\n  - Input: {shape: [2], dtype: int32}\n  - Embedding: {input_dim: 3, output_dim: 2, mask_zero: true}\n  - GlobalAveragePooling1D\n  - Dense: 1\ncompile: {loss: mse}\n",
  ],
  // The Input holds the number of samples.
  [
    "data: {x: [[1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 6]], y: [4, 5, 6, 7]}\nmodel: [{Input: [4, 3, 1]}, {‹|LSTM|›: 4}, {Dense: 1}]\ncompile: {optimizer: adam, loss: mse}\n",
    "shape-rank",
    "data: {x: [[1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 6]], y: [4, 5, 6, 7]}\nmodel: [{Input: [3, 1]}, {LSTM: 4}, {Dense: 1}]\ncompile: {optimizer: adam, loss: mse}\n",
  ],
  row({ y: "[‹|1|›, 0]", layers: dense(3, "softmax") }, "data-shape: Use the loss sparse_categorical_crossentropy", {
    y: "[1, 0]",
    loss: "sparse_categorical_crossentropy",
  }),
  row(
    { y: "[‹|[0, 1, 0]|›, [1, 0, 1]]", layers: dense(2, "softmax"), loss: "sparse_categorical_crossentropy" },
    "data-shape",
    { y: "[[0, 1, 0], [1, 0, 1]]", layers: all(2).replace("Dense: 2", "Dense: {units: 2, activation: softmax}") },
  ),
  row(
    { y: "[‹|[[1], [2]]|›, [[3], [4]]]", layers: "  - LSTM: 3\n  - RepeatVector: 5 # n\n  - Dense: 1" },
    "data-shape: Change to 2",
    { y: "[[[1], [2]], [[3], [4]]]", layers: "  - LSTM: 3\n  - RepeatVector: 2 # n\n  - Dense: 1" },
  ),
  // One unit for a loss of classes.
  row(
    { y: "[0, ‹|1|›]", layers: dense(1, "sigmoid"), loss: "sparse_categorical_crossentropy" },
    "data-class-range: Use the loss binary_crossentropy",
    { y: "[0, 1]", loss: "binary_crossentropy" },
  ),
  row(
    { y: "[0, ‹|2|›]", layers: dense(1, "softmax"), loss: "sparse_categorical_crossentropy" },
    "data-class-range: Give dense 3 units",
    { y: "[0, 2]", layers: dense(3, "softmax") },
  ),
  // Labels.
  row({ x: "{values: [[0, 1, ‹|5|›]], one_hot: 3}", input: "[3, 6]" }, "data-unknown-label: Change to 6", {
    x: "{values: [[0, 1, 5]], one_hot: 6}",
  }),
  row({ x: "{values: [[1, 2, ‹|3|›]], one_hot: 3}", input: "[3, 3]" }, "data-unknown-label: Change to [1, 2, 3]", {
    x: "{values: [[1, 2, 3]], one_hot: [1, 2, 3]}",
  }),
  row({ x: "{values: [[‹|a|›, b, c]], one_hot: 3}", input: "[3, 3]" }, "data-unknown-label: Change to [a, b, c]", {
    x: "{values: [[a, b, c]], one_hot: [a, b, c]}",
  }),
  row({ x: "{values: [[a, b, ‹|d e|›]], one_hot: [a, b]}", input: "[3, 3]" }, "data-unknown-label", {
    x: "{values: [[a, b, d e]], one_hot: [a, b, d e]}",
  }),
  row({ x: "{values: [[0, 1, 2]], one_hot: ‹|true|›}", input: "[3, 3]" }, "wrong-type", {
    x: "{values: [[0, 1, 2]], one_hot: 3}",
  }),
  row({ x: "{values: [[0, 1, 2]], one_hot: ‹|false|›}" }, "wrong-type", { x: "{values: [[0, 1, 2]]}" }),
  row({ x: "[[1, ‹|'2'|›, 3]]" }, "data-not-number", { x: "[[1, 2, 3]]" }),
  // Samples of unlike lengths.
  row(
    { x: "[[1, 2, 3], ‹|[4]|›, [5, 6]]", layers: "  - LSTM: 1" },
    "data-ragged: Insert - Masking: 0",
    { x: "[[1, 2, 3], [4], [5, 6]]", layers: "  - Masking: 0\n  - LSTM: 1" },
    "data-padded",
  ),
  row({ x: "{values: [[1, 2, 3]], ‹|file|›: a.csv}" }, "values-and-file", { x: "{values: [[1, 2, 3]]}" }),
  // Answers and what the network gives.
  [
    trained("{values: [a, b], one_hot: ‹|[a, b, c]|›}", dense(2, "softmax"), "categorical_crossentropy"),
    "data-label-count: Give dense 3 units",
    trained("{values: [a, b], one_hot: [a, b, c]}", dense(3, "softmax"), "categorical_crossentropy"),
  ],
  [
    trained("[0, ‹|2|›]", dense(2, "softmax"), "sparse_categorical_crossentropy"),
    "data-class-range",
    trained("[0, 2]", dense(3, "softmax"), "sparse_categorical_crossentropy"),
  ],
  [
    trained("[‹|cat|›, 'a dog']", dense(2, "softmax"), "categorical_crossentropy"),
    "data-not-number: Add one_hot: [cat, 'a dog']",
    trained("{values: [cat, 'a dog'], one_hot: [cat, 'a dog']}", dense(2, "softmax"), "categorical_crossentropy"),
  ],
  [
    trained("[‹|0|›, 1]", dense(2, "softmax"), "categorical_crossentropy"),
    "data-needs-one-hot: Add one_hot: [0, 1]",
    trained("{values: [0, 1], one_hot: [0, 1]}", dense(2, "softmax"), "categorical_crossentropy"),
  ],
  [
    trained("[‹|0|›, 1]", dense(2, "softmax"), "categorical_crossentropy"),
    "data-needs-one-hot: Use the loss sparse_categorical_crossentropy",
    trained("[0, 1]", dense(2, "softmax"), "sparse_categorical_crossentropy"),
  ],
  [
    trained("{values: [0, 1], one_hot: ‹|[0, 1]|›}", dense(2, "softmax"), "sparse_categorical_crossentropy"),
    "data-sparse-one-hot",
    trained("{values: [0, 1], one_hot: [0, 1]}", dense(2, "softmax"), "categorical_crossentropy"),
  ],
  [
    trained("{values: [0, 1], one_hot: ‹|[0, 1]|›}", dense(2, "softmax"), "sparse_categorical_crossentropy"),
    "data-sparse-one-hot: Remove one_hot",
    trained("{values: [0, 1]}", dense(2, "softmax"), "sparse_categorical_crossentropy"),
  ],
  [
    trained("[‹|[[1], [2], [3]]|›, [[4], [5], [6]]]", dense(1), "mse"),
    "data-shape: Set return_sequences: true on lstm",
    trained("[[[1], [2], [3]], [[4], [5], [6]]]", all(1), "mse"),
  ],
  [
    trained("[‹|1|›, 2]", all(1), "mse"),
    "data-shape: Leave return_sequences out of lstm",
    trained("[1, 2]", "  - LSTM: {units: 3}\n  - Dense: 1", "mse"),
  ],
  [
    trained("{values: [1, 2], one_hot: ‹|[1, 2]|›, scale: minmax}", "  - LSTM: 2", "mse"),
    "data-scale-labels",
    trained("{values: [1, 2], one_hot: [1, 2]}", "  - LSTM: 2", "mse"),
  ],
  [
    trained("[‹|[1, 2, 3]|›, [4, 5, 6]]", dense(1), "mse"),
    "data-shape: Give dense 3 units",
    trained("[[1, 2, 3], [4, 5, 6]]", dense(3), "mse"),
  ],
  [trained("[‹|true|›, 0]", "  - LSTM: 1", "mse"), "data-not-number", trained("[1, 0]", "  - LSTM: 1", "mse")],
  // An Input of another shape than the data, and ids beyond the rows of an Embedding.
  [inputOf("[4, 1]", "[‹|[1, 2, 3]|›, [4, 5, 6]]"), "data-shape", inputOf("[3, 1]", "[[1, 2, 3], [4, 5, 6]]")],
  [inputOf("[4, 1]", "[‹|[[1], [2]]|›]"), "data-shape", inputOf("[2, 1]", "[[[1], [2]]]")],
  [inputOf("[3, 2]", "[‹|[1, 2, 1]|›]"), "data-shape", inputOf("[3, 2]", "{values: [[1, 2, 1]], one_hot: [1, 2]}")],
  [embedded(4, "[[1, ‹|7|›]]"), "data-id-range", embedded(8, "[[1, 7]]")],
  [
    "model: [{Input: [3]}, {Dense: {units: 2, activation: softmax}}]\ndata: {x: [[1, 2, 3], [4, 5, 6]], y: [‹|[1, 0]|›, [0, 1]]}\ncompile: {loss: sparse_categorical_crossentropy}\n",
    "data-shape",
    "model: [{Input: [3]}, {Dense: {units: 2, activation: softmax}}]\ndata: {x: [[1, 2, 3], [4, 5, 6]], y: [[1, 0], [0, 1]]}\ncompile: {loss: categorical_crossentropy}\n",
  ],
  // Keys of other names.
  [
    "model: [{Input: [3]}, {Dense: 1}]\ndata: {x: {‹|value|›: [[1, 2, 3]]}, y: [[1]]}\ncompile: {loss: mse}\n",
    "data-unknown-name",
    "model: [{Input: [3]}, {Dense: 1}]\ndata: {x: {values: [[1, 2, 3]]}, y: [[1]]}\ncompile: {loss: mse}\n",
  ],
  [
    "model: [{Input: [3]}, {Dense: 1}]\ndata:\n  ‹|inputs|›: [[1, 2, 3]] # c\n  y: [[1]]\n",
    "unknown-key",
    "model: [{Input: [3]}, {Dense: 1}]\ndata:\n  x: [[1, 2, 3]] # c\n  y: [[1]]\n",
  ],
  [
    "model: [{Input: [3]}, {Dense: 1}]\ndata:\n  x: {‹|csv|›: a.csv, columns: [a, b, c]}\n",
    "unknown-key",
    "model: [{Input: [3]}, {Dense: 1}]\ndata:\n  x: {file: a.csv, columns: [a, b, c]}\n",
  ],
  [
    "model: [{Input: [1]}, {Dense: 1}]\ndata: {x: [1, 2, 3, 4, 5], y: [1, 2, 3, 4, 5], ‹|split|›: {train: 0.8, val: 0.2}}\nfit: {epochs: 3}\n",
    "form-key",
    "model: [{Input: [1]}, {Dense: 1}]\ndata: {x: [1, 2, 3, 4, 5], y: [1, 2, 3, 4, 5]}\nfit: {epochs: 3, validation_split: 0.2}\n",
  ],
  // Labels.
  [
    "model: [{Input: [1]}, {Dense: {units: 3, activation: softmax}}]\ndata: {x: [1, 2, 3], y: [1, 2, ‹|3|›]}\ncompile: {loss: sparse_categorical_crossentropy}\n",
    "data-class-range: Add one_hot: [1, 2, 3]",
    "model: [{Input: [1]}, {Dense: {units: 3, activation: softmax}}]\ndata: {x: [1, 2, 3], y: {values: [1, 2, 3], one_hot: [1, 2, 3]}}\ncompile: {loss: categorical_crossentropy}\n",
  ],
  [
    "model: [{Input: [1]}, {Dense: {units: 1, activation: sigmoid}}]\ndata: {x: [1, 2, 3], y: [‹|no|›, yes, no]}\ncompile: {loss: binary_crossentropy}\n",
    "data-not-number: Write 1 for yes and 0 for no",
    "model: [{Input: [1]}, {Dense: {units: 1, activation: sigmoid}}]\ndata: {x: [1, 2, 3], y: [0, 1, 0]}\ncompile: {loss: binary_crossentropy}\n",
  ],
  [
    "model: [{Input: [1]}, {Dense: {units: 1, activation: sigmoid}}]\ndata: {x: [1, 2, 3], y: [‹|cat|›, dog, cat]}\ncompile: {loss: binary_crossentropy}\n",
    "data-not-number: Write 1 for dog and 0 for cat",
    "model: [{Input: [1]}, {Dense: {units: 1, activation: sigmoid}}]\ndata: {x: [1, 2, 3], y: [0, 1, 0]}\ncompile: {loss: binary_crossentropy}\n",
  ],
  [
    "model: [{Input: {shape: [3], dtype: int32}}, {Embedding: [9, 2]}, {LSTM: 1}]\ndata: {x: [[1, 2, 3], ‹|[1, 2]|›], y: [[1], [2]]}\ncompile: {loss: mse}\n",
    "data-ragged",
    "model: [{Input: {shape: [3], dtype: int32}}, {Embedding: {input_dim: 9, output_dim: 2, mask_zero: true}}, {LSTM: 1}]\ndata: {x: [[1, 2, 3], [1, 2]], y: [[1], [2]]}\ncompile: {loss: mse}\n",
    "data-padded",
  ],
  [
    "model:\n  - Input: [2]\n  - Embedding: [4, 8]\n  - LSTM: 2\ndata: {x: {values: [‹|[1, 2]|›, [2, 3]], one_hot: 4}}\n",
    "data-shape: Remove one_hot",
    "model:\n  - Input: [2]\n  - Embedding: [4, 8]\n  - LSTM: 2\ndata: {x: {values: [[1, 2], [2, 3]]}}\n",
  ],
  // A Dense layer that was forgotten behind a recurrent one.
  [
    "model:\n  - Input: [2, 1]\n  - LSTM: 8 # c\ndata: {x: [[[1], [2]]], y: [‹|4|›]}\ncompile: {loss: mse}\n",
    "data-shape",
    "model:\n  - Input: [2, 1]\n  - LSTM: 8 # c\n  - Dense: 1\ndata: {x: [[[1], [2]]], y: [4]}\ncompile: {loss: mse}\n",
  ],
  [
    "model: [{Input: [2, 1]}, {LSTM: 8}]\ndata: {x: [[[1], [2]]], y: {values: [a], one_hot: ‹|[a, b, c]|›}}\ncompile: {loss: categorical_crossentropy}\n",
    "data-label-count",
    "model: [{Input: [2, 1]}, {LSTM: 8}, {Dense: {units: 3, activation: softmax}}]\ndata: {x: [[[1], [2]]], y: {values: [a], one_hot: [a, b, c]}}\ncompile: {loss: categorical_crossentropy}\n",
  ],
  [
    "model: [{Input: [3]}, {Dense: 1}]\ndata: {x: [[‹|1 2 3|›]], y: [[1]]}\ncompile: {loss: mse}\n",
    "data-not-number",
    "model: [{Input: [3]}, {Dense: 1}]\ndata: {x: [[1, 2, 3]], y: [[1]]}\ncompile: {loss: mse}\n",
  ],
  [
    "model: [{Input: [1]}, {Dense: {units: 1, activation: sigmoid}}]\ndata: {x: [1, 2], y: [1, ‹|2|›]}\ncompile: {loss: binary_crossentropy}\n",
    "data-binary-range",
    "model: [{Input: [1]}, {Dense: {units: 1, activation: sigmoid}}]\ndata: {x: [1, 2], y: [0, 1]}\ncompile: {loss: binary_crossentropy}\n",
  ],
  // A time series against the network.
  [
    "model: [{Input: [20, 1]}, {LSTM: 3}, {Dense: 1}]\ndata: {file: a.csv, target: b, window: ‹|30|›}\n",
    "data-window: Change the Input's shape to [30, 1]",
    "model: [{Input: [30, 1]}, {LSTM: 3}, {Dense: 1}]\ndata: {file: a.csv, target: b, window: 30}\n",
  ],
  [
    "model: [{Input: [20, 1]}, {LSTM: 3}, {Dense: 1}]\ndata: {file: a.csv, target: b, window: ‹|30|›}\n",
    "data-window: Change to 20",
    "model: [{Input: [20, 1]}, {LSTM: 3}, {Dense: 1}]\ndata: {file: a.csv, target: b, window: 20}\n",
  ],
  [
    "model: [{Input: [30, 1]}, {LSTM: 3}, {Dense: 1}]\ndata: {file: a.csv, target: b, inputs: ‹|[b, c]|›, window: 30}\n",
    "data-window",
    "model: [{Input: [30, 2]}, {LSTM: 3}, {Dense: 1}]\ndata: {file: a.csv, target: b, inputs: [b, c], window: 30}\n",
  ],
  [
    "model: [{Input: [30, 1]}, {LSTM: 3}, {Dense: 1}]\ndata: {file: a.csv, target: b, window: 30, horizon: ‹|5|›}\n",
    "data-horizon",
    "model: [{Input: [30, 1]}, {LSTM: 3}, {Dense: 5}]\ndata: {file: a.csv, target: b, window: 30, horizon: 5}\n",
  ],
  [
    "model: [{Input: [3]}, {Dense: 1}]\ndata:\n  x:\n    - ‹|1 2 3|›\n  y: [1]\ncompile: {loss: mse}\n",
    "data-not-number",
    "model: [{Input: [3]}, {Dense: 1}]\ndata:\n  x:\n    - [1, 2, 3]\n  y: [1]\ncompile: {loss: mse}\n",
  ],
];
