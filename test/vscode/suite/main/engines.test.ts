/**
 * Engines in the editor: TensorFlow where it was set up and where it was not, its set-up, and the language status item.
 *
 * An empty cache stands for a machine without TensorFlow, and programs of the test for npm.
 */
import * as assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { readMetrics, readRun } from "../../../../src/runs/readRun";
import { readRunWeights } from "../../../../src/runs/readWeights";
import { findPackages, tensorFlowFolder } from "../../../../src/tensorflow/tensorFlowFolder";
import { closeAll, openFile, setTheme, writeFile } from "../editorDoor";
import { test } from "../registry";
import { panelShows, runFolders, workerPids } from "../trainingDoor";
import { until, user } from "../user";

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), "unroll-engines-"));

const setEngine = (engine: string | undefined): Thenable<void> =>
  vscode.workspace.getConfiguration().update("unroll.engine", engine, vscode.ConfigurationTarget.Global);

/** Runs `body` with another environment for the processes that the extension starts. */
async function withEnvironment(change: Record<string, string>, body: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, change);
  try {
    await body();
  } finally {
    for (const name of Object.keys(change)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
    await setEngine(undefined);
    for (const pid of workerPids()) process.kill(pid, "SIGKILL");
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
    await vscode.commands.executeCommand("notifications.clearAll");
  }
}

/** A machine without TensorFlow. */
const withoutTensorFlow = (body: (cache: string) => Promise<void>): Promise<void> => {
  const cache = newFolder();
  return withEnvironment({ UNROLL_CACHE: cache }, () => body(cache));
};

/** Waits for a notification. Under test VS Code keeps its toasts to itself: the list has them. */
const notified = (text: string): Promise<void> =>
  until(`the notification "${text}"`, async () => {
    await vscode.commands.executeCommand("notifications.showList");
    return (await user.texts(".notifications-center")).some((shown) => shown.includes(text));
  });

/** Opens the list of engines and waits for a row. */
async function showEngines(row: string): Promise<string> {
  await user.pickCommand("Unroll: Show Engines");
  await user.waitForText(row, { selector: ".quick-input-list" });
  return ((await user.text(".quick-input-list")) ?? "").replace(/\s+/g, " ");
}

/** What the language status says about this model file. */
async function languageStatus(text: string): Promise<string> {
  const item = '[id="status.languageStatus"]';
  // A pointer that is there already, and a list that is just closing, keep the hover away.
  await until(`"${text}" in the language status`, async () => {
    await user.hover(".monaco-workbench .part.titlebar");
    await user.hover(item);
    const shown = user.waitForText(text, { selector: ".hover-language-status", timeoutMs: 3000 });
    return shown.then(
      () => true,
      () => false,
    );
  });
  return (await user.texts(".hover-language-status")).join(" ¦ ").replace(/\s+/g, " ");
}

test("a machine without TensorFlow shows the reason and the cure, and trains all the same", async () => {
  await withoutTensorFlow(async () => {
    await setTheme("Default Dark Modern");
    await closeAll();
    await openFile("many-to-one.rnn.yaml");
    const list = await showEngines("TensorFlow is not set up");
    assert.match(list, /auto.*wasm.*exact.*tfjs-node.*not available.*Set Up TensorFlow/);
    assert.doesNotMatch(list, /Remove TensorFlow/);
    await user.screenshot("engines-absent-dark");
    await user.type("tfjs");
    await user.press("Enter");
    await notified("TensorFlow is not set up here. The command");
    assert.equal(vscode.workspace.getConfiguration().get("unroll.engine"), "auto");
    await vscode.commands.executeCommand("notifications.hideList");
    const status = await languageStatus("Engine: wasm");
    assert.match(status, /Engine: wasm.*auto · TensorFlow is not set up.*Set Up TensorFlow/);
    await user.screenshot("engine-status-absent-dark");
    await user.pickCommand("Unroll: Train");
    await panelShows(/finished .*wasm, fast · auto: it runs everywhere/);
  });
});

test("an engine asked for by name is never replaced: the run is refused with the reason and the cure", async () => {
  await withoutTensorFlow(async () => {
    await setTheme("Default Dark Modern");
    await closeAll();
    await setEngine("tfjs-node");
    await writeFile("by-name.rnn.yaml", long);
    await showEngines("TensorFlow is not set up");
    await user.press("Escape");
    await user.pickCommand("Unroll: Train");
    await panelShows(
      /not begun .*could not begin: TensorFlow is not set up here\. The command Unroll: Set Up TensorFlow gets it/,
    );
    assert.deepEqual(await runFolders("by-name"), []);
    const status = await languageStatus("Engine: none");
    assert.match(status, /Engine: none.*tfjs-node · TensorFlow is not set up.*Set Up TensorFlow/);
    await user.screenshot("engine-refused-dark");
    await setTheme("Default Light Modern");
    await languageStatus("Engine: none");
    await user.screenshot("engine-refused-light");
    await setTheme("Default Dark Modern");
    await setEngine("cuda");
    await user.pickCommand("Unroll: Train");
    await notified("The setting unroll.engine names cuda");
    assert.deepEqual(await runFolders("by-name"), []);
  });
});

test("half a thread is no number of threads: the setting is said, and nothing is trained", async () => {
  const configuration = vscode.workspace.getConfiguration();
  await configuration.update("unroll.training.threads", 0.5, vscode.ConfigurationTarget.Global);
  try {
    await closeAll();
    await writeFile("half.rnn.yaml", long);
    await user.pickCommand("Unroll: Train");
    await notified("The setting unroll.training.threads must be a whole number from 0 to 64, not 0.5.");
    assert.deepEqual(await runFolders("half"), []);
  } finally {
    await configuration.update("unroll.training.threads", undefined, vscode.ConfigurationTarget.Global);
  }
});

test("the set-up says what it does, can be called off, and then leaves nothing behind", async () => {
  const programs = newFolder();
  writeFileSync(path.join(programs, "npm"), "#!/bin/sh\nexec sleep 300\n", { mode: 0o755 });
  await withoutTensorFlow((cache) =>
    withEnvironment({ PATH: `${programs}${path.delimiter}${process.env["PATH"] ?? ""}` }, async () => {
      await closeAll();
      await openFile("many-to-one.rnn.yaml");
      await user.pickCommand("Unroll: Set Up TensorFlow");
      await notified("Getting tfjs-node 4.22.0");
      await user.screenshot("set-up-running-dark");
      await vscode.commands.executeCommand("unroll.setUpTensorFlow");
      await notified("being set up or removed already");
      assert.ok(readdirSync(cache).some((name) => name.includes(".partial-")));
      await user.click(".notifications-center .notification-list-item:has-text('Setting up') .monaco-button");
      await notified("was interrupted");
      assert.deepEqual(readdirSync(cache), []);
      await until("no process", () => workerPids().length === 0);
    }),
  );
});

test("a set-up that fails says why; TensorFlow that does not work is told from none, and removed by a command", async () => {
  await withoutTensorFlow((cache) =>
    withEnvironment({ PATH: newFolder() }, async () => {
      await closeAll();
      await openFile("many-to-one.rnn.yaml");
      void vscode.commands.executeCommand("unroll.setUpTensorFlow");
      await notified("needs npm, which is not on the PATH");
      assert.deepEqual(readdirSync(cache), []);
      const folder = tensorFlowFolder({ UNROLL_CACHE: cache });
      const broken = path.join(folder, "node_modules", "@tensorflow", "tfjs-node");
      mkdirSync(broken, { recursive: true });
      writeFileSync(path.join(broken, "package.json"), '{"version": "4.22.0", "main": "main.js"}');
      writeFileSync(path.join(broken, "main.js"), 'throw new Error("libtensorflow.so.2 is missing")');
      const list = await showEngines("TensorFlow is here and does not work");
      assert.match(list, /Set Up TensorFlow.*Remove TensorFlow/);
      await user.type("tfjs");
      await user.press("Enter");
      await notified("cannot be loaded: libtensorflow.so.2 is missing");
      void vscode.commands.executeCommand("unroll.removeTensorFlow");
      await notified("TensorFlow is removed");
      assert.equal(existsSync(folder), false);
    }),
  );
});

/** Trains until it is ended; a step is short, and an epoch has as many as there are samples in `batchSize`. */
const endless = (samples: number, batchSize: number): string => `seed: 3
data: {task: adding, length: 20, samples: ${samples}, seed: 1}
model:
  - Input: [20, 2]
  - LSTM: 8
  - Dense: 1
compile: {optimizer: adam, loss: mse}
fit: {epochs: 100000, batch_size: ${batchSize}}
`;
const long = endless(2000, 64);

const onTensorFlow = (name: string, body: () => Promise<void>): void => {
  if (findPackages(process.env).length === 0) {
    test.skip(name, "TensorFlow is not set up; `npm run setup:tensorflow` does it");
    return;
  }
  test(name, () => withEnvironment({}, body));
};

onTensorFlow("training through tfjs-node: the panel and the run's folder say so and why", async () => {
  await closeAll();
  await setTheme("Default Dark Modern");
  await setEngine("tfjs-node");
  await openFile("many-to-one.rnn.yaml");
  await showEngines("@tensorflow/tfjs-node");
  await user.screenshot("engines-here-dark");
  await user.press("Escape");
  assert.match(
    await languageStatus("TensorFlow"),
    /Engine: tfjs-node \(TensorFlow 2\.\d+\.\d+\).*asked for by unroll\.engine/,
  );
  const before = await runFolders("next-number");
  await user.pickCommand("Unroll: Train");
  await panelShows(/finished · epoch 100 of 100 .* tfjs-node · asked for by unroll\.engine · seed 7.*4 of 4/);
  await user.screenshot("train-tfjs-node-dark");
  await setTheme("Default Light Modern");
  await new Promise((wait) => setTimeout(wait, 800));
  await user.screenshot("train-tfjs-node-light");
  await setTheme("Default Dark Modern");
  void vscode.commands.executeCommand("unroll.setUpTensorFlow");
  await notified("TensorFlow is ready");
  const [folder = ""] = (await runFolders("next-number")).filter((one) => !before.includes(one));
  const { record } = readRun(folder);
  assert.deepEqual(
    [record.engine, record.why?.id, record.status, record.epochsDone],
    ["tfjs-node", "engine-why.setting", "finished", 100],
  );
  assert.match(record.versions.node, /^24\./);
});

onTensorFlow("Stop ends a training on TensorFlow within a step, and keeps the run", async () => {
  await closeAll();
  await setEngine("tfjs-node");
  // An epoch lasts far longer than the process is given to obey, and a step far shorter: one that waited for the epoch's end would be killed,
  // and keep nothing.
  await writeFile("steps.rnn.yaml", endless(50_000, 1));
  await user.pickCommand("Unroll: Train One Step");
  await panelShows(/paused · epoch 1, batch 1 of 50000/);
  await user.pickCommand("Unroll: Continue Training");
  await panelShows(/epoch 0 of 100000/);
  await vscode.commands.executeCommand("unroll.stop");
  await panelShows(/stopped · epoch 0 of 100000/);
  await until("no training process", () => workerPids().length === 0);
  const [folder = ""] = await runFolders("steps");
  assert.equal(readRun(folder).status, "stopped");
  assert.ok((readRunWeights(readRun(folder))?.tensors.length ?? 0) > 0);
});

onTensorFlow("a killed TensorFlow process leaves the editor and the run's folder whole", async () => {
  await closeAll();
  await setEngine("tfjs-node");
  await writeFile("killed.rnn.yaml", long);
  await user.pickCommand("Unroll: Train");
  await panelShows(/epoch ([2-9]|\d\d+) of/);
  for (const pid of workerPids()) process.kill(pid, "SIGKILL");
  await panelShows(/SIGKILL/);
  const [folder = ""] = await runFolders("killed");
  const { status, record } = readRun(folder);
  assert.deepEqual([status, record.engine], ["interrupted", "tfjs-node"]);
  for (const row of readMetrics(folder)) assert.ok(Number.isFinite(row["loss"]), JSON.stringify(row));
  await setEngine("wasm");
  await user.pickCommand("Unroll: Train");
  await panelShows(/epoch \d+ of 100000 .* wasm, fast · asked for by unroll\.engine/);
  await user.pickCommand("Unroll: Stop Training");
  await panelShows(/stopped/);
  assert.equal((await runFolders("killed")).length, 2);
});
