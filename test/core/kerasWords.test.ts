/** Words that a Keras user pastes: each is answered with why it is not here, and a fix takes the needless ones out. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { applyEdits } from "../../src/core/text/applyEdits";
import { kerasArguments, kerasNames } from "../../src/core/model/kerasWords";
import { families } from "../../src/core/model/readObject";
import { topKeys, compileKeys, fitKeys } from "../../src/core/model/sectionTable";

const file = (layer: string, adam = "", compile = "", fit = ""): string =>
  `model: [Input: [4, 2], LSTM: {units: 8${layer}}, Dense: 1]\ncompile: {optimizer: {adam: {epsilon: 0.1${adam}}}, loss: mse${compile}}\nfit: {epochs: 2${fit}}\n`;
const analyze = (text: string) => analyzeModelFile(text, { fileName: "a.rnn.yaml" }).diagnostics;

test.each([
  [file(", unroll: true"), "keras-argument.needless"],
  [file(", implementation: 2"), "keras-argument.needless"],
  [file(", use_cudnn: auto"), "keras-argument.needless"],
  [file(", dtype: float32"), "keras-argument.precision"],
  [file("", ", name: opt"), "keras-argument.silent"],
  [file("", ", use_ema: true"), "keras-argument.absent"],
  [file(", seed: 3"), "keras-argument.seed"],
  [file("", "", ", run_eagerly: false"), "keras-argument.needless"],
  [file("", "", "", ", verbose: 2"), "keras-argument.silent"],
  [file("", "", "", ", callbacks: []"), "keras-argument.callbacks"],
  [file("", "", "", ", validation_data: []"), "keras-argument.validation"],
])("%s", (text, id) => {
  const [finding, ...others] = analyze(text);
  expect([finding?.message.id, finding?.code, others]).toEqual([id, "keras-argument", []]);
  const fixed = applyEdits(text, finding?.fixes[0]?.edits ?? []);
  expect(fixed).toBe(file(""));
  const [fix] = finding?.fixes ?? [];
  const isSafe = !["absent", "validation"].includes(id.split(".")[1] ?? "");
  expect(fix?.isChoice ?? false).toBe(!isSafe);
});

test("arguments of losses are answered too, and metrics have Keras's long names", () => {
  const text = (loss: string, metrics: string): string =>
    `model: [Input: [4, 2], LSTM: 8, Dense: {units: 1, activation: sigmoid}]\ncompile: {loss: ${loss}, metrics: [${metrics}]}\n`;
  const ids = (loss: string): string[] => analyze(text(loss, "mae")).map(({ message }) => message.id);
  expect(ids("{binary_crossentropy: {from_logits: true}}")).toEqual([]);
  expect(ids("{binary_crossentropy: {label_smoothing: 0.1}}")).toEqual(["keras-argument.absent"]);
  expect(analyze(text("binary_crossentropy", "mean_squared_error, mean_absolute_error"))).toEqual([]);
});

test("what Unroll has is not called absent", () => {
  const known = [topKeys, compileKeys, fitKeys].flatMap((table) => Object.keys(table));
  expect(
    Object.keys(kerasArguments).filter((word) => known.includes(word) && !["name", "seed"].includes(word)),
  ).toEqual([]);
  const names = Object.values(families).flatMap(({ table, aliases }) => [
    ...Object.keys(table),
    ...Object.keys(aliases),
  ]);
  expect(names.filter((name) => kerasNames.has(name))).toEqual([]);
});

test("a name that Keras has is no misspelling of another", () => {
  const [finding] = analyze(file("", "", ", metrics: [mape]"));
  expect([finding?.message.id, finding?.fixes]).toEqual(["unknown-name.metric", []]);
  expect(analyze(file("", "", ", metrics: [mea]"))[0]?.message.args["suggestion"]).toBe("mae");
});
