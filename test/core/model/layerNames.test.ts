/** Default names of layers as Keras 3.15 spells them (`keras.src.utils.naming.to_snake_case`). */
import { expect, test } from "vitest";
import { baseName, createNameCounter } from "../../../src/core/model/layerNames";
import { layerTable } from "../../../src/core/model/layerTable";

const kerasNames = {
  SimpleRNN: "simple_rnn",
  LSTM: "lstm",
  GRU: "gru",
  Jordan: "jordan",
  Dense: "dense",
  Embedding: "embedding",
  Activation: "activation",
  Dropout: "dropout",
  SpatialDropout1D: "spatial_dropout1d",
  RepeatVector: "repeat_vector",
  Reshape: "reshape",
  Masking: "masking",
  Bidirectional: "bidirectional",
  TimeDistributed: "time_distributed",
  LayerNormalization: "layer_normalization",
  Flatten: "flatten",
  GlobalAveragePooling1D: "global_average_pooling1d",
  GlobalMaxPooling1D: "global_max_pooling1d",
  Concatenate: "concatenate",
  Add: "add",
  Multiply: "multiply",
  Average: "average",
  Subtract: "subtract",
  Attention: "attention",
  Input: "input_layer",
};

test("every kind has Keras's name", () => {
  const ours = Object.fromEntries(Object.keys(layerTable).map((kind) => [kind, baseName(kind)]));
  expect(ours).toEqual(kerasNames);
});

test("names are counted by kind", () => {
  const next = createNameCounter();
  expect(["LSTM", "GlobalMaxPooling1D", "LSTM", "GlobalMaxPooling1D"].map(next)).toEqual([
    "lstm",
    "global_max_pooling1d",
    "lstm_1",
    "global_max_pooling1d_1",
  ]);
});
