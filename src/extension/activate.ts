/**
 * The extension's front door: it only composes the features, each of which registers and disposes itself.
 */
import * as vscode from "vscode";
import { ModelAnalysis } from "./analysis/modelAnalysis";
import { registerBlankFileHint } from "./blankFileHint";
import { registerCompareCommand } from "./commands/compareCommand";
import { registerEngineCommands } from "./commands/engineCommands";
import { registerNewModel } from "./commands/newModel";
import { registerPanelCommands } from "./commands/panelCommands";
import { registerRunCommands } from "./commands/runCommands";
import { registerTrainingCommands } from "./commands/trainingCommands";
import { Engines } from "./engines/engines";
import { registerEngineStatus } from "./engines/engineStatus";
import { Inspections } from "./inspection/inspections";
import { Looks } from "./inspection/looks";
import { registerNameOffers } from "./nameOffers";
import { registerNetworkMaps } from "./network/networkMaps";
import { Panels } from "./panel/panels";
import { registerCodeLenses } from "./providers/codeLenses";
import { registerCompletions } from "./providers/completions";
import { registerFoldingRanges } from "./providers/foldingRanges";
import { registerHovers } from "./providers/hovers";
import { registerInlayHints } from "./providers/inlayHints";
import { registerLayerNavigation } from "./providers/layerNavigation";
import { registerOutlines } from "./providers/outlines";
import { registerProblems } from "./providers/problems";
import { registerQuickFixes } from "./providers/quickFixes";
import { registerRefactorings } from "./providers/refactorings";
import { registerRenames } from "./providers/renames";
import { registerSemanticColours } from "./providers/semanticColours";
import { registerSignatures } from "./providers/signatures";
import { ModelRuns } from "./runs/modelRuns";
import { registerSizeLimit } from "./runs/sizeLimit";
import { windowName } from "./runs/windowName";
import { registerStatus } from "./statusBar";

export function activate(context: vscode.ExtensionContext): void {
  const workerPath = vscode.Uri.joinPath(context.extensionUri, "dist", "worker.js").fsPath;
  const runs = new ModelRuns(workerPath, windowName(context));
  const engines = new Engines(workerPath);
  const analysis = new ModelAnalysis(context.extensionUri);
  const inspections = new Inspections();
  const looks = new Looks(workerPath, runs);
  const panels = new Panels(analysis, runs, looks, context.extensionUri, context.workspaceState);
  context.subscriptions.push(
    analysis,
    runs,
    looks,
    panels,
    engines,
    inspections,
    registerInlayHints(analysis),
    registerHovers(analysis),
    registerCompletions(analysis),
    registerSignatures(analysis),
    registerLayerNavigation(analysis),
    registerRenames(analysis),
    registerOutlines(analysis),
    registerFoldingRanges(analysis),
    registerSemanticColours(analysis),
    registerProblems(analysis),
    registerQuickFixes(analysis),
    registerRefactorings(analysis),
    registerCodeLenses(analysis, runs),
    registerTrainingCommands(analysis, runs, panels, inspections),
    registerCompareCommand(workerPath, analysis, runs, panels, inspections),
    registerPanelCommands(panels),
    registerRunCommands(runs, panels),
    registerNewModel(analysis, context.extensionUri),
    registerNameOffers(),
    registerBlankFileHint(),
    registerNetworkMaps(analysis, panels, context.extensionUri),
    registerStatus(runs, panels),
    registerSizeLimit(runs, context.globalState),
    registerEngineCommands(engines),
    registerEngineStatus(engines),
  );
}
