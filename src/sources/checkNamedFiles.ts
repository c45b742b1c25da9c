/**
 * Whether the files that a model file names are there, and have the columns that it asks for.
 *
 * Of a file only its first bytes are read; nothing outside of the workspace is touched, and whoever has no trust does not ask.
 * test/sources/checkNamedFiles.test.ts holds this.
 */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import * as path from "node:path";
import { type Header, nameable } from "../core/data/readHeader";
import type { NamedFile } from "../core/data/namedFiles";
import { listColumns, placesOf } from "../core/data/tables/tableColumns";
import type { Diagnostic } from "../core/diagnostics/diagnostic";
import { Findings, replacement } from "../core/diagnostics/findings";
import { message } from "../core/messages/message";
import { writtenName } from "../core/syntax/writtenName";
import { suggest } from "../core/text/suggestion";
import { allowedFolders, containedPath } from "./containedPath";
import { readColumns } from "./readColumns";

/** A misspelt name is looked for among no more files. */
const MOST_FILES = 1000;

/** Codes of what is found here. */
export const fileCodes: readonly unknown[] = ["no-such-file", "no-such-column", "ambiguous-column"];

/** Findings in the order of the files; absolute paths of the model file and of the folder that it may read in. */
export async function checkNamedFiles(
  files: readonly NamedFile[],
  modelFile: string,
  workspace: string,
): Promise<readonly Diagnostic[]> {
  const findings = new Findings();
  for (const file of files) {
    const place = containedPath(file.path, modelFile, workspace);
    if (place === undefined) continue;
    if (existsSync(place))
      checkColumns(file, await readColumns(place, allowedFolders(modelFile, workspace), file.dialect), findings);
    else
      findings.report(file.range, message("no-such-file", { path: file.path }), { fixes: await nearFile(file, place) });
  }
  return findings.list;
}

/** The file of nearly this name in the same folder. */
async function nearFile({ path: written, range }: NamedFile, place: string): Promise<ReturnType<typeof replacement>[]> {
  const names = await readdir(path.dirname(place)).catch(() => []);
  const near = suggest(path.basename(place), names.slice(0, MOST_FILES));
  const folder = written.slice(0, Math.max(written.lastIndexOf("/"), written.lastIndexOf("\\")) + 1);
  return near === undefined ? [] : [replacement(range, writtenName(folder + near))];
}

/** Nothing where the file has no header that can be read. */
function checkColumns({ path: file, columns }: NamedFile, header: Header, findings: Findings): void {
  const { names, others, isWhole } = header;
  if (names.length === 0) return;
  const known = listColumns(names);
  for (const { column, range } of columns) {
    const name = String(column);
    const places = placesOf(names, column, others);
    if (places.length === 1 || (places.length === 0 && !isWhole)) continue;
    const near = places.length === 0 ? suggest(name, nameable(header)) : undefined;
    const fixes =
      places.length === 0
        ? near === undefined
          ? []
          : [replacement(range, writtenName(near))]
        : places.map((at) => ({ ...replacement(range, String(at)), isChoice: true }));
    findings.report(
      range,
      places.length === 0
        ? message("no-such-column", { file, column: name, known })
        : message("ambiguous-column", { file, column: name, places: places.join(", ") }),
      { fixes },
    );
  }
}
