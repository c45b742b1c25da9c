/** `inspect`: the shape of its JSON, its figures recomputed from its lists, its table, and what it refuses. */
import { expect, test } from "vitest";
import manyToMany from "../../examples/many-to-many.rnn.yaml";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { message, render } from "../../src/core/messages/message";
import { hasTensorFlow } from "../tensorflow/tensorFlow";
import { placeWith, type Written } from "./unroll";

type Lists = number[][];
interface LayerJson {
  readonly name: string;
  readonly kind: string;
  readonly states: Record<string, Lists>;
  readonly gates: Record<string, Lists>;
  readonly gradient_by_step: Lists | null;
  readonly gradient_norm_by_step: number[] | null;
  readonly saturation: Record<string, [number, number]>;
  readonly spectral_radius: number;
  readonly connectivity?: Lists;
}

const KEYS = ["name", "kind", "states", "gates", "gradient_by_step", "gradient_norm_by_step", "saturation", "spectral_radius"]; // prettier-ignore

function layersOf({ code, json, err }: Written): LayerJson[] {
  expect([code, json.length, err]).toEqual([0, 1, ""]);
  expect(Object.keys(json[0] ?? {})).toEqual(["layers", "run"]);
  return json[0]?.layers as LayerJson[];
}

const sizeOf = (lists: Lists | null): string =>
  `${lists?.length}×${[...new Set(lists?.map((row) => row.length))].join()}`;

/** Every list has T rows of H numbers, and the figures follow from them. */
function checkLayer(layer: LayerJson, steps: number, units: number): void {
  expect(Object.keys(layer).filter((key) => key !== "connectivity")).toEqual(KEYS);
  for (const lists of [...Object.values(layer.states), ...Object.values(layer.gates), layer.gradient_by_step]) {
    expect(sizeOf(lists)).toBe(`${steps}×${units}`);
  }
  expect(layer.gradient_norm_by_step?.length).toBe(steps);
  layer.gradient_norm_by_step?.forEach((norm, t) =>
    expect(norm).toBeCloseTo(Math.hypot(...(layer.gradient_by_step?.[t] ?? [])), 6),
  );
  expect(Object.keys(layer.saturation)).toEqual(Object.keys(layer.gates));
  for (const [gate, lists] of Object.entries(layer.gates)) {
    const all = lists.flat();
    const share = (isFar: (value: number) => boolean): number => all.filter(isFar).length / all.length;
    expect(layer.saturation[gate]).toEqual([share((value) => value < 0.1), share((value) => value > 0.9)]);
  }
  expect(layer.spectral_radius).toBeGreaterThan(0);
}

test.skipIf(!hasTensorFlow)("on TensorFlow: the same layers, and figures within its rounding", async () => {
  const { run } = placeWith({ "all.rnn.yaml": manyToMany });
  await run("train all.rnn.yaml --reproducible --epochs 20");
  const [ours, theirs] = [layersOf(await run("inspect all.rnn.yaml --json --connectivity")), layersOf(await run("inspect all.rnn.yaml --json --connectivity --engine tfjs-node"))]; // prettier-ignore
  const numbers = (value: unknown): number[] =>
    typeof value === "number"
      ? [value]
      : typeof value === "object" && value
        ? Object.values(value).flatMap(numbers)
        : [];
  const [expected, found] = [numbers(ours), numbers(theirs)];
  expect(expected.length).toBeGreaterThan(500);
  expect(found.length).toBe(expected.length);
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5));
});

test("--epoch shows the network as it was then; an epoch that is not kept is refused with its neighbours", async () => {
  const { run } = placeWith({ "all.rnn.yaml": manyToMany });
  await run("train all.rnn.yaml --reproducible --epochs 300");
  const at = async (epoch: string): Promise<Lists> =>
    layersOf(await run(`inspect all.rnn.yaml --json ${epoch}`))[0]?.states["h"] as Lists;
  const [first, early, last] = [await at("--epoch 0"), await at("--epoch 8"), await at("--epoch 300")];
  expect(last).toEqual(await at(""));
  const shorter = placeWith({ "all.rnn.yaml": manyToMany });
  await shorter.run("train all.rnn.yaml --reproducible --epochs 8");
  expect(early).toEqual(layersOf(await shorter.run("inspect all.rnn.yaml --json"))[0]?.states["h"]);
  expect(new Set([first, early, last].map((lists) => JSON.stringify(lists))).size).toBe(3);
  const [predicted] = (await run("predict all.rnn.yaml --json --epoch 8")).json;
  expect(predicted?.["run"]).toMatchObject({ status: "finished", epoch: 8 });
  const refused = await run("inspect all.rnn.yaml --epoch 9");
  expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(/has not kept the weights of epoch 9. Next to it are kept: 8, 12\./)]); // prettier-ignore
  expect((await run("inspect all.rnn.yaml --epoch 8 --weights w.safetensors")).code).toBe(2);
  await run("train all.rnn.yaml --reproducible --epochs 300 --keep-epochs 0");
  expect((await run("inspect all.rnn.yaml --json --epoch 8")).code).toBe(2);
  expect(await at("--epoch 300")).toEqual(last);
});

test("the course's examples: states, gates and gradients by step", async () => {
  const { run } = placeWith({ "one.rnn.yaml": manyToOne, "all.rnn.yaml": manyToMany });
  await run("train one.rnn.yaml --reproducible --epochs 20");
  await run("train all.rnn.yaml --reproducible --epochs 20");
  const [one, ...rest] = layersOf(await run("inspect one.rnn.yaml --json"));
  expect(rest).toEqual([]);
  expect(one).toMatchObject({ name: "lstm", kind: "LSTM" });
  checkLayer(one as LayerJson, 3, 32);
  expect([Object.keys(one?.states ?? {}), Object.keys(one?.gates ?? {})]).toEqual([["h", "c"], ["i", "f", "c", "o"]]); // prettier-ignore
  expect(one).not.toHaveProperty("connectivity");
  const [all] = layersOf(await run("inspect all.rnn.yaml --json --sample 4 --connectivity"));
  checkLayer(all as LayerJson, 4, 64);
  expect(sizeOf(all?.connectivity ?? null)).toBe("4×4");
  const [ended] = layersOf(await run("inspect one.rnn.yaml --json --connectivity"));
  expect(sizeOf(ended?.connectivity ?? null)).toBe("1×3");
  // Another sample has other states, the same one the same.
  const again = layersOf(await run("inspect all.rnn.yaml --json --sample 4 --connectivity"));
  expect(again).toEqual([all]);
  expect(layersOf(await run("inspect all.rnn.yaml --json --sample 3"))[0]?.states).not.toEqual(all?.states);
});

const both =
  "seed: 1\nmodel: [Input: [5, 1], Bidirectional: {GRU: {units: 3, return_sequences: true}}, SimpleRNN: 2, Dense: 1]\n" +
  "data: {x: [[1, 2, 3, 4, 5], [2, 3, 4, 5, 6]], y: [6, 7]}\n";
const compile = "compile: {optimizer: sgd, loss: mse}\n";

test("both halves of a Bidirectional, and one layer alone", async () => {
  const { run } = placeWith({ "a.rnn.yaml": both + compile });
  await run("train a.rnn.yaml");
  const layers = layersOf(await run("inspect a.rnn.yaml --json"));
  expect(layers.map(({ name, kind }) => `${name} ${kind}`)).toEqual(["bidirectional/forward GRU", "bidirectional/backward GRU", "simple_rnn SimpleRNN"]); // prettier-ignore
  checkLayer(layers[0] as LayerJson, 5, 3);
  checkLayer(layers[1] as LayerJson, 5, 3);
  checkLayer(layers[2] as LayerJson, 5, 2);
  expect(Object.keys(layers[0]?.gates ?? {})).toEqual(["z", "r", "h"]);
  expect([layers[2]?.gates, layers[2]?.saturation]).toEqual([{}, {}]);
  const chosen = async (layer: string): Promise<string[]> =>
    layersOf(await run(`inspect a.rnn.yaml --json --layer ${layer}`)).map(({ name }) => name);
  expect(await chosen("bidirectional")).toEqual(["bidirectional/forward", "bidirectional/backward"]);
  expect(await chosen("bidirectional/backward")).toEqual(["bidirectional/backward"]);
  expect(await chosen("simple_rnn")).toEqual(["simple_rnn"]);
});

const translating = `seed: 1
model:
  - Input: {shape: [3, 2], name: source}
  - LSTM: {units: 4, return_sequences: true, return_state: true, name: encoder}
  - Input: {shape: [2, 2], name: target}
  - LSTM: {units: 4, return_sequences: true, name: decoder, initial_state: [encoder/h, encoder/c]}
  - Attention: {name: reads, from: [decoder, encoder]}
  - Dense: 1
data:
  x: {source: [[[1, 2], [3, 4], [5, 6]], [[2, 1], [0, 1], [1, 1]]], target: [[[0, 1], [1, 0]], [[1, 1], [0, 0]]]}
  y: [[[1], [2]], [[0], [1]]]
${compile}`;

test("what attention weighs: rows that add up to 1, in the JSON and as bars, of the layers that were asked for", async () => {
  const { run } = placeWith({ "a.rnn.yaml": translating, "b.rnn.yaml": both + compile });
  await run("train a.rnn.yaml --epochs 2");
  const { code, json } = await run("inspect a.rnn.yaml --json");
  expect([code, Object.keys(json[0] ?? {})]).toEqual([0, ["layers", "attention", "run"]]);
  const [reads, ...rest] = (json[0]?.["attention"] ?? []) as { name: string; weights: Lists }[];
  expect([reads?.name, sizeOf(reads?.weights ?? null), rest]).toEqual(["reads", "2×3", []]);
  for (const row of reads?.weights ?? []) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
  const { out } = await run("inspect a.rnn.yaml --layer decoder");
  expect(out).toContain("Attention reads: what each of 2 query steps takes of 3 value steps");
  await run("train b.rnn.yaml");
  expect(Object.keys((await run("inspect b.rnn.yaml --json")).json[0] ?? {})).toEqual(["layers", "run"]);
});

test("which sample it is, and what the network answers for it", async () => {
  const { run } = placeWith({ "one.rnn.yaml": manyToOne, "long.rnn.yaml": both.replaceAll("[5, 1]", "[25, 1]").replace(/x: .*, y/, `x: [${[1, 2].map((n) => `[${Array(25).fill(n).join()}]`).join()}], y`) + compile }); // prettier-ignore
  await run("train one.rnn.yaml --epochs 300");
  const predicted = (await run("predict one.rnn.yaml")).out.split("\n")[3]?.trim() ?? "";
  expect(predicted).toMatch(/^3 4 5 → 1 {2}✓ [\d.]+ %$/);
  expect((await run("inspect one.rnn.yaml --sample 2")).out.split("\n")[0]).toBe(
    `Sequence 3 (--sample 2): ${predicted}`,
  );
  await run("train long.rnn.yaml");
  expect((await run("inspect long.rnn.yaml --sample 1")).out).toMatch(
    /^Sequence 2 \(--sample 1\): → \S+ {2}\(right: 7\)\n/,
  );
});

test("without a loss there are no gradients, and it says so", async () => {
  const { run, folder } = placeWith({ "a.rnn.yaml": both + compile, "b.rnn.yaml": both });
  await run("train a.rnn.yaml --save w.safetensors");
  expect(folder).not.toBe("");
  const { code, json, err } = await run("inspect b.rnn.yaml --json --weights w.safetensors");
  expect([code, err]).toEqual([0, `${render(message("inspect-no-gradient"), "en")}\n`]);
  const [first] = (json[0]?.layers ?? []) as LayerJson[];
  expect([first?.gradient_by_step, first?.gradient_norm_by_step]).toEqual([null, null]);
  expect(sizeOf(first?.states.h ?? null)).toBe("5×3");
});

test("data of a form that this version cannot read: said as training says it", async () => {
  const data = "{file: a.tsv, text: t, label: l, level: word}";
  const { run } = placeWith({ "a.rnn.yaml": `data: ${data}\nmodel: [Input: [3, 1], LSTM: 2, Dense: 1]\n` });
  expect(await run("inspect a.rnn.yaml")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^a\.rnn\.yaml:1:8 not-built /) as string,
  });
});

test("for people: a table for each layer, in both languages", async () => {
  const { run } = placeWith({ "a.rnn.yaml": both + compile });
  await run("train a.rnn.yaml");
  const english = await run("inspect a.rnn.yaml --connectivity");
  expect(english.out).toMatch(/^Sequence 1 \(--sample 0\): 1 2 3 4 5 → -?[\d.]+ {2}\(right: 6\)\n\n/);
  expect(english.out).toContain("bidirectional/forward · GRU · steps: 5 · units: 3 · spectral radius");
  // The input from its least to its most, and the gradient on a log scale.
  expect(english.out).toMatch(/input x +▁▃▅▇█ +1 +5/);
  for (const part of ["‖h‖", "mean z", "mean r", "mean h", "‖dLoss/dh‖", "Connectivity"])
    expect(english.out).toContain(part);
  expect(english.out).toMatch(/[▁▂▃▄▅▆▇█]{5}/);
  const spanish = await run("inspect a.rnn.yaml --lang es --layer simple_rnn");
  expect(spanish.out).toMatch(/^Secuencia 1 \(--sample 0\): 1 2 3 4 5 → -?[\d.]+ {2}\(correcto: 6\)\n\n/);
  expect(spanish.out).toContain("simple_rnn · SimpleRNN · pasos: 5 · unidades: 2 · radio espectral");
  expect(spanish.out).not.toContain("bidirectional");
});

test.each([
  ["a.rnn.yaml --sample 2", 2, "There is no sample 2: the data has 2, counted from 0 to 1."],
  ["a.rnn.yaml --sample -1", 2, "--sample"],
  ["a.rnn.yaml --layer simple_rn", 2, "There is no layer simple_rn. Did you mean simple_rnn?"],
  [
    "a.rnn.yaml --layer attention",
    2,
    "There is no layer attention. Choose one of bidirectional/forward, bidirectional/backward, simple_rnn.",
  ],
  ["a.rnn.yaml --layer dense", 2, "dense is no recurrent layer"],
  ["a.rnn.yaml --run r --weights w", 2, "not both"],
  ["a.rnn.yaml --run r", 2, "There is no run r"],
  ["a.rnn.yaml", 2, "no run with weights yet"],
  ["plain.rnn.yaml", 1, "plain.rnn.yaml:1:1 inspect-none-recurrent"],
  ["bare.rnn.yaml", 1, "bare.rnn.yaml:1:1 inspect-no-data"],
  ["wrong.rnn.yaml", 1, "wrong.rnn.yaml:1:9 unknown-layer"],
])("refused: inspect %s", async (line, code, sentence) => {
  const { run } = placeWith({
    "a.rnn.yaml": both + compile,
    "plain.rnn.yaml": "model: [Input: [1], Dense: 1]\ndata: {x: [1, 2], y: [1, 2]}\n",
    "bare.rnn.yaml": "model: [Input: [5, 1], LSTM: 2]\n",
    "wrong.rnn.yaml": "model: [LSMT: 3]\n",
  });
  const written = await run(`inspect ${line}`);
  expect([written.code, written.out]).toEqual([code, ""]);
  expect(written.err).toContain(sentence);
  expect(written.err.trim().split("\n")).toHaveLength(1);
});
