/** `unroll plot`: every view as a picture and as numbers; the numbers are those that the other commands print. */
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { type Place, placeWith } from "./unroll";

const text = `name: "<b>bold</b> & 'co'"
seed: 4
data: {task: equal_previous, samples: 6, length: 5}
model:
  - Input: [5, 1]
  - Bidirectional: {LSTM: {units: 3, return_sequences: true}, name: both}
  - GRU: {units: 4, return_sequences: true, name: last}
  - Dense: {units: 1, activation: sigmoid}
compile: {optimizer: adam, loss: binary_crossentropy, metrics: [mae]}
fit: {epochs: 3, batch_size: 2, validation_split: 0.34}
`;

/** A folder with the file and its run. */
async function trained(): Promise<Place> {
  const place = placeWith({
    "a.rnn.yaml": text,
    "broken.rnn.yaml": "model:\n  - Input: [5, 1]\n  - LSTM: {units: }\n",
  });
  expect((await place.run("train a.rnn.yaml")).code).toBe(0);
  return place;
}

const written = ({ folder }: Place, name: string): string => readFileSync(path.join(folder, name), "utf8");
type Row = Record<string, number | string>;
const rowsIn = (place: Place, name: string): Row[] => (JSON.parse(written(place, name)) as { rows: Row[] }).rows;

test.each(["score", "gates", "gradient", "network", "loss", "predictions"])(
  "%s is drawn, in both themes",
  async (view) => {
    const place = await trained();
    for (const theme of ["light", "dark"]) {
      const { code, json, err } = await place.run(
        `plot a.rnn.yaml --view ${view} --out ${view}.svg --theme ${theme} --json`,
      );
      expect([code, json, err.replace(/^.*\n/, "")]).toEqual([0, [{ view, file: `${view}.svg` }], ""]);
      const svg = written(place, `${view}.svg`);
      expect(svg).toMatch(/^<svg /);
      expect(svg).not.toMatch(/<b>|NaN|undefined|Infinity/);
      expect(svg).toContain(theme === "light" ? "rgb(255 255 255)" : "rgb(31 31 31)");
    }
  },
);

test("gates, states and gradients are those of inspect", async () => {
  const place = await trained();
  const { json } = await place.run("inspect a.rnn.yaml --json --sample 4 --connectivity");
  type Lists = Record<string, number[][]>;
  const layers = json[0]?.["layers"] as { name: string; gates: Lists; states: Lists; gradient_by_step: number[][]; gradient_norm_by_step: number[] }[]; // prettier-ignore
  for (const layer of layers) {
    await place.run(`plot a.rnn.yaml --view score --sample 4 --layer ${layer.name} --out s.json`);
    const rows = rowsIn(place, "s.json");
    const [steps, units] = [layer.states["h"]?.length ?? 0, layer.states["h"]?.[0]?.length ?? 0];
    expect(rows).toHaveLength(steps * units);
    for (const row of rows) {
      const [t, unit] = [Number(row["t"]) - 1, Number(row["unit"]) - 1];
      for (const [name, list] of Object.entries(layer.gates)) expect(row[`gate_${name}`]).toBe(list[t]?.[unit]);
      for (const [name, list] of Object.entries(layer.states)) expect(row[`state_${name}`]).toBe(list[t]?.[unit]);
      expect(row["gradient"]).toBe(layer.gradient_by_step[t]?.[unit]);
    }
  }
  await place.run("plot a.rnn.yaml --view gradient --sample 4 --out g.csv");
  const [head, ...lines] = written(place, "g.csv").trim().split("\n");
  expect(head).toBe("layer,t,gradient_norm");
  const right = layers.flatMap((one) => one.gradient_norm_by_step.map((norm, t) => `${one.name},${t + 1},${norm}`));
  expect(lines).toEqual(right);
});

test("as it was after an epoch that the run kept", async () => {
  const place = await trained();
  const { json } = await place.run("inspect a.rnn.yaml --json --epoch 1 --layer last");
  const [layer] = (json[0]?.["layers"] ?? []) as { states: { h: number[][] } }[];
  await place.run("plot a.rnn.yaml --view gates --layer last --epoch 1 --out e.json");
  const rows = rowsIn(place, "e.json");
  expect(rows.map((row) => row["state_h"])).toEqual(layer?.states.h.flat());
  const answer = await place.run("predict a.rnn.yaml --json --epoch 1");
  await place.run("plot a.rnn.yaml --view predictions --epoch 1 --out p.json");
  const right = ((answer.json[0]?.["predictions"] ?? []) as number[][][]).flat(2);
  expect(rowsIn(place, "p.json").map(({ prediction }) => prediction)).toEqual(right);
});

test("both halves of a Bidirectional are meant by its name", async () => {
  const place = await trained();
  await place.run("plot a.rnn.yaml --view gates --layer both --out b.json");
  expect([...new Set(rowsIn(place, "b.json").map(({ layer }) => layer))]).toEqual(["both/forward", "both/backward"]);
});

test("the loss is that of the run, and predictions are those of predict", async () => {
  const place = await trained();
  await place.run("plot a.rnn.yaml --view loss --out l.json");
  expect(rowsIn(place, "l.json").map((row) => Object.keys(row))[0]).toEqual([
    "epoch",
    "loss",
    "mae",
    "val_loss",
    "val_mae",
  ]);
  expect(rowsIn(place, "l.json")).toHaveLength(3);
  await place.run("plot a.rnn.yaml --view predictions --out p.json");
  const { json } = await place.run("predict a.rnn.yaml --json");
  const right = ((json[0]?.["predictions"] ?? []) as number[][][]).flat(2);
  expect(rowsIn(place, "p.json").map(({ prediction }) => prediction)).toEqual(right);
});

test.each([
  ["--view score", "--out"],
  ["--out a.svg", "--view"],
  ["--view scor --out a.svg", "Did you mean score?"],
  ["--view score --out a.png", ".svg"],
  ["--view score --out a.svg --theme blue", "light, dark"],
  ["--view loss --out a.svg --sample 1", "--sample says nothing about the view loss"],
  ["--view score --out a.svg --log", "--log says nothing"],
  ["--view score --out a.svg --sample 6", "counted from 0 to 5"],
  ["--view predictions --out a.svg --sample 6", "counted from 0 to 5"],
  ["--view score --out a.svg --layer lst", "Did you mean last?"],
  ["--view score --out a.svg --epoch 77", "are not kept"],
  ["--view score --out a.svg --run nope", "nope"],
])("wrong usage: %s", async (options, said) => {
  const place = await trained();
  const { code, err } = await place.run(`plot a.rnn.yaml ${options}`);
  expect([code, err]).toEqual([2, expect.stringContaining(said)]);
});

test("a network with mistakes is drawn; what needs a run says so", async () => {
  const place = await trained();
  expect((await place.run("plot broken.rnn.yaml --view network --out n.svg")).code).toBe(0);
  expect((await place.run("plot broken.rnn.yaml --view loss --out n.svg")).err).toContain("no run with figures");
  expect((await place.run("plot a.rnn.yaml --view network --out missing/n.svg")).err).toContain("ENOENT");
});
