/** Python's layers in the form of this language, where they can be turned without guessing. */
import { expect, test } from "vitest";
import { fromPython } from "../../src/core/model/pythonLayer";

test.each([
  ["LSTM(32)", "LSTM: 32"],
  ["LSTM(units=32)", "LSTM: 32"],
  ["LSTM(32, return_sequences=True, activation=None)", "LSTM: {units: 32, return_sequences: true, activation: null}"],
  ["Dense(1, 'sigmoid')", "Dense: {units: 1, activation: sigmoid}"],
  ["tf.keras.layers.Embedding(1000, 16)", "Embedding: [1000, 16]"],
  ["Embedding(1000, 16, mask_zero=True)", "Embedding: {input_dim: 1000, output_dim: 16, mask_zero: true}"],
  ["nn.Linear(10)", "Dense: 10"],
  ["TimeDistributed(Dense(5))", "TimeDistributed: {Dense: 5}"],
  ["Bidirectional(layer=GRU(5), merge_mode='ave')", "Bidirectional: {GRU: 5, merge_mode: ave}"],
  ["Dropout(rate=0.2,),", "Dropout: 0.2"],
  ["Reshape((4, -1))", "Reshape: [4, -1]"],
  ["layers.Flatten", "Flatten"],
  ["LSTM( 8 )", "LSTM: 8"],
  ["Dense(units)", undefined],
  ["Dense(1)(x)", "Dense: 1"],
  ["LSTM: 3", "LSTM: 3"],
  ["LSTM", undefined],
  ["a word", undefined],
  ["", undefined],
])("%s → %s", (written, expected) => {
  expect(fromPython(written)).toBe(expected);
});

test("brackets without end are left alone", () => {
  expect(fromPython(`LSTM(${"(".repeat(5000)}`)).toBeUndefined();
  expect(fromPython(`${"LSTM(".repeat(2000)}${")".repeat(2000)}`)).toBeUndefined();
  expect(fromPython(`${"LSTM(".repeat(80)}${")".repeat(80)}`)).toMatch(/^(LSTM: )+LSTM$/);
});
