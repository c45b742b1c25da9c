/** Exit codes where two would be conceivable: docs/language.md says which. */
import { expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { placeWith } from "./unroll";

const larger = manyToOne.replace("LSTM: 32", "LSTM: 100000");

test.each([
  ["check none.rnn.yaml", 2],
  ["check a.rnn.yaml none.rnn.yaml", 2],
  ["train none.rnn.yaml", 2],
  ["predict a.rnn.yaml", 2],
  ["inspect a.rnn.yaml", 2],
  ["predict a.rnn.yaml --run none", 2],
  ["train a.rnn.yaml --resume none", 2],
  ["train a.rnn.yaml --weights none.safetensors", 2],
  ["train a.rnn.yaml --out taken", 2],
  ["train a.rnn.yaml --out a.rnn.yaml/x", 3],
  ["new many-to-one a.rnn.yaml", 1],
  ["new many-to-one none/a.rnn.yaml", 1],
  ["new no-such-template", 2],
  ["check large.rnn.yaml", 1],
  ["train large.rnn.yaml", 1],
])("%s: %i", async (line, expected) => {
  const { run } = placeWith({ "a.rnn.yaml": manyToOne, "large.rnn.yaml": larger });
  if (line.endsWith("taken")) await run("train a.rnn.yaml --epochs 1 --out taken");
  const { code, err, out } = await run(line);
  expect([code, err === ""]).toEqual([expected, false]);
  if (!line.startsWith("check")) expect(out).toBe("");
});
