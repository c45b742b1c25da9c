/** The lenses above a model. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { render } from "../../src/core/messages/message";
import { provideLenses } from "../../src/language/lenses";

/** `action: title` of each lens, which all stand at the word `model`. */
function checkLenses(text: string, isTraining: boolean, ...expected: string[]): void {
  const lenses = provideLenses(analyzeModelFile(text, { fileName: "a.rnn.yaml" }), isTraining);
  expect(lenses.map(({ action, title }) => `${action}: ${render(title, "en")}`)).toEqual(expected);
  for (const { range } of lenses) expect(text.slice(range.start, range.end)).toBe("model");
}

const actions = ["train: Train", "predict: Predict", "inspect: Inspect", "network: Network"];

test("the parameters of the whole model, and what can be done with it", () => {
  const model = "name: a\nmodel: [{Input: [3, 5]}, {LSTM: 32}, {Dense: 5}]\n";
  checkLenses(model, false, "parameters: Parameters: 5,029", ...actions);
  checkLenses(model, true, "parameters: Parameters: 5,029", "stop: Stop", "inspect: Inspect", "network: Network");
});

test("what is not trained is told", () => {
  checkLenses(
    "model: [{Input: [3, 5]}, {LSTM: {units: 32, trainable: false}}, {Dense: 5}]\n",
    false,
    "parameters: Parameters: 5,029, trained: 165",
    ...actions,
  );
});

test("no count of a broken model, and nothing without one", () => {
  checkLenses("model: [{Input: [3, 5]}, {LTSM: 32}]\n", false, ...actions);
  checkLenses("name: a\n", false);
});

test("where nothing is written yet: the way to a template and to the first steps", () => {
  for (const text of ["", "\n\n", "# soon\n"]) {
    const lenses = provideLenses(analyzeModelFile(text, { fileName: "a.rnn.yaml" }), false);
    expect(lenses.map(({ action, title }) => `${action}: ${render(title, "en")}`)).toEqual([
      "template: Choose a template",
      "walkthrough: First steps",
    ]);
  }
});
