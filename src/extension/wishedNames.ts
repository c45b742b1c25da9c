/**
 * Names of data files and of their columns, for completion. Nothing is looked up before the workspace is trusted, and no file outside of it
 * is opened. What runs have written is no data (test/vscode/suite/main/language.test.ts, after tests that train).
 */
import * as path from "node:path";
import * as vscode from "vscode";
import { nameable } from "../core/data/readHeader";
import type { FileWish } from "../language/fileWish";
import { containedPath } from "../sources/containedPath";
import { readColumns } from "../sources/readColumns";

const MOST_FILES = 200;
const MOST_COLUMNS = 500;

export async function findWishedNames({ uri }: vscode.TextDocument, { of }: FileWish): Promise<readonly string[]> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!vscode.workspace.isTrusted || !folder) return [];
  if ("columnsOf" in of) {
    const file = uri.scheme === "file" ? containedPath(of.columnsOf, uri.fsPath, folder.uri.fsPath) : undefined;
    return file === undefined ? [] : nameable(await readColumns(file)).slice(0, MOST_COLUMNS);
  }
  const pattern = new vscode.RelativePattern(folder, `**/*.{${of.endings.join(",")}}`);
  const found = await vscode.workspace.findFiles(pattern, "**/{node_modules,.git,.unroll}/**", MOST_FILES);
  const from = path.posix.dirname(uri.path);
  return found.map((file) => path.posix.relative(from, file.path)).sort();
}
