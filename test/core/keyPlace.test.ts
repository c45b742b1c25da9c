/** Places of what stands below some keys. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { placeOfKeys } from "../../src/core/syntax/keyPlace";

const text = "seed: 7\nfit: {batch_size: 12}\n";
const { root } = analyzeModelFile(text, { fileName: "a.rnn.yaml" });

test.each([
  [["seed"], "7"],
  [["fit"], "fit"],
  [["fit", "batch_size"], "12"],
  [["fit", "epochs"], undefined],
  [["seed", "epochs"], undefined],
  [[], undefined],
])("%j stands at %j", (keys, word) => {
  const place = placeOfKeys(root, ...keys);
  expect(place && text.slice(place.start, place.end)).toBe(word);
});
