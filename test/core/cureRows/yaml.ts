/**
 * Slips in the YAML itself and in the columns of sections: the file with its marks, the finding, the file after the fix, and findings of other
 * mistakes that stay. test/core/cures.test.ts runs the rows.
 */
import { type CureRow, layers } from "./row";

export const yamlSlips: readonly CureRow[] = [
  // Tabs, dashes, columns, colons, brackets, quotes, and what git leaves. The rest of the file is read as if the slip were mended.
  layers("  - LSTM: ‹|{|›units: 3 # c\n  - Dense: 1", "yaml-unclosed", "  - LSTM: {units: 3} # c\n  - Dense: 1"),
  layers(
    "  - Bidirectional: ‹|{|›LSTM: {units: 3, use_bias: true",
    "yaml-unclosed",
    "  - Bidirectional: {LSTM: {units: 3, use_bias: true}}",
  ),
  layers("‹|   |›- LSTM: 3 # c\n  - Dense: 1", "yaml-indent", "  - LSTM: 3 # c\n  - Dense: 1"),
  layers("‹| |›- LSTM: 3\n - Dense: 1", "yaml-indent", "  - LSTM: 3\n  - Dense: 1"),
  layers(
    "  - LSTM: # cell\n‹|    |›units: 8 # eight\n    # all steps\n    return_sequences: true # all",
    "yaml-indent",
    "  - LSTM: # cell\n      units: 8 # eight\n    # all steps\n      return_sequences: true # all",
  ),
  ["model:\n‹|\t|›- Input: [3, 5]\n", "yaml-tab", "model:\n  - Input: [3, 5]\n"],
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
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\n...\n‹|foo: 3\n|›",
    "yaml-documents",
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\n",
  ],
  [
    "model:\n  - Input: [4, 2]\n  - Dense: 1\n‹|compile(optimizer='adam', loss='mse')|›\n",
    "yaml-colon",
    "model:\n  - Input: [4, 2]\n  - Dense: 1\ncompile: {optimizer: adam, loss: mse}\n",
  ],
  // Around the list of layers.
  [
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\n  - ‹|compile|›:\n      optimizer: adam # c\n      loss: mse\n  - fit: {epochs: 3}\n",
    "yaml-dash",
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\ncompile:\n  optimizer: adam # c\n  loss: mse\nfit: {epochs: 3}\n",
  ],
  layers("  - LSTM: {units: 3, name: a}\n  - ‹|outputs|›: a", "yaml-dash", "  - LSTM: {units: 3, name: a}\noutputs: a"),
  [
    "model:\n  ‹|layers|›: # c\n    - Input: [4, 2]\n    - LSTM: 3\n",
    "yaml-layers",
    "model:\n  # c\n    - Input: [4, 2]\n    - LSTM: 3\n",
  ],
  [
    "model:\n  ‹|layers|›:\n  - Input: [4, 2]\n  - LSTM: 3\n",
    "yaml-layers",
    "model:\n  - Input: [4, 2]\n  - LSTM: 3\n",
  ],
  [
    "model: ‹|{layers: [{Input: [4, 2]}, {LSTM: 3}]}|› # c\n",
    "yaml-layers",
    "model: [{Input: [4, 2]}, {LSTM: 3}] # c\n",
  ],
];
