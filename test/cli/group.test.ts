/** `group` from the file to the windows: each shop by itself, scaled together, trained and asked again. */
import { expect, test } from "vitest";
import { placeWith } from "./unroll";

const rows = (shop: string, from: number): string[] =>
  Array.from({ length: 8 }, (_, day) => `2024-01-0${day + 1},${shop},${from + day}`);
// Day by day, as such files are.
const csv = ["day,shop,sales", ...rows("north", 0).flatMap((line, at) => [line, rows("south", 100)[at]])].join("\n");
const model = `seed: 1
data: {file: s.csv, time: day, group: shop, target: sales, window: 2, difference: 1, scale: standard, split: {train: 0.75, test: 0.25}}
model: [Input: [2, 1], LSTM: 2, Dense: 1]
compile: {loss: mse}
`;

test("steps, scaling and windows stay inside of a series", async () => {
  const { run } = placeWith({ "s.csv": csv, "m.rnn.yaml": model.replace("standard", "minmax") });
  const [data] = (await run("data m.rnn.yaml --json")).json;
  expect(data).toMatchObject({
    rows: 16,
    groups: [
      { name: "north", first: 0, last: 7 },
      { name: "south", first: 8, last: 15 },
    ],
    // Rows 1 … 5 of each train, in windows of two and a target.
    parts: { train: { first: null, rows: 12, windows: 6 }, test: { rows: 4, windows: 4 } },
    // Every step is 1: that from one series to the next, of 93, is none.
    scaling: { sales: { minimum: 1, maximum: 2 } },
  });
});

test("trained, asked again, and no forecast of several series", async () => {
  const { run } = placeWith({ "s.csv": csv, "m.rnn.yaml": model });
  expect((await run("train m.rnn.yaml --json")).code).toBe(0);
  const [answer] = (await run("predict m.rnn.yaml --json")).json;
  expect(answer?.["predictions"]).toHaveLength(10);
  const { code, err } = await run("forecast m.rnn.yaml");
  expect([code, err]).toEqual([1, expect.stringContaining("m.rnn.yaml:2:")]);
  expect(err).toContain("forecast-group");
});
