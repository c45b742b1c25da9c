/** Training from the command palette, the panel's content, Stop, Predict, a killed process. */
import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { closeAll, openFile, setTheme, writeFile } from "../editorDoor";
import { test } from "../registry";
import { panelShows, workerPids } from "../trainingDoor";
import { until, user } from "../user";

test("Train from the command palette: example 1 gives 4, 5, 1, 2", async () => {
  await closeAll();
  const findRuns = (): Thenable<vscode.Uri[]> => vscode.workspace.findFiles("**/.unroll/runs/*/run.json", null);
  const runsBefore = (await findRuns()).length;
  await openFile("many-to-one.rnn.yaml");
  await user.pickCommand("Unroll: Train");
  const text = await panelShows(/4 of 4/);
  assert.match(text, /100/);
  assert.match(text, /5,029/);
  assert.match(text, /\(None, 32\)/);
  await until("no training process", () => workerPids().length === 0);
  await user.screenshot("train-example-1-dark");
  assert.equal((await findRuns()).length, runsBefore + 1);
});

test("Predict shows the saved run's answers", async () => {
  await closeAll();
  await openFile("many-to-one.rnn.yaml");
  await user.pickCommand("Unroll: Predict");
  await panelShows(/4 of 4/);
});

test("Predict without a run offers to train", async () => {
  await closeAll();
  const document = await writeFile("untrained.rnn.yaml", long.replace("100000000", "3"));
  await vscode.commands.executeCommand("unroll.predict", document.uri);
  await vscode.commands.executeCommand("notifications.showList");
  await user.waitForText("has no run with weights yet", { selector: ".notifications-center" });
  await user.screenshot("predict-untrained");
  await user.click(".notifications-center .monaco-button:has-text('Train')");
  await panelShows(/3 of 3|epoch 3/i);
  await vscode.commands.executeCommand("notifications.clearAll");
});

test("example 2: prediction, decision and right value at every step; the panel survives a reload", async () => {
  await closeAll();
  await openFile("many-to-many.rnn.yaml");
  await user.pickCommand("Unroll: Train");
  await panelShows(/(19|20) of 20/);
  await user.screenshot("train-example-2-dark");
  await vscode.commands.executeCommand("workbench.action.webview.reloadWebviewAction");
  await panelShows(/(19|20) of 20/);
  for (const [theme, name] of [
    ["Default Light Modern", "light"],
    ["Default High Contrast", "high-contrast"],
    ["Default High Contrast Light", "high-contrast-light"],
  ] as const) {
    await setTheme(theme);
    await until("the theme", async () => ((await user.frameText("#panel")) ?? "").length > 0);
    await new Promise((wait) => setTimeout(wait, 800));
    await user.screenshot(`train-example-2-${name}`);
  }
  await setTheme("Default Dark Modern");
});

/** An epoch lasts long enough that the panel is not all that the machine works for. */
const long = `data: {task: adding, length: 100, samples: 640, seed: 1}
model:
  - Input: [100, 2]
  - LSTM: 32
  - Dense: 1
compile: {optimizer: sgd, loss: mse}
fit: {epochs: 100000000}
`;

test("Inspect shows what a trained network holds for a sample, step by step", async () => {
  await closeAll();
  await writeFile("looked-into.rnn.yaml", lookedInto);
  await user.pickCommand("Unroll: Train");
  await panelShows(/trained|finished/i);
  await openFile("looked-into.rnn.yaml");
  await user.pickCommand("Unroll: Inspect a Sample");
  await user.waitForText("Which sequence? From 1 to 20", { selector: ".quick-input-widget" });
  await user.type("3");
  await user.press("Enter");
  const shown = (): vscode.TextDocument | undefined =>
    vscode.window.visibleTextEditors
      .map(({ document }) => document)
      .find(({ uri }) => uri.scheme === "unroll-inspection");
  await until("the document", () => (shown()?.getText() ?? "").includes("gru"));
  const text = shown()?.getText() ?? "";
  assert.match(text, /^Sequence 3: /);
  assert.match(text, /gru · GRU · steps: 6 · units: 8 · spectral radius \d/);
  for (const row of ["‖h‖", "mean z", "mean r", "‖dLoss/dh‖", "Connectivity"]) assert.ok(text.includes(row), row);
  await user.screenshot("inspect-dark");
}, 120_000);

const lookedInto = `seed: 5
data: {task: adding, length: 6, samples: 20, seed: 2}
model:
  - Input: [6, 2]
  - GRU: 8
  - Dense: 1
compile: {optimizer: {adam: {learning_rate: 0.01}}, loss: mse}
fit: {epochs: 5}
`;

test("Compare Cells shows what SimpleRNN, LSTM and GRU came to, and touches no run of the file", async () => {
  await closeAll();
  const { uri } = await writeFile("compared.rnn.yaml", lookedInto);
  await user.pickCommand("Unroll: Compare Cells");
  const shown = (): string =>
    vscode.workspace.textDocuments.find(({ uri: { scheme, path } }) => scheme === "unroll-inspection" && path.includes("compared"))?.getText() ?? ""; // prettier-ignore
  await until("the comparison", () => /^Cell +Params +Loss/.test(shown()));
  const text = shown();
  for (const kind of ["SimpleRNN", "LSTM", "GRU"]) assert.match(text, new RegExp(`^${kind} +\\d+ +0?\\.?\\d`, "m"));
  assert.match(text, /^Gradient .dLoss.dh. by step/m);
  assert.match(text, /simple_rnn · SimpleRNN[^]*lstm · LSTM[^]*gru · GRU/);
  assert.equal((await vscode.workspace.findFiles("**/.unroll/runs/*/run.json", null)).some(({ path }) => path.includes("compared")), false); // prettier-ignore
  assert.equal(uri.scheme, "file");
  await until("no training process", () => workerPids().length === 0);
  // The same in the panel: a picture, and a row for each cell.
  await until("the cells in the panel", async () => (await user.frameTexts(".comparison-table tbody tr")).length === 3);
  const said = await user.attribute(".comparison-picture", "aria-label");
  assert.match(said ?? "", /SimpleRNN: loss [^]*LSTM: loss [^]*GRU: loss .+ of the gradient .+ arrives at t 1/);
  await user.screenshot("compare-cells-dark");
}, 120_000);

test("Stop ends the run and keeps it", async () => {
  await closeAll();
  await writeFile("long.rnn.yaml", long);
  await user.pickCommand("Unroll: Train");
  await until("a training process", () => workerPids().length === 1);
  await panelShows(/epoch \d+/i);
  await user.screenshot("train-running-dark");
  await user.pickCommand("Unroll: Stop Training");
  await panelShows(/stopped/i);
  await until("no training process", () => workerPids().length === 0);
  const runs = await vscode.workspace.findFiles("**/.unroll/runs/*/run.json", null);
  const texts = await Promise.all(
    runs.map(async (uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))),
  );
  assert.ok(texts.some((text) => (JSON.parse(text) as { status: string }).status === "stopped"));
});

const stepwise = `seed: 5
data: {task: adding, length: 60, samples: 640, seed: 2}
model:
  - Input: [60, 2]
  - GRU: 8
  - Dense: 1
compile: {optimizer: {adam: {learning_rate: 0.01}}, loss: mse, metrics: [mae]}
fit: {epochs: 100000000, batch_size: 8, validation_split: 0.2}
`;

test("One Step, Pause, Continue and another learning rate, from the palette and in the panel", async () => {
  await closeAll();
  await writeFile("stepwise.rnn.yaml", stepwise);
  await user.pickCommand("Unroll: Train One Step");
  await panelShows(/paused · epoch 1, batch 1 of 64 · loss/);
  await user.pickCommand("Unroll: Train One Step");
  await panelShows(/epoch 1, batch 2 of 64/);
  await user.screenshot("train-one-step-dark");
  await user.pickCommand("Unroll: Set Learning Rate…");
  await user.waitForText("Learning rate from the next step on", { selector: ".quick-input-widget" });
  await user.type("0.25");
  await user.press("Enter");
  await until("the new rate in the panel", async () => (await rateInPanel()) === "0.25");
  await user.pickCommand("Unroll: Continue Training");
  await panelShows(/val_loss|epoch \d{2,} of/);
  await user.pickCommand("Unroll: Pause Training");
  await panelShows(/paused · epoch \d+, batch \d+ of 64/);
  await user.screenshot("train-paused-dark");
  await user.pickCommand("Unroll: Stop Training");
  await panelShows(/stopped/);
  await until("no training process", () => workerPids().length === 0);
  const runs = await vscode.workspace.findFiles("**/.unroll/runs/*stepwise*/run.json", null);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(runs[0] as vscode.Uri));
  const { status, learningRates } = JSON.parse(text) as { status: string; learningRates: unknown };
  assert.equal(status, "stopped");
  assert.deepEqual(learningRates, [{ epoch: 1, batch: 3, rate: 0.25 }]);
});

const rateInPanel = (): Promise<string> => user.evaluateInFrame<string>("vscode-text-field", "element.value");

test("a killed training process leaves the editor whole and says what happened", async () => {
  await closeAll();
  await openFile("long.rnn.yaml");
  await user.pickCommand("Unroll: Train");
  await until("a training process", () => workerPids().length === 1);
  await panelShows(/epoch \d+/i);
  for (const pid of workerPids()) process.kill(pid, "SIGKILL");
  await panelShows(/SIGKILL/);
  await until("no training process", () => workerPids().length === 0);
  await user.pickCommand("Unroll: Train");
  await until("a new training process", () => workerPids().length === 1);
  await user.clickInFrame("#panel vscode-button:has-text('Stop')");
  await until("no training process", () => workerPids().length === 0);
});

test("Train refuses a file with errors, with the message of the finding", async () => {
  await closeAll();
  await writeFile("refused.rnn.yaml", "model:\n  - Input: [3]\n  - LSTM: 32\n");
  await user.pickCommand("Unroll: Train");
  // Under test VS Code keeps its toasts to itself: the list of notifications has them.
  await vscode.commands.executeCommand("notifications.showList");
  await user.waitForText("LSTM needs (batch, time, features) but gets (None, 3)", {
    selector: ".notifications-center",
  });
  assert.equal(workerPids().length, 0);
  await vscode.commands.executeCommand("notifications.clearAll");
});

test("Show Summary shows shapes and counts without training", async () => {
  await closeAll();
  await openFile("bidirectional.rnn.yaml");
  await user.pickCommand("Unroll: Show Summary");
  const text = await panelShows(/2,762/);
  assert.match(text, /\(None, 32\)/);
  assert.match(text, /2,432/);
  await user.screenshot("summary-bidirectional-dark");
});

test("a picture of the whole: editor and panel side by side", async () => {
  await closeAll();
  await setTheme("Default Dark Modern");
  await vscode.commands.executeCommand("workbench.action.closeSidebar");
  await user.resize(1500, 940);
  await openFile("many-to-many.rnn.yaml");
  await user.pickCommand("Unroll: Train");
  await panelShows(/(19|20) of 20/);
  await vscode.commands.executeCommand("workbench.action.focusFirstEditorGroup");
  await user.press("Escape");
  await user.screenshot("whole-dark");
  await user.resize(1400, 850);
});

test("the panel breaks no rule of its policy", async () => {
  const messages = await user.consoleMessages();
  assert.deepEqual(
    messages.filter(({ text }) => /content security policy/i.test(text) && /unroll|panel\.js|panel\.css/i.test(text)),
    [],
  );
});

test("the score shows what inspect prints, of the saved run too, and a cell's arithmetic", async () => {
  await closeAll();
  await openFile("many-to-many.rnn.yaml");
  await user.pickCommand("Unroll: Train");
  await panelShows(/(19|20) of 20/);
  await panelShows(/INSIDE after epoch 500/i);
  const shown = async (): Promise<string[]> => {
    await user.evaluateInFrame(".unit-numbers", "element.open = true");
    await until("the table of the unit", async () => (await user.frameTexts(".unit-numbers tbody td")).length > 0);
    return user.frameTexts(".unit-numbers tbody tr");
  };
  await until("connectivity", async () =>
    (await user.frameTexts(".unit-numbers thead th, .row-title")).includes("who decides"),
  );
  const rows = await shown();
  assert.equal(rows.length, 4);
  const uri =
    vscode.window.activeTextEditor?.document.uri ?? (await vscode.workspace.findFiles("**/many-to-many.rnn.yaml"))[0];
  const { layers } = JSON.parse(
    execFileSync(process.execPath, [cli(), "inspect", "--json", "--sample", "0", uri?.fsPath ?? ""], { encoding: "utf8", cwd: folderOf(uri), env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" } }), // prettier-ignore
  ) as { layers: { gates: Record<string, number[][]>; states: Record<string, number[][]> }[] };
  rows.forEach((row, t) => {
    const [, , i, f, g, o, c, h] = row
      .split(/\s+/)
      .slice(1)
      .map((text) => Number(text.replace("−", "-")));
    const [layer] = layers;
    const right = [...["i", "f", "c", "o"].map((gate) => layer?.gates[gate]?.[t]?.[0]), ...["c", "h"].map((state) => layer?.states[state]?.[t]?.[0])]; // prettier-ignore
    [i, f, g, o, c, h].forEach((value, at) => {
      const expected = right[at] ?? Number.NaN;
      assert.ok(
        Math.abs((value ?? Number.NaN) - expected) <= 6e-3 * Math.abs(expected) + 1e-9,
        `${row}: ${value} is not ${expected}`,
      );
    });
  });
  await user.screenshot("score-example-2");
  await user.clickInFrame(".formula-line");
  assert.match((await user.frameText(".part-cell")) ?? "", /i = σ\([+−]\d+\.\d+ [+−]\d+\.\d+ [+−]\d+\.\d+\) = 0\.\d\d/);
  await vscode.commands.executeCommand("workbench.action.webview.reloadWebviewAction");
  await panelShows(/INSIDE after epoch 500/i);
});

const cli = (): string => vscode.Uri.joinPath(vscode.extensions.getExtension("unroll.unroll-rnn")?.extensionUri ?? vscode.Uri.file("/"), "dist", "cli.cjs").fsPath; // prettier-ignore
const folderOf = (uri: vscode.Uri | undefined): string | undefined => uri && vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath; // prettier-ignore
