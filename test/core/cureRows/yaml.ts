/**
 * Slips in the YAML itself and in the shape of sections: the file with its marks, the finding, the file after the fix, and findings of other
 * mistakes that stay. test/core/cures.test.ts runs the rows.
 */
import { body, type CureRow, layers } from "./row";

export const yamlSlips: readonly CureRow[] = [
  // Tags, aliases, anchors.
  layers("  - Dense: ‹|!foo|› 3 # c", "yaml-tag", "  - Dense: 3 # c"),
  layers("  - LSTM: ‹|!lstm|› {units: 3}", "yaml-tag", "  - LSTM: {units: 3}"),
  layers("  - LSTM: &size 3\n  - Dense: ‹|*siz|›", "unknown-anchor", "  - LSTM: &size 3\n  - Dense: *size"),
  layers(
    "  - LSTM: {units: &size 3}\n  - Dense: {units: ‹|*siz|›}",
    "unknown-anchor",
    "  - LSTM: {units: &size 3}\n  - Dense: {units: *size}",
  ),
  // Keys that a model file does not have.
  layers("  - LSTM: {‹|<<|›: {units: 3}, name: a}", "forbidden-key", "  - LSTM: {units: 3, name: a}"),
  layers(
    "  - LSTM: &c\n      units: 3\n      use_bias: true\n  - Dense:\n      ‹|<<|›: *c # c\n      name: b",
    "forbidden-key",
    "  - LSTM: &c\n      units: 3\n      use_bias: true\n  - Dense:\n      units: 3\n      use_bias: true # c\n      name: b",
  ),
  [`‹|__proto__|›: {a: 1}\n${body("  - LSTM: 3")}`, "forbidden-key", body("  - LSTM: 3")],
  // Tabs, dashes, columns, colons, brackets, quotes, and what git leaves. The rest of the file is read as if the slip were mended.
  ["model:\n‹|\t|›- Input: [4, 2]\n\t- LSTM: 32\n", "yaml-tab", "model:\n  - Input: [4, 2]\n  - LSTM: 32\n"],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM:\n‹|\t\t|›units: 32\n\t\treturn_sequences: true\n  - Dense: 1\n",
    "yaml-tab",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n        units: 32\n        return_sequences: true\n  - Dense: 1\n",
  ],
  ["model:\n  - Input: [4, 2]\n  -‹|\t|›LSTM: 32\n", "yaml-tab", "model:\n  - Input: [4, 2]\n  - LSTM: 32\n"],
  [
    "model:\n‹|\t|›- Input: [4, 2]\n\t- LSTM:\n\t\t\tunits: 32\n\t\t\tname: a\nfit:\n\tepochs: 3\n",
    "yaml-tab",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 32\n      name: a\nfit:\n\tepochs: 3\n",
    "yaml-tab",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM:\n‹|\t  |›units: 32\n\t  name: a\n",
    "yaml-tab",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 32\n      name: a\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  ‹|LSTM|›: 32\n  Dense: 5\n",
    "yaml-dash",
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n  Dense: 5\n",
    "yaml-dash",
  ],
  [
    "model:\n  - Input: [4, 2]\n  ‹|LSTM|›:\n    units: 32 # c\n    name: a\n  - Dense: 5\n",
    "yaml-dash",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 32 # c\n      name: a\n  - Dense: 5\n",
  ],
  [
    "model:\n  ‹|Input|›: [4, 2]\n  LSTM: 32\n  Dense: 5\n",
    "yaml-dash",
    "model:\n  - Input: [4, 2]\n  LSTM: 32\n  Dense: 5\n",
    "yaml-dash",
    "yaml-dash",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n    ‹|Dense|›: 5\n",
    "yaml-dash",
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n  - Dense: 5\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  ‹|-|›LSTM: 32\n  -Dense: 5\n",
    "yaml-dash",
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n  -Dense: 5\n",
    "yaml-dash",
  ],
  ["model:\n  ‹|-|›Input: [4, 2]\n  -LSTM: 32\n", "yaml-dash", "model:\n  - Input: [4, 2]\n  -LSTM: 32\n", "yaml-dash"],
  ["model: ‹|{Input: [4,2], LSTM: 3}|›\n", "wrong-section", "model: [{Input: [4,2]}, {LSTM: 3}]\n"],
  ["‹|model|›\n  - Input: [4, 2]\n  - LSTM: 3\n", "yaml-colon", "model:\n  - Input: [4, 2]\n  - LSTM: 3\n"],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n‹|     |›return_sequences: true\n  - Dense: 1\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n      return_sequences: true\n  - Dense: 1\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n‹|        |›return_sequences: true\n  - Dense: 1\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n      return_sequences: true\n  - Dense: 1\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\n‹|  |›compile: {loss: mse}\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\ncompile: {loss: mse}\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: # c\n‹|    |›units: 3 # u\n    return_sequences: true\n  - Dense: 1\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM: # c\n      units: 3 # u\n      return_sequences: true\n  - Dense: 1\n",
  ],
  [
    "model:\n- Input: [4, 2]\n- LSTM:\n‹|  |›units: 3\n  name: a\n- Dense: 1\n",
    "yaml-indent",
    "model:\n- Input: [4, 2]\n- LSTM:\n    units: 3\n    name: a\n- Dense: 1\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM:\n‹|  |›units: 3\n  name: a\n  - Dense: 1\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n      name: a\n  - Dense: 1\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n‹| |›- Dense: 1\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n  - Dense: 1\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n‹|    |›- Dense: 1\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n  - Dense: 1\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n‹| |›- Dense: 1\n - Dense: 2\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n  - Dense: 1\n  - Dense: 2\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n‹|   |›- LSTM: 32\n  - Dense: 5\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM: 32\n  - Dense: 5\n",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  ‹|-|› epochs: 10\n  - batch_size: 2\n",
    "yaml-dash",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  epochs: 10\n  - batch_size: 2\n",
    "yaml-dash",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit: ‹|[epochs: 10, batch_size: 2]|›\n",
    "yaml-braces",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit: {epochs: 10, batch_size: 2}\n",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  ‹|epochs 10|›\n",
    "yaml-colon",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  epochs: 10\n",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  ‹|epochs 10|›\n  batch_size=4 # c\n",
    "yaml-colon",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  epochs: 10\n  batch_size=4 # c\n",
    "yaml-colon",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  ‹|epochs:10|›\n",
    "yaml-colon",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  epochs: 10\n",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit: ‹|epochs=10|›\n",
    "yaml-colon",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit: {epochs: 10}\n",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  epochs: 10\n‹|    |›batch_size: 4\n",
    "yaml-indent",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  epochs: 10\n  batch_size: 4\n",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n‹|e|›pochs: 10\nbatch_size: 2\ncompile: {loss: mse}\n",
    "yaml-indent",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit:\n  epochs: 10\n  batch_size: 2\ncompile: {loss: mse}\n",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\ncompile:\n  ‹|-|› optimizer: adam\n    loss: mse\n",
    "yaml-dash",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\ncompile:\n  optimizer: adam\n  loss: mse\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: ‹|units: 3|›\n  - Dense: 1\n",
    "yaml-key",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3}\n  - Dense: 1\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: ‹|units: 3|›\n      name: a\n  - Dense: 1\n",
    "yaml-key",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n      name: a\n  - Dense: 1\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - Bidirectional: ‹|LSTM: units: 3|›\n",
    "yaml-key",
    "model:\n  - Input: [4, 2]\n  - Bidirectional: {LSTM: {units: 3}}\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3‹|]|›}\n",
    "yaml-closing",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3}\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3‹|]|›\n",
    "yaml-closing",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3}\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3‹|,|›, name: a}\n",
    "yaml-comma",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, name: a}\n",
  ],
  [
    "model:\n  - Input: [4‹|,|›, 2]\n  - LSTM: {units: 3}}\n  - Dense: 1\n",
    "yaml-comma",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3}}\n  - Dense: 1\n",
    "yaml-closing",
  ],
  [
    "‹|<<<<<<< HEAD|›\nmodel:\n  - Input: [4, 2]\n  - LSTM: 3\n=======\nmodel:\n  - Input: [4, 2]\n  - LSTM: 4\n>>>>>>> x\n",
    "yaml-conflict: Keep the first version",
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\n",
  ],
  [
    "‹|<<<<<<< HEAD|›\nmodel:\n  - Input: [4, 2]\n  - LSTM: 3\n=======\nmodel:\n  - Input: [4, 2]\n  - LSTM: 4\n>>>>>>> x\n",
    "yaml-conflict: Keep the second version",
    "model:\n  - Input: [4, 2]\n  - LSTM: 4\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n‹|<<<<<<< HEAD|›\n  - LSTM: 3\n||||||| base\n  - LSTM: 5\n=======\n  - LSTM: 4\n>>>>>>> br\n  - Dense: 1\n",
    "yaml-conflict: Keep the first version",
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\n  - Dense: 1\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n‹|<<<<<<< HEAD|›\n  - LSTM: 3\n||||||| base\n  - LSTM: 5\n=======\n  - LSTM: 4\n>>>>>>> br\n  - Dense: 1\n",
    "yaml-conflict: Keep the second version",
    "model:\n  - Input: [4, 2]\n  - LSTM: 4\n  - Dense: 1\n",
  ],
  [
    'model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, name: ‹|"abc|›}\n',
    "yaml-unclosed",
    'model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, name: "abc"}\n',
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, activation: ‹|'tanh|›}\n  - Dense: 1\ncompile: {loss: mse}\n",
    "yaml-unclosed",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, activation: 'tanh'}\n  - Dense: 1\ncompile: {loss: mse}\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: {activation: ‹|'tanh|›, units: 3}\n  - Dense: 1\n",
    "yaml-unclosed",
    "model:\n  - Input: [4, 2]\n  - LSTM: {activation: 'tanh', units: 3}\n  - Dense: 1\n",
  ],
  ["name: ‹|'abc|›\nmodel: [{Input: [4, 2]}]\n", "yaml-unclosed", "name: 'abc'\nmodel: [{Input: [4, 2]}]\n"],
  ["model:\n  - Input: [4, 2]\n  ‹|-|› \n  - LSTM: 3\n", "yaml-dash", "model:\n  - Input: [4, 2]\n  - LSTM: 3\n"],
  [
    "model:\n  - Input: [4, 2]\n  - TimeDistributed:\n‹|    |›Dense: 3\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - TimeDistributed:\n      Dense: 3\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - Bidirectional:\n      LSTM: 3\n      ‹|Dense|›: 2\n",
    "wrapper-second",
    "model:\n  - Input: [4, 2]\n  - Bidirectional:\n      LSTM: 3\n",
  ],
  [
    "model:\r\n‹|\t|›- Input: [4, 2]\r\n  -LSTM: 3\r\n",
    "yaml-tab",
    "model:\r\n  - Input: [4, 2]\r\n  -LSTM: 3\r\n",
    "yaml-dash",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\ncompile:\n‹|l|›oss: mse\noptimizer: adam\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\ncompile:\n  loss: mse\n  optimizer: adam\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n‹|\t|›- LSTM: {units: 3,, name: 'abc}\n  -Dense: 3\n",
    "yaml-tab",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3,, name: 'abc}\n  -Dense: 3\n",
    "yaml-comma",
    "yaml-unclosed",
    "yaml-dash",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n‹|     |›name: a\n  - Dense: 1\n",
    "yaml-indent",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n      name: a\n  - Dense: 1\n",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit: {epochs: 3}\n‹|  |›name: x\n",
    "yaml-indent",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\nfit: {epochs: 3}\nname: x\n",
  ],
  [
    "model: [{Input: [4, 2]}, {LSTM: 3}]\ndata:\n‹|t|›ask: adding\nlength: 10\nsamples: 20\nseed: 3\n",
    "yaml-indent",
    "model: [{Input: [4, 2]}, {LSTM: 3}]\ndata:\n  task: adding\n  length: 10\n  samples: 20\n  seed: 3\n",
    "data-shape",
  ],
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
