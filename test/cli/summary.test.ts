/** `summary`: the five examples exactly as the course has them. */
import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { templates } from "../../src/language/templates";
import { placeWith } from "./unroll";

const files = Object.fromEntries(templates.map(({ name, texts }) => [`${name}.rnn.yaml`, texts.en]));

test.each([
  [
    "many-to-one",
    [
      ["Input", [null, 3, 5], 0],
      ["LSTM", [null, 32], 4864],
      ["Dense", [null, 5], 165],
      ["Activation", [null, 5], 0],
    ],
    5029,
  ],
  [
    "many-to-many",
    [
      ["Input", [null, 4, 1], 0],
      ["LSTM", [null, 4, 64], 16896],
      ["Dense", [null, 4, 1], 65],
    ],
    16961,
  ],
  [
    "return-sequences",
    [
      ["Input", [null, 100, 2], 0],
      ["LSTM", [null, 64], 17152],
      ["LSTM", [null, 100, 64], 17152],
    ],
    34304,
  ],
  [
    "stacked",
    [
      ["Input", [null, 100, 2], 0],
      ["LSTM", [null, 100, 16], 1216],
      ["LSTM", [null, 100, 16], 2112],
      ["LSTM", [null, 100, 16], 2112],
      ["LSTM", [null, 10], 1080],
      ["Dense", [null, 10], 110],
    ],
    6630,
  ],
  [
    "bidirectional",
    [
      ["Input", [null, 100, 2], 0],
      ["Bidirectional", [null, 32], 2432],
      ["Dense", [null, 10], 330],
    ],
    2762,
  ],
])("%s", async (name, layers, total) => {
  const { json, code, err } = await placeWith(files).run(`summary ${name}.rnn.yaml --json`);
  expect([code, err]).toEqual([0, ""]);
  const [summary] = json as [{ layers: { kind: string; output_shape: unknown; params: number }[] }];
  expect(summary).toMatchObject({ total_params: total, trainable_params: total });
  expect(summary.layers.map(({ kind, output_shape, params }) => [kind, output_shape, params])).toEqual(layers);
});

test("as a table", async () => {
  const { out } = await placeWith(files).run("summary many-to-one.rnn.yaml");
  expect(out.replace(/(An epoch of training:).*/, "$1 …")).toBe(
    [
      "Model: next number",
      "Layer        Kind        Output shape  Params",
      "─────────────────────────────────────────────",
      "input_layer  Input       (None, 3, 5)       0",
      "lstm         LSTM        (None, 32)     4,864",
      "dense        Dense       (None, 5)        165",
      "activation   Activation  (None, 5)          0",
      "─────────────────────────────────────────────",
      "Total params: 5,029",
      "Trainable params: 5,029",
      "Non-trainable params: 0",
      "An epoch of training: …",
      "",
    ].join("\n"),
  );
  expect(out).toMatch(/An epoch of training: about 0\.0\d+ ms, 0\.\d\d million operations, 0\.\d+ MB of memory\n$/);
});

test("what training costs, from the shape of data that is not made for it; null where something is missing", async () => {
  const model = "model: [Input: [100, 2], LSTM: 128, Dense: 1]\ncompile: {optimizer: adam, loss: mse}\n";
  const { run } = placeWith({
    "a.rnn.yaml": `${model}data: {task: adding, length: 100, samples: 1000000}\nfit: {batch_size: 50}\n`,
    "b.rnn.yaml": model,
  });
  const [{ cost }] = (await run("summary a.rnn.yaml --json")).json as [{ cost: Record<string, number> }];
  expect(cost).toMatchObject({ steps_per_epoch: 20_000, build: "fast", wide: false });
  expect(cost["threads"]).toBe(Math.min(availableParallelism(), 3));
  expect(cost["memory_bytes"]).toBeGreaterThan(1e6 * 201 * 4);
  expect(cost["flops_per_epoch"]).toBe((cost["flops_per_step"] ?? 0) * 20_000);
  expect(cost["epoch_ms"]).toBeGreaterThan(1e5);
  expect((await run("summary b.rnn.yaml --json")).json).toMatchObject([{ cost: null }]);
  expect((await run("summary b.rnn.yaml")).out).not.toContain("epoch");
});

test("the kind as the file writes it, several shapes, and layers that do not learn", async () => {
  const { run } = placeWith({
    "a.rnn.yaml":
      "model: [InputLayer: [3, 2], Bidirectional: {LSTM: 2, merge_mode: none, trainable: false}]\noutputs: [bidirectional/forward, bidirectional/backward]\n",
  });
  expect((await run("summary a.rnn.yaml --json")).json).toMatchObject([
    {
      name: "a",
      layers: [
        { kind: "InputLayer" },
        {
          output_shape: [
            [null, 2],
            [null, 2],
          ],
          params: 80,
        },
      ],
      total_params: 80,
      trainable_params: 0,
    },
  ]);
});

test("a broken file: its findings, nothing on stdout, exit 1", async () => {
  const { run } = placeWith({ "a.rnn.yaml": "model: [Input: [5], LSTM: 3]\n" });
  expect(await run("summary a.rnn.yaml")).toMatchObject({ code: 1, out: "" });
});
