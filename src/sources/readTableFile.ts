/**
 * Data files of a model file, read where somebody may: contained paths, opened once, in pieces; kept as long as the file stays the same.
 *
 * test/sources/readTableFile.test.ts holds this.
 */
import { existsSync } from "node:fs";
import * as path from "node:path";
import { type NumberArray, readNpy } from "../core/data/arrays/readNpy";
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
  readonly read: ReadTable | NumberArray;
}

const kept: Kept[] = [];

/** Reads the files that a model file names; `workspace`: the folder that it may read in. Absolute paths. */
export function tableSource(modelFile: string, workspace: string): TableSource {
  const within = allowedFolders(modelFile, workspace);
  const placeOf = (file: string): string => {
    const place = containedPath(file, modelFile, workspace);
    if (place === undefined) throw new TableRefused(message("table-outside", { file }));
    return place;
  };
  return Object.assign((file: string, request: TableRequest) => readTableAt(file, placeOf(file), request, within), {
    array: (file: string, isExact: boolean) => {
      const read = (open: OpenedFile): NumberArray => readNpy({ ...open, file }, isExact);
      return readKept(file, placeOf(file), [isExact], read, within);
    },
  });
}

/** One file that a person has named, in the place of the one that the model file names. An absolute path. */
export const givenTable =
  (place: string): TableSource =>
  (_, request) =>
    readTableAt(path.basename(place), place, request);

function readTableAt(file: string, place: string, request: TableRequest, within?: readonly string[]): ReadTable {
  const read = (open: OpenedFile): ReadTable => {
    const table = readOpen(file, open, request);
    return { table, hasChanged: open.hasChanged() };
  };
  return readKept(file, place, request, read, within);
}

/** What `read` makes of the open file; kept by the file and what is asked of it, which tells what it is. */
function readKept<Read extends Kept["read"]>(
  file: string,
  place: string,
  request: unknown,
  read: (open: OpenedFile) => Read,
  within?: readonly string[],
): Read {
  if (!existsSync(place)) throw new TableRefused(message("no-such-file", { path: file }));
  const key = JSON.stringify([place, file, request]);
  const open = openOrRefuse(file, place, within);
  try {
    const { size, modifiedMs } = open;
    const known = kept.find((one) => one.key === key && one.size === size && one.modifiedMs === modifiedMs);
    if (known) return known.read as Read;
    const made = read(open);
    kept.unshift({ key, size, modifiedMs, read: made });
    kept.length = Math.min(kept.length, MOST_KEPT);
    return made;
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
