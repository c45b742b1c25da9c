/** Files that a model file names: there or not, and with the columns that it asks for. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { namedFiles } from "../../src/core/data/namedFiles";
import { render } from "../../src/core/messages/message";
import { applyEdits } from "../../src/core/text/applyEdits";
import { checkNamedFiles } from "../../src/sources/checkNamedFiles";
import { temporaryFolder } from "../runs/temporaryFolder";

/** Findings as `place: sentence`, each with its word after the repair; the folder has `tables/prices.csv` with date, open price and close. */
async function check(text: string, workspace = folderWithTable()): Promise<string[]> {
  const modelFile = path.join(workspace, "models", "a.rnn.yaml");
  const findings = await checkNamedFiles(
    namedFiles(analyzeModelFile(text, { fileName: "a.rnn.yaml" })),
    modelFile,
    workspace,
  );
  for (const { fixes } of findings) {
    const fixed = fixes[0] && applyEdits(text, fixes[0].edits);
    const left = fixed === undefined ? [] : await check(fixed, workspace);
    if (fixed !== undefined) expect(left.length, "the repair mends it").toBeLessThan(findings.length);
  }
  return findings.map(
    ({ range, message, fixes }) =>
      `${text.slice(range.start, range.end)}: ${render(message, "en")}${fixes.map(({ edits }) => ` → ${edits[0]?.text}`).join("")}`,
  );
}

function folderWithTable(): string {
  const folder = temporaryFolder();
  for (const name of ["models", "tables"]) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, "tables", "prices.csv"), "date,open price,close\n2026-01-01,1,2\n");
  writeFileSync(path.join(folder, "models", "best.safetensors"), "");
  return folder;
}

test("nothing where all is there", async () => {
  expect(
    await check(
      "weights: best.safetensors\ndata: {file: ../tables/prices.csv, inputs: [open price, 0], target: close, window: 30}\n",
    ),
  ).toEqual([]);
});

test("a file that is not there, and its likely name", async () => {
  expect(
    await check("weights: bets.safetensors\ndata: {file: ../tables/price.csv, target: close, window: 30}\n"),
  ).toEqual([
    "bets.safetensors: There is no file bets.safetensors. Paths are relative to the model file. → best.safetensors",
    '../tables/price.csv: There is no file ../tables/price.csv. Paths are relative to the model file. → "../tables/prices.csv"',
  ]);
  expect(await check("data: {file: other/far.txt, level: char, window: 40}\n")).toEqual([
    "other/far.txt: There is no file other/far.txt. Paths are relative to the model file.",
  ]);
});

test("columns that the file does not have, in every form and in sources by name", async () => {
  const has = "It has date, open price, close.";
  expect(
    await check("data: {file: ../tables/prices.csv, inputs: [open-price, close], target: cloze, window: 30}\n"),
  ).toEqual([
    `open-price: ../tables/prices.csv has no column open-price. ${has} → open price`,
    `cloze: ../tables/prices.csv has no column cloze. ${has} → close`,
  ]);
  expect(
    await check(
      "data:\n  x: {past: {file: ../tables/prices.csv, columns: [3, 2]}}\n  y: {file: ../tables/prices.csv, columns: volume}\n",
    ),
  ).toEqual([
    `3: ../tables/prices.csv has no column 3. ${has}`,
    `volume: ../tables/prices.csv has no column volume. ${has}`,
  ]);
});

/** What is found in `inputs: [columns], target` of a file with these first lines. */
async function checkTable(head: string, inputs: string, target: string): Promise<string[]> {
  const folder = folderWithTable();
  writeFileSync(path.join(folder, "models", "t.csv"), head);
  return check(`data: {file: t.csv, time: 0, inputs: [${inputs}], target: ${target}, window: 5}\n`, folder);
}

test("columns without a name are counted, and can be asked for by their numbers alone", async () => {
  expect(await checkTable(",t, value \n0,2020-01-02,1.5\n", "1, t", "2")).toEqual([]);
  expect(await checkTable(",t, value \n0,2020-01-02,1.5\n", "value", "3")).toEqual([
    '3: t.csv has no column 3. It has "", t, value.',
  ]);
  expect(await checkTable('"";"MT_001";"MT_002"\n"2011-01-01 00:15:00";0,5;1,25\n', "2", "MT_002")).toEqual([]);
});

test("a name that two columns have is told, not their numbers", async () => {
  const head = "Date,Close,Close\n2020-01-02,1,2\n";
  expect(await checkTable(head, "1", "2")).toEqual([]);
  expect(await checkTable(head, "1", "Close")).toEqual([
    "Close: t.csv has more than one column of the name Close. Say which one by its number, counted from 0: 1, 2. → 1 → 2",
  ]);
});

test("of a header that does not end in what is read, only what is there is known", async () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `c${i}`);
  expect(await checkTable(`${names.join()}\n`, "c0, 19000", "c19999")).toEqual([]);
  expect(await checkTable(`${names.slice(0, 600).join()}\n`, "c0, 599", "c600")).toEqual([
    "c600: t.csv has no column c600. It has c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, …. → c60",
  ]);
});

test("nothing outside of the workspace is looked at, through links neither", async () => {
  const outside = folderWithTable();
  const workspace = folderWithTable();
  symlinkSync(path.join(outside, "tables"), path.join(workspace, "models", "elsewhere"));
  for (const written of ["elsewhere/prices.csv", "elsewhere/missing.csv", "/etc/passwd", "../../../../etc/missing"])
    expect(await check(`data: {file: ${written}, target: nothing, window: 3}\n`, workspace)).toEqual([]);
});
