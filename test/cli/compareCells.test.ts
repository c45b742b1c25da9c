/** Three cells on the same task and seed: each is what training it by itself gives, and no run of the file is touched. */
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { placeWith } from "./unroll";

const text = (cell: string): string => `seed: 3
data: {task: adding, length: 12, samples: 40, seed: 2}
model: [Input: [12, 2], ${cell}, Dense: 1]
compile: {optimizer: {adam: {learning_rate: 0.01}}, loss: mse}
fit: {epochs: 4, batch_size: 8}
`;

test("each is what training it by itself gives, gradients by step beside each other", async () => {
  const { run, folder } = placeWith({
    "a.rnn.yaml": text("LSTM: {units: 5, unit_forget_bias: false}"),
    "gru.rnn.yaml": text("GRU: {units: 5}"),
  });
  const { code, json } = await run("compare-cells a.rnn.yaml --json --reproducible --sample 2");
  expect([code, json.length]).toEqual([0, 1]);
  const { sample, cells } = json[0] as { sample: number; cells: Record<string, unknown>[] };
  expect([sample, cells.map(({ kind }) => kind)]).toEqual([2, ["SimpleRNN", "LSTM", "GRU"]]);
  expect(cells.map(({ params }) => params)).toEqual([46, 166, 141]);
  expect(existsSync(path.join(folder, ".unroll"))).toBe(false);
  const alone = await run("train gru.rnn.yaml --json --reproducible");
  const { loss } = (alone.json.at(-1) as { history: { loss: number[] } }).history;
  expect(cells[2]?.["figures"]).toEqual({ loss: loss.at(-1) });
  const [seen] = (await run("inspect gru.rnn.yaml --json --sample 2")).json;
  const [layer] = (seen?.["layers"] ?? []) as Record<string, unknown>[];
  expect(cells[2]?.["gradient_norm_by_step"]).toEqual(layer?.["gradient_norm_by_step"]);
  await run("compare-cells a.rnn.yaml --out kept --epochs 1");
  expect(readdirSync(path.join(folder, "kept")).sort()).toEqual(["GRU", "LSTM", "SimpleRNN"]);
});

test("for people: a table, and bars on one scale; what a network cannot do is said", async () => {
  const { run } = placeWith({ "a.rnn.yaml": text("LSTM: 5"), "none.rnn.yaml": "model: [Input: [3], Dense: 1]\n" });
  const { code, out, err } = await run("compare-cells a.rnn.yaml --lang es");
  expect(code).toBe(0);
  expect(out).toMatch(/Celda +Parámetros +Pérdida/);
  expect(out).toMatch(/SimpleRNN {2}[▁▂▃▄▅▆▇█]{12} {2}/);
  expect(err).toContain("Entrenando LSTM …");
  expect((await run("compare-cells none.rnn.yaml")).code).toBe(2);
});
