/** `every` from the file to windows and predictions: means of days, in the order of time, and what a run of other rows says. */
import { expect, test } from "vitest";
import { placeWith } from "./unroll";

/** 12 days of 4 rows: day d has the mean 10 · d. */
const csv = [
  "at,price",
  ...Array.from({ length: 48 }, (_, row) => {
    const [day, part] = [Math.floor(row / 4), row % 4];
    return `2024-03-${String(day + 1).padStart(2, "0")} ${String(part * 6).padStart(2, "0")}:00,${10 * day + part - 1.5}`;
  }),
].join("\n");
const model = (every: string): string => `seed: 1
data: {file: p.csv, time: at, target: price, window: 2, every: ${every}, scale: minmax}
model: [Input: [2, 1], LSTM: 2, Dense: 1]
compile: {loss: mse}
`;

test("days are means, rows are counted in days", async () => {
  const { run } = placeWith({ "p.csv": csv, "m.rnn.yaml": model("1d") });
  const [data] = (await run("data m.rnn.yaml --json")).json;
  expect(data).toMatchObject({
    rows: 12,
    parts: { train: { first: 0, last: 11, first_time: "2024-03-01T00:00:00", windows: 10 } },
    scaling: { price: { minimum: 0, maximum: 110 } },
    first: { x: [[0], [10]], y: [20] },
  });
});

test("each n-th row; numbers as times have no days", async () => {
  const { run } = placeWith({
    "p.csv": csv,
    "q.csv": "at,price\n1,2\n2,3\n3,4\n",
    "m.rnn.yaml": model("4"),
    "q.rnn.yaml": model("1d").replace("p.csv", "q.csv"),
  });
  const [data] = (await run("data m.rnn.yaml --json")).json;
  expect(data).toMatchObject({ rows: 12, first: { x: [[-1.5], [8.5]] } });
  const { code, err } = await run("check q.rnn.yaml");
  expect(code).toBe(1);
  expect(err).toMatch(/^q\.rnn\.yaml:2:\d+ series-every .*`every: 24`/m);
});

test("a run is asked with its own rows", async () => {
  const { run } = placeWith({ "p.csv": csv, "m.rnn.yaml": model("1d"), "n.rnn.yaml": model("12") });
  expect((await run("train m.rnn.yaml --out r --json")).code).toBe(0);
  const [answer] = (await run("predict m.rnn.yaml --run r --json")).json;
  expect(answer?.["predictions"]).toHaveLength(10);
  expect((await run("predict n.rnn.yaml --run r")).err).toContain("every: 1d");
});
