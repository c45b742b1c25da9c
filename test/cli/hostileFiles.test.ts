/** Files that are no files, or far too large: refused with a word, and nobody waits for them. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { runCommandLine } from "../../src/cli/commandLine";
import { temporaryFolder } from "../runs/temporaryFolder";
import { collect, placeWith } from "./unroll";

const isWindows = process.platform === "win32";
const noPlainFile = "is no plain file but a folder, a pipe or a device";

describe.skipIf(isWindows)("a pipe that nobody writes to", () => {
  test.each([
    ["as the model", "check pipe", 2],
    ["as the model of a summary", "summary pipe", 2],
    ["as weights", "predict a.rnn.yaml --weights pipe", 1],
    ["as the first weights", "train a.rnn.yaml --weights pipe", 1],
    ["as another input", "predict a.rnn.yaml --input pipe", 2],
    ["as weights that the file names", "train b.rnn.yaml", 1],
  ])("%s", async (_, line, code) => {
    const place = placeWith({ "a.rnn.yaml": manyToOne, "b.rnn.yaml": `${manyToOne}\nweights: pipe\n` });
    execFileSync("mkfifo", [path.join(place.folder, "pipe")]);
    const { code: found, err } = await place.run(line);
    expect([found, err]).toEqual([code, expect.stringContaining(noPlainFile) as string]);
  });

  test("as a run's record", async () => {
    const place = placeWith({ "a.rnn.yaml": manyToOne });
    mkdirSync(path.join(place.folder, "run"));
    execFileSync("mkfifo", [path.join(place.folder, "run", "run.json")]);
    expect((await place.run("predict a.rnn.yaml --run ./run")).code).not.toBe(0);
  });
});

describe("a file that is not UTF-8", () => {
  const model =
    "name: x\ndata: {x: [[1, 2], [2, 3]], y: {values: [sí, no], one_hot: [no, sí]}}\nmodel: [Input: [2, 1], LSTM: 4, Dense: 2]\n";
  test.each([
    "check a.rnn.yaml",
    "summary a.rnn.yaml",
    "train a.rnn.yaml",
    "predict a.rnn.yaml",
    "inspect a.rnn.yaml",
    "predict good.rnn.yaml --input a.rnn.yaml",
  ])("%s names its encoding and the line", async (line) => {
    const place = placeWith({ "good.rnn.yaml": manyToOne });
    writeFileSync(path.join(place.folder, "a.rnn.yaml"), Buffer.from(model, "latin1"));
    expect(await place.run(line)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^a\.rnn\.yaml:1:1 not-utf8 .*probably Windows-1252: line 2/) as string,
    });
  });

  test("in two bytes a letter, as some editors of Windows save", async () => {
    const place = placeWith();
    writeFileSync(path.join(place.folder, "a.rnn.yaml"), Buffer.from(`\uFEFF${model}`, "utf16le"));
    expect((await place.run("check a.rnn.yaml")).err).toContain("probably UTF-16 LE: line 1");
  });
});

describe("what is too large", () => {
  test.each([
    ["a model", "check big", 2],
    ["weights", "predict a.rnn.yaml --weights big", 1],
    ["another input", "predict a.rnn.yaml --input big", 2],
  ])("%s of ten gigabytes is refused, and the limit is named", async (_, line, code) => {
    const place = placeWith({ "a.rnn.yaml": manyToOne, big: "" });
    truncateSync(path.join(place.folder, "big"), 10 * 2 ** 30);
    const { code: found, err } = await place.run(line);
    expect([found, err]).toEqual([code, expect.stringMatching(/larger than the \d+ [MG]iB/) as string]);
  });

  test.skipIf(isWindows)("a device without end is no plain file, also behind a link", async () => {
    const place = placeWith();
    symlinkSync("/dev/zero", path.join(place.folder, "zero.rnn.yaml"));
    for (const file of ["/dev/zero", "zero.rnn.yaml"]) {
      const { code, err } = await place.run(`check ${file}`);
      expect([code, err]).toEqual([2, expect.stringContaining(noPlainFile) as string]);
    }
  });
});

test.skipIf(isWindows)("weights that the file names and that lead outside by a link are refused", async () => {
  const [place, elsewhere] = [placeWith({ "b.rnn.yaml": `${manyToOne}\nweights: link\n` }), placeWith({ w: "" })];
  symlinkSync(path.join(elsewhere.folder, "w"), path.join(place.folder, "link"));
  const { code, err } = await place.run("train b.rnn.yaml");
  expect([code, err]).toEqual([1, expect.stringContaining("outside") as string]);
});

test("a file in the place of a folder is no run", async () => {
  const place = placeWith({ "a.rnn.yaml": manyToOne });
  writeFileSync(path.join(place.folder, "run"), "");
  expect((await place.run("predict a.rnn.yaml --run ./run")).code).not.toBe(0);
});

test.skipIf(isWindows)(
  "a link in the place of .unroll that leads elsewhere: nothing is written there, nor read",
  async () => {
    const [place, elsewhere] = [placeWith({ "a.rnn.yaml": manyToOne }), temporaryFolder()];
    symlinkSync(elsewhere, path.join(place.folder, ".unroll"));
    for (const line of ["train a.rnn.yaml", "predict a.rnn.yaml"]) {
      const { code, err } = await place.run(line);
      expect([line, code, err]).toEqual([
        line,
        2,
        expect.stringMatching(/^unroll: .*leads out of the workspace/) as string,
      ]);
    }
    expect(readdirSync(elsewhere)).toEqual([]);
  },
);

describe.skipIf(isWindows)(
  "a line end and an escape sequence in a file's name begin no line and steer no terminal",
  () => {
    const name = "a\nunroll: all is well\u001b[2K.rnn.yaml";
    test.each([
      ["a finding", ["check"], "model:\n  - Dense: 1\n"],
      ["a verdict", ["check"], manyToOne],
      ["a file that is not there", ["check"], undefined],
      ["a refusal", ["predict"], manyToOne],
      ["another input that is not there", ["predict", "a.rnn.yaml", "--input"], undefined],
      ["weights that are not there", ["predict", "a.rnn.yaml", "--weights"], undefined],
      ["a file that is to be written", ["new", "many-to-one"], undefined],
    ])("%s", async (_, words, text) => {
      const { folder } = placeWith({ "a.rnn.yaml": manyToOne, ...(text !== undefined && { [name]: text }) });
      const [out, err] = [collect(), collect()];
      const { signal } = new AbortController();
      await runCommandLine([...words, name], {}, { out, err, workingFolder: folder, interruption: () => signal });
      const lines = (out.text + err.text).split("\n");
      expect(lines.join()).toContain("all is well");
      expect(lines.filter((line) => line.startsWith("unroll: all") || line.includes("\u001b"))).toEqual([]);
    });
  },
);
