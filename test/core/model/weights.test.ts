/** `weights`: one file for all layers, or files for some; layers that there are not are told. */
import { expect, test } from "vitest";
import { namedFiles } from "../../../src/core/data/namedFiles";
import { checkModel } from "../checkModel";

const net = "model: [{Input: {shape: [3], dtype: int32}}, Embedding: [5, 2], LSTM: 3, Dense: 1]\n";

test("a path, or a map from layers to paths", () => {
  const read = (text: string): unknown => checkModel(text).weights.map(({ layer, path }) => [layer, path]);
  expect(read(`weights: all.safetensors\n${net}`)).toEqual([[undefined, "all.safetensors"]]);
  const some = `weights: {embedding: e.safetensors, dense: d.safetensors}\n${net}`;
  expect(read(some)).toEqual([
    ["embedding", "e.safetensors"],
    ["dense", "d.safetensors"],
  ]);
  expect(namedFiles(checkModel(some)).map(({ path }) => path)).toEqual(["e.safetensors", "d.safetensors"]);
});

test.each([
  [`weights: {‹|embeding|›: e.safetensors}\n${net}`, "weights-unknown-layer: Did you mean embedding?"],
  [`weights: {‹|input_layer|›: e.safetensors}\n${net}`, "weights-unknown-layer: embedding, lstm, dense"],
  [`weights: {embedding: ‹|[1]|›}\n${net}`, "wrong-type: weights.embedding must be the path of a file"],
  [`weights: {embedding: ‹|/etc/passwd|›}\n${net}`, "path-outside"],
])("%s", (text, ...codes) => {
  checkModel(text, ...codes);
}); // prettier-ignore
