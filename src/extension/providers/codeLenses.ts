/** The lenses Train and Predict above the model. */
import * as vscode from "vscode";
import { say } from "../../core/messages/message";
import { provideLenses } from "../../language/lenses";
import { commands } from "../contributions";
import { editorLanguage, modelFileOf, modelSelector, toRange } from "../modelDocuments";

const icons = { train: "$(play)", predict: "$(graph-line)" } as const;

export function registerCodeLenses(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(modelSelector, {
    provideCodeLenses: (document) =>
      provideLenses(modelFileOf(document)).map(
        ({ range, action }) =>
          new vscode.CodeLens(toRange(document, range), {
            title: `${icons[action]} ${say(editorLanguage(), `lens-${action}`)}`,
            command: commands[action],
            arguments: [document.uri],
          }),
      ),
  });
}
