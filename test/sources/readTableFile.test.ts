/** Data files from the disk: their encodings, what is kept of them, and what is no table. */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { type DeclaredDialect, plainDialect } from "../../src/core/data/tables/dialect";
import type { Table } from "../../src/core/data/tables/table";
import { TableRefused } from "../../src/core/data/tables/tableProblem";
import { render } from "../../src/core/messages/message";
import { givenTable, tableSource } from "../../src/sources/readTableFile";
import { temporaryFolder } from "../runs/temporaryFolder";

interface Place {
  readonly folder: string;
  write(file: string, bytes: string | Uint8Array): void;
  read(file: string, dialect?: Partial<DeclaredDialect>): Table;
}

/** A workspace folder with a model file in it. */
function newPlace(): Place {
  const folder = temporaryFolder();
  const source = tableSource(path.join(folder, "a.rnn.yaml"), folder);
  return {
    folder,
    write: (file, bytes) => writeFileSync(path.join(folder, file), bytes),
    read: (file, dialect) =>
      source(file, {
        dialect: { ...plainDialect, ...dialect },
        ...{ numbers: ["año"], texts: ["señal"], time: [], timeFormat: null },
      }).table,
  };
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof TableRefused) return render(error.problem, "en");
    throw error;
  }
  return "";
}

const text = "año;señal\n1,5;“sí”\n2,25;no\n";
const wide = (bigEndian: boolean, mark: boolean): Buffer => {
  const bytes = Buffer.from((mark ? "\uFEFF" : "") + text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
};
const western = Buffer.from(text.replace("“", "\x93").replace("”", "\x94"), "latin1");

test.each([
  ["utf-8", Buffer.from(text), false],
  ["utf-8", Buffer.from(`\uFEFF${text}`), false],
  ["utf-16le", wide(false, true), false],
  ["utf-16be", wide(true, true), false],
  ["utf-16le", wide(false, false), true],
  ["windows-1252", western, true],
] as const)("%s", (encoding, bytes, isGuessed) => {
  const { write, read } = newPlace();
  const name = `${encoding}-${bytes.length}.csv`;
  write(name, bytes);
  const table = read(name);
  expect(table).toMatchObject({ encoding, names: ["año", "señal"], rows: 2 });
  expect([...(table.numbers[0]?.values ?? [])]).toEqual([1.5, 2.25]);
  expect(table.texts[0]?.labels).toEqual(["“sí”", "no"]);
  expect("encoding" in table.guesses).toBe(isGuessed);
});

test("what is declared is taken, and what it is not is refused", () => {
  const { write, read } = newPlace();
  write("latin.csv", western);
  expect(read("latin.csv", { encoding: "latin-1" }).texts[0]?.labels).toEqual(["\x93sí\x94", "no"]);
  expect(refusal(() => read("latin.csv", { encoding: "utf-8" }))).toBe(
    "latin.csv is not written in utf-8, which `encoding` says.",
  );
});

test("bytes that are no UTF-8 far behind the beginning, and letters across pieces", () => {
  const { write, read } = newPlace();
  const lines = Array.from({ length: 30_000 }, (_, at) => `${at},ññ${at % 7}`).join("\n");
  write("long.csv", `año,señal\n${lines}\n`);
  expect(read("long.csv")).toMatchObject({ encoding: "utf-8", rows: 30_000 });
  expect(read("long.csv").texts[0]?.labels).toHaveLength(7);
  write("late.csv", Buffer.from(`a\xf1o,se\xf1al\n${"1,x\n".repeat(50_000)}2,\xf1\n`, "latin1"));
  expect(read("late.csv")).toMatchObject({ encoding: "windows-1252", rows: 50_001 });
});

test("a file that stays the same is read once, one that has grown again", () => {
  const { folder, write, read } = newPlace();
  write("kept.csv", "año,señal\n1,a\n");
  const first = read("kept.csv");
  expect(read("kept.csv")).toBe(first);
  appendFileSync(path.join(folder, "kept.csv"), "2,b\n");
  expect(read("kept.csv").rows).toBe(2);
});

test("a file that a person names, wherever it lies", () => {
  const { folder, write } = newPlace();
  write("other.csv", "año,señal\n7,a\n");
  const request = { dialect: plainDialect, numbers: ["año"], texts: [], time: [], timeFormat: null };
  expect(givenTable(path.join(folder, "other.csv"))("whatever", request).table).toMatchObject({
    file: "other.csv",
    rows: 1,
  });
});

test("two sparse gigabytes of nothing end at the first of them", () => {
  const { folder, write, read } = newPlace();
  write("sparse.csv", "año,señal\n1,2\n");
  truncateSync(path.join(folder, "sparse.csv"), 2 * 2 ** 30);
  expect(refusal(() => read("sparse.csv"))).toContain("sparse.csv, line 3: a NUL byte");
});

test("no file, no plain file, nothing outside of the workspace", () => {
  const { folder, read } = newPlace();
  const outside = temporaryFolder();
  writeFileSync(path.join(outside, "secret.csv"), "año,señal\n1,2\n");
  symlinkSync(path.join(outside, "secret.csv"), path.join(folder, "link.csv"));
  mkdirSync(path.join(folder, "folder.csv"));
  expect(refusal(() => read("missing.csv"))).toContain("There is no file missing.csv");
  expect(refusal(() => read("link.csv"))).toContain("link.csv leads out of the folder");
  expect(refusal(() => read("../x.csv"))).toContain("leads out of the folder");
  expect(refusal(() => read("folder.csv"))).not.toBe("");
  if (process.platform === "win32") return;
  execFileSync("mkfifo", [path.join(folder, "pipe.csv")]);
  expect(refusal(() => read("pipe.csv"))).not.toBe("");
});
