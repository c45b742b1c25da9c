/** The commands Show Panel, Show Summary and Save View As, the one that switches live mode, and those that pin a panel to its file or let it follow the one in front. */
import * as vscode from "vscode";
import { render, message, say } from "../../core/messages/message";
import { commands } from "../contributions";
import { isLive, setLive } from "../live/liveTraining";
import { editorLanguage } from "../modelDocuments";
import type { Panels } from "../panel/panels";
import { activeModel, currentModel } from "./currentModel";

export function registerPanelCommands(panels: Panels): vscode.Disposable {
  const show = async (argument?: unknown): Promise<void> => {
    const document = await currentModel(argument, panels);
    if (document) return panels.show(document.uri);
    const button = say(editorLanguage(), "editor-new-model");
    const said = render(message("editor-no-model"), editorLanguage());
    if ((await vscode.window.showWarningMessage(said, button)) === button) {
      await vscode.commands.executeCommand(commands.newModel);
    }
  };
  const save = async (argument?: unknown): Promise<void> => {
    const document = await currentModel(argument, panels);
    return document ? panels.save(document.uri) : show();
  };
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register(commands.showPanel, show),
    register(commands.showSummary, show),
    register(commands.saveView, save),
    register(commands.pinPanel, () => panels.pin(true, activeModel(panels))),
    register(commands.toggleLive, async (argument?: unknown) => {
      const on = !isLive();
      await setLive(on);
      const document = await currentModel(argument, panels);
      if (on && document) panels.show(document.uri);
    }),
    register(commands.unpinPanel, () => panels.pin(false, activeModel(panels))),
  );
}
