/** The Spanish editor: commands, hovers, findings and the panel. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { findingsOf, hoverAt, openFile, writeFile } from "../editorDoor";
import { test } from "../registry";
import { until, user } from "../user";

test("commands, hovers and findings are in Spanish", async () => {
  assert.equal(vscode.env.language, "es");
  const document = await openFile("many-to-one.rnn.yaml");
  assert.match(await hoverAt(document, "LSTM"), /Parámetros: 4 · 32 · \(5 \+ 32 \+ 1\) = 4,864/);
  const broken = await writeFile("roto.rnn.yaml", "model:\n  - Input: [4, 2]\n  - Dens: 5\n");
  assert.deepEqual(await findingsOf(broken, 1), ["3: unknown-layer No existe la capa Dens. ¿Querías decir Dense?"]);
});

test("training and the panel are in Spanish", async () => {
  await openFile("many-to-one.rnn.yaml");
  await user.pickCommand("Unroll: Entrenar");
  await until("the panel", async () => /4 de 4/.test((await user.frameText("#panel")) ?? ""), 20_000);
  await user.screenshot("train-example-1-spanish");
}, 60_000);
