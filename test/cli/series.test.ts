/** Series from files by the command line, end to end: people's tables with the figures that pandas gives, and a run that keeps what it has fitted. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { placeWith, type Place } from "./unroll";

const fixtures = path.join(__dirname, "../fixtures/tables");

/** A folder with the tables that people have, and the model files beside them. */
function placeWithTables(): Place {
  const place = placeWith();
  cpSync(fixtures, place.folder, { recursive: true });
  return place;
}

/** Writes a model file again with other words in `data`. */
function declare({ folder }: Place, file: string, more: string): void {
  const name = path.join(folder, `${file}.rnn.yaml`);
  writeFileSync(name, readFileSync(name, "utf8").replace("scale: standard", `scale: standard, ${more}`));
}

interface Figures {
  readonly rows: number;
  readonly first: number;
  readonly last: number;
  readonly borders: readonly [number, number];
  readonly windows: Readonly<Record<"train" | "validation" | "test", number>>;
  readonly train_mean: number;
  readonly train_std: number;
  readonly first_window: readonly number[];
  readonly first_target: number;
}
const pandas = JSON.parse(readFileSync(path.join(fixtures, "pandas.json"), "utf8")) as Record<string, Figures>;

interface Described {
  readonly rows: number;
  readonly parts: Record<
    "train" | "validation" | "test",
    { first: number; last: number; rows: number; windows: number; first_time?: string; last_time?: string }
  >;
  readonly scaling: Record<string, { mean: number; standard_deviation: number }>;
  readonly first: { x: number[][]; y: number[] };
}

test.each([
  ["stock.csv without the null row", "stock", "missing: drop"],
  ["household.csv without the ? rows", "household", "missing: drop"],
  ["household.csv, gaps by the line between neighbours", "household", "missing: linear"],
  ["desc.csv in time order", "desc", undefined],
  ["airline.csv without its last line", "airline", undefined],
  ["nohead.csv, first line is data", "nohead", undefined],
])("%s", async (what, file, more) => {
  const place = placeWithTables();
  if (more) declare(place, file, more);
  const { code, json } = await place.run(`data ${file}.rnn.yaml --json`);
  expect(code).toBe(0);
  const { rows, parts, scaling, first } = json[0] as unknown as Described;
  const expected = pandas[what];
  if (!expected) throw new Error(`no figures of ${what}`);
  expect(rows).toBe(expected.rows);
  expect([parts.validation.first, parts.test.first, parts.test.last]).toEqual([...expected.borders, expected.rows - 1]);
  expect([parts.train.windows, parts.validation.windows, parts.test.windows]).toEqual(Object.values(expected.windows));
  const [figures] = Object.values(scaling);
  expect(figures?.mean).toBeCloseTo(expected.train_mean, 12);
  expect(figures?.standard_deviation).toBeCloseTo(expected.train_std, 12);
  expect(first.x.flat()).toEqual(expected.first_window);
  expect(first.y).toEqual([expected.first_target]);
});

test("newest first: the parts lie in time order", async () => {
  const { json, err } = await placeWithTables().run("data desc.rnn.yaml --json");
  expect((json[0] as unknown as Described).parts.test).toMatchObject({
    first_time: "2021-03-24",
    last_time: "2021-03-28",
  });
  expect(err).toContain("series-sorted The rows of desc.csv are not in time order");
});

test.each(["index", "dup", "ld", "noaa", "yf", "airline", "desc", "nohead"])("%s is sound and trains", async (file) => {
  const place = placeWithTables();
  expect(await place.run(`check ${file}.rnn.yaml`)).toMatchObject({ code: 0 });
  const { code, json } = await place.run(`train ${file}.rnn.yaml --json`);
  expect(code).toBe(0);
  expect(json.at(-1)).toMatchObject({ status: "finished", history: { loss: [expect.any(Number)] } });
});

test("the same words wherever a file cannot be used", async () => {
  const place = placeWithTables();
  const sentence =
    'household.rnn.yaml:1:14 table-missing household.csv, line 14, column Global_active_power: the value is missing ("?")';
  for (const command of ["check", "data", "train"]) {
    const { code, err } = await place.run(`${command} household.rnn.yaml`);
    expect([command, code]).toEqual([command, 1]);
    expect(err).toContain(sentence);
  }
});

test("a run keeps its figures: predictions of another file are in that file's units, by the run's own scaling", async () => {
  const place = placeWithTables();
  await place.run("train desc.rnn.yaml --epochs 2 --json");
  const own = (await place.run("predict desc.rnn.yaml --json")).json[0] as {
    decoded: number[][];
    predictions: number[][];
  };
  expect(own.decoded).toHaveLength(23);
  // Scaled with mean 110 and deviation 5.477… of rows 0 to 18.
  for (const [at, [value = 0]] of own.predictions.entries()) {
    expect(own.decoded[at]?.[0]).toBeCloseTo(value * 5.477225575051661 + 110, 3);
  }
  // A file that has grown by rows that would change every figure.
  const table = path.join(place.folder, "desc.csv");
  const [header = "", ...rows] = readFileSync(table, "utf8").trim().split("\n");
  writeFileSync(path.join(place.folder, "grown.csv"), [header, "2021-03-29,9000", ...rows].join("\n"));
  const grown = (await place.run("predict desc.rnn.yaml --json --data grown.csv")).json[0] as typeof own;
  expect(grown.predictions.slice(0, 5)).toEqual(own.predictions.slice(0, 5));
  expect(grown.decoded.slice(0, 5)).toEqual(own.decoded.slice(0, 5));
  const looked = await place.run("inspect desc.rnn.yaml --json --data grown.csv --sample 22");
  expect(looked.code).toBe(0);
  const record = JSON.parse(
    readFileSync(
      path.join(place.folder, ".unroll/runs", (own as unknown as { run: { id: string } }).run.id, "run.json"),
      "utf8",
    ),
  ) as { fitted: unknown };
  expect(record.fitted).toMatchObject({
    scale: "standard",
    inputs: ["Close"],
    targets: ["Close"],
    scaling: { Close: { offset: 110 } },
  });
});

test("other columns than the run's are told", async () => {
  const place = placeWithTables();
  declare(place, "stock", "missing: drop");
  await place.run("train stock.rnn.yaml --json");
  const name = path.join(place.folder, "stock.rnn.yaml");
  writeFileSync(name, readFileSync(name, "utf8").replace("inputs: [Close]", "inputs: [High]"));
  const { code, err } = await place.run("predict stock.rnn.yaml");
  expect(code).toBe(1);
  expect(err).toContain("series-other-columns The run was trained on the columns Close, and the file names High");
});

test("several inputs, several targets, a horizon, a stride and early stopping on val_loss", async () => {
  const place = placeWithTables();
  writeFileSync(
    path.join(place.folder, "many.rnn.yaml"),
    `data: {file: stock.csv, time: Date, inputs: [Open, High, Volume], target: [Low, Close], window: 2, horizon: 2, missing: linear, scale: minmax, split: {train: 0.6, validation: 0.4}}
model: [{Input: [2, 3]}, {LSTM: 4}, {Dense: 4}]
compile: {optimizer: adam, loss: mse}
fit: {epochs: 3, early_stopping: {monitor: val_loss, patience: 5}}
`,
  );
  const trained = await place.run("train many.rnn.yaml --json");
  expect(trained.err).not.toContain("error");
  expect(trained.json.at(-1)).toMatchObject({ status: "finished" });
  const { json } = await place.run("data many.rnn.yaml --json");
  expect((json[0] as unknown as Described).first).toEqual({
    x: [
      [10.5, 11, 120000],
      [10.8, 11.2, 98000],
    ],
    y: [
      [10.75, 11.25],
      [10.9, 11.4],
    ],
  });
});
