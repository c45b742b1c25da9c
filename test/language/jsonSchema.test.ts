/** The JSON Schema is in step with the tables, takes every sound model file of the project and refuses what is misspelt. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { hasErrors } from "../../src/core/diagnostics/diagnostic";
import { jsonSchema } from "../../src/language/jsonSchema";
import { readableRows } from "../core/cureRows/cureRows";
import { readMarks } from "../markedText";

const root = join(import.meta.dirname, "../..");

const schema = jsonSchema();
/** Strict: a word that draft 7 does not know, or a list of nothing, fails here. */
const takes = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);

test("schemas/ has what the tables say: node scripts/makeSchema.mjs", () => {
  const written = readFileSync(join(root, "schemas/rnn-model.schema.json"), "utf8");
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(schema)));
});

test("every model file of the project is taken", () => {
  const below = (folder: string): string[] => readdirSync(join(root, folder)).map((name) => join(root, folder, name));
  const files = [
    ...below("examples").filter((file) => file.endsWith(".rnn.yaml")),
    ...below("test/golden").map((folder) => join(folder, "model.rnn.yaml")),
  ].filter((file) => existsSync(file));
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => !takes(parse(readFileSync(file, "utf8"))))).toEqual([]);
});

const model = "model: [{Input: [3, 5]}, {LSTM: 3}]\n";
test.each([
  ["{}"],
  ["model: []"],
  ["model: [{Input: [3, 5]}, {LTSM: 3}]"],
  ["model: [{Input: [3, 5]}, {LSTM: {unit: 3}}]"],
  ["model: [{Input: [3, 5]}, {LSTM: {use_bias: true}}]"],
  ["model: [{Input: [3, 5]}, {LSTM: 0}]"],
  ["model: [{Input: [3, 5]}, {LSTM: 3, GRU: 3}]"],
  ["model: [{Input: [3, 5]}, {Dropout: 1}]"],
  ["model: [{Input: [0, 5]}, {LSTM: 3}]"],
  ["model: [{Input: [3, 5]}, LSTM]"],
  ["model: [{Input: [3, 5]}, {LSTM: null}]"],
  ["model: [{Input: [3, 5]}, {TimeDistributed: Dense}]"],
  ["model: [{Input: [3, 5]}, {LSTM: {units: 3, from: []}}]"],
  [`${model}outputs: []`],
  [`${model}compile: {loss: [mse, mae]}`],
  [`${model}compile: {loss: mse, metrics: accuracy}`],
  [`${model}compile: {loss: {quantile: [1.1]}}`],
  ["model: [{Input: [3, 5]}, {LSTM: {units: 3, activation: tahn}}]"],
  ["model: [{Input: [3, 5]}, {Bidirectional: {Dense: 3}}]"],
  ["model: [{Input: [3, 5]}, {Bidirectional: {LSTM: 3, GRU: 4}}]"],
  ["model: [{Input: [3, 5]}, {Bidirectional: {merge_mode: sum}}]"],
  [`${model}modle: 3`],
  [`${model}compile: {optimizer: adm}`],
  [`${model}compile: {optimizer: {adam: {rate: 1}}}`],
  [`${model}compile: {optimizer: {adam: {learning_rate: {cosine: {}}}}}`],
  [`${model}fit: {epoch: 3}`],
  [`${model}fit: {early_stopping: {patient: 3}}`],
  [`${model}data: {file: a.csv, target: b, windw: 3}`],
  [`${model}data: {task: addding, length: 3, samples: 3}`],
  [`${model}data: {task: adding, length: 0, samples: 3}`],
  [`${model}data: {x: {values: [[1]], scale: max}}`],
  [`${model}data: {x: {file: a.csv, columns: -1}}`],
  [`${model}fit: {batch_size: 2000000}`],
  [`${model}compile: {loss: mse, loss_weights: -1}`],
])("%s is refused", (text) => {
  expect(takes(parse(text))).toBe(false);
});

test.each([
  [`${model}data: {file: a.csv, target: b, window: 3, split: {train: 0.7, test: 0.3}}`],
  [
    `${model}compile: {optimizer: {adam: {learning_rate: {cosine_decay: {initial_learning_rate: 0.1, decay_steps: 9}}}}}`,
  ],
  [
    "model: [{Input: [null, 5]}, {Bidirectional: {layer: {LSTM: 3}, merge_mode: sum}}, {Activation: {leaky_relu: 0.1}}, Flatten]",
  ],
  [`${model}outputs: lstm`],
  [`${model}data: {}`],
  [`${model}data: {x: {a: [[1]], b: {values: [[1]], one_hot: 3}}, y: {values: [[1]], scale: null}}`],
  [`name: 3\n${model}fit: {early_stopping: {patience: 3}}\nsweep: {}`],
  ["model: [{Input: [3, 5]}, {Bidirectional: {LSTM: 3}}, Flatten, {Dropout: 0.5}]"],
  [`${model}compile: {loss: {a: mse}, metrics: {a: [mae]}, loss_weights: [1, 2]}`],
])("%s is taken", (text) => {
  expect(takes(parse(text))).toBe(true);
});

/** Every broken file of the cures' tables, and what becomes of it. */
const files = readableRows.flatMap(([broken, , fixed]) => [readMarks(broken).text, fixed]);

test("what has no error is taken", () => {
  const sound = files.filter((text) => !hasErrors(analyzeModelFile(text, { fileName: "a.rnn.yaml" }).diagnostics));
  expect(sound.length).toBeGreaterThan(150);
  expect(sound.filter((text) => !takes(parse(text)))).toEqual([]);
});

/** What a schema of single places can see; the other codes need shapes, names of layers, or the data. */
const visible = [
  "unknown-layer",
  "unknown-argument",
  "unknown-key",
  "unknown-name",
  "wrong-type",
  "out-of-range",
  "missing-argument",
];

test("what is wrong at a single place is refused", () => {
  const wrong = files.filter((text) =>
    analyzeModelFile(text, { fileName: "a.rnn.yaml" }).diagnostics.some(({ code }) => visible.includes(code)),
  );
  expect(wrong.length).toBeGreaterThan(50);
  expect(wrong.filter((text) => takes(parse(text)))).toEqual([]);
});
