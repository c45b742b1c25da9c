/** A run whose kept epochs are looked into, and waiting for what the page says of it. */
import { strict as assert } from "node:assert";

export const text = `seed: 7
data: {task: equal_previous, samples: 32, length: 8}
model:
  - Input: [8, 1]
  - LSTM: {units: 6, return_sequences: true}
  - Dense: {units: 1, activation: sigmoid}
compile: {optimizer: {adam: {learning_rate: 0.02}}, loss: binary_crossentropy}
fit: {epochs: 40, batch_size: 8}
`;
export const state = { file: "file:///course/example.rnn.yaml", sample: 3, unit: 2, step: 5 };
export const lastLook = async (panel) => (await panel.looks()).at(-1);

/** Polls, frame by frame, until what the page says is right, and gives it. */
export async function until(panel, what, read, right) {
  for (let tries = 0; ; tries++) {
    const found = await read();
    if (right(found)) return found;
    assert.ok(tries < 400, `waited in vain for ${what}: ${JSON.stringify(found)}`);
    await panel.settle();
  }
}
