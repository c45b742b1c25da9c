/** Help with arguments: whose they are, which one is being written, and what is said about it. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { provideSignature } from "../../src/language/signature";
import { readPoint } from "../markedText";

/** The label up to the first `…` of `expected`, with the argument at the cursor between ‹ and ›. */
function checkSignature(marked: string, expected: string | undefined): void {
  const { text, offset } = readPoint(marked);
  const found = provideSignature(analyzeModelFile(text, { fileName: "a.rnn.yaml" }), offset, "en");
  const at = found?.active === undefined ? undefined : found.parameters[found.active];
  const label =
    found &&
    (at
      ? `${found.label.slice(0, at.start)}‹${found.label.slice(at.start, at.end)}›${found.label.slice(at.end)}`
      : found.label);
  if (!expected?.includes("…")) expect(label).toBe(expected);
  else for (const part of expected.split("…")) expect(label).toContain(part);
}

const model = (layer: string): string => `model:\n  - Input: [4, 2]\n  - ${layer}\n`;

test.each([
  [model("LSTM: ‹|›"), "LSTM: {‹units›, return_sequences = false, return_state = false, activation = tanh, …}"],
  [model("LSTM: 3‹|›"), "LSTM: {‹units›, return_sequences = false…"],
  [model("LSTM: {units: 3, ‹|›}"), "LSTM: {return_sequences = false, return_state = false, activation = tanh, …}"],
  [model("LSTM: {units: 3, act‹|›"), "LSTM: {‹activation = tanh›, …"],
  [model("LSTM: {units: 3, activation: ‹|›"), "LSTM: {‹activation = tanh›, units, return_sequences = false, …}"],
  [model('LSTM: {units: 3, activation: "‹|›"'), "LSTM: {‹activation = tanh›, units, …}"],
  [model("LSTM: {units: 3, kernel_reg‹|›"), "LSTM: {‹kernel_regularizer = none›, return_sequences = false, …}"],
  [model("LSTM: {units: 3‹|›, use_bias: true}"), "LSTM: {‹units›, return_sequences…"],
  [model("LSTM:\n      units: 3\n      dropout: 0.‹|›"), "LSTM: {‹dropout = 0›, units, …"],
  [model("Bidirectional: {GRU: {units: 3, res‹|›}}"), "GRU: {‹reset_after = true›, …"],
  [
    model("Bidirectional: {GRU: 3, merge_mode: ‹|›}"),
    "Bidirectional: {‹merge_mode = concat›, SimpleRNN | LSTM | GRU | Jordan, name, from, …}",
  ],
  [model("Embedding: [10, ‹|›]"), "Embedding: {‹output_dim›, input_dim, …"],
  [model("Embedding: [1‹|›"), "Embedding: {‹input_dim›, output_dim, …"],
  [model("Dense: {units: 3, kernel_regularizer: {l2: ‹|›}}"), "l2: {‹l2 = 0.01›}"],
  [
    "compile: {optimizer: {adam: {‹|›}}}",
    "adam: {learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-7, …}",
  ],
  [
    "compile: {optimizer: {adam: {learning_rate: {cosine_decay: {decay_steps: ‹|›",
    "cosine_decay: {‹decay_steps›, initial_learning_rate, alpha = 0, warmup_steps = 0, …}",
  ],
  ["compile: {loss: {huber: {delta: ‹|›}}}", "huber: {‹delta = 1›}"],
  ["fit: {early_stopping: {patience: ‹|›}}", "early_stopping: {‹patience = 0›, monitor = val_loss, …"],
  ["fit: {epochs: ‹|›}", undefined],
  [model("Flatten # ‹|›"), undefined],
])("%s", (marked, expected) => {
  checkSignature(marked, expected);
});

test("what is said: of the whole before an argument is chosen, then of the argument", () => {
  const at = (marked: string) => {
    const { text, offset } = readPoint(model(marked));
    return provideSignature(analyzeModelFile(text, { fileName: "a.rnn.yaml" }), offset, "en");
  };
  expect(at("LSTM: {‹|›}")?.documentation).toContain("Long short-term memory");
  const chosen = at("LSTM: {units: 3, dropout: ‹|›}");
  expect(chosen?.documentation).toBeUndefined();
  expect(chosen?.parameters[0]?.documentation).toMatch(/^[^]+\n\nType: number, 0 to 1\n\nDefault: 0$/);
});

test("every argument is told in both languages", () => {
  for (const layer of ["LSTM", "Bidirectional", "Attention"]) {
    const { text, offset } = readPoint(model(`${layer}: {‹|›}`));
    for (const language of ["en", "es"] as const) {
      const found = provideSignature(analyzeModelFile(text, { fileName: "a.rnn.yaml" }), offset, language);
      expect(found?.documentation).toBeTruthy();
      expect(found?.parameters.filter(({ documentation }) => !documentation)).toEqual([]);
    }
  }
});
