/** The settings of a training (threads, wide, what is kept of its epochs), checked: a settings file takes any value. */
import * as vscode from "vscode";
import { type Message, message } from "../../core/messages/message";
import { receive } from "../../protocol/receive";
import { LARGEST_THREADS, ThreadsSchema } from "../../protocol/training";
import { settings } from "../contributions";

const MOST_MEGABYTES = 2000;

export interface TrainingSettings {
  readonly wide: boolean;
  /** At most so many; absent: as many as pay. */
  readonly threads?: number;
  /** What the weights of epochs may take on disk. */
  readonly epochMegabytes: number;
}

/** What the settings say for this file, or what is wrong with them. */
export function readTrainingSettings(scope: vscode.ConfigurationScope): TrainingSettings | Message {
  const configured = vscode.workspace.getConfiguration(undefined, scope);
  const threads: unknown = configured.get(settings.trainingThreads, 0);
  const wide: unknown = configured.get(settings.trainingWide, true);
  const most = receive(ThreadsSchema, threads);
  if (threads !== 0 && most === undefined) {
    const [setting, found] = [settings.trainingThreads, JSON.stringify(threads)];
    return message("editor-wrong-setting.number", { setting, found, most: LARGEST_THREADS });
  }
  if (typeof wide !== "boolean") {
    return message("editor-wrong-setting", { setting: settings.trainingWide, found: JSON.stringify(wide) });
  }
  const epochMegabytes: unknown = configured.get(settings.epochMegabytes, 8);
  if (typeof epochMegabytes !== "number" || !(epochMegabytes >= 0 && epochMegabytes <= MOST_MEGABYTES)) {
    const [setting, found] = [settings.epochMegabytes, JSON.stringify(epochMegabytes)];
    return message("editor-wrong-setting.size", { setting, found, most: MOST_MEGABYTES });
  }
  return { wide, epochMegabytes, ...(most !== undefined && { threads: most }) };
}
