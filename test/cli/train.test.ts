/** `train`: what it prints, in lines and in JSON. */
import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import manyToMany from "../../examples/many-to-many.rnn.yaml";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { readWeightsFile } from "../../src/runs/readWeights";
import { placeWith } from "./unroll";

const diverging =
  "seed: 1\nmodel: [Input: [1], Dense: 1]\ndata: {x: [1, 2], y: [2, 4]}\ncompile: {optimizer: {sgd: {learning_rate: 1.0e+30}}, loss: mse}\nfit: {epochs: 9}\n";

test("--json: the figures of several thresholds are one list, as in Keras's history", async () => {
  const text = manyToOne.replace(
    "loss: categorical_crossentropy",
    "$&, metrics: [{recall: {thresholds: [0.01, 0.999]}}]",
  );
  const { json } = await placeWith({ "a.rnn.yaml": text }).run("train a.rnn.yaml --json --epochs 2");
  const pair = [1, 0];
  expect(json.at(1)).toMatchObject({ event: "epoch", recall: pair });
  expect(json.at(-1)).toMatchObject({ event: "end", history: { recall: [pair, pair] } });
});

test("--json: start, every epoch, end, and nothing after", async () => {
  const { run, folder } = placeWith({ "a.rnn.yaml": manyToOne });
  const { code, json, out, err } = await run("train a.rnn.yaml --json --epochs 5 --seed 3 --reproducible");
  expect([code, err, out.trim().split("\n").length]).toEqual([0, "", 7]);
  const [start, ...rest] = json;
  const end = rest.pop();
  expect(start).toMatchObject({
    event: "start",
    engine: "wasm",
    build: "exact",
    wide: false,
    threads: 1,
    seed: 3,
    epochs: 5,
  });
  expect(rest.map(({ event, epoch }) => [event, epoch])).toEqual([1, 2, 3, 4, 5].map((epoch) => ["epoch", epoch]));
  expect(Object.keys(end ?? {})).toEqual(["event", "status", "engine", "epochs", "elapsed_ms", "history", "run"]);
  expect(end).toMatchObject({
    event: "end",
    status: "finished",
    epochs: 5,
    history: { loss: rest.map(({ loss }) => loss) },
    run: start?.run,
  });
  expect(readdirSync(path.join(folder, ".unroll", "runs"))).toEqual([start?.run]);
});

test("for people: the course's first example", async () => {
  const { out, code } = await placeWith({ "a.rnn.yaml": manyToOne }).run("train a.rnn.yaml --reproducible");
  expect(code).toBe(0);
  const lines = out.split("\n").map((line) => line.replace(/[\d.]+ (%|s)/, "# $1"));
  expect(lines[0]).toBe("Training on wasm (exact), seed 7, samples: 4");
  expect(lines.slice(12, 18)).toEqual([
    "Predictions:",
    "  1 2 3 → 4  ✓ # %",
    "  2 3 4 → 5  ✓ # %",
    "  3 4 5 → 1  ✓ # %",
    "  4 5 1 → 2  ✓ # %",
    "Finished after # s.",
  ]);
  expect(lines[18]).toBe("The loss is still falling: by # % in the last 10 epochs. Train for more epochs.");
  expect(lines[19]).toMatch(/^Run: \.unroll\/runs\/[\w-]+$/);
});

test("for people: the course's second example, in Spanish", async () => {
  const { out, code } = await placeWith({ "a.rnn.yaml": manyToMany }).run("train a.rnn.yaml --lang es --epochs 5");
  expect(code).toBe(0);
  expect(out).toMatch(/Predicciones:\n {2}1 0 1 1 → [01] [01] [01] [01] {2}/);
});

test("--save of a run that had all its epochs, and was killed before its weights were copied", async () => {
  const { folder, run } = placeWith({ "a.rnn.yaml": manyToOne });
  await run("train a.rnn.yaml --epochs 2 --out kept");
  const again = await run("train a.rnn.yaml --epochs 2 --resume kept --save w.safetensors");
  expect([again.code, again.err]).toEqual([0, expect.stringContaining("has done its 2 epochs")]);
  const saved = (name: string): unknown => readWeightsFile(path.join(folder, name));
  expect(saved("w.safetensors")).toEqual(saved("kept/last.safetensors"));
  // Without it, nothing is left to do: a wrong wish, as before.
  expect((await run("train a.rnn.yaml --epochs 2 --resume kept")).code).not.toBe(0);
});

test("--out, --save and --weights", async () => {
  const { run, folder } = placeWith({ "a.rnn.yaml": manyToOne });
  const { json } = await run("train a.rnn.yaml --epochs 2 --out kept --save w.safetensors --json");
  expect(json[0]?.run).toBe(path.join(folder, "kept"));
  expect(existsSync(path.join(folder, ".unroll"))).toBe(false);
  expect(readWeightsFile(path.join(folder, "w.safetensors"))).toEqual(
    readWeightsFile(path.join(folder, "kept", "last.safetensors")),
  );
  expect((await run("train a.rnn.yaml --epochs 1 --weights w.safetensors")).code).toBe(0);
  expect(await run("train a.rnn.yaml --out kept")).toMatchObject({ code: 2, out: "" });
  expect(await run("train a.rnn.yaml --weights none.safetensors")).toMatchObject({ code: 2, out: "" });
  const { code, err } = await run("train a.rnn.yaml --save notes.txt");
  expect([code, err]).toEqual([2, expect.stringContaining("give --save a name that ends in .safetensors")]);
});

test("divergence: exit 3, what to try at the layer, and no epoch but the finished ones", async () => {
  const { code, json, err } = await placeWith({ "a.rnn.yaml": diverging }).run("train a.rnn.yaml --json");
  expect(code).toBe(3);
  const { epochs, history, ...end } = json.at(-1) as { epochs: number; history: { loss: number[] } };
  expect(end).toMatchObject({ event: "end", status: "failed" });
  expect(json.filter(({ event }) => event === "epoch").length).toBe(epochs);
  expect([history.loss.length, history.loss.every(Number.isFinite)]).toEqual([epochs, true]);
  expect(err).toMatch(/^a\.rnn\.yaml:2:21 training-diverged In batch 1 of epoch \d .* Try a smaller learning_rate/);
});

test("an interruption: exit 130, the run is kept", async () => {
  const { run } = placeWith({ "a.rnn.yaml": manyToOne });
  const stop = new AbortController();
  const onOut = (text: string): unknown => text.includes('"event":"epoch"') && stop.abort();
  const { code, json } = await run("train a.rnn.yaml --json --epochs 1000000", { signal: stop.signal, onOut });
  expect(code).toBe(130);
  expect(json.at(-1)).toMatchObject({ event: "end", status: "stopped" });
  expect(await run(`predict a.rnn.yaml --run ${String(json[0]?.run)}`)).toMatchObject({ code: 0 });
});

test("a file without data says what is missing", async () => {
  const { run } = placeWith({ "a.rnn.yaml": "model: [Input: [3, 1], LSTM: 2]\n" });
  expect(await run("train a.rnn.yaml")).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringMatching(/^a\.rnn\.yaml:1:1 training-missing .*data, compile/) as string,
  });
});

test("--threads: as many as asked for, the same bits with any number where reproducible, and 2 for a number that is none", async () => {
  const adding =
    "seed: 3\ndata: {task: adding, length: 20, samples: 64}\nmodel: [Input: [20, 2], LSTM: 48, Dense: 1]\ncompile: {optimizer: adam, loss: mse}\nfit: {epochs: 2, shuffle: true}\n";
  const { run } = placeWith({ "a.rnn.yaml": adding });
  const losses: unknown[] = [];
  for (const threads of [1, 2]) {
    const { code, json } = await run(`train a.rnn.yaml --json --reproducible --threads ${threads}`);
    expect([code, json[0]?.threads]).toEqual([0, threads]);
    losses.push(json.at(-1)?.history);
  }
  expect(losses[1]).toEqual(losses[0]);
  for (const wrong of ["0", "two", "65"]) {
    expect((await run(`train a.rnn.yaml --threads ${wrong}`)).code).toBe(2);
  }
});
