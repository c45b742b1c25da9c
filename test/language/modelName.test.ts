/** Names of model files: what is meant by one that is typed, and which files of YAML should have one. */
import { expect, test } from "vitest";
import { isBlank } from "../../src/core/text/blankText";
import { beginsLikeModel, freeModelName, isUsableName, modelFileName, nameAsModel } from "../../src/language/modelName";
import { templates } from "../../src/language/templates";

test.each([
  ["waves", "waves.rnn.yaml"],
  [" waves ", "waves.rnn.yaml"],
  ["waves.yaml", "waves.rnn.yaml"],
  ["waves.YML", "waves.rnn.YML"],
  ["waves.rnn.yml", "waves.rnn.yml"],
  ["v1.2", "v1.2.rnn.yaml"],
])("%s is %s", (written, name) => expect(modelFileName(written)).toBe(name));

test("a name is one of a file in the same folder", () => {
  expect(["waves", "mi red", "año-1.rnn.yaml"].filter(isUsableName)).toHaveLength(3);
  expect(["", "  ", "../waves", "a/b", "a\\b", ".rnn.yaml", "a\nb", "c:d"].filter(isUsableName)).toEqual([]);
});

test("a name that is taken is counted on", () => {
  expect(freeModelName("stacked", () => false)).toBe("stacked.rnn.yaml");
  expect(freeModelName("stacked", (name) => /stacked(-2)?\.rnn/.test(name))).toBe("stacked-3.rnn.yaml");
});

test("only files of YAML get another name, and only once", () => {
  expect(nameAsModel("waves.yaml")).toBe("waves.rnn.yaml");
  expect(nameAsModel("waves.rnn.yaml")).toBeUndefined();
  expect(nameAsModel("waves.txt")).toBeUndefined();
});

test("what begins like a model", () => {
  for (const { texts } of templates) expect(beginsLikeModel(texts.en)).toBe(true);
  for (const text of [
    "model: [Input: [3, 5], LSTM: 32]",
    "model:\r\n- InputLayer: [3, 5]\r\n",
    "model: # two layers\n\n  # the first\n  - {LSTM: 3}\n",
    'model:\n  - "GRU": 3\n',
  ])
    expect(beginsLikeModel(text), text).toBe(true);
});

test("what does not", () => {
  for (const text of [
    "",
    "model: resnet\n",
    "model:\n  name: LSTM\n",
    "train:\n  model:\n    - LSTM: 3\n",
    "model:\n  - gpt: 4\n",
    "services:\n  - Dense: 3\n",
  ])
    expect(beginsLikeModel(text), text).toBe(false);
});

test("a text without a word but comments is blank", () => {
  expect(["", "\n \n", "# a comment\n  # another", "\uFEFF"].every(isBlank)).toBe(true);
  expect(["name: a", "# a\n-"].some(isBlank)).toBe(false);
});
