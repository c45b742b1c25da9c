/** What an edited model has where the one that was trained had something else. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { render } from "../../src/core/messages/message";
import { modelDifference } from "../../src/core/model/modelDifference";

const read = (layers: string): ReturnType<typeof analyzeModelFile> =>
  analyzeModelFile(`model: [${layers}]\n`, { fileName: "a.rnn.yaml" });
const said = (before: string, now: string): string | undefined => {
  const difference = modelDifference(read(before), read(now));
  return difference && render(difference, "en");
};

test.each([
  [
    "Input: [3, 5], LSTM: 64, Dense: 5",
    "Input: [3, 5], LSTM: 32, Dense: 5",
    "trained with LSTM 64; the file has LSTM 32.",
  ],
  ["Input: [3, 5], LSTM: 64", "Input: [3, 5], GRU: 64", "trained with LSTM 64; the file has GRU 64."],
  ["Input: [3, 5], LSTM: 4", "Input: [3, 6], LSTM: 4", "trained with Input [3, 5]; the file has Input [3, 6]."],
  [
    "Input: [3, 5], Bidirectional: {LSTM: 4}",
    "Input: [3, 5], Bidirectional: {LSTM: 4, merge_mode: sum}",
    "trained with Bidirectional LSTM 4, concat; the file has Bidirectional LSTM 4, sum.",
  ],
])("%s → %s", (before, now, sentence) => expect(said(before, now)).toContain(sentence));

test("a layer more, and one less", () => {
  const [short, long] = ["Input: [3, 5], LSTM: 4, Dense: 1", "Input: [3, 5], LSTM: 4, Dense: 8, Dense: 1"];
  expect(said(short, long)).toContain("Dense 8 was not there");
  expect(said(long, short)).toContain("trained with Dense 8, which the file does not have");
  expect(said("Input: [3, 5], LSTM: 4", "Input: [3, 5], LSTM: 4, Dense: 1")).toContain("Dense 1 was not there");
});

test("nothing where the layers are the same", () => {
  expect(said("Input: [3, 5], LSTM: 4", "{Input: [3, 5]}, {LSTM: {units: 4, name: a}}")).toBeUndefined();
});
