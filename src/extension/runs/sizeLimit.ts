/**
 * What runs may take on disk (setting `unroll.runs.keepMegabytes`): when one has ended and they take more, the oldest go, after a question
 * that is asked once.
 */
import * as path from "node:path";
import * as vscode from "vscode";
import { message, render, say } from "../../core/messages/message";
import { homeOf } from "../../runs/findRun";
import { oldestAbove, type RunSize, runSizes } from "../../runs/keptSize";
import { readRun } from "../../runs/readRun";
import { RunUnreadable } from "../../runs/runUnreadable";
import { agreedKey, settings } from "../contributions";
import { editorLanguage, notificationText } from "../modelDocuments";
import type { ModelRun } from "./modelRun";
import type { ModelRuns } from "./modelRuns";

const MEGABYTE = 1_000_000;

export function registerSizeLimit(runs: ModelRuns, memory: vscode.Memento): vscode.Disposable {
  let isAsking = false;
  const check = async ({ uri }: ModelRun): Promise<void> => {
    const limit = vscode.workspace.getConfiguration(undefined, uri).get(settings.keepMegabytes, 1000);
    if (limit <= 0 || isAsking || uri.scheme !== "file" || !vscode.workspace.isTrusted) return;
    const folder = homeOf(uri.fsPath);
    const sizes = runSizes(folder);
    const gone = oldestAbove(sizes, limit * MEGABYTE).filter((run) => !isBeingWritten(run.folder));
    if (gone.length === 0) return;
    isAsking = true;
    try {
      if (memory.get(agreedKey, false) || (await ask(folder, sizes, gone, limit, memory))) await remove(gone);
    } finally {
      isAsking = false;
    }
  };
  return runs.onDidEnd((run) => void check(run));
}

async function ask(
  folder: string,
  sizes: readonly RunSize[],
  gone: readonly RunSize[],
  limit: number,
  memory: vscode.Memento,
): Promise<boolean> {
  const language = editorLanguage();
  const megabytes = Math.round(sizes.reduce((sum, { bytes }) => sum + bytes, 0) / MEGABYTE);
  const question = message("editor-runs-large", {
    folder: path.basename(folder),
    megabytes,
    limit,
    count: gone.length,
  });
  const [yes, change] = [say(language, "editor-delete-oldest"), say(language, "editor-open-setting")];
  const picked = await vscode.window.showInformationMessage(notificationText(render(question, language)), yes, change);
  if (picked === change) await vscode.commands.executeCommand("workbench.action.openSettings", settings.keepMegabytes);
  if (picked === yes) await memory.update(agreedKey, true);
  return picked === yes;
}

async function remove(gone: readonly RunSize[]): Promise<void> {
  for (const { folder } of gone) await vscode.workspace.fs.delete(vscode.Uri.file(folder), { recursive: true });
}

/** By any process. */
function isBeingWritten(folder: string): boolean {
  try {
    return readRun(folder).status === "running";
  } catch (error) {
    if (error instanceof RunUnreadable) return false;
    throw error;
  }
}
