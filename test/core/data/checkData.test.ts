/** What is wrong with the data of a file: the place, the code and the words. */
import { describe, expect, test } from "vitest";
import { applyFix } from "../applyFix";
import { checkModel } from "../checkModel";

const many = "model: [Input: [3, 5], LSTM: 4, Dense: 5, Activation: softmax]\n";
const one = "model: [Input: [3, 1], LSTM: 4, Dense: 1]\n";
const hot = "one_hot: [1, 2, 3, 4, 5]";
const loss = (name: string): string => `compile: {optimizer: adam, loss: ${name}}\n`;
const data = (x: string, y: string): string => `data:\n  x: ${x}\n  y: ${y}\n`;

describe("lists", () => {
  test("the one sample that is unlike all others, also where it is the first", () => {
    checkModel(
      one + data("[‹|[1, 2]|›, [1, 2, 3], [1, 2, 3]]", "[1]"),
      "data-ragged: Sample 1 has 2 items, sample 2 3.",
    );
    checkModel(one + data("[[[1], [2]], [[1], ‹|[2, 3]|›]]", "[1]"), "data-ragged: In sample 2 this list has 2 items");
  });
  test("the first list that differs is marked", () => {
    checkModel(
      one + data("[[1, 2, 3], ‹|[1, 2]|›, [1]]", "[1, 2, 3]"),
      "data-ragged: Sample 2 has 2 items, sample 1 3.",
    );
  });
  test("a number among lists, a list among numbers, a mapping", () => {
    checkModel(
      one + data("[[1, 2, 3], ‹|4|›]", "[1, 2]"),
      "data-ragged: one value where the first sample has a list of 3",
    );
    checkModel(one + data("[[1, 2, ‹|[3]|›]]", "[1]"), "data-ragged: Here stands a list");
    checkModel(one + data("[[1, 2, ‹|{a: 1}|›]]", "[1]"), "data-not-number: mapping");
  });
  test("nothing in it", () => {
    checkModel(one + data("[‹|[]|›]", "[1]"), "data-empty");
  });
});

describe("values", () => {
  test("words, switches and gaps are no numbers", () => {
    checkModel(
      one + data("[[‹|one|›, ‹|true|›, ‹|null|›]]", "[1]"),
      "data-not-number: one_hot with the list",
      "data-not-number: write 1",
      "data-not-number: A value is missing",
    );
  });
  test("NaN, infinities and what float32 cannot hold", () => {
    checkModel(
      one + data("[[‹|.nan|›, ‹|-.inf|›, ‹|1e39|›]]", "[1]"),
      "data-not-finite",
      "data-not-finite",
      "data-not-finite",
    );
  });
  test("a source with many mistakes reports ten", () => {
    const words = Array.from({ length: 12 }, (_, at) => (at < 10 ? "‹|w|›" : "w")).join(", ");
    checkModel(one + data(`[[${words}]]`, "[1]"), ...Array.from({ length: 10 }, () => "data-not-number"));
  });
});

describe("labels", () => {
  test("an unknown label lists the known ones", () => {
    checkModel(
      many + data(`{values: [[1, 2, ‹|7|›]], ${hot}}`, `{values: [4], ${hot}}`),
      "data-unknown-label: 7 is not among the labels of one_hot: 1, 2, 3, 4, 5",
    );
  });
  test("a misspelt one is corrected", () => {
    const file = checkModel(
      "model: [Input: [2, 2], LSTM: 2]\n" + data("{values: [[left, ‹|rigth|›]], one_hot: [left, right]}", "[[0, 0]]"),
      "data-unknown-label: Did you mean right?",
    );
    expect(applyFix(file.text)).toContain("[[left, right]]");
  });
  test("a label twice", () => {
    checkModel(
      many + data(`{values: [[1, 2, 3]], one_hot: ‹|[1, 2, 3, 3, 5]|›}`, `{values: [4], ${hot}}`),
      "data-duplicate-label",
    );
  });
  test("scale and one_hot exclude each other", () => {
    checkModel(
      many + data(`{values: [[1, 2, 3]], one_hot: ‹|5|›, scale: standard}`, `{values: [4], ${hot}}`),
      "data-scale-labels",
    );
  });
});

describe("inputs", () => {
  test("without the encoding that the Input asks for", () => {
    checkModel(
      many + data("[‹|[1, 2, 3]|›, [3, 4, 5]]", `{values: [4, 5], ${hot}}`),
      "data-shape: The data is (2, 3), but Input input_layer takes (None, 3, 5): each value must become 5 numbers. Add one_hot: [1, 2, 3, 4, 5]",
    );
  });
  test("another length: the fix changes the Input", () => {
    const file = checkModel(
      one + data("[‹|[[1], [2]]|›]", "[1]"),
      "data-shape: The data is (1, 2, 1), with the samples in front, but Input input_layer takes (None, 3, 1). Write Input: [2, 1]",
    );
    expect(applyFix(file.text)).toContain("Input: [2, 1]");
  });
  test("a free length takes any", () => {
    checkModel("model: [Input: [null, 1], LSTM: 4, Dense: 1]\n" + data("[[1, 2, 3, 4]]", "[1]"));
  });
  test("a last 1 is added where it is certain", () => {
    expect(checkModel(one + data("[[1, 2, 3]]", "[1]") + loss("mse")).diagnostics).toEqual([]);
  });
  test("as many samples as targets", () => {
    checkModel(one + data("[[1, 2, 3], [4, 5, 6]]", "‹|[1, 2, 3]|›"), "data-samples: y has 3 samples, but x has 2");
  });
});

describe("targets", () => {
  test("categorical_crossentropy wants one-hot", () => {
    checkModel(
      many + data(`{values: [[1, 2, 3]], ${hot}}`, "[‹|4|›]") + loss("categorical_crossentropy"),
      "data-needs-one-hot: Add one_hot: 5, or use sparse_categorical_crossentropy",
    );
  });
  test("sparse classes stay, and lie within the network's", () => {
    const x = `{values: [[1, 2, 3], [2, 3, 4]], ${hot}}`;
    checkModel(many + data(x, "[0, 4]") + loss("sparse_categorical_crossentropy"));
    checkModel(many + data(x, "[0, ‹|5|›]") + loss("sparse_categorical_crossentropy"), "data-class-range: 0 to 4");
    checkModel(many + data(x, "[0, ‹|1.5|›]") + loss("sparse_categorical_crossentropy"), "data-class-range");
    checkModel(
      many + data(x, `{values: [1, 2], one_hot: ‹|5|›}`) + loss("sparse_categorical_crossentropy"),
      "data-sparse-one-hot",
    );
  });
  test("as many labels as units", () => {
    checkModel(
      many +
        data(`{values: [[1, 2, 3]], ${hot}}`, "{values: [a], one_hot: ‹|[a, b]|›}") +
        loss("categorical_crossentropy"),
      "data-label-count: give its last layer 2 units instead of 5",
    );
  });
  test("an answer at every step needs return_sequences, and the other way round", () => {
    checkModel(
      one + data("[[1, 2, 3]]", "[‹|[[1], [2], [3]]|›]") + loss("mse"),
      "data-shape: Set return_sequences: true",
    );
    checkModel(
      "model: [Input: [3, 1], LSTM: {units: 4, return_sequences: true}, Dense: 2]\n" +
        data("[[1, 2, 3]]", "[‹|[1, 2]|›]") +
        loss("mse"),
      "data-shape: Leave return_sequences out",
    );
  });
  test("binary targets lie within 0 and 1", () => {
    checkModel(
      "model: [Input: [3, 1], LSTM: 4, Dense: {units: 1, activation: sigmoid}]\n" +
        data("[[1, 2, 3]]", "[‹|2|›]") +
        loss("binary_crossentropy"),
      "data-binary-range: 2 is outside 0 to 1",
    );
  });
});

describe("several ends", () => {
  const two =
    "model: [Input: {shape: [2], name: a}, Dense: {units: 1, name: p, from: a}, Dense: {units: 1, name: q, from: a}]\noutputs: [p, q]\n";
  test("need a map", () => {
    checkModel(two + data("[[1, 2]]", "[‹|1|›]"), "data-needs-map: a source for each of p, q");
  });
  test("whose names exist", () => {
    checkModel(two + data("[[1, 2]]", "{p: [1], ‹|other|›: [2]}"), "data-unknown-name: Its outputs: p, q");
    const file = checkModel(
      two.replaceAll("name: q", "name: second").replace("p, q]", "p, second]") +
        data("[[1, 2]]", "{p: [1], ‹|secnd|›: [2]}"),
      "data-unknown-name: Did you mean second?",
    );
    expect(applyFix(file.text)).toContain("second: [2]");
  });
  test("and are all there", () => {
    checkModel(
      two.replace("Dense: {units: 1, name: q", "‹|Dense|›: {units: 1, name: q") + data("[[1, 2]]", "{p: [1]}"),
      "data-missing: data.y has no source for q",
    );
  });
});

test("a broken model leaves the sources checked for themselves", () => {
  const file = checkModel(
    "model: [‹|LSMT|›: 3]\n" + data("[[1, 2], ‹|[1]|›]", "[1, 2]"),
    "unknown-layer",
    "data-ragged",
  );
  expect(file.graph).toBeUndefined();
});

describe("ids", () => {
  const ids = "model: [Input: {shape: [3], dtype: int32}, Embedding: [5, 2], GRU: 1]\n";
  test("a row for each", () => checkModel(ids + data("[[0, 1, 4]]", "[1]")));
  test.each([
    [
      "[[0, 1, 4], [1, ‹|5|›, 9]]",
      "data-id-range: 5 is not an id: the Embedding embedding has rows for the whole numbers 0 to 4",
    ],
    ["[[0, ‹|-1|›, 4]]", "data-id-range"],
    ["[[0, ‹|1.5|›, 4]]", "data-id-range"],
    ["{values: ‹|[[0, 1, 4]]|›, scale: standard}", "data-scale-labels: Ids cannot be scaled"],
    ["[‹|1|›]", "data-shape: Input: [1]"],
  ])("%s", (x, code) => {
    checkModel(ids + data(x, x.includes("], [") ? "[1, 1]" : "[1]"), code);
  });
  test("the smallest of several Embeddings counts; an Input of whole numbers without any", () => {
    const two =
      "model: [Input: {shape: [1], name: i}, Embedding: {input_dim: 9, output_dim: 2, from: i}, Embedding: {input_dim: 3, output_dim: 2, name: small, from: i}]\noutputs: [embedding, small]\n";
    checkModel(`${two}data: {x: [0, ‹|3|›]}\n`, "data-id-range: Embedding small");
    const whole = "model: [Input: {shape: [1], dtype: int32}, Dense: 1]\n";
    checkModel(`${whole}data: {x: [7, ‹|0.5|›]}\n`, "data-id-range: not a whole number");
  });
});
