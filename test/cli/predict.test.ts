/** `predict`: the shapes of its JSON. */
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { placeWith } from "./unroll";

test("decoded to labels; --input is encoded as data.x says", async () => {
  const { run, folder } = placeWith({ "a.rnn.yaml": manyToOne });
  expect(await run("predict a.rnn.yaml")).toMatchObject({
    code: 2,
    err: expect.stringContaining("no run with weights yet") as string,
  });
  await run("train a.rnn.yaml --reproducible");
  const { json, code } = await run("predict a.rnn.yaml --json");
  expect([code, json.length]).toEqual([0, 1]);
  expect(Object.keys(json[0] ?? {})).toEqual(["engine", "predictions", "decoded", "run"]);
  expect(json[0]).toMatchObject({ engine: "wasm", decoded: [4, 5, 1, 2], run: { status: "finished", epoch: 100 } });
  const [, id] =
    /^Weights of run (\S+), finished, after epoch 100\.\n$/.exec((await run("predict a.rnn.yaml")).err) ?? [];
  expect(json[0]).toMatchObject({ run: { id } });
  writeFileSync(path.join(folder, "in.json"), "[[3, 4, 5]]");
  expect((await run("predict a.rnn.yaml --json --input in.json")).json[0]).toMatchObject({ decoded: [1] });
  writeFileSync(path.join(folder, "in.json"), "[[3, 4, 5],\n [3, 4, 9]]");
  expect(await run("predict a.rnn.yaml --input in.json")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^in\.json:2:9 data-unknown-label/) as string,
  });
});

test("several outputs: a map in the order of `outputs`", async () => {
  const text =
    "model: [Input: {shape: [1], name: a}, Dense: {units: 1, name: p, from: a}, Dense: {units: 2, activation: sigmoid, name: b, from: a}]\n" +
    "outputs: [p, b]\ndata: {x: [1, 2], y: {p: [1, 2], b: [[0, 1], [1, 0]]}}\ncompile: {optimizer: sgd, loss: {p: mse, b: binary_crossentropy}}\n";
  const { run } = placeWith({ "a.rnn.yaml": text });
  expect((await run("train a.rnn.yaml")).code).toBe(0);
  const [answer] = (await run("predict a.rnn.yaml --json")).json as [
    { predictions: Record<string, number[][]>; decoded: Record<string, number[][]> },
  ];
  expect(Object.keys(answer.predictions)).toEqual(["p", "b"]);
  expect(answer.decoded.p).toEqual(answer.predictions.p);
  expect(answer.decoded.b).toEqual(answer.predictions.b?.map((row) => row.map((one) => (one > 0.5 ? 1 : 0))));
});
