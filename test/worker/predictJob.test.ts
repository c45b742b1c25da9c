/** A prediction job: whose weights it takes, and what it answers. */
import { rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import type { TrainingFact } from "../../src/protocol/training";
import { temporaryFolder } from "../runs/temporaryFolder";
import { predictText, tiny, trainText } from "./jobDoor";

const compile = "compile: {optimizer: sgd, loss: mse}\n";

test("the newest run of the file", async () => {
  const workspace = temporaryFolder();
  await trainText(workspace, manyToOne);
  expect(await predictText(workspace, manyToOne)).toMatchObject({
    type: "predicted",
    engine: "wasm",
    predictions: { samples: 4, outputs: [{ decoded: [4, 5, 1, 2], targets: [4, 5, 1, 2] }] },
  });
});

test("other values, decoded with the file's labels", async () => {
  const workspace = temporaryFolder();
  await trainText(workspace, manyToOne);
  const answer = await predictText(workspace, manyToOne, { input: "[[2, 3, 4]]" });
  expect(answer).toMatchObject({ predictions: { samples: 1, outputs: [{ decoded: [5] }] } });
  expect(await predictText(workspace, manyToOne, { input: "[[2, 3, 9]]" })).toMatchObject({
    type: "refused",
    code: "data-unknown-label",
  });
});

test("a run by id and by path, weights by path", async () => {
  const workspace = temporaryFolder();
  const [first] = await trainText(workspace, tiny(compile), { seed: 5 });
  await trainText(workspace, tiny(compile), { seed: 6 });
  if (first?.type !== "started") throw new Error("not started");
  const byId = await predictText(workspace, tiny(compile), { run: first.run });
  expect(await predictText(workspace, tiny(compile), { run: first.folder })).toEqual(byId);
  const { used, ...named } = byId as Extract<TrainingFact, { type: "predicted" }>;
  expect(used).toEqual({ run: first.run, status: "finished", epoch: 1, notes: [] });
  const weights = path.join(first.folder, "last.safetensors");
  expect(await predictText(workspace, tiny(compile), { weights })).toEqual(named);
  expect(await predictText(workspace, tiny(compile))).not.toEqual(byId);
});

test("data of a form that this version cannot read: said as training says it", async () => {
  const form = "{file: reviews.csv, text: review, label: sentiment, level: word}";
  const text = `data: ${form}\nmodel:\n  - Input: [3, 2]\n  - LSTM: 8\n  - Dense: 1\n${compile}`;
  const workspace = temporaryFolder();
  const refused = { type: "refused", cause: "model", code: "not-built", range: { start: 7 } };
  expect(await trainText(workspace, text)).toMatchObject([refused]);
  expect(await predictText(workspace, text)).toMatchObject(refused);
  expect(await predictText(workspace, text, { input: "[[[1, 2], [2, 3], [3, 4]]]" })).toMatchObject(refused);
  const files = "data: {x: {file: a.npy}}\nmodel: [Input: [1], Dense: 1]\n";
  expect(await predictText(workspace, files)).toMatchObject({ type: "refused", code: "no-such-file" });
});

test("nothing trained, no data, weights of another model", async () => {
  const workspace = temporaryFolder();
  expect(await predictText(workspace, tiny(""))).toMatchObject({ type: "refused", reason: { id: "run-none" } });
  expect(await predictText(workspace, "model: [Input: [1], Dense: 1]\n")).toMatchObject({
    reason: { id: "predict-no-data" },
  });
  await trainText(workspace, tiny(compile));
  expect(await predictText(workspace, tiny("", "Input: [1], Dense: 2, Dense: 1"))).toMatchObject({
    type: "refused",
    cause: "model",
    code: "weights-mismatch",
    reason: { id: "weights-other-model.added", args: { found: "Dense 2" } },
  });
});

test("weights that do not fit, of a run whose own model file is gone: that they do not fit", async () => {
  const workspace = temporaryFolder();
  const [started] = await trainText(workspace, tiny(compile));
  const run = started?.type === "started" ? started.run : "";
  const frozen = path.join(workspace, ".unroll", "runs", run, "model.rnn.yaml");
  const other = tiny("", "Input: [1], Dense: 2, Dense: 1");
  const refused = { type: "refused", cause: "model", code: "weights-mismatch" };
  for (const damage of [() => writeFileSync(frozen, Buffer.of(0xff, 0xfe, 0xff)), () => rmSync(frozen)]) {
    damage();
    expect(await predictText(workspace, other, { run })).toMatchObject(refused);
  }
});
