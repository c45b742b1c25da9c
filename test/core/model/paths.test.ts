/** Paths that are refused when they are read are told while they are written, as far as their text says it. */
import { test } from "vitest";
import { checkModel } from "../checkModel";

const weights = (path: string): string => `model: [{Input: [4, 2]}, {LSTM: 3}]\nweights: ${path}\n`;

test.each([
  ["‹|/etc/passwd|›", "path-outside: beside this file"],
  ["‹|~/a.safetensors|›", "path-outside"],
  ["‹|C:\\a.safetensors|›", "path-outside"],
  ["‹|https://a.b/c|›", "path-outside"],
  ["‹|../a.safetensors|›", "path-outside: only where it stays inside"],
  ["‹|a/../../b.safetensors|›", "path-outside: only where it stays inside"],
  ["‹|5|›", "wrong-type: the path of a file, beside this one, not 5"],
  ["a/../b..c.safetensors"],
  ["./a/b.safetensors"],
])("%s", (path, ...codes) => {
  checkModel(weights(path), ...codes);
});

test("of data, too", () => {
  checkModel("data: {x: {file: ‹|../a.csv|›}}\nmodel: [{Input: [4, 2]}, {LSTM: 3}]\n", "path-outside");
});
