/** Whole data from a file: its keys are checked for what they are; forms that are not built are refused by name. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import { dataForms, formExamples, formOf } from "../../../src/core/model/formTable";
import { readMarks } from "../../markedText";

const model = "model: [{Input: [30, 2]}, {LSTM: 3}, {Dense: 1}]\ncompile: {loss: mse}\n";

/** The findings of `data`, as `severity code` at the marks. */
function checkForm(marked: string, ...expected: string[]): void {
  const { text, ranges } = readMarks(`data: ${marked}\n${model}`);
  const { diagnostics, data, form, missingForTraining } = analyzeModelFile(text, { fileName: "a.rnn.yaml" });
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
  expect(diagnostics.map(({ range }) => range)).toEqual(ranges);
  expect(data).toBeUndefined();
  // A series is trained on; other forms are refused by name.
  expect(form !== undefined || missingForTraining !== undefined || diagnostics.length > 0).toBe(true);
}

const unbuilt = "information not-built";

test.each([
  "prices.csv, time: date, inputs: [open, close], target: close, window: 30, horizon: 1, stride: 1, season: 12, scale: standard, split: {train: 0.7, validation: 0.15, test: 0.15}}",
  'prices.csv, time: [day, hour], time_format: "%d/%m/%Y %H", inputs: [open, close], target: close, window: 30, separator: ";", decimal: ",", thousands: ".", encoding: latin-1, header: false, skip: 1, skip_after_header: 1, skip_footer: 0, comment: "#", missing: linear, missing_values: ["?", null, -9999]}',
  "prices.csv, target: [open, close], window: 30, missing: -1, missing_values: x, separator: \\t}",
])("a whole series is no mistake: %s", (rest) => {
  checkForm(`{file: ${rest}`);
});

test.each([
  "quijote.txt, level: char, window: 40, stride: 3}",
  "pairs.tsv, source: 0, target: 1, level: char}",
  "reviews.csv, text: review, label: sentiment, level: word, max_length: 80}",
  "tags.tsv, text: words, tags: tags, level: word}",
  "captions.csv, vector: [f1, f2], target: caption, level: word}",
])("a whole form is no mistake: %s", (rest) => {
  checkForm(`{‹|file|›: ${rest}`, unbuilt);
});

test.each(Object.entries(formExamples))("the example of %s is of that form and without mistakes", (form, example) => {
  const inputs = form === "series" ? example.replace("}", ", inputs: [a, b]}") : example.replace("file:", "‹|file|›:");
  checkForm(inputs, ...(form === "series" ? [] : [unbuilt]));
  const keys = [...example.matchAll(/(\w+):/g)].map(([, key]) => key ?? "");
  expect(formOf(keys)).toBe(form);
  const required = Object.entries(dataForms[form as keyof typeof dataForms]).filter(([, one]) => one.required);
  expect(keys.toSorted()).toEqual(required.map(([key]) => key).toSorted());
});

test.each([
  ["{file: a.csv, inputs: [b, c], target: b, window: 30, ‹|horizn|›: 2}", "error unknown-argument"],
  ["{file: a.csv, text: b, ‹|lable|›: c, level: word}", "error unknown-argument"],
  ["{file: a.csv, target: b, window: ‹|0|›}", "error out-of-range"],
  ["{file: a.csv, target: ‹|{a: 1}|›, window: 3}", "error wrong-type"],
  ["{file: a.csv, target: ‹|[a, null]|›, window: 3}", "error wrong-type"],
  ["{file: a.txt, level: ‹|sentence|›, window: 3}", "error wrong-type"],
  ["{file: a.txt, window: 3, level: char, split: ‹|{train: 0.8, test: 0.3}|›}", "error split-sum"],
  ["{file: a.txt, window: 3, level: char, split: {train: 0.8, ‹|tset|›: 0.1}}", "error unknown-argument"],
  ["{‹|file|›: a.csv}", "error data-form"],
  ["{x: [[1]], ‹|window|›: 3}", "error form-key"],
  ["{x: {file: a.npy, ‹|columns|›: [a]}, y: {file: b.npy, ‹|skip|›: 1}}", "error source-array", "error source-array"],
  ["{x: {file: ‹|3|›}}", "error wrong-type"],
  ["{file: a.csv, target: b, window: 30, time: t, every: ‹|daily|›}", "error series-every"],
  ["{file: a.csv, target: b, window: 30, every: ‹|1d|›}", "error series-every"],
  ["{file: a.csv, target: b, window: 30, separator: ‹|', '|›}", "error table-sign"],
  ["{file: a.csv, target: b, window: 30, decimal: ‹|;|›}", "error table-decimal"],
  ["{file: a.csv, target: b, window: 30, time_format: ‹|day|›}", "error time-format"],
  ["{file: a.csv, target: b, window: 30, missing: ‹|zero|›}", "error wrong-type"],
  ["{file: a.csv, target: b, window: 30, missing_values: ‹|[[1]]|›}", "error wrong-type"],
  ["{file: a.csv, target: b, window: 30, encoding: ‹|ebcdic|›}", "error wrong-type"],
  ["{file: a.csv, target: b, window: 30, skip: ‹|-1|›}", "error out-of-range"],
])("%s", (marked, ...expected) => {
  checkForm(marked, ...expected);
});

test.each([
  ["{file: a.csv, target: b, inputs: [b, c], window: ‹|20|›}", "error data-window"],
  ["{file: a.csv, target: b, inputs: ‹|[b, c, d]|›, window: 30}", "error data-window"],
  ["{file: a.csv, target: ‹|b|›, window: 30}", "error data-window"],
  ["{file: a.csv, inputs: [b, c], target: b, window: 30, horizon: ‹|5|›}", "error data-horizon"],
  ["{file: a.csv, target: [b, c], window: 30, horizon: 5}"],
  ["{file: a.csv, target: b, window: 20, ‹|horizn|›: 5}", "error unknown-argument"],
])("a series is held against the network: %s", (marked, ...expected) => {
  checkForm(marked, ...expected);
});

test("as many units as the text has signs", () => {
  const { diagnostics } = analyzeModelFile("model: [{Input: [3, 5]}, {LSTM: 3}, {Dense: {units: vocabulary}}]\n", {
    fileName: "a",
  });
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([unbuilt]);
});
