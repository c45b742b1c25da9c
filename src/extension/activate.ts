/**
 * The extension's front door: it only composes the features, each of which registers and disposes itself.
 */
import * as vscode from "vscode";
import { registerNewModel } from "./commands/newModel";
import { registerTrainingCommands } from "./commands/trainingCommands";
import { Panels } from "./panel/panels";
import { registerCodeLenses } from "./providers/codeLenses";
import { registerCompletions } from "./providers/completions";
import { registerHovers } from "./providers/hovers";
import { registerInlayHints } from "./providers/inlayHints";
import { registerProblems } from "./providers/problems";
import { registerQuickFixes } from "./providers/quickFixes";
import { ModelRuns } from "./runs/modelRuns";
import { registerStatus } from "./statusBar";

export function activate(context: vscode.ExtensionContext): void {
  const runs = new ModelRuns(vscode.Uri.joinPath(context.extensionUri, "dist", "worker.js").fsPath);
  const panels = new Panels(runs, context.extensionUri);
  context.subscriptions.push(
    runs,
    panels,
    registerInlayHints(),
    registerHovers(),
    registerCompletions(),
    registerProblems(),
    registerQuickFixes(),
    registerCodeLenses(runs),
    registerTrainingCommands(runs, panels),
    registerNewModel(),
    registerStatus(runs, panels),
  );
}
