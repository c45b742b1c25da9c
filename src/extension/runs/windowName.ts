/**
 * A name of this window that it keeps over a reload: by it a run knows which window had trained it. Made of the place where VS Code keeps
 * what extensions remember of a workspace, which no other workspace shares; nothing can be read out of it.
 */
import { createHash } from "node:crypto";
import type * as vscode from "vscode";

/** Undefined where no folder is open. */
export function windowName({ storageUri }: vscode.ExtensionContext): string | undefined {
  return storageUri && createHash("sha256").update(storageUri.toString()).digest("hex").slice(0, 16);
}
