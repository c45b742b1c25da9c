/**
 * Values, layers and objects in the notations of Python, Keras and PyTorch, or nearly in this language's own: the file with its marks, the
 * finding, the file after the fix, and findings of other mistakes that stay. test/core/cures.test.ts runs the rows.
 */
import { body, type CureRow, layers, rowsIn } from "./row";

const layer = rowsIn((part) => body(`  - ${part} # c`));
const input = rowsIn((part) => `model:\n  - Input: ${part}\n  - Flatten\n`);
const model = "model: [{Input: [4, 2]}, {LSTM: 3}, {Dense: 1}]\n";
const compile = rowsIn((part) => `${model}compile: {loss: mse, ${part}}\n`);
const loss = rowsIn((part) => `${model}compile: {loss: ${part}}\n`);
const fit = rowsIn((part) => `${model}compile: {loss: mse}\nfit: ${part}\n`);
const task = rowsIn(
  (part) => `data: ${part}\nmodel: [{Input: [50, 2]}, {LSTM: 3}, {Dense: 1}]\ncompile: {loss: mse}\n`,
);

export const notations: readonly CureRow[] = [
  // Layers in wrappers stand in braces.
  layer("Bidirectional: ‹|LSTM(16)|›", "not-a-layer", "Bidirectional: {LSTM: 16}"),
  layer("Bidirectional: ‹|LSTM|›", "missing-argument", "Bidirectional: {LSTM: 32}"),
  layer("TimeDistributed: ‹|Dense(3)|›", "not-a-layer", "TimeDistributed: {Dense: 3}"),
  layer("Bidirectional: {layer: ‹|LSTM(units=16)|›}", "not-a-layer", "Bidirectional: {layer: {LSTM: 16}}"),
  layer(
    "Bidirectional: {layer: ‹|LSTM|›, units: 16, return_sequences: true}",
    "missing-argument",
    "Bidirectional: {layer: {LSTM: {units: 16, return_sequences: true}}}",
  ),
  layer("Bidirectional: {‹|Bidirectional|›: {LSTM: 3}}", "wrapper-inner", "Bidirectional: {LSTM: 3}"),
  // Both directions, as one word or as an argument.
  layer("‹|BiLSTM|›: 16", "unknown-layer", "Bidirectional: {LSTM: 16}"),
  layer(
    "‹|BidirectionalGRU|›: {units: 16, name: both, merge_mode: sum, dropout: 0.1}",
    "unknown-layer",
    "Bidirectional: {GRU: {units: 16, dropout: 0.1}, name: both, merge_mode: sum}",
  ),
  layer(
    "LSTM: {units: 3, ‹|bidirectional|›: true, name: both}",
    "keras-argument: Wrap in Bidirectional",
    "Bidirectional: {LSTM: {units: 3}, name: both}",
  ),
  layer("LSTM: {units: 3, ‹|bidirectional|›: false}", "keras-argument", "LSTM: {units: 3}"),
  // Layers on each other.
  layer(
    "LSTM: {units: 3, ‹|num_layers|›: 2}",
    "keras-argument",
    "LSTM: {units: 3, return_sequences: true}\n  - LSTM: {units: 3}",
  ),
  layer(
    "GRU: {units: 3, return_sequences: true, ‹|num_layers|›: 3}",
    "keras-argument: Write the layer 3 times, one on the other",
    "GRU: {units: 3, return_sequences: true}\n  - GRU: {units: 3, return_sequences: true}\n  - GRU: {units: 3, return_sequences: true}",
  ),
  layer("LSTM: {units: 3, ‹|num_layers|›: 1}", "keras-argument", "LSTM: {units: 3}"),
  // What is written already stays.
  layers(
    "  - Bidirectional: {LSTM: {units: 8, ‹|name|›: inner}, name: both}\n  - Dense: {units: 1, from: both}",
    "inner-key: Remove name",
    "  - Bidirectional: {LSTM: {units: 8}, name: both}\n  - Dense: {units: 1, from: both}",
  ),
  layer("LSTM: {‹|hidden_size|›: 8, units: 16}", "unknown-argument: Remove hidden_size", "LSTM: {units: 16}"),
  // PyTorch's modules.
  layer("‹|nn.LSTM|›: 3", "unknown-layer", "LSTM: 3"),
  layer("‹|torch.nn.Linear|›: 5", "unknown-layer", "Dense: 5"),
  layer("‹|nn.LSTM(2, 32)|›", "not-a-layer", "LSTM: 32"),
  layer("‹|nn.GRU(input_size=2, hidden_size=32, batch_first=True)|›", "not-a-layer", "GRU: 32"),
  layer("‹|nn.Linear(2, 5)|›", "not-a-layer", "Dense: 5"),
  layer("‹|nn.Dropout(p=0.5)|›", "not-a-layer", "Dropout: 0.5"),
  layer("‹|LeakyReLU|›: 0.1", "unknown-layer", "Activation: {leaky_relu: 0.1}"),
  layer("‹|ReLU|›: {}", "unknown-layer", "Activation: relu"),
  // Arguments.
  layer("LSTM: {‹|units 3|›}", "joined-key", "LSTM: {units: 3}"),
  layer("‹|LSTM -> 32|›", "not-a-layer", "LSTM: 32"),
  layer("‹|LSTM： 32|›", "not-a-layer", "LSTM: 32"),
  layer("LSTM: ‹|units=16, return_sequences=True|›", "wrong-type", "LSTM: {units: 16, return_sequences: true}"),
  layers("  - LSTM:\n      ‹|units = 16|›", "wrong-type", "  - LSTM:\n      units: 16"),
  layer("LSTM: {units: 3, kernel_regularizer: ‹|None|›}", "unknown-name", "LSTM: {units: 3, kernel_regularizer: null}"),
  layer("RepeatVector: ‹|[3]|›", "wrong-type", "RepeatVector: 3", "shape-rank"),
  layer("Reshape: ‹|8|›", "wrong-type", "Reshape: [8]"),
  layer("Reshape: ‹|(2, 4)|›", "wrong-type", "Reshape: [2, 4]"),
  layer("LSTM: {units: 3, name: ‹|null|›}", "bad-name", "LSTM: {units: 3}"),
  layer("LSTM: {units: 3, name: ‹|''|›}", "bad-name", "LSTM: {units: 3}"),
  input("‹|4x2|›", "wrong-type", "[4, 2]"),
  input("‹|4, 2|›", "wrong-type", "[4, 2]"),
  [
    "model:\n  - Input: [4]\n  - Embedding: ‹|10|›\n",
    "main-arguments",
    "model:\n  - Input: [4]\n  - Embedding: [10, 16]\n",
  ],
  [
    "model:\n  - Input: [4]\n  - Embedding: ‹|[10, 4, 3]|›\n",
    "main-arguments",
    "model:\n  - Input: [4]\n  - Embedding: [10, 4]\n",
  ],
  layers(
    "  - LSTM: {units: 3, return_sequences: true, name: a}\n  - Attention: {from: [a, a], score_mode: ‹|cosine|›}",
    "wrong-type: Change to concat",
    "  - LSTM: {units: 3, return_sequences: true, name: a}\n  - Attention: {from: [a, a], score_mode: concat}",
  ),
  // Shares are thought of in percent, other numbers are not.
  layer("Dropout: ‹|1.5|›", "out-of-range", "Dropout: 0.15"),
  layer("Dropout: ‹|20|›", "out-of-range", "Dropout: 0.2"),
  fit("{validation_split: ‹|2|›}", "out-of-range", "{validation_split: 0.2}"),
  // Objects.
  compile("optimizer: ‹|Adam(lr=0.01)|›", "unknown-name", "optimizer: {adam: {learning_rate: 0.01}}"),
  compile(
    "optimizer: ‹|'keras.optimizers.SGD(0.1, nesterov=True)'|›",
    "unknown-name",
    "optimizer: {sgd: {learning_rate: 0.1, nesterov: true}}",
  ),
  compile("optimizer: ‹|torch.optim.Adam|›", "unknown-name", "optimizer: adam"),
  compile("optimizer: ‹|{name: adam, learning_rate: 0.01}|›", "wrong-type", "optimizer: {adam: {learning_rate: 0.01}}"),
  compile(
    "optimizer: ‹|{class_name: Adam, config: {lr: 0.01}}|›",
    "wrong-type",
    "optimizer: {adam: {lr: 0.01}}",
    "unknown-argument",
  ),
  compile("optimizer: ‹|[adam]|›", "wrong-type", "optimizer: adam"),
  compile("optimizer: {adam: ‹|0.01|›}", "wrong-section", "optimizer: {adam: {learning_rate: 0.01}}"),
  compile("metrics: [‹|keras.metrics.MeanAbsoluteError()|›]", "unknown-name", "metrics: [mean_absolute_error]"),
  loss("‹|nn.MSELoss()|›", "unknown-name", "mean_squared_error"),
  loss("‹|'keras.losses.Huber(delta=2.0)'|›", "unknown-name", "{huber: {delta: 2.0}}"),
  compile(
    "optimizer: {adam: {learning_rate: {exponential_decay: ‹|{decay_steps: 100, decay_rate: 0.9}|›}}}",
    "missing-argument",
    "optimizer: {adam: {learning_rate: {exponential_decay: {decay_steps: 100, decay_rate: 0.9, initial_learning_rate: 0.01}}}}",
  ),
  layer("Activation: ‹|threshold|›", "missing-argument", "Activation: {threshold: {threshold: 0, default_value: 0}}"),
  // Callbacks.
  fit(
    "{early_stopping: ‹|true|›, validation_split: 0.2}",
    "wrong-section",
    "{early_stopping: {patience: 5}, validation_split: 0.2}",
  ),
  fit("{epochs: 3, early_stopping: ‹|false|›}", "wrong-section", "{epochs: 3}"),
  fit(
    "{early_stopping: ‹|{patience: 3}|›}",
    "monitor-unvalidated: Add validation_split: 0.2",
    "{early_stopping: {patience: 3}, validation_split: 0.2}",
  ),
  fit(
    "{early_stopping: ‹|{patience: 3}|›}",
    "monitor-unvalidated: Add monitor: loss",
    "{early_stopping: {patience: 3, monitor: loss}}",
  ),
  fit(
    "{early_stopping: {monitor: ‹|val_loss|›}}",
    "monitor-unvalidated: Change to loss",
    "{early_stopping: {monitor: loss}}",
  ),
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}, {Dense: {units: 1, activation: sigmoid}}]\ncompile: {loss: binary_crossentropy}\nfit: {validation_split: 0.5, early_stopping: {monitor: ‹|val_accuracy|›}}\n",
    "monitor-unknown",
    "model: [{Input: [4, 2]}, {LSTM: 3}, {Dense: {units: 1, activation: sigmoid}}]\ncompile: {loss: binary_crossentropy, metrics: [accuracy]}\nfit: {validation_split: 0.5, early_stopping: {monitor: val_accuracy}}\n",
  ],
  // Made tasks.
  task("{task: ‹|adding|›}", "task-missing", "{task: adding, length: 50, samples: 2000}"),
  task("\n  task: ‹|adding|›\n  samples: 20", "task-missing", "\n  task: adding\n  samples: 20\n  length: 50"),
  task("\n  task: ‹|adding|›", "task-missing", "\n  task: adding\n  length: 50\n  samples: 2000"),
  task("{task: ‹|addition|›, length: 50, samples: 20}", "unknown-task", "{task: adding, length: 50, samples: 20}"),
  task("{task: adding, ‹|seq_length|›: 50, samples: 20}", "unknown-key", "{task: adding, length: 50, samples: 20}"),
  // Names in place of sections, and Keras's list of callbacks.
  [`${model}compile: ‹|adam|› # c\n`, "wrong-section", `${model}compile: {optimizer: adam} # c\n`],
  [`${model}compile: ‹|[Adam, mse]|›\n`, "wrong-section", `${model}compile: {optimizer: adam, loss: mse}\n`],
  fit("{epochs: 3, ‹|callbacks|›: [ModelCheckpoint]}", "keras-argument", "{epochs: 3}"),
  fit(
    "\n  ‹|callbacks|›:\n    - EarlyStopping(monitor='loss', patience=3)\n    - CSVLogger: {filename: a}\n  epochs: 3 # c",
    "keras-argument",
    "\n  early_stopping: {monitor: loss, patience: 3}\n  epochs: 3 # c",
  ),
  fit(
    "{‹|callbacks|›: [EarlyStopping: {monitor: loss}, {ReduceLROnPlateau: {monitor: loss}}]}",
    "keras-argument",
    "{early_stopping: {monitor: loss}, reduce_lr_on_plateau: {monitor: loss}}",
  ),
  fit("{epochs: 3, ‹|callbacks|›: [LambdaCallback]}", "keras-argument: Remove callbacks", "{epochs: 3}"),
  layers("  - ‹|Bidirectional|›:\n  - LSTM: 4 # c", "wrapper-empty", "  - Bidirectional: {LSTM: 4} # c"),
  [
    "model:\n  - Input: {shape: [3], name: in}\n  - Dense: {units: 4, name: a}\n  - Dense: {units: 1, name: b, from: in}\ncompile: {loss: {‹|a|›: mse, b: mse}}\n",
    "loss-for-unknown: Change to outputs: [a, b]",
    "model:\n  - Input: {shape: [3], name: in}\n  - Dense: {units: 4, name: a}\n  - Dense: {units: 1, name: b, from: in}\ncompile: {loss: {a: mse, b: mse}}\noutputs: [a, b]\n",
  ],
  // Names of outputs that are others in the loss, or that stand there already.
  [
    "model:\n  - Input: {shape: [2], name: i}\n  - Dense: {units: 1, name: p}\n  - Dense: {units: 1, activation: sigmoid, name: q, from: i}\noutputs: [p, q]\ncompile: {loss: {p: mse, ‹|r|›: binary_crossentropy}}\n",
    "loss-for-unknown",
    "model:\n  - Input: {shape: [2], name: i}\n  - Dense: {units: 1, name: p}\n  - Dense: {units: 1, activation: sigmoid, name: q, from: i}\noutputs: [p, q]\ncompile: {loss: {p: mse, q: binary_crossentropy}}\n",
  ],
  [
    "model:\n  - Input: [2, 1]\n  - LSTM: 3\n  - Dense: 1\ncompile: {loss: mse, metrics: {dense: [mae], ‹|densa|›: [mse]}}\n",
    "loss-for-unknown: Remove densa",
    "model:\n  - Input: [2, 1]\n  - LSTM: 3\n  - Dense: 1\ncompile: {loss: mse, metrics: {dense: [mae]}}\n",
  ],
];
