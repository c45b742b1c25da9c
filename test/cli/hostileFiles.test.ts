/** Files that are no files, or far too large: refused with a word, and nobody waits for them. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { placeWith } from "./unroll";

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
