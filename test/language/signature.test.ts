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
  [model("LSTM: ‹|›"), "LSTM: {‹units›, activation = tanh, use_bias = true, …"],
  [model("LSTM: 3‹|›"), "LSTM: {‹units›, activation = tanh, …"],
  [
    model("LSTM: {units: 3, ‹|›}"),
    "LSTM: {units, activation = tanh, use_bias = true, …, name, from, trainable, initial_state, …",
  ],
  [model("LSTM: {units: 3, act‹|›"), "LSTM: {units, activation = tanh, …"],
  [model("LSTM: {units: 3, activation: ‹|›"), "LSTM: {units, ‹activation = tanh›, …"],
  [model("LSTM: {units: 3‹|›, use_bias: true}"), "LSTM: {‹units›, activation…"],
  [model("LSTM:\n      units: 3\n      dropout: 0.‹|›"), "‹dropout = 0›, …"],
  [model("Bidirectional: {GRU: {units: 3, ‹|›}}"), "GRU: {units, …, reset_after = true, …"],
  [
    model("Bidirectional: {GRU: 3, merge_mode: ‹|›}"),
    "Bidirectional: {layer, ‹merge_mode = concat›, name, from, trainable, initial_state}".replace(
      "layer",
      "SimpleRNN | LSTM | GRU | Jordan",
    ),
  ],
  [model("Embedding: [10, ‹|›]"), "Embedding: {input_dim, ‹output_dim›, …"],
  [model("Embedding: [1‹|›"), "Embedding: {‹input_dim›, output_dim, …"],
  [model("Dense: {units: 3, kernel_regularizer: {l2: ‹|›}}"), "l2: {‹l2 = 0.01›}"],
  ["compile: {optimizer: {adam: {‹|›}}}", "adam: {learning_rate = 0.001, …"],
  [
    "compile: {optimizer: {adam: {learning_rate: {cosine_decay: {decay_steps: ‹|›",
    "cosine_decay: {initial_learning_rate, ‹decay_steps›, alpha = 0, …",
  ],
  ["compile: {loss: {huber: {delta: ‹|›}}}", "huber: {‹delta = 1›}"],
  ["fit: {early_stopping: {patience: ‹|›}}", "early_stopping: {monitor = val_loss, …, ‹patience = 0›, …"],
  ["fit: {epochs: ‹|›}", undefined],
  [model("Flatten # ‹|›"), undefined],
])("%s", (marked, expected) => {
  checkSignature(marked, expected);
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
