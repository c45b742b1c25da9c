/** The suite's doors to training: the processes behind it, what the panel shows, and the runs on disk. */
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { PATIENCE_MS, until, user } from "./user";

/** A model that is trained in a moment, and learns nothing of note in a few epochs; `fit` is what stands in the braces. */
export const smallModel = (name: string, fit: string): string => `name: ${name}
seed: 5
data: {task: adding, length: 6, samples: 40, seed: 2}
model:
  - Input: [6, 2]
  - GRU: 8
  - Dense: 1
compile: {optimizer: adam, loss: mse}
fit: {${fit}}
`;

/** The processes of this window that run dist/worker.js, but those that keep a run open for a panel to look into. */
export function workerPids(): number[] {
  const list = execFileSync("ps", ["-eo", "ppid=,pid=,args="], { encoding: "utf8" }).split("\n");
  const words = list
    .filter((line) => /dist\/worker\.js/.test(line) && !/ look$/.test(line.trimEnd()))
    .map((line) => line.trim().split(/\s+/));
  return words.filter(([parent]) => Number(parent) === process.pid).map(([, pid]) => Number(pid));
}

export const panelText = async (): Promise<string> => (await user.frameText("#panel")) ?? "";

/** Waits until the panel shows a text, and gives all that it shows. */
export async function panelShows(text: RegExp, timeoutMs = PATIENCE_MS): Promise<string> {
  let seen = "";
  await until(
    `the panel to show ${text}`,
    async () => {
      seen = (await panelText()).replace(/\s+/g, " ");
      return text.test(seen);
    },
    timeoutMs,
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}; it shows: ${seen.slice(0, 1500)}`);
  });
  return seen;
}

/** The folders of a model's runs, oldest first. */
export async function runFolders(model: string): Promise<string[]> {
  const records = await vscode.workspace.findFiles(`**/.unroll/runs/*${model}*/run.json`, null);
  return records.map((uri) => vscode.Uri.joinPath(uri, "..").fsPath).sort();
}
