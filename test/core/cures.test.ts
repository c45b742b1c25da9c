/**
 * Broken files, each with the finding that must stand at its marks, and the text after its quick fix. The fixed text is
 * checked again: the finding must be gone, and nothing else may have come but what the row names.
 */
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { cureTables } from "../../src/core/cures/addCures";
import { render } from "../../src/core/messages/message";
import { applyEdits } from "../../src/core/text/applyEdits";
import { readMarks } from "../markedText";
import { isChoice } from "./checkModel";
import { data } from "./cureRows/data";
import { body } from "./cureRows/row";
import { habits } from "./cureRows/habits";
import { yamlSlips } from "./cureRows/yaml";
import { references } from "./cureRows/references";
import { shapes } from "./cureRows/shapes";
import { notations } from "./cureRows/notations";

const analyze = (text: string) => analyzeModelFile(text, { fileName: "test.rnn.yaml" }).diagnostics;

/** Messages whose cure a row has shown. */
const cured = new Set<string>();

/** `code`, or `code: the title of the fix`; without a title the first fix. `left`: findings of other mistakes that stay. */
function checkCure(marked: string, expected: string, fixed: string, ...left: string[]): void {
  const { text, ranges } = readMarks(marked);
  const [code = "", ...rest] = expected.split(": ");
  const title = rest.length > 0 ? rest.join(": ") : undefined;
  const finding = analyze(text).find((one) => one.code === code);
  expect(finding && { code, ...finding.range }).toEqual({ code, ...ranges[0] });
  const fix = finding?.fixes.find((one) => title === undefined || render(one.title, "en") === title);
  expect(fix, finding?.fixes.map((one) => render(one.title, "en")).join(", ") || "no fix").toBeDefined();
  expect(render(fix!.title, "en") + render(fix!.title, "es")).not.toMatch(/\{\w+\}|undefined/);
  cured.add(finding!.message.id);
  const after = applyEdits(text, fix!.edits);
  expect(after).toBe(fixed);
  expect(analyze(after).flatMap((one) => (isChoice(one.code) ? [] : one.code))).toEqual(left);
  checkOtherLineEnds(text, code, render(fix!.title, "en"), fixed);
}

/** In a file whose lines end with \r\n the same fix leaves the same text with such lines. */
function checkOtherLineEnds(text: string, code: string, title: string, fixed: string): void {
  if (text.includes("\r") || !text.includes("\n")) return;
  const other = text.replaceAll("\n", "\r\n");
  const fix = analyze(other)
    .filter((one) => one.code === code)
    .flatMap(({ fixes }) => fixes)
    .find((one) => render(one.title, "en") === title);
  expect(fix && applyEdits(other, fix.edits)).toBe(fixed.replaceAll("\n", "\r\n"));
}

describe("layers and their arguments", () => {
  test.each([
    ["  - ‹|Lstm|›: 32 # c", "unknown-layer", "  - LSTM: 32 # c"],
    [
      "  - LSTM: {units: 3, ‹|return_sequence|›: true}",
      "unknown-argument",
      "  - LSTM: {units: 3, return_sequences: true}",
    ],
    ["  - LSTM: {units: 3, ‹|colour|›: red}", "unknown-argument: Remove colour", "  - LSTM: {units: 3}"],
    ["  - LSTM: {units: 3, activation: ‹|tahn|›}", "unknown-name", "  - LSTM: {units: 3, activation: tanh}"],
    [
      "  - LSTM: {kernel_regularizer: {‹|L2x|›: 0.1}, units: 3}",
      "unknown-name",
      "  - LSTM: {kernel_regularizer: {l2: 0.1}, units: 3}",
    ],
    ["  - LSTM: {units: ‹|0|›}", "out-of-range", "  - LSTM: {units: 1}"],
    ["  - LSTM: {units: ‹|'abc'|›}", "wrong-type", "  - LSTM: {units: 32}"],
    ["  - LSTM: {units: ‹|2.6|›}", "wrong-type", "  - LSTM: {units: 3}"],
    [
      "  - LSTM: 3\n  - GRU: {units: 3, from: input_layer}\n  - ‹|Add|› # c",
      "several-inputs",
      "  - LSTM: 3\n  - GRU: {units: 3, from: input_layer}\n  - Add: {from: [lstm, gru]} # c",
    ],
    ["  - Dense: ‹|many|›", "wrong-type", "  - Dense: 5"],
    [
      "  - LSTM: {units: 3, kernel_regularizer: ‹|{l1: 0.1, l2: 0.2}|›}",
      "wrong-type",
      "  - LSTM: {units: 3, kernel_regularizer: {l1_l2: {l1: 0.1, l2: 0.2}}}",
    ],
    [
      "  - LSTM: {units: 3, kernel_regularizer: {l1_l2: ‹|0.1|›}}",
      "wrong-section",
      "  - LSTM: {units: 3, kernel_regularizer: {l1_l2: {l1: 0.1, l2: 0.1}}}",
    ],
    ["  - LSTM: ‹|-3|›", "out-of-range", "  - LSTM: 3"],
    ["  - LSTM: ‹|1e9|›", "out-of-range", "  - LSTM: 1000000"],
    ["  - Dropout: ‹|20|›", "out-of-range", "  - Dropout: 0.2"],
    ["  - Dropout: ‹|'0.2'|›", "wrong-type", "  - Dropout: 0.2"],
    ["  - Dropout: ‹|20%|› # c", "wrong-type", "  - Dropout: 0.2 # c"],
    ["  - Dropout: ‹|0,2|›", "wrong-type", "  - Dropout: 0.2"],
    ["  - LSTM: ‹|32#c|›", "wrong-type", "  - LSTM: 32 #c"],
    ["  - LSTM: ‹|'32'|›", "wrong-type", "  - LSTM: 32"],
    ["  - LSTM: ‹|1_000|›", "wrong-type", "  - LSTM: 1000"],
    ["  - LSTM: {units: 3, use_bias: ‹|yes|›}", "wrong-type", "  - LSTM: {units: 3, use_bias: true}"],
    ["  - LSTM: {units: 3, use_bias: ‹|Off|›} # c", "wrong-type", "  - LSTM: {units: 3, use_bias: false} # c"],
    [
      "  - Bidirectional: {LSTM: 3, merge_mode: ‹|sums|›}",
      "wrong-type",
      "  - Bidirectional: {LSTM: 3, merge_mode: sum}",
    ],
    ["  - ‹|LSTM|› # c", "missing-argument", "  - LSTM: 32 # c"],
    ["  - ‹|LSTM|›: {}", "missing-argument", "  - LSTM: 32"],
    ["  - ‹|LSTM|›: {use_bias: false}", "missing-argument", "  - LSTM: {use_bias: false, units: 32}"],
    [
      "  - ‹|LSTM|›:\n      use_bias: false # c",
      "missing-argument",
      "  - LSTM:\n      use_bias: false # c\n      units: 32",
    ],
    [
      "  - LSTM: 32\n    ‹|return_sequences|›: true",
      "one-layer-an-item",
      "  - LSTM: {units: 32, return_sequences: true}",
    ],
    [
      "  - LSTM: # cell\n‹|    |›units: 8 # eight\n    # all steps\n    return_sequences: true # all",
      "yaml-indent",
      "  - LSTM: # cell\n      units: 8 # eight\n    # all steps\n      return_sequences: true # all",
    ],
    ["  - LSTM: {units: 32}\n    ‹|name|›: a", "one-layer-an-item", "  - LSTM: {units: 32, name: a}"],
    ["  - Flatten: ‹|3|›", "no-main-argument", "  - Flatten"],
    ["  - Add: ‹|[input_layer, input_layer]|›", "no-main-argument", "  - Add: {from: [input_layer, input_layer]}"],
    ["  - Bidirectional: {LSTM: 3, ‹|GRU|›: 3}", "wrapper-second", "  - Bidirectional: {LSTM: 3}"],
    ["  - ‹|Bidirectional|›: {merge_mode: sum}", "wrapper-empty", "  - Bidirectional: {merge_mode: sum, LSTM: 16}"],
    ["  - Bidirectional: {‹|Dense|›: 3}", "wrapper-inner", "  - Dense: 3"],
    ["  - TimeDistributed: {‹|LSTM|›: {units: 3}}", "wrapper-inner", "  - LSTM: {units: 3}"],
    [
      "  - Bidirectional: {LSTM: {units: 3, ‹|name|›: a}}",
      "inner-key",
      "  - Bidirectional: {LSTM: {units: 3}, name: a}",
    ],
    [
      "  - Bidirectional: {LSTM: {units: 3, ‹|go_backwards|›: true}}",
      "inner-backwards",
      "  - Bidirectional: {LSTM: {units: 3}}",
    ],
    ["  - LSTM: {units: 3, ‹|units|›: 4}", "duplicate-key", "  - LSTM: {units: 3}"],
    ["  - LSTM: {units: 3, name: ‹|my cell|›}", "bad-name", "  - LSTM: {units: 3, name: my_cell}"],
    ["  - LSTM: {units: 3, name: ‹|señal 1|›}", "bad-name", "  - LSTM: {units: 3, name: senal_1}"],
    ["  - LSTM: {units: 3, name: ‹|input_layer|›}", "duplicate-name", "  - LSTM: {units: 3, name: input_layer_1}"],
    ["  - LSTM: {units: 3, from: ‹|input_laver|›}", "unknown-reference", "  - LSTM: {units: 3, from: input_layer}"],
    ["  - LSTM: {units: 3, from: ‹|elsewhere|›}", "unknown-reference: Remove from", "  - LSTM: {units: 3}"],
    ["  - LSTM: {units: 3, from: ‹|lstm|›}", "unknown-reference", "  - LSTM: {units: 3}"],
  ])("%s → %s", (layers, code, fixed) => {
    checkCure(body(layers), code, body(fixed));
  });

  test("an Input's shape", () => {
    checkCure("model:\n  - Input: ‹|5|›\n  - Dense: 1\n", "wrong-type", "model:\n  - Input: [5]\n  - Dense: 1\n");
    checkCure("model:\n  - Input: ‹|(3, 5)|›\n  - LSTM: 1\n", "wrong-type", "model:\n  - Input: [3, 5]\n  - LSTM: 1\n");
    checkCure(
      "model:\n  - Input: [‹|None|›, 5]\n  - LSTM: 1\n",
      "wrong-type",
      "model:\n  - Input: [null, 5]\n  - LSTM: 1\n",
    );
    checkCure(
      "model:\n  - Input: {shape: [2], ‹|from|›: x}\n  - Dense: 1\n",
      "input-from",
      "model:\n  - Input: {shape: [2]}\n  - Dense: 1\n",
    );
  });

  test("which half of a Bidirectional", () => {
    const halves = "  - Bidirectional: {LSTM: 3, merge_mode: none, name: b}\n";
    checkCure(
      body(`${halves}  - ‹|Dense|›: 1`),
      "ambiguous-reference: Add from: b/backward",
      body(`${halves}  - Dense: {units: 1, from: b/backward}`),
    );
    checkCure(
      body(`${halves}  - Dense: {units: 1, from: ‹|b|›}`),
      "ambiguous-reference: Change to b/forward",
      body(`${halves}  - Dense: {units: 1, from: b/forward}`),
    );
  });

  test("a layer that nothing uses", () => {
    const unused = body("  - ‹|GRU|›: 3 # c\n  - LSTM: {units: 3, from: input_layer}");
    const text = unused.replace(/‹\||\|›/g, "");
    checkCure(unused, "unused-layer: Add gru to outputs", `${text}outputs: [lstm, gru]\n`);
    checkCure(unused, "unused-layer: Remove gru", body("  - LSTM: {units: 3, from: input_layer}"));
  });
});

describe("shapes", () => {
  test.each([
    ["  - LSTM: 16 # c\n  - ‹|GRU|›: 16", "  - LSTM: {units: 16, return_sequences: true} # c\n  - GRU: 16"],
    [
      "  - LSTM:\n      units: 16 # c\n  - ‹|GRU|›: 16",
      "  - LSTM:\n      units: 16 # c\n      return_sequences: true\n  - GRU: 16",
    ],
    [
      "  - LSTM: {units: 16, return_sequences: false}\n  - ‹|GRU|›: 16",
      "  - LSTM: {units: 16, return_sequences: true}\n  - GRU: 16",
    ],
    [
      "  - Bidirectional: {LSTM: 16}\n  - ‹|GRU|›: 16",
      "  - Bidirectional: {LSTM: {units: 16, return_sequences: true}}\n  - GRU: 16",
    ],
    [
      "  - LSTM: 16\n  - Dropout: 0.1\n  - ‹|GRU|›: 16",
      "  - LSTM: {units: 16, return_sequences: true}\n  - Dropout: 0.1\n  - GRU: 16",
    ],
    [
      "  - LSTM: 3\n  - ‹|SpatialDropout1D|›: 0.1",
      "  - LSTM: {units: 3, return_sequences: true}\n  - SpatialDropout1D: 0.1",
    ],
    [
      "  - LSTM: 3\n  - Dropout: 0.1\n  - ‹|GlobalMaxPooling1D|›",
      "  - LSTM: {units: 3, return_sequences: true}\n  - Dropout: 0.1\n  - GlobalMaxPooling1D",
    ],
    ["  - LSTM: 3\n  - ‹|GlobalMaxPooling1D|›", "  - LSTM: {units: 3, return_sequences: true}\n  - GlobalMaxPooling1D"],
    [
      "  - LSTM: 3\n  - ‹|TimeDistributed|›: {Dense: 2}",
      "  - LSTM: {units: 3, return_sequences: true}\n  - TimeDistributed: {Dense: 2}",
    ],
    [
      "  - LSTM: {units: 3, return_sequences: true}\n  - ‹|RepeatVector|›: 2",
      "  - LSTM: {units: 3}\n  - RepeatVector: 2",
    ],
  ])("%s", (layers, fixed) => {
    checkCure(body(layers), "shape-rank", body(fixed));
  });

  test("an Input of (T) for a recurrent layer", () => {
    checkCure("model:\n  - Input: [3]\n  - ‹|LSTM|›: 2\n", "shape-rank", "model:\n  - Input: [3, 1]\n  - LSTM: 2\n");
  });

  test("TimeDistributed without a time axis", () => {
    checkCure(
      "model:\n  - Input: [4]\n  - ‹|TimeDistributed|›: {Dense: 3}\n",
      "shape-rank: Use Dense without TimeDistributed",
      "model:\n  - Input: [4]\n  - Dense: 3\n",
    );
  });

  test.each([
    ["model:\n  - ‹|LSTM|›: 3 # c\n", "model:\n  - Input: [null, 1]\n  - LSTM: 3 # c\n"],
    [
      "data: {x: [[1, 2, 3], [4, 5, 6]]}\nmodel:\n  - ‹|LSTM|›: 3\n",
      "data: {x: [[1, 2, 3], [4, 5, 6]]}\nmodel:\n  - Input: [3, 1]\n  - LSTM: 3\n",
    ],
    [
      "data: {x: {values: [[a, b, a]], one_hot: [a, b]}}\nmodel:\n- ‹|LSTM|›: 3\n",
      "data: {x: {values: [[a, b, a]], one_hot: [a, b]}}\nmodel:\n- Input: [3, 2]\n- LSTM: 3\n",
    ],
    [
      "data: {task: adding, length: 9, samples: 4}\nmodel: [{‹|LSTM|›: 3}, {Dense: 1}]\n",
      "data: {task: adding, length: 9, samples: 4}\nmodel: [{Input: [9, 2]}, {LSTM: 3}, {Dense: 1}]\n",
    ],
    [
      "data: {x: [[1, 2], [0, 1]]}\nmodel:\n  - ‹|Embedding|›: [3, 2]\n",
      "data: {x: [[1, 2], [0, 1]]}\nmodel:\n  - Input: {shape: [2], dtype: int32}\n  - Embedding: [3, 2]\n",
    ],
    ["model:\n  - ‹|Dense|›: 3\n", "model:\n  - Input: [1]\n  - Dense: 3\n"],
  ])("a missing Input: %s", (text, fixed) => {
    checkCure(text, "missing-input", fixed);
  });

  test.each([
    [
      "model:\n  - LSTM: {units: 3, ‹|input_shape|›: [4, 2]} # c\n",
      "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3} # c\n",
    ],
    [
      "model:\n  - LSTM: {‹|input_shape|›: [None, 2], units: 3}\n",
      "model:\n  - Input: [null, 2]\n  - LSTM: {units: 3}\n",
    ],
    [
      "model:\n  - LSTM: {units: 3, ‹|batch_input_shape|›: [1, 4, 2]}\n",
      "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3}\n",
    ],
    [
      "model:\n  - LSTM:\n      units: 3\n      ‹|input_shape|›: [4, 2]\n  - Dense: 1\n",
      "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n  - Dense: 1\n",
    ],
    [body("  - LSTM: {units: 3, ‹|input_shape|›: [4, 2]}"), body("  - LSTM: {units: 3}")],
  ])("input_shape: %s", (text, fixed) => {
    checkCure(text, "input-shape-argument", fixed);
  });
});

describe("a number where a section is", () => {
  const file = (fit: string): string => `model:\n  - Input: [4, 2]\n  - LSTM: 3\ncompile: {loss: mse}\n${fit}\n`;
  test.each([
    ["fit: ‹|10|› # c", "fit: {epochs: 10} # c"],
    [
      "fit: {early_stopping: ‹|3|›, validation_split: 0.2}",
      "fit: {early_stopping: {patience: 3}, validation_split: 0.2}",
    ],
  ])("%s", (marked, fixed) => checkCure(file(marked), "wrong-section", file(fixed)));

  test.each(["fit: e", "fit: 0", "fit: 2.5", "fit: 2024-01-01"])("%s says nothing", (fit) => {
    expect(analyze(file(fit)).flatMap(({ fixes }) => fixes)).toEqual([]);
  });
});

describe("data against model", () => {
  const classes = (y: string, layers: string, loss: string, input = "[3, 1]"): string =>
    `data: {x: [[1, 2, 3], [4, 5, 6]], y: ${y}}\nmodel:\n  - Input: ${input}\n${layers}\ncompile: {loss: ${loss}}\n`;
  const soft = (units: number, more = ""): string =>
    `  - LSTM: 3${more}\n  - Dense: {units: ${units}, activation: softmax}`;
  test.each([
    [
      classes("{values: [a, b], one_hot: ‹|[a, b, c]|›}", soft(2), "categorical_crossentropy"),
      "data-label-count: Give dense 3 units",
      classes("{values: [a, b], one_hot: [a, b, c]}", soft(3), "categorical_crossentropy"),
    ],
    [
      classes("[0, ‹|2|›]", soft(2), "sparse_categorical_crossentropy"),
      "data-class-range",
      classes("[0, 2]", soft(3), "sparse_categorical_crossentropy"),
    ],
    [
      classes("[‹|cat|›, 'a dog']", soft(2), "categorical_crossentropy"),
      "data-not-number: Add one_hot: [cat, 'a dog']",
      classes("{values: [cat, 'a dog'], one_hot: [cat, 'a dog']}", soft(2), "categorical_crossentropy"),
    ],
    [
      classes("[‹|0|›, 1]", soft(2), "categorical_crossentropy"),
      "data-needs-one-hot: Add one_hot: [0, 1]",
      classes("{values: [0, 1], one_hot: [0, 1]}", soft(2), "categorical_crossentropy"),
    ],
    [
      classes("[‹|0|›, 1]", soft(2), "categorical_crossentropy"),
      "data-needs-one-hot: Use the loss sparse_categorical_crossentropy",
      classes("[0, 1]", soft(2), "sparse_categorical_crossentropy"),
    ],
    [
      classes("{values: [0, 1], one_hot: ‹|[0, 1]|›}", soft(2), "sparse_categorical_crossentropy"),
      "data-sparse-one-hot",
      classes("{values: [0, 1], one_hot: [0, 1]}", soft(2), "categorical_crossentropy"),
    ],
    [
      classes("{values: [0, 1], one_hot: ‹|[0, 1]|›}", soft(2), "sparse_categorical_crossentropy"),
      "data-sparse-one-hot: Remove one_hot",
      classes("{values: [0, 1]}", soft(2), "sparse_categorical_crossentropy"),
    ],
    [
      classes("[‹|[[1], [2], [3]]|›, [[4], [5], [6]]]", "  - LSTM: 3\n  - Dense: 1", "mse"),
      "data-shape: Set return_sequences: true on lstm",
      classes(
        "[[[1], [2], [3]], [[4], [5], [6]]]",
        "  - LSTM: {units: 3, return_sequences: true}\n  - Dense: 1",
        "mse",
      ),
    ],
    [
      classes("[‹|1|›, 2]", "  - LSTM: {units: 3, return_sequences: true}\n  - Dense: 1", "mse"),
      "data-shape: Leave return_sequences out of lstm",
      classes("[1, 2]", "  - LSTM: {units: 3}\n  - Dense: 1", "mse"),
    ],
    [
      classes("{values: [1, 2], one_hot: ‹|[1, 2]|›, scale: minmax}", "  - LSTM: 2", "mse"),
      "data-scale-labels",
      classes("{values: [1, 2], one_hot: [1, 2]}", "  - LSTM: 2", "mse"),
    ],
    [
      classes("[‹|[1, 2, 3]|›, [4, 5, 6]]", "  - LSTM: 3\n  - Dense: 1", "mse"),
      "data-shape: Give dense 3 units",
      classes("[[1, 2, 3], [4, 5, 6]]", "  - LSTM: 3\n  - Dense: 3", "mse"),
    ],
    [classes("[‹|true|›, 0]", "  - LSTM: 1", "mse"), "data-not-number", classes("[1, 0]", "  - LSTM: 1", "mse")],
  ])("%s → %s", (text, code, fixed) => {
    checkCure(text, code, fixed);
  });

  test("an Input of another shape than the data", () => {
    const file = (shape: string, x: string): string =>
      `data: {x: ${x}}\nmodel:\n  - Input: ${shape} # c\n  - LSTM: 2\n`;
    checkCure(file("[4, 1]", "[‹|[1, 2, 3]|›, [4, 5, 6]]"), "data-shape", file("[3, 1]", "[[1, 2, 3], [4, 5, 6]]"));
    checkCure(file("[4, 1]", "[‹|[[1], [2]]|›]"), "data-shape", file("[2, 1]", "[[[1], [2]]]"));
    checkCure(
      file("[3, 2]", "[‹|[1, 2, 1]|›]"),
      "data-shape",
      file("[3, 2]", "{values: [[1, 2, 1]], one_hot: [1, 2]}"),
    );
  });

  test("ids beyond the rows of an Embedding", () => {
    const file = (rows: number, x: string): string =>
      `data: {x: ${x}}\nmodel:\n  - Input: {shape: [2], dtype: int32}\n  - Embedding: [${rows}, 3]\n`;
    checkCure(file(4, "[[1, ‹|7|›]]"), "data-id-range", file(8, "[[1, 7]]"));
  });
});

describe("sections", () => {
  const model = "model: [{Input: [4, 2]}, {LSTM: 3}]\n";
  const two = "model: [{Input: [4, 2]}, {LSTM: 3}, {Dense: 1}]\noutputs: [lstm, dense]\n";
  test.each([
    ["‹|modle|›: [{Input: [4, 2]}, {LSTM: 3}]\n", "unknown-key", model],
    [`${model}fit: {‹|epoch|›: 3}\n`, "unknown-key", `${model}fit: {epochs: 3}\n`],
    [`${model}fit:\n  epochs: 3\n  ‹|colour|›: red # c\n`, "unknown-key: Remove colour", `${model}fit:\n  epochs: 3\n`],
    [`${model}fit: {shuffle: ‹|no|›}\n`, "wrong-type", `${model}fit: {shuffle: false}\n`],
    [`${model}compile: {optimizer: ‹|adm|›}\n`, "unknown-name", `${model}compile: {optimizer: adam}\n`],
    [
      `${model}compile: {loss: mse, metrics: ‹|mae|›}\n`,
      "wrong-type",
      `${model}compile: {loss: mse, metrics: [mae]}\n`,
    ],
    [
      `${model}compile: {optimizer: ‹|{adam: {clipnorm: 1, clipvalue: 1}}|›, loss: mse}\n`,
      "two-clippings",
      `${model}compile: {optimizer: {adam: {clipnorm: 1}}, loss: mse}\n`,
    ],
    [
      `${model}compile: {optimizer: {adam: {learning_rate: ‹|-0.01|›}}}\n`,
      "out-of-range",
      `${model}compile: {optimizer: {adam: {learning_rate: 0.01}}}\n`,
    ],
    [`${model}compile: {loss: ‹|[mse, mae]|›}\n`, "wrong-type: Change to mse", `${model}compile: {loss: mse}\n`],
    [
      `${two}compile: {loss: ‹|[mse, {huber: {delta: 2}}]|›}\n`,
      "wrong-type",
      `${two}compile: {loss: {lstm: mse, dense: {huber: {delta: 2}}}}\n`,
    ],
    [`${model}compile: {loss: {‹|lstn|›: mse}}\n`, "loss-for-unknown", `${model}compile: {loss: {lstm: mse}}\n`],
    [`${model}outputs: [lstm, ‹|lstm|›]\n`, "duplicate-output", `${model}outputs: [lstm]\n`],
    [`${model}‹|sweep|›: 3\n`, "not-built: Remove sweep", model],
    [
      "data: {task: sine, length: 9, samples: 4, ‹|x|›: [[1]]}\nmodel: [{Input: [9, 1]}, {LSTM: 1}]\n",
      "task-extra: Remove x",
      "data: {task: sine, length: 9, samples: 4}\nmodel: [{Input: [9, 1]}, {LSTM: 1}]\n",
    ],
    [
      `${model}outputs: [lstm, input_layer]\ncompile: {loss: ‹|{lstm: mae}|›}\n`,
      "missing-loss: Add input_layer: mae",
      `${model}outputs: [lstm, input_layer]\ncompile: {loss: {lstm: mae, input_layer: mae}}\n`,
    ],
    [
      `${model}compile: {loss: sparse_categorical_crossentropy, metrics: [‹|auc|›]}\n`,
      "metric-of-labels",
      `${model}compile: {loss: sparse_categorical_crossentropy, metrics: [accuracy]}\n`,
    ],
    [
      "data: {x: {values: [[a, b]], one_hot: ‹|[a, b, a]|›}}\nmodel: [{Input: [2, 2]}, {LSTM: 3}]\n",
      "data-duplicate-label: Remove a",
      "data: {x: {values: [[a, b]], one_hot: [a, b]}}\nmodel: [{Input: [2, 2]}, {LSTM: 3}]\n",
    ],
    [`${model}seed: ‹|"7"|›\n`, "wrong-type", `${model}seed: 7\n`],
    [
      `data: {x: [[1]], ‹|window|›: 3}\nmodel: [{Input: [1]}, {Dense: 3}]\n`,
      "form-key",
      "data: {x: [[1]]}\nmodel: [{Input: [1]}, {Dense: 3}]\n",
    ],
    [
      "name: ‹|a|›\n".replace(/‹\||\|›/g, "").replace("name", "‹||›name"),
      "missing-model",
      "name: a\nmodel:\n  - Input: [3, 5]\n  - LSTM: 32\n  - Dense: 1\n",
    ],
  ])("%s → %s", (text, code, fixed) => {
    checkCure(text, code, fixed);
  });
});

describe("YAML", () => {
  test.each([
    ["  - LSTM: ‹|{|›units: 3 # c\n  - Dense: 1", "yaml-unclosed", "  - LSTM: {units: 3} # c\n  - Dense: 1"],
    [
      "  - Bidirectional: ‹|{|›LSTM: {units: 3, use_bias: true",
      "yaml-unclosed",
      "  - Bidirectional: {LSTM: {units: 3, use_bias: true}}",
    ],
    ["‹|   |›- LSTM: 3 # c\n  - Dense: 1", "yaml-indent", "  - LSTM: 3 # c\n  - Dense: 1"],
    ["‹| |›- LSTM: 3\n - Dense: 1", "yaml-indent", "  - LSTM: 3\n  - Dense: 1"],
    ['  - LSTM: {units: 3, name: "‹|\\|›q"}', "yaml-escape", '  - LSTM: {units: 3, name: "\\\\q"}', "bad-name"],
  ])("%s → %s", (layers, code, fixed, ...left) => {
    checkCure(body(layers), code, body(fixed), ...left);
  });

  test("tabs, and a second document", () => {
    checkCure("model:\n‹|\t|›- Input: [3, 5]\n", "yaml-tab", "model:\n  - Input: [3, 5]\n");
    checkCure(`${body("  - LSTM: 3")}‹|---\nb: 1\n|›`, "yaml-documents", body("  - LSTM: 3"));
  });
});

test.each([...habits, ...notations, ...yamlSlips, ...references, ...shapes, ...data])(
  "%s → %s",
  (text, code, fixed, ...left) => {
    checkCure(text, code, fixed, ...left);
  },
);

test("every message with a cure has a row above", () => {
  const shown = [...cured].flatMap((id) => [id, id.split(".")[0]]);
  // What a plan refuses, and spellings of Keras, have tables of their own: test/cli/preview.test.ts, test/core/kerasWords.test.ts.
  const all = cureTables.flatMap((table) => Object.keys(table));
  expect(all.filter((id, at) => all.indexOf(id) !== at)).toEqual([]);
  const ours = all.filter((id) => !/^(engine|keras)-/.test(id));
  expect(ours.filter((id) => !shown.includes(id))).toEqual([]);
});
