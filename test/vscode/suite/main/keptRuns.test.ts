/** Runs outlive the window: what another process trained is shown when a panel opens, can be chosen, resumed and deleted. */
import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import { closeAll, openFile, writeFile } from "../editorDoor";
import { test } from "../registry";
import { panelShows, runFolders, smallModel, workerPids } from "../trainingDoor";
import { until, user } from "../user";

const model = (epochs: number): string => smallModel("outlives", `epochs: ${epochs}, batch_size: 8`);

/** `unroll train` in a process of its own, from another current folder. */
function trainOutside(file: vscode.Uri): ReturnType<typeof spawn> {
  const extension = vscode.extensions.getExtension("unroll.unroll-rnn")?.extensionPath ?? "";
  const cli = path.join(extension, "dist", "cli.cjs");
  return spawn(process.execPath, [cli, "train", file.fsPath], { cwd: "/", stdio: "ignore" });
}
const ended = (child: ReturnType<typeof spawn>): Promise<unknown> => new Promise((done) => child.on("exit", done));

test("a panel shows the newest run of its file at once, with its predictions", async () => {
  await closeAll();
  const { uri } = await writeFile("outlives.rnn.yaml", model(12));
  await ended(trainOutside(uri));
  assert.equal((await runFolders("outlives")).length, 1);
  await vscode.commands.executeCommand("unroll.showPanel", uri);
  await panelShows(/finished · epoch 12 of 12 · loss/);
  await panelShows(/Mean absolute difference/);
  await user.screenshot("kept-run-dark");
});

test("two kept runs are shown beside each other, and alone again", async () => {
  await closeAll();
  // A run's folder has the name of the model.
  const named = (epochs: number): string => model(epochs).replace("name: outlives", "name: beside");
  const { uri } = await writeFile("beside.rnn.yaml", named(5));
  await ended(trainOutside(uri));
  await writeFile("beside.rnn.yaml", named(9));
  await ended(trainOutside(uri));
  await vscode.commands.executeCommand("unroll.showPanel", uri);
  await panelShows(/finished · epoch 9 of 9 · loss/);
  const [first] = await runFolders("beside");
  await vscode.commands.executeCommand("unroll.compareRuns", uri, path.basename(first ?? ""));
  const rows = (): Promise<string[]> => user.frameTexts(".comparison-table tbody tr");
  await until("two runs", async () => (await rows()).length === 2);
  const epochs = (await rows()).map((row) => row.trim().split(/\s+/).slice(-3)[0]);
  assert.deepEqual(epochs, ["9", "5"]);
  const said = (await user.attribute(".comparison-picture", "aria-label")) ?? "";
  assert.equal(said.match(/of the gradient/g)?.length, 2);
  await user.screenshot("compare-runs-dark");
  await user.clickInFrame(".part-comparison vscode-button");
  await until("one run", async () => (await rows()).length === 0);
});

test("an interrupted run is told, and Resume takes it to its end", async () => {
  await closeAll();
  const { uri } = await writeFile("outlives.rnn.yaml", model(20_000));
  const child = trainOutside(uri);
  const running = async (): Promise<boolean> => {
    const folder = (await runFolders("outlives")).at(-1) as string;
    const files = await vscode.workspace.fs.readDirectory(vscode.Uri.file(folder));
    return files.some(([name]) => name === "checkpoint.safetensors");
  };
  await until("two runs", async () => (await runFolders("outlives")).length === 2);
  await until("a checkpoint", running);
  child.kill("SIGKILL");
  await ended(child);
  await openFile("outlives.rnn.yaml");
  await vscode.commands.executeCommand("unroll.showPanel", uri);
  await vscode.commands.executeCommand("workbench.action.webview.reloadWebviewAction");
  await panelShows(/interrupted at epoch [\d,]+ of 20000/);
  await user.screenshot("kept-run-interrupted-dark");
  await user.clickInFrame("#panel vscode-button:has-text('Resume')");
  await panelShows(/finished · epoch 20000 of 20000/, 180_000);
  await until("no training process", () => workerPids().length === 0);
});

/** Another process of an editor's: it trains for a window, and is killed after some epochs; its training process notices, and puts the run away. */
async function trainAndLeave(uri: vscode.Uri, text: string, window: string): Promise<void> {
  const extension = vscode.extensions.getExtension("unroll.unroll-rnn")?.extensionPath ?? "";
  const workspace = path.dirname(uri.fsPath);
  const request = { type: "train", file: uri.fsPath, text, workspace, engine: "wasm", reproducible: false, window };
  const worker = JSON.stringify(path.join(extension, "dist", "worker.js"));
  const editor = `const child = require("node:child_process").fork(${worker}, [], { serialization: "advanced" }); child.send(${JSON.stringify(request)}); setInterval(() => {}, 1000);`;
  const before = (await runFolders("left")).length;
  const process_ = spawn(process.execPath, ["-e", editor], { stdio: "ignore" });
  await until("a run", async () => (await runFolders("left")).length > before);
  const record = async (): Promise<Awaited<ReturnType<typeof readRecord>>> =>
    readRecord((await runFolders("left")).at(-1) ?? "");
  await until("some epochs", async () => ((await record()).epochsDone ?? 0) > 0);
  process_.kill("SIGKILL");
  await ended(process_);
  await until("the run put away", async () => (await record()).status === "stopped");
}

async function readRecord(folder: string): Promise<{ status?: string; epochsDone?: number; window?: string }> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.file(path.join(folder, "run.json")));
  return JSON.parse(new TextDecoder().decode(bytes)) as { status?: string; epochsDone?: number; window?: string };
}

test("a run that this window has only just left goes on by itself; one of another window does not", async () => {
  await closeAll();
  const named = (epochs: number): string => model(epochs).replace("outlives", "left");
  const { uri } = await writeFile("left.rnn.yaml", named(3));
  await vscode.commands.executeCommand("unroll.train", uri);
  await panelShows(/finished · epoch 3 of 3/);
  const window = (await readRecord((await runFolders("left")).at(-1) ?? "")).window ?? "";
  assert.match(window, /^[0-9a-f]{16}$/);
  await closeAll();
  await writeFile("left.rnn.yaml", named(12_000));
  await trainAndLeave(uri, named(12_000), "another");
  await vscode.commands.executeCommand("unroll.showPanel", uri);
  // Its answers come after whatever would have gone on with it.
  await panelShows(/interrupted at epoch [\d,]+ of 12000.*Mean absolute difference/);
  await closeAll();
  await trainAndLeave(uri, named(12_000), window);
  await vscode.commands.executeCommand("unroll.showPanel", uri);
  await panelShows(/finished · epoch 12000 of 12000/, 180_000);
  assert.equal((await runFolders("left")).length, 3);
  await until("no training process", () => workerPids().length === 0);
});

test("an earlier run is chosen, and deleted after a question", async () => {
  const { uri } = await openFile("outlives.rnn.yaml");
  await vscode.commands.executeCommand("unroll.showPanel", uri);
  await user.clickInFrame("#panel .kept-runs vscode-dropdown");
  await user.clickInFrame("#panel .kept-runs vscode-option:has-text('epoch 12 of 12')");
  await panelShows(/finished · epoch 12 of 12/);
  await user.screenshot("kept-run-chosen-dark");
  await user.clickInFrame("#panel .kept-runs vscode-button");
  await vscode.commands.executeCommand("notifications.showList");
  await user.click(".notifications-center .monaco-button:has-text('Delete')");
  await panelShows(/finished · epoch 20000 of 20000/);
  await until("one run", async () => (await runFolders("outlives")).length === 1);
});
