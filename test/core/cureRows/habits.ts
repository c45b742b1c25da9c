/**
 * What somebody writes who comes from Keras's Python, from older Keras or from PyTorch: the file with its marks, the finding, the file
 * after the fix, and findings of other mistakes that stay. test/core/cures.test.ts runs the rows.
 */
import { type CureRow, layers, rowsIn } from "./row";

const model = "model: [{Input: [4, 2]}, {LSTM: 3}]\n";
const sections = rowsIn((part) => `${model}${part}`);

export const habits: readonly CureRow[] = [
  // A layer and its argument.
  layers("  - ‹|Dense :3|› # c", "not-a-layer", "  - Dense: 3 # c"),
  layers("  - ‹|LSTM:32|›\n  - Dense: 1", "not-a-layer", "  - LSTM: 32\n  - Dense: 1"),
  layers("  - ‹|LSTM 32|›", "not-a-layer", "  - LSTM: 32"),
  layers("  - ‹|LSTM = 32|›", "not-a-layer", "  - LSTM: 32"),
  layers("  - ‹|Bidirectional LSTM|›", "not-a-layer", "  - Bidirectional: LSTM", "missing-argument"),
  layers("  - ‹|LSTM(32)|› # c", "not-a-layer", "  - LSTM: 32 # c"),
  layers("  - ‹|LSTM(32, return_sequences=True)|›", "not-a-layer", "  - LSTM: {units: 32, return_sequences: true}"),
  layers("  - ‹|layers.Dense(1, activation='sigmoid')|›", "not-a-layer", "  - Dense: {units: 1, activation: sigmoid}"),
  layers("  - ‹|model.add(LSTM(8))|›", "not-a-layer", "  - LSTM: 8"),
  layers(
    "  - ‹|Bidirectional(LSTM(8, dropout=0.1), merge_mode='sum')|›",
    "not-a-layer",
    "  - Bidirectional: {LSTM: {units: 8, dropout: 0.1}, merge_mode: sum}",
  ),
  layers("  - ‹|keras.layers.Flatten()|›", "not-a-layer", "  - Flatten"),
  [
    "model:\n  - ‹|Input(shape=(4, None))|›\n  - Flatten\n",
    "not-a-layer",
    "model:\n  - Input: [4, null]\n  - Flatten\n",
  ],
  layers("  - LSTM: {‹|units:3|›}", "joined-key", "  - LSTM: {units: 3}"),
  layers("  - LSTM: {units: 3, ‹|activation='relu'|›}", "joined-key", "  - LSTM: {units: 3, activation: 'relu'}"),
  sections("fit: {‹|epochs:3|›}\n", "joined-key", "fit: {epochs: 3}\n"),
  // Where the shape of the data stands.
  [
    "model:\n  - InputLayer: {‹|input_shape|›: [4, 1]} # c\n  - LSTM: 3\n",
    "input-shape-argument",
    "model:\n  - Input: [4, 1] # c\n  - LSTM: 3\n",
  ],
  [
    "model:\n  - Input: {dtype: float32, ‹|batch_shape|›: [None, 4, 1]}\n  - LSTM: 3\n",
    "input-shape-argument",
    "model:\n  - Input: {dtype: float32, shape: [4, 1]}\n  - LSTM: 3\n",
  ],
  layers("  - LSTM: {units: 3, ‹|input_dim|›: 2} # c", "keras-argument", "  - LSTM: {units: 3} # c"),
  [
    "model:\n  - Input: {shape: [4], dtype: int32}\n  - Embedding: {input_dim: 9, output_dim: 2, ‹|input_length|›: 4}\n",
    "keras-argument",
    "model:\n  - Input: {shape: [4], dtype: int32}\n  - Embedding: {input_dim: 9, output_dim: 2}\n",
  ],
  // Other names.
  layers("  - ‹|Linear|›: 3", "unknown-layer", "  - Dense: 3"),
  layers("  - ‹|RNN|›: 3", "unknown-layer", "  - SimpleRNN: 3"),
  layers("  - ‹|CuDNNLSTM|›: 3", "unknown-layer", "  - LSTM: 3"),
  layers("  - LSTM: {‹|hidden_size|›: 3}", "unknown-argument", "  - LSTM: {units: 3}"),
  layers("  - Dropout: {‹|p|›: 0.3}", "unknown-argument", "  - Dropout: {rate: 0.3}"),
  layers(
    "  - LSTM: {units: 3, ‹|inner_activation|›: sigmoid}",
    "unknown-argument",
    "  - LSTM: {units: 3, recurrent_activation: sigmoid}",
  ),
  layers(
    "  - LSTM: {units: 3, ‹|return_seq|›: true}",
    "unknown-argument",
    "  - LSTM: {units: 3, return_sequences: true}",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, merge_mode: ‹|add|›}",
    "wrong-type",
    "  - Bidirectional: {LSTM: 3, merge_mode: sum}",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, merge_mode: ‹|average|›}",
    "wrong-type",
    "  - Bidirectional: {LSTM: 3, merge_mode: ave}",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, merge_mode: ‹|concatenate|›}",
    "wrong-type",
    "  - Bidirectional: {LSTM: 3, merge_mode: concat}",
  ),
  layers(
    "  - LSTM: {units: 3, kernel_initializer: ‹|xavier_uniform|›}",
    "unknown-name",
    "  - LSTM: {units: 3, kernel_initializer: glorot_uniform}",
  ),
  sections(
    "compile: {optimizer: {adam: {‹|lr|›: 0.1}}}\n",
    "unknown-argument",
    "compile: {optimizer: {adam: {learning_rate: 0.1}}}\n",
  ),
  sections(
    "compile: {loss: ‹|CrossEntropyLoss|›}\n",
    "unknown-name",
    "compile: {loss: sparse_categorical_crossentropy}\n",
  ),
  sections("compile: {loss: mse, metrics: [‹|roc_auc|›]}\n", "unknown-name", "compile: {loss: mse, metrics: [auc]}\n"),
  sections("fit: {‹|nb_epoch|›: 3}\n", "unknown-key", "fit: {epochs: 3}\n"),
  // What Unroll does not have.
  layers(
    "  - LSTM: 3\n  - ‹|ReLU|› # c\n  - Dense: 1",
    "unknown-layer",
    "  - LSTM: 3\n  - Activation: relu # c\n  - Dense: 1",
  ),
  layers("  - ‹|Softmax|›: {}", "unknown-layer", "  - Activation: softmax"),
  layers(
    "  - LSTM: 3\n  - ‹|BatchNormalization|›\n  - Dense: 1 # c",
    "unknown-layer: Remove BatchNormalization",
    "  - LSTM: 3\n  - Dense: 1 # c",
  ),
  [
    "model: [Input: [4, 2], ‹|Conv1D|›: {filters: 3, kernel_size: 4}, LSTM: 3]\n",
    "unknown-layer",
    "model: [Input: [4, 2], LSTM: 3]\n",
  ],
  layers("  - LSTM: {units: 3, ‹|num_layers|›: 2}", "keras-argument: Remove num_layers", "  - LSTM: {units: 3}"),
  // Keys of another part of the file.
  [`${model}‹|optimizer|›: adam # c\n`, "misplaced-key", `${model}# c\ncompile: {optimizer: adam}\n`],
  [
    `${model}‹|loss|›: mse\ncompile: {optimizer: adam}\n`,
    "misplaced-key",
    `${model}compile: {optimizer: adam, loss: mse}\n`,
  ],
  sections(
    "compile: {loss: mse, ‹|epochs|›: 3, optimizer: adam} # c\n",
    "misplaced-key",
    "compile: {loss: mse, optimizer: adam} # c\nfit: {epochs: 3}\n",
  ),
  sections(
    "compile:\n  loss: mse\n  ‹|batch_size|›: 3 # small\nfit:\n  epochs: 2 # few\n",
    "misplaced-key",
    "compile:\n  loss: mse\n  # small\nfit:\n  epochs: 2 # few\n  batch_size: 3\n",
  ),
  sections(
    "compile: {loss: mse, optimizer: adam, ‹|learning_rate|›: 0.01}\n",
    "misplaced-key",
    "compile: {loss: mse, optimizer: {adam: {learning_rate: 0.01}}}\n",
  ),
  sections(
    "compile: {loss: mse}\nfit: {epochs: 3, validation_split: 0.2, ‹|patience|›: 5}\n",
    "misplaced-key",
    "compile: {loss: mse}\nfit: {epochs: 3, validation_split: 0.2, early_stopping: {patience: 5}}\n",
  ),
  sections("fit: {epochs: 3, ‹|seed|›: 5}\n", "misplaced-key", "fit: {epochs: 3}\nseed: 5\n"),
  layers(
    "  - TimeDistributed: {Dense: 3, ‹|activation|›: relu}",
    "misplaced-key",
    "  - TimeDistributed: {Dense: {units: 3, activation: relu}}",
  ),
  layers(
    "  - TimeDistributed:\n      Dense: 3 # three\n      ‹|activation|›: relu # c",
    "misplaced-key",
    "  - TimeDistributed:\n      Dense: {units: 3, activation: relu} # three\n      # c",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, ‹|return_sequences|›: true}",
    "misplaced-key",
    "  - Bidirectional: {LSTM: {units: 3, return_sequences: true}}",
  ),
  layers(
    "  - Bidirectional: {LSTM: {units: 3, ‹|merge_mode|›: sum}}",
    "inner-key",
    "  - Bidirectional: {LSTM: {units: 3}, merge_mode: sum}",
  ),
  // Signs that belong to other notations.
  layers("  - LSTM: ‹|8}|› # c", "wrong-type", "  - LSTM: 8 # c"),
  layers("  - LSTM: ‹|8 // memory|›", "wrong-type", "  - LSTM: 8 # memory"),
  layers(
    "  - LSTM:\n      units: ‹|8,|›\n      dropout: ‹|0.1;|›",
    "wrong-type: Change to 8",
    "  - LSTM:\n      units: 8\n      dropout: 0.1;",
    "wrong-type",
  ),
  layers(
    "  - LSTM: {units: 8, return_sequences: ‹|ture|›}",
    "wrong-type",
    "  - LSTM: {units: 8, return_sequences: true}",
  ),
  layers(
    "  - LSTM: {units: 8, return_sequences: ‹|Flase|›}",
    "wrong-type",
    "  - LSTM: {units: 8, return_sequences: false}",
  ),
  // Arguments by their places.
  layers("  - LSTM: ‹|[8, tanh]|›", "wrong-type", "  - LSTM: {units: 8, activation: tanh}"),
  layers("  - ‹|Dense(1, 'sigmoid')|›", "not-a-layer", "  - Dense: {units: 1, activation: sigmoid}"),
  layers("  - Dense: ‹|1, activation: relu|› # c", "yaml-key", "  - Dense: {units: 1, activation: relu} # c"),
  // Several names in one word.
  layers(
    "  - LSTM: {units: 3, name: a}\n  - Dense: {units: 1, name: b}\noutputs: ‹|a, b|›",
    "unknown-reference",
    "  - LSTM: {units: 3, name: a}\n  - Dense: {units: 1, name: b}\noutputs: [a, b]",
  ),
  layers(
    "  - LSTM: {units: 3, name: a}\n  - Add: {from: ‹|a a|›}",
    "several-inputs",
    "  - LSTM: {units: 3, name: a}\n  - Add: {from: [a, a]}",
  ),
  // Keys that stand twice.
  layers("  - LSTM: {units: 3, ‹|units|›: 3}", "duplicate-key: Remove units", "  - LSTM: {units: 3}"),
  layers("  - LSTM: {units: 3, ‹|units|›: 4}", "duplicate-key: Keep units: 4", "  - LSTM: {units: 4}"),
  layers(
    "  - LSTM: {units: 3, name: a}\n  - LSTM: {units: 3, name: b, from: input_layer}\n  - Add: {from: a, ‹|from|›: b}",
    "duplicate-key",
    "  - LSTM: {units: 3, name: a}\n  - LSTM: {units: 3, name: b, from: input_layer}\n  - Add: {from: [a, b]}",
  ),
  layers("  - Dropout: {‹|0.5|›}", "missing-key", "  - Dropout: {rate: 0.5}"),
  // The kind as a value.
  layers("  - ‹|layer|›: LSTM\n    units: 32", "unknown-layer", "  - LSTM: {units: 32}"),
  layers("  - {‹|type|›: LSTM, units: 32} # c", "unknown-layer", "  - LSTM: {units: 32} # c"),
  layers("  - ‹|class_name|›: Flatten", "unknown-layer", "  - Flatten"),
  layers("  - {‹|class_name|›: Dense, config: {units: 1}}", "unknown-layer", "  - Dense: {units: 1}"),
  [
    "model: [{Input: [4, 2]}, {‹|type|›: LSTM, units: 3}]\n",
    "unknown-layer",
    "model: [{Input: [4, 2]}, {LSTM: {units: 3}}]\n",
  ],
  // The size of the data on the first layer.
  [
    "model:\n  - Dense: {units: 8, activation: relu, ‹|input_dim|›: 5} # c\n  - Dense: 1\n",
    "keras-argument",
    "model:\n  - Input: [5]\n  - Dense: {units: 8, activation: relu} # c\n  - Dense: 1\n",
  ],
  [
    "model:\n  - ‹|LSTM|›: {units: 8, input_length: 7, input_dim: 2}\n",
    "missing-input",
    "model:\n  - Input: [7, 2]\n  - LSTM: {units: 8}\n",
  ],
  [
    "model:\n  - ‹|Embedding|›: {input_dim: 100, output_dim: 8, input_length: 20}\n  - LSTM: 4\n",
    "missing-input",
    "model:\n  - Input: {shape: [20], dtype: int32}\n  - Embedding: {input_dim: 100, output_dim: 8}\n  - LSTM: 4\n",
  ],
  // Tuples, decimal commas and signs of other notations.
  [
    "model:\n  - Input: {shape: ‹|(10, None)|›} # c\n  - Flatten\n",
    "yaml-tuple",
    "model:\n  - Input: {shape: [10, null]} # c\n  - Flatten\n",
  ],
  layers("  - LSTM: {units: 3, dropout: ‹|0,2|›} # c", "yaml-decimal", "  - LSTM: {units: 3, dropout: 0.2} # c"),
  sections(
    "fit: {validation_split: ‹|0,2|›, epochs: 3}\n",
    "yaml-decimal",
    "fit: {validation_split: 0.2, epochs: 3}\n",
  ),
  ["model:\n  - Input: [3, 1]‹|,|› # c\n  - LSTM: 3\n", "yaml-sign", "model:\n  - Input: [3, 1] # c\n  - LSTM: 3\n"],
  layers("  - LSTM: {units: 3}‹|;|›", "yaml-sign", "  - LSTM: {units: 3}"),
  layers("  - LSTM: {units: 3} ‹|//|› memory", "yaml-sign", "  - LSTM: {units: 3} # memory"),
  layers("  - Dense: ‹|1,000|›", "wrong-type", "  - Dense: 1000"),
  ["model:\n  - Input: [‹|-1|›, 1]\n  - LSTM: 3\n", "out-of-range", "model:\n  - Input: [null, 1]\n  - LSTM: 3\n"],
  [
    "model:\n  - Input: {shape: [3], dtype: int32}\n  - Embedding: ‹|(100, 8)|› # c\n",
    "main-arguments",
    "model:\n  - Input: {shape: [3], dtype: int32}\n  - Embedding: [100, 8] # c\n",
  ],
  ["model:\n  - ‹|Input(10, 2)|›\n  - LSTM: 3\n", "not-a-layer", "model:\n  - Input: [10, 2]\n  - LSTM: 3\n"],
  layers("  - ‹|LSTM(8)(x)|›", "not-a-layer", "  - LSTM: 8"),
  layers("  - ‹|nn.Sigmoid()|›", "unknown-layer", "  - Activation: sigmoid"),
  layers("  - Dense: {‹|unidades|›: 3}", "unknown-argument", "  - Dense: {units: 3}"),
  // The shape of the data inside of a wrapper, and as Python's tuple.
  [
    "model:\n  - Bidirectional: {LSTM: {units: 8, ‹|input_shape|›: [3, 1]}} # c\n  - Dense: 1\n",
    "input-shape-argument",
    "model:\n  - Input: [3, 1]\n  - Bidirectional: {LSTM: {units: 8}} # c\n  - Dense: 1\n",
  ],
  [
    "model:\n  - LSTM:\n      units: 8\n      ‹|input_shape|›: (3, 1)\n",
    "input-shape-argument",
    "model:\n  - Input: [3, 1]\n  - LSTM:\n      units: 8\n",
  ],
  layers("  - LSTM: ‹|[64, 32]|›", "wrong-type: Change to 64", "  - LSTM: 64"),
  layers("  ‹|*|› LSTM: 8 # c\n  - Dense: 1", "yaml-dash", "  - LSTM: 8 # c\n  - Dense: 1"),
  sections("data: {x: ‹|prices.csv|›}\n", "wrong-type", "data: {x: {file: prices.csv}}\n"),
  ["‹|Sequential|›:\n  - Input: [4, 2]\n  - LSTM: 3\n", "unknown-key", "model:\n  - Input: [4, 2]\n  - LSTM: 3\n"],
  sections(
    "compile: {loss: mse, optimizer: {adam: {learning_rate: ‹|0,001|›}}}\n",
    "yaml-decimal",
    "compile: {loss: mse, optimizer: {adam: {learning_rate: 0.001}}}\n",
  ),
  sections(
    "compile:\n  loss: mse\n  optimizer:\n    adam:\n      learning_rate: ‹|0,001|›\n",
    "wrong-type",
    "compile:\n  loss: mse\n  optimizer:\n    adam:\n      learning_rate: 0.001\n",
  ),
  // A comma in a comment is none of the file's.
  [
    "model:\n  - Input: [3, 1]‹|,|›\n  - LSTM: 4 # as in [1], p. 3\n",
    "yaml-sign",
    "model:\n  - Input: [3, 1]\n  - LSTM: 4 # as in [1], p. 3\n",
  ],
];
