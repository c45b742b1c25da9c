/** Rows of a table as samples, by the command line: features, labels, what is guessed and what is wrong. */
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { placeWith } from "./unroll";

const iris = ["a;b;kind", "1,5;10;setosa", "2,5;20;virginica", "3,5;30;setosa", "4,5;40;virginica"].join("\n");
const model = `data:
  x: {file: iris.csv, columns: [a, b], scale: standard}
  y: {file: iris.csv, columns: kind, one_hot: [setosa, virginica]}
model: [{Input: [2]}, {Dense: {units: 2, activation: softmax}}]
compile: {optimizer: adam, loss: categorical_crossentropy}
fit: {epochs: 2}
`;

test("features and labels of the same file: trained, predicted, described", async () => {
  const { run, folder } = placeWith({ "iris.csv": iris, "a.rnn.yaml": model });
  const checked = await run("check a.rnn.yaml");
  expect(checked.code).toBe(0);
  expect(checked.err).toContain('table-guessed iris.csv is read by its look, with separator: ";", decimal: ","');
  expect((await run("train a.rnn.yaml")).code).toBe(0);
  const { json } = await run("predict a.rnn.yaml --json");
  const { decoded } = json[0] as { decoded: string[] };
  expect(decoded).toHaveLength(4);
  for (const label of decoded) expect(["setosa", "virginica"]).toContain(label);
  expect((await run("data a.rnn.yaml --json")).json[0]).toMatchObject({
    rows: 4,
    x: [{ shape: [4, 2] }],
    y: [{ shape: [4, 2] }],
  });
  writeFileSync(path.join(folder, "in.json"), "[[2.5, 20]]");
  const given = (await run("predict a.rnn.yaml --json --input in.json")).json[0] as { predictions: number[][] };
  const own = json[0] as { predictions: number[][] };
  expect(given.predictions[0]).toEqual(own.predictions[1]);
});

test("steps of a sequence, one column after the other, and numbers as targets", async () => {
  const text = `data: {x: {file: s.csv, columns: [t0, t1, t2]}, y: {file: s.csv, columns: next}}
model: [{Input: [3, 1]}, {LSTM: 2}, {Dense: 1}]
compile: {optimizer: adam, loss: mse}
`;
  const { run } = placeWith({ "s.csv": "t0,t1,t2,next\n1,2,3,4\n2,3,4,5\n", "a.rnn.yaml": text });
  expect((await run("train a.rnn.yaml")).code).toBe(0);
  expect((await run("data a.rnn.yaml --json")).json[0]).toMatchObject({
    x: [{ shape: [2, 3, 1], first: [[1], [2], [3]] }],
    y: [{ shape: [2, 1], first: [4] }],
  });
});

test("what is wrong is told with its line", async () => {
  const check = async (csv: string, text = model): Promise<string> =>
    (await placeWith({ "iris.csv": csv, "a.rnn.yaml": text }).run("check a.rnn.yaml")).err;
  expect(await check(iris.replace("30", "many"))).toContain('iris.csv, line 4, column b: "many" is not a number');
  expect(await check(iris.replace("30", ""))).toContain("iris.csv, line 4, column b: the value is missing");
  expect(await check(iris.replace("virginica", "versicolor"))).toContain(
    "data-unknown-label versicolor is not among the labels",
  );
  expect(await check(iris, model.replace("[a, b]", "[a, c]"))).toContain("no-such-column iris.csv has no column c");
  expect(await check(iris, model.replace("scale: standard", "missing: drop"))).toContain("source-drop");
});
