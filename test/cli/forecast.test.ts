/** `forecast`: scores by their definitions from what `predict` says, what comes behind the last row, and errors with the cure. */
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { createStream } from "../../src/core/random/randomStream";
import { type Place, placeWith, type Written } from "./unroll";

const stream = createStream(9, "data", 0);
const rows = 240;
const values = Array.from({ length: rows }, (_, row) =>
  Number((50 + 10 * Math.sin((row * Math.PI) / 6) + 2 * stream.normal()).toFixed(2)),
);
const dayAt = (row: number): string => new Date(Date.UTC(2021, 0, 1 + row)).toISOString().slice(0, 10);
const csvOf = (numbers: readonly number[]): string =>
  `day,a,b\n${numbers.map((value, row) => `${dayAt(row)},${value},${row % 7}`).join("\n")}\n`;
const modelOf = (data: string, units: number, more = ""): string =>
  `name: waves\nseed: 3\ndata: {file: waves.csv, time: day, target: a, window: 12, scale: standard, split: {train: 0.6, validation: 0.2, test: 0.2}${data}}
model: [{Input: [12, 1]}, {GRU: 8}, {Dense: ${units}}]\ncompile: {optimizer: {adam: {learning_rate: 0.01}}, loss: mse}\nfit: {epochs: 20${more}}\n`;

interface Answer {
  readonly samples: number;
  readonly horizon: number;
  readonly verdict: string;
  readonly better: boolean;
  readonly notes: readonly string[];
  readonly scores: Record<string, { mae: number; mase: number; by_step: number[] } & Record<string, unknown>>;
  readonly forecast: readonly {
    time: string;
    value: number;
    low: number | null;
    high: number | null;
    levels: Record<string, { low: number; high: number } | null>;
  }[];
}

async function trained(horizon: 1 | 3): Promise<Place> {
  const text = horizon === 3 ? modelOf(", horizon: 3, season: 12", 3) : modelOf("", 1);
  const place = placeWith({ "waves.csv": csvOf(values), "m.rnn.yaml": text });
  expect((await place.run("train m.rnn.yaml --json")).code).toBe(0);
  return place;
}
const ask = async (place: Place, line = "m.rnn.yaml"): Promise<Answer> => {
  const { code, json, err } = await place.run(`forecast ${line} --json`);
  expect([code, err.replace(/Weights of run.*\n/, "")]).toEqual([0, ""]);
  return json[0] as unknown as Answer;
};

test("scores are those of what predict says, against all baselines", async () => {
  const place = await trained(3);
  const { decoded } = (await place.run("predict m.rnn.yaml --json")).json[0] as { decoded: number[][] };
  const answer = await ask(place);
  // Rows 192 to 239 test: a window's answer lies in them whole.
  const tested = Array.from({ length: 46 }, (_, at) => 192 + at);
  expect([answer.samples, answer.horizon]).toEqual([46, 3]);
  const errors = tested.flatMap((row, at) =>
    [0, 1, 2].map((step) => Math.abs((values[row + step] ?? NaN) - (decoded.at(at - 46)?.[step] ?? NaN))),
  );
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const { model, last_value, seasonal, ...others } = answer.scores;
  expect(model?.mae).toBeCloseTo(mean(errors), 4);
  expect(model?.by_step[1]).toBeCloseTo(mean(errors.filter((_, at) => at % 3 === 1)), 4);
  const back = (by: (row: number, step: number) => number): number =>
    mean(
      tested.flatMap((row) =>
        [0, 1, 2].map((step) => Math.abs((values[row + step] ?? NaN) - (values[by(row, step)] ?? NaN))),
      ),
    );
  expect(last_value?.mae).toBeCloseTo(
    back((row) => row - 1),
    9,
  );
  expect(seasonal?.mae).toBeCloseTo(
    back((row, step) => row + step - 12),
    9,
  );
  expect(Object.keys(others)).toEqual(["drift", "linear", "mean"]);
  const scale = mean(
    Array.from({ length: 132 }, (_, row) => Math.abs((values[row + 12] ?? NaN) - (values[row] ?? NaN))),
  );
  expect(model?.mase).toBeCloseTo((model?.mae ?? NaN) / scale, 9);
  expect(answer.verdict).toContain("mean absolute error");
});

test("behind the last row: what predict says where the file goes on, with times and nested intervals", async () => {
  const place = await trained(3);
  writeFileSync(path.join(place.folder, "longer.csv"), csvOf([...values, 0, 0, 0]));
  const { decoded } = (await place.run("predict m.rnn.yaml --json --data longer.csv")).json[0] as {
    decoded: number[][];
  };
  const { forecast } = await ask(place);
  expect(forecast.map(({ time }) => time)).toEqual(["2021-08-29", "2021-08-30", "2021-08-31"]);
  forecast.forEach(({ value, low, high, levels }, step) => {
    expect(value).toBeCloseTo(decoded.at(-1)?.[step] ?? NaN, 4);
    const [wide, narrow] = [levels["90"], levels["80"]];
    if (!wide || !narrow) throw new Error("46 windows validate");
    expect([low, high]).toEqual([wide.low, wide.high]);
    expect([wide.low <= narrow.low, narrow.low < value, value < narrow.high, narrow.high <= wide.high]).toEqual([
      ...[true, true, true, true],
    ]);
  });
});

test("free-running: the second step is the first of a file that holds the first", async () => {
  const place = await trained(1);
  const far = await ask(place, "m.rnn.yaml --steps 30");
  const [first, second] = far.forecast;
  writeFileSync(path.join(place.folder, "next.csv"), csvOf([...values, first?.value ?? NaN]));
  const next = await ask(place, "m.rnn.yaml --data next.csv");
  expect(next.forecast[0]?.value).toBeCloseTo(second?.value ?? NaN, 4);
  expect(far.forecast).toHaveLength(30);
  expect(far.notes.join()).toContain("reads its own forecasts");
  // 48 rows validate: 19 windows go on for 30 rows, enough for 90 %.
  expect(far.forecast[29]?.low).not.toBeNull();
  const farther = await ask(place, "m.rnn.yaml --steps 45");
  expect(farther.forecast[44]).toMatchObject({ low: null, levels: { 80: { low: expect.any(Number) as number } } });
  expect(farther.notes.join()).toContain("too few windows");
});

test("the table has Nixtla's columns, a row a window and step", async () => {
  const place = await trained(3);
  const { code } = await place.run("forecast m.rnn.yaml --csv out.csv");
  expect(code).toBe(0);
  const lines = readFileSync(path.join(place.folder, "out.csv"), "utf8").trim().split("\n");
  expect(lines[0]).toBe("unique_id,ds,cutoff,y,waves,waves-lo-90,waves-hi-90,waves-lo-80,waves-hi-80");
  expect(lines).toHaveLength(1 + 46 * 3 + 3);
  expect(lines[1]).toMatch(new RegExp(`^a,${dayAt(192)},${dayAt(191)},${values[192]},`));
  expect(lines[2]).toMatch(new RegExp(`^a,${dayAt(193)},${dayAt(191)},${values[193]},`));
  expect(lines.at(-1)).toMatch(/^a,2021-08-31,2021-08-28,,[\d.]+,/);
});

test("for people: every score with its definition, and the verdict", async () => {
  const place = await trained(3);
  const { out } = await place.run("forecast m.rnn.yaml");
  expect(out).toContain("MASE, RMSSE: divided by the error of the value 12 rows before on the training rows.");
  expect(out).toMatch(/last value +\d/);
  expect(out).toMatch(/Intervals of 90 %: [\d.]+ % of the test part/);
  expect(out).toMatch(/(Better|Not better) than /);
});

async function refused(text: string, line = "m.rnn.yaml"): Promise<Written> {
  const other = placeWith({ "waves.csv": csvOf(values), "m.rnn.yaml": text });
  expect((await other.run("train m.rnn.yaml --epochs 1 --json")).code).toBe(0);
  return other.run(`forecast ${line}`);
}

test.each([
  [modelOf("", 1).replace(", test: 0.2", ""), "m.rnn.yaml", "forecast-no-test There is no test part"],
  [modelOf(", horizon: 10", 10).replace("test: 0.2", "test: 0.03"), "m.rnn.yaml", "The test part has 7 of 240 rows"],
  [
    modelOf(", inputs: [b]", 1),
    "m.rnn.yaml --steps 2",
    "forecast-unknown-ahead 2 steps are more than the horizon of 1, and behind it nobody knows the columns b",
  ],
  [
    "data: {x: [[[1], [2]]], y: [[3]]}\nmodel: [{Input: [2, 1]}, {LSTM: 1}, {Dense: 1}]\ncompile: {optimizer: sgd, loss: mse}\n",
    "m.rnn.yaml",
    "forecast-no-series forecast is for time series",
  ],
])("refused with the cure %#", async (text, line, sentence) => {
  const { code, err } = await refused(text, line);
  expect(err).toContain(sentence);
  expect(code).toBe(1);
});

test("no validation part: scores, but no interval, and that is said; early stopping on it is said too", async () => {
  const none = await refused(modelOf("", 1).replace("validation: 0.2, ", ""), "m.rnn.yaml --json");
  expect(none.json[0]).toMatchObject({
    forecast: [{ low: null, high: null, levels: { 80: null, 90: null } }],
    notes: [expect.stringContaining("there is no validation part") as string],
  });
  const stopped = await refused(modelOf("", 1, ", early_stopping: {patience: 2}"), "m.rnn.yaml --json");
  expect(stopped.json[0]).toMatchObject({ notes: [expect.stringContaining("may be too narrow") as string] });
});

test("quantiles: the median is the forecast, and the intervals are the quantiles, made to hold", async () => {
  const text = modelOf("", 3).replace("loss: mse", "loss: {quantile: [0.1, 0.5, 0.9]}");
  const { json } = await refused(text, "m.rnn.yaml --json");
  const { scores, forecast } = json[0] as unknown as Answer;
  expect(scores["model"]).toMatchObject({ pinball: expect.any(Number) as number });
  const [first] = forecast;
  const { value = NaN, levels = {} } = first ?? {};
  const { low = NaN, high = NaN } = levels["80"] ?? {};
  // A margin around the forecast alone would lie evenly on both sides.
  expect(Math.abs(high - value - (value - low))).toBeGreaterThan(1e-6);
});

/** A network that says 0 whatever it sees: of steps that is "the last value again". */
const silent = (data: string, width: number): string =>
  `seed: 1\ndata: {file: waves.csv, time: day, target: a, window: 12, horizon: 2, split: {train: 0.6, validation: 0.2, test: 0.2}${data}}
model: [{Input: [12, ${width}]}, {LSTM: 2}, {Dense: {units: 2, kernel_initializer: zeros}}]\ncompile: {optimizer: {sgd: {learning_rate: 0}}, loss: mse}\nfit: {epochs: 1}\n`;

test.each(["difference: 1", "difference: 1, logarithm: true"])(
  "%s: steps of 0 are the last value again, everywhere",
  async (data) => {
    const { json } = await refused(silent(`, ${data}`, 1), "m.rnn.yaml --json --steps 5");
    const { scores, forecast, verdict } = json[0] as unknown as Answer;
    expect(scores["model"]?.mae).toBeCloseTo(scores["last_value"]?.mae ?? NaN, 6);
    for (const { value } of forecast) expect(value).toBeCloseTo(values.at(-1) ?? NaN, 6);
    expect(verdict).toContain("Not better than");
  },
);

test("difference, logarithm and calendar: predictions, inputs and targets come back in the file's own units", async () => {
  const text = silent(", difference: 1, logarithm: true, scale: standard, calendar: [weekday, month]", 5).replace(
    "0}}, loss",
    "0.01}}, loss",
  );
  const other = placeWith({ "waves.csv": csvOf(values), "m.rnn.yaml": text });
  const { json } = await other.run("train m.rnn.yaml --epochs 3 --json");
  expect(json.at(-1)).toMatchObject({ status: "finished" });
  const { decoded } = (await other.run("predict m.rnn.yaml --json")).json[0] as { decoded: number[][] };
  // The first window begins at row 1, as row 0 has no step: its answer is rows 13 and 14.
  expect(decoded[0]?.[0]).toBeGreaterThan(0.7 * (values[12] ?? NaN));
  expect(decoded[0]?.[0]).toBeLessThan(1.3 * (values[12] ?? NaN));
  const { out } = await other.run("predict m.rnn.yaml");
  expect(out).toContain(`${values[13]}`);
  const forecast = (await other.run("forecast m.rnn.yaml --json --steps 4")).json[0] as unknown as Answer;
  expect(forecast.forecast).toHaveLength(4);
  expect(forecast.scores["model"]?.mae).toBeLessThan(10);
  // What the run was trained with belongs to it.
  writeFileSync(path.join(other.folder, "m.rnn.yaml"), text.replace(", logarithm: true", ""));
  const changed = await other.run("forecast m.rnn.yaml");
  expect([changed.code, changed.err]).toEqual([
    1,
    expect.stringContaining("series-other-changes The run was trained with"),
  ]);
});

test.each([
  [", logarithm: true, inputs: [a]".replace("a]", "b]"), 1, undefined],
  [", calendar: [minute]", 3, "wrong-type.choices"],
  [", calendar: [hour]", 1, "data-window"],
])("checks of %s", async (data, width, id) => {
  const other = placeWith({ "waves.csv": csvOf(values), "m.rnn.yaml": silent(data, width) });
  const { code, err } = await other.run("check m.rnn.yaml");
  expect(code).toBe(id === undefined ? 0 : 1);
  if (id !== undefined) expect((await other.run("check m.rnn.yaml --json")).out + err).toContain(id.split(".")[0]);
});

test("a calendar without times, and a logarithm of 0, are told at their keys", async () => {
  const text = silent(", calendar: [hour]", 3).replace(" time: day,", "");
  const other = placeWith({
    "waves.csv": csvOf([...values, 0]),
    "m.rnn.yaml": text,
    "l.rnn.yaml": silent(", logarithm: true", 1),
  });
  expect((await other.run("train m.rnn.yaml")).err).toContain("series-calendar The calendar needs times");
  expect((await other.run("train l.rnn.yaml")).err).toContain("series-logarithm waves.csv: the column a has 0");
});
