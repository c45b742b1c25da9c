/** Broken YAML: one finding for one mistake, where the mistake is. */
import { test } from "vitest";
import { checkModel } from "./checkModel";

const body = (layers: string): string => `model:\n  - Input: [4, 2]\n${layers}`;

test.each([
  [body("‹|   |›- LSTM: 3\n  - Dense: 1\n"), "yaml-indent"],
  [body("  - LSTM:\n     units: 3\n‹|      |›use_bias: true\n  - Dense: 1\n"), "yaml-indent"],
  [body("‹| |›- LSTM: 3\n - Dense: 1\n"), "yaml-indent"],
  [body("  - LSTM: ‹|{|›units: 3\n  - Dense: 1\n"), "yaml-unclosed"],
  [body("  - LSTM: ‹|{|›units: 3"), "yaml-unclosed"],
  ["model:\n  - Input: ‹|[|›4, 2\n  - LSTM: 3\nfit: ‹|{|›epochs: 3\n", "yaml-unclosed", "yaml-unclosed"],
  [body("  - LSTM: ‹|{|›‹|unit|›: 3\n  - Dense: 1\n"), "yaml-unclosed", "unknown-argument"],
  [
    body("  - LSTM: ‹|*nope|›\n  - GRU: {units: ‹|*nope|›, name: a, from: input_layer}\noutputs: [lstm, a]\n"),
    "unknown-anchor",
    "unknown-anchor",
  ],
  [body("  - LSTM:\n      units: 3\n      ‹|ret|›\n  - Dense: 1\n"), "yaml-colon: ret needs a colon"],
  ["model: &a\n  - Input: [4, 2]\n  - LSTM: ‹|*a|›\n", "unknown-anchor"],
  [body("  - Dense: ‹|!foo|› 3\n"), "yaml-tag: The tag !foo has"],
])("%s", (text, ...codes) => {
  checkModel(text, ...codes);
});
