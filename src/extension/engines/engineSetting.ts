/** The setting unroll.engine, read and written. */
import * as vscode from "vscode";
import type { TrainRequest } from "../../protocol/training";
import { settings } from "../contributions";

export type AskedEngine = TrainRequest["engine"];

export const engineNames: readonly AskedEngine[] = ["auto", "wasm", "tfjs-node"];

/** The engine that the setting names for this file; any other text comes back as it is. */
export function readEngineSetting(scope: vscode.ConfigurationScope | undefined): AskedEngine | { unknown: string } {
  const found: unknown = vscode.workspace.getConfiguration(undefined, scope).get(settings.engine, "auto");
  return engineNames.find((name) => name === found) ?? { unknown: String(found) };
}

/** Where the workspace names an engine, its setting is the one that counts. */
export async function writeEngineSetting(engine: AskedEngine): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const isOfWorkspace = configuration.inspect(settings.engine)?.workspaceValue !== undefined;
  await configuration.update(settings.engine, engine, isOfWorkspace ? Workspace : Global);
}
