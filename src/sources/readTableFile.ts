/**
 * Data files of a model file, read where somebody may: contained paths, opened once, in pieces; kept as long as the file stays the same.
 *
 * test/sources/readTableFile.test.ts holds this.
 */
import { existsSync } from "node:fs";
import * as path from "node:path";
import type { TableEncoding } from "../core/data/tables/dialect";
import { readTable } from "../core/data/tables/readTable";
import type { Table, TableRequest } from "../core/data/tables/table";
import type { ReadTable, TableSource } from "../core/data/tables/tableSource";
import { TableRefused } from "../core/data/tables/tableProblem";
import { message } from "../core/messages/message";
import { FileRefused, type OpenedFile, openPlainFile } from "../files/plainFile";
import { allowedFolders, containedPath } from "./containedPath";
import { chooseEncoding, encodingRefused, OtherEncoding, tableText } from "./tableText";

/** Tables that are kept at once: that of the model file at hand, and of one beside it. */
const MOST_KEPT = 2;

interface Kept {
  readonly key: string;
  readonly size: number;
  readonly modifiedMs: number;
  readonly read: ReadTable;
}

const kept: Kept[] = [];

/** Reads the files that a model file names; `workspace`: the folder that it may read in. Absolute paths. */
export function tableSource(modelFile: string, workspace: string): TableSource {
  return (file, request) => {
    const place = containedPath(file, modelFile, workspace);
    if (place === undefined) throw new TableRefused(message("table-outside", { file }));
    return readKept(file, place, request, allowedFolders(modelFile, workspace));
  };
}

/** One file that a person has named, in the place of the one that the model file names. An absolute path. */
export const givenTable =
  (place: string): TableSource =>
  (_, request) =>
    readKept(path.basename(place), place, request);

function readKept(file: string, place: string, request: TableRequest, within?: readonly string[]): ReadTable {
  if (!existsSync(place)) throw new TableRefused(message("no-such-file", { path: file }));
  const key = JSON.stringify([place, file, request]);
  const open = openOrRefuse(file, place, within);
  try {
    const { size, modifiedMs } = open;
    const known = kept.find((one) => one.key === key && one.size === size && one.modifiedMs === modifiedMs);
    if (known) return known.read;
    const table = readOpen(file, open, request);
    const read = { table, hasChanged: open.hasChanged() };
    kept.unshift({ key, size, modifiedMs, read });
    kept.length = Math.min(kept.length, MOST_KEPT);
    return read;
  } finally {
    open.close();
  }
}

function openOrRefuse(file: string, place: string, within: readonly string[] | undefined): OpenedFile {
  try {
    return openPlainFile(place, within);
  } catch (error) {
    if (error instanceof FileRefused) throw new TableRefused(error.problem);
    const problem = error instanceof Error ? error.message : String(error);
    throw new TableRefused(message("table-unreadable", { file, problem }));
  }
}

/** UTF-8 that is none, which may show late, is read again as Windows-1252. */
function readOpen(file: string, open: OpenedFile, request: TableRequest): Table {
  const declared = request.dialect.encoding;
  const choice = chooseEncoding(open, declared);
  try {
    return readTable(tableText(file, open, choice), request);
  } catch (error) {
    if (!(error instanceof OtherEncoding)) throw error;
    if (choice.encoding !== "utf-8" || declared !== null) throw encodingRefused(file, choice.encoding);
    const other: TableEncoding = "windows-1252";
    return readTable(tableText(file, open, { encoding: other, isGuessed: true }), request);
  }
}
