/** `predict --input` of a series: windows in the data's own units, scaled by the figures of the run. */
import { expect, test } from "vitest";
import { placeWith } from "./unroll";

const values = Array.from({ length: 20 }, (_, row) => 100 + 10 * Math.sin(row));
const csv = ["t,a", ...values.map((value, row) => `${row},${value}`)].join("\n");
const model = (more: string): string => `seed: 1
data: {file: a.csv, time: t, target: a, window: 3, scale: standard${more}}
model: [Input: [3, 1], LSTM: 2, Dense: 1]
compile: {loss: mse}
`;

test("a window that the file has is answered as the file's own", async () => {
  const window = values.slice(4, 7).map((value) => [value]);
  const { run } = placeWith({ "a.csv": csv, "m.rnn.yaml": model(""), "in.json": JSON.stringify([window]) });
  expect((await run("train m.rnn.yaml --json")).code).toBe(0);
  const [all] = (await run("predict m.rnn.yaml --json")).json;
  const [one] = (await run("predict m.rnn.yaml --input in.json --json")).json;
  const decoded = (all?.["decoded"] as number[][] | undefined)?.[4] ?? [];
  expect(decoded[0]).toBeGreaterThan(50);
  expect(one?.["decoded"]).toEqual([decoded.map((value) => expect.closeTo(value, 4) as number)]);
});

test("windows of another length, and steps, are told", async () => {
  const { run } = placeWith({
    "a.csv": csv,
    "m.rnn.yaml": model(""),
    "d.rnn.yaml": model(", difference: 1"),
    "in.json": "[[[1], [2]]]",
  });
  await run("train m.rnn.yaml --json");
  await run("train d.rnn.yaml --json");
  expect((await run("predict m.rnn.yaml --input in.json")).err).toContain("(1, 2, 1)");
  expect((await run("predict d.rnn.yaml --input in.json")).err).toContain("--data");
});
