/** `check`: every finding at its line and column. */
import { expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { placeWith } from "./unroll";

const bad = "model:\n  - Input: [3, 5]\n  - LSMT: 3\n";

test("errors on stderr, a word for each file on stdout, exit 1", async () => {
  const { run } = placeWith({ "good.rnn.yaml": manyToOne, "bad.rnn.yaml": bad });
  expect(await run("check good.rnn.yaml bad.rnn.yaml")).toMatchObject({
    code: 1,
    out: "good.rnn.yaml: no errors\nbad.rnn.yaml: 1 error\n",
    err: "bad.rnn.yaml:3:5 unknown-layer There is no layer LSMT. Did you mean LSTM?\n",
  });
  expect(await run("check good.rnn.yaml")).toMatchObject({ code: 0, err: "" });
});

test("--json: one object", async () => {
  const { run } = placeWith({ "bad.rnn.yaml": bad });
  const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 8 } };
  const { code, json, out } = await run("check bad.rnn.yaml --json");
  expect([code, out.trim().split("\n")]).toMatchObject([1, [expect.any(String)]]);
  expect(json).toEqual([
    {
      files: [
        {
          file: "bad.rnn.yaml",
          diagnostics: [
            {
              code: "unknown-layer",
              severity: "error",
              message: "There is no layer LSMT. Did you mean LSTM?",
              range,
              fixes: [{ title: expect.any(String) as string, isChoice: false, edits: [{ range, text: "LSTM" }] }],
            },
          ],
        },
      ],
    },
  ]);
});

test("a file that is not there, and a column that it does not have", async () => {
  const text =
    "weights: a.safetensors\nmodel: [{Input: [3, 1]}, {LSTM: 3}, {Dense: 1}]\ndata: {file: prices.csv, target: clos, window: 3}\n";
  const { run } = placeWith({ "a.rnn.yaml": text, "prices.csv": "date,close\n" });
  const { code, err } = await run("check a.rnn.yaml");
  expect([code, ...err.trim().split("\n")]).toEqual([
    1,
    "a.rnn.yaml:1:10 no-such-file There is no file a.safetensors. Paths are relative to the model file.",
    "a.rnn.yaml:3:34 no-such-column prices.csv has no column clos. It has date, close.",
  ]);
});

test("a data error is found with its place, as train refuses it", async () => {
  const { run } = placeWith({ "a.rnn.yaml": manyToOne.replace("[2, 3, 4]", "[2, 3, 9]") });
  const { code, err } = await run("check a.rnn.yaml");
  expect(code).toBe(1);
  expect(err).toMatch(
    /^a\.rnn\.yaml:\d+:\d+ data-unknown-label 9 is not among the labels of one_hot: 1, 2, 3, 4, 5\.\n$/,
  );
  expect(await run("train a.rnn.yaml")).toMatchObject({ code: 1, out: "", err });
});

test("a file that is not there is a finding at its first character", async () => {
  expect(await placeWith().run("check none.rnn.yaml")).toMatchObject({
    code: 2,
    err: "none.rnn.yaml:1:1 file-missing There is no such file.\n",
  });
});

test("escape sequences do not reach the terminal", async () => {
  const { run } = placeWith({ "a.rnn.yaml": 'model:\n  - "\\e[31mRed": 3\n' });
  expect((await run("check a.rnn.yaml")).err).not.toContain("\u001b");
});
