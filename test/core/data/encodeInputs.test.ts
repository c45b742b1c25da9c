/** Other values for a prediction, encoded as the file's own. */
import { expect, test } from "vitest";
import { encodeInputs } from "../../../src/core/data/encodeInputs";
import { render } from "../../../src/core/messages/message";
import manyToOne from "../../../examples/many-to-one.rnn.yaml";
import { readMarks } from "../../markedText";
import { analyzed } from "./analyzed";

function checkInputs(model: string, marked: string, ...expected: string[]): ReturnType<typeof encodeInputs> {
  const { text, ranges } = readMarks(marked);
  const found = encodeInputs(analyzed(model), text);
  expect(
    found.diagnostics.map(({ range, message }) => [text.slice(range.start, range.end), render(message, "en")]),
  ).toEqual(
    expected.map((sentence, at) => [text.slice(ranges[at]?.start, ranges[at]?.end), expect.stringContaining(sentence)]),
  );
  return found;
}

test("labels", () => {
  const { dataset } = checkInputs(manyToOne, "[[1, 2, 3], [5, 5, 5]]");
  expect(dataset).toMatchObject({ samples: 2, targets: [], inputs: [{ tensor: { shape: [2, 3, 5] } }] });
  checkInputs(manyToOne, "[[1, 2, ‹|9|›]]", "9 is not among the labels");
  checkInputs(manyToOne, "[‹|[1, 2]|›]", "but Input input_layer takes (None, 3, 5): bring them into that shape");
});

test("the file's own figures scale them", () => {
  const model = "model: [Input: [1], Dense: 1]\ndata: {x: {values: [0, 10], scale: minmax}}\n";
  const { dataset } = checkInputs(model, "[5, 20]");
  expect(Array.from(dataset?.inputs[0]?.tensor.values ?? [])).toEqual([0.5, 2]);
});

test("a map for several Inputs", () => {
  const model =
    "model: [Input: {shape: [1], name: a}, Input: {shape: [1], name: b}, Dense: {units: 1, from: a, name: p}, Dense: {units: 1, from: b, name: q}]\n" +
    "outputs: [p, q]\ndata: {x: {a: [1], b: [2]}}\n";
  const { dataset } = checkInputs(model, '{"b": [3, 4], "a": [5, 6]}');
  expect(dataset?.inputs.map(({ name, tensor }) => [name, ...tensor.values])).toEqual([
    ["a", 5, 6],
    ["b", 3, 4],
  ]);
  checkInputs(model, '{"b": ‹|[3, 4]|›, "a": [5]}', "b has 2 samples, but a has 1");
  checkInputs(model, "[‹|1|›]", "give a map with a list of values for each of a, b");
});

test("no JSON, no lists, no recipe", () => {
  expect(encodeInputs(analyzed(manyToOne), "[1,").diagnostics[0]?.code).toBe("data-json");
  checkInputs(manyToOne, "‹|3|›", "nested lists");
  checkInputs("model: [Input: [1], Dense: 1]\n", "‹|[1]|›", "no usable data.x");
});
