/** Model files whose maps are looked at: one for each way in which a network can be drawn. */
export const models = {
  "many to one": `model:
  - Input: [3, 5]
  - LSTM: 32
  - Dense: 5
  - Activation: softmax
`,
  "many to many": `model:
  - Input: [12, 1]
  - LSTM: {units: 64, return_sequences: true}
  - Dense: {units: 1, activation: sigmoid}
`,
  bidirectional: `model:
  - Input: [4, 8]
  - Bidirectional: {LSTM: {units: 16, return_sequences: true}, merge_mode: concat}
  - Bidirectional: {GRU: 8}
  - Dense: {units: 3, activation: softmax}
`,
  "encoder and decoder": `model:
  - Input: {shape: [null, 40], name: source}
  - LSTM: {units: 64, return_state: true, name: encoder}
  - Input: {shape: [null, 50], name: target}
  - LSTM: {units: 64, return_sequences: true, initial_state: [encoder/h, encoder/c], name: decoder}
  - Dense: {units: 50, activation: softmax, name: words}
`,
  branches: `model:
  - Input: {shape: [24, 6], name: prices}
  - GRU: {units: 32, return_sequences: true, name: slow}
  - LSTM: {units: 16, return_sequences: true, name: fast, from: prices}
  - Concatenate: {from: [slow, fast], name: both}
  - LSTM: {units: 24, name: memory}
  - Input: {shape: [3], name: calendar}
  - Concatenate: {from: [memory, calendar], name: all}
  - Dense: {units: 1, name: tomorrow}
  - Dense: {units: 5, activation: softmax, name: kind, from: all}
outputs: [tomorrow, kind]
`,
  "one to many": `model:
  - Input: [2]
  - Dense: 12
  - RepeatVector: 5
  - SimpleRNN: {units: 12, return_sequences: true}
  - TimeDistributed: {Dense: 4}
`,
  words: `model:
  - Input: {shape: [80], dtype: int32}
  - Embedding: [5000, 32]
  - Dropout: 0.2
  - LSTM: {units: 32, go_backwards: true, return_sequences: true}
  - GlobalMaxPooling1D
  - Dense: {units: 1, activation: sigmoid}
`,
  broken: `model:
  - Input: [3, 5]
  - LSTM: 32
  - GRU: 16
  - Dense: 5
`,
  skip: `model:
  - Input: {shape: [5, 8], name: x}
  - LSTM: {units: 8, return_sequences: true, name: a}
  - LSTM: {units: 8, return_sequences: true, name: b}
  - Add: {from: [x, b], name: sum}
  - LayerNormalization
  - LSTM: 4
  - Dense: 1
`,
};
