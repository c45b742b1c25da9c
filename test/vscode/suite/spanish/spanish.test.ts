/** The Spanish editor: commands, hovers, findings and the panel. */
import * as assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { findingsOf, hoverAt, openFile, writeFile } from "../editorDoor";
import { test } from "../registry";
import { until, user } from "../user";

const long =
  "model: [Input: [20, 2], LSTM: 8, Dense: 1]\ndata: {task: adding, length: 20, samples: 40, seed: 1}\n" +
  "compile: {optimizer: adam, loss: mse}\nfit: {epochs: 100000000, batch_size: 8}\n";

test("commands, hovers and findings are in Spanish", async () => {
  assert.equal(vscode.env.language, "es");
  const document = await openFile("many-to-one.rnn.yaml");
  assert.match(await hoverAt(document, "LSTM"), /Parámetros: 4 · 32 · \(5 \+ 32 \+ 1\) = 4864/);
  await user.waitForText("pasos por época: 1", { selector: ".view-lines" });
  await user.waitForText("Parámetros: 5029", { selector: ".codelens-decoration" });
  await user.screenshot("hints-spanish");
  const broken = await writeFile("roto.rnn.yaml", "model:\n  - Input: [4, 2]\n  - Dens: 5\n");
  assert.deepEqual(await findingsOf(broken, 1), ["3: unknown-layer No existe la capa Dens. ¿Querías decir Dense?"]);
});

test("training and the panel are in Spanish", async () => {
  await openFile("many-to-one.rnn.yaml");
  await user.pickCommand("Unroll: Entrenar");
  await until("the panel", async () => /4 de 4/.test((await user.frameText("#panel")) ?? ""));
  await user.screenshot("train-example-1-spanish");
});

test("a paused run and its controls are in Spanish", async () => {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await writeFile("largo.rnn.yaml", long);
  await user.pickCommand("Unroll: Entrenar un paso");
  const shown = async (): Promise<string> => (await user.frameText("#panel")) ?? "";
  await until("the pause", async () => /en pausa · época 1, lote 1 de 5/.test(await shown()));
  for (const control of ["Continuar", "Un paso", "Detener", "Tasa de aprendizaje"]) {
    assert.ok((await shown()).includes(control), control);
  }
  await user.screenshot("train-paused-spanish");
  await user.pickCommand("Unroll: Detener el entrenamiento");
  await until("the stop", async () => /detenida/i.test(await shown()));
});

test("engines and what stands in the way are in Spanish", async () => {
  const before = process.env["UNROLL_CACHE"];
  process.env["UNROLL_CACHE"] = mkdtempSync(path.join(tmpdir(), "unroll-engines-"));
  try {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await openFile("many-to-one.rnn.yaml");
    await user.pickCommand("Unroll: Mostrar los motores");
    await user.waitForText("no disponible: falta TensorFlow", { selector: ".quick-input-list" });
    await user.screenshot("engines-absent-spanish");
    await user.press("Escape");
    await vscode.workspace.getConfiguration().update("unroll.engine", "tfjs-node", vscode.ConfigurationTarget.Global);
    await user.pickCommand("Unroll: Entrenar");
    const refused =
      /no pudo empezar: TensorFlow no está instalado aquí\. Lo instala el comando Unroll: Instalar TensorFlow/;
    const shown = async (): Promise<string> => ((await user.frameText("#panel")) ?? "").replace(/\s+/g, " ");
    await until("the refusal", async () => refused.test(await shown()));
    await user.hover('[id="status.languageStatus"]');
    await user.waitForText("Motor: ninguno", { selector: ".hover-language-status" });
    await user.screenshot("engine-refused-spanish");
  } finally {
    if (before === undefined) delete process.env["UNROLL_CACHE"];
    else process.env["UNROLL_CACHE"] = before;
    await vscode.workspace.getConfiguration().update("unroll.engine", undefined, vscode.ConfigurationTarget.Global);
  }
});
