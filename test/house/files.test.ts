/** How files look: a header that says what they answer, a name that says what they export, and a size one can read. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { root, sourceFiles, type SourceFile } from "./sourceFiles";

const maxLines = 400;
const vagueWords = ["utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"];

test("every file begins with a header comment", () => {
  expect(pathsWhere(({ text }) => !/^\/\*\*[\s\S]*?\*\//.test(text))).toEqual([]);
});

test("there are no default exports and no barrels", () => {
  expect(pathsWhere(({ hasDefaultExport }) => hasDefaultExport)).toEqual([]);
  expect(pathsWhere(({ hasReExport }) => hasReExport)).toEqual([]);
});

test("names are camelCase and say something", () => {
  expect(pathsWhere(({ path }) => !/^[a-z][a-zA-Z0-9]*\.ts$/.test(basename(path)))).toEqual([]);
  expect(pathsWhere(({ path }) => wordsOf(path).some((word) => vagueWords.includes(word)))).toEqual([]);
  expect(pathsWhere(({ path }) => basename(path) === "index.ts")).toEqual([]);
});

test("a file is named after its main export", () => {
  expect(pathsWhere((file) => file.exports.length > 0 && !isNamedAfterAnExport(file))).toEqual([]);
});

test(`no file has more than ${maxLines} lines`, () => {
  expect(pathsWhere(({ text }) => text.split("\n").length > maxLines)).toEqual([]);
});

test("a test that a file names as its keeper exists", () => {
  const named = sourceFiles.flatMap(({ path, text }) =>
    [...text.matchAll(/\btest\/[\w/-]+\.test\.ts/g)].map(([keeper]) => ({ path, keeper })),
  );
  expect(named.filter(({ keeper }) => !existsSync(join(root, keeper)))).toEqual([]);
});

/**
 * `hints.ts` may export `provideHints` and `paramCount.ts` `countParams`: the names share a word, or its first four
 * letters. A file with several exports is named after its subject, as kernel and protocol files are.
 */
function isNamedAfterAnExport({ path, exports }: SourceFile): boolean {
  if (exports.length > 1 || /^src\/(engine\/kernels|protocol)\//.test(path)) return true;
  const words = wordsOf(basename(path)).map((word) => word.slice(0, 4));
  return exports.some((one) => wordsOf(one).some((word) => words.includes(word.slice(0, 4))));
}

function wordsOf(path: string): string[] {
  return path
    .replace(/\.ts$/, "")
    .split(/[/._]|(?<=[a-z])(?=[A-Z0-9])/)
    .map((word) => word.toLowerCase());
}

function pathsWhere(isWrong: (file: SourceFile) => boolean): string[] {
  return sourceFiles.filter(isWrong).map(({ path }) => path);
}
