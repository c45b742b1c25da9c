/** The lenses above the model: its parameters, Train, Predict and Inspect, or Stop; in a file without a word, the way to one. */
import * as vscode from "vscode";
import { render } from "../../core/messages/message";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { commands, walkthroughId } from "../contributions";
import type { ModelRun } from "../runs/modelRun";
import type { ModelRuns } from "../runs/modelRuns";
import { editorLanguage, modelSelector, toRange } from "../modelDocuments";

const icons = {
  parameters: "$(symbol-numeric)",
  train: "$(play)",
  stop: "$(debug-stop)",
  predict: "$(graph-line)",
  inspect: "$(search)",
  network: "$(type-hierarchy)",
  template: "$(lightbulb)",
  walkthrough: "$(book)",
} as const;

const commandOf = {
  parameters: commands.showSummary,
  train: commands.train,
  stop: commands.stop,
  predict: commands.predict,
  inspect: commands.inspect,
  network: commands.showNetwork,
  template: commands.newModel,
  walkthrough: "workbench.action.openWalkthrough",
} as const;

export function registerCodeLenses(analysis: ModelAnalysis, runs: ModelRuns): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const training = new Set<ModelRun>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async (document) =>
      (await analysis.ask(document, "lenses", runs.of(document.uri).isActive)).map(
        ({ range, action, title }) =>
          new vscode.CodeLens(toRange(document, range), {
            title: `${icons[action]} ${render(title, editorLanguage())}`,
            command: commandOf[action],
            arguments: [action === "walkthrough" ? walkthroughId : document.uri],
          }),
      ),
  };
  const watch = runs.onDidChange((run) => {
    if (training.has(run) === run.isActive) return;
    if (run.isActive) training.add(run);
    else training.delete(run);
    changed.fire();
  });
  return vscode.Disposable.from(changed, watch, vscode.languages.registerCodeLensProvider(modelSelector, provider));
}
