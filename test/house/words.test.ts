/** Words that no file of the project may hold: paths of one machine, unfinished work, tests that switch others off. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, root } from "./sourceFiles";

// Put together from pieces, so that this file does not hold them itself.
const machinePaths = ["/wo" + "rk/", "../sha" + "red", "/ro" + "ot/"];
const unfinished = ["TO" + "DO", "FIX" + "ME", "XX" + "X"].map((word) => new RegExp(`\\b${word}\\b`));
const exclusive = [".on" + "ly("];

test("no forbidden words", () => {
  const files = filesBelow(".").filter(
    (path) => !/\.(png|wasm|vsix|gif|jpg|h5|npy|safetensors|zip)$|package-lock/.test(path),
  );
  const complaints = files.flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const words = [...machinePaths, ...exclusive].filter((word) => text.includes(word));
    return [...words, ...unfinished.filter((word) => word.test(text))].map((word) => `${path}: ${String(word)}`);
  });
  expect(complaints).toEqual([]);
});
