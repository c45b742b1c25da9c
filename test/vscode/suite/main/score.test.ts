/** The numbers that the panel shows of a network's inside are those that `unroll inspect --json` prints of the same run. */
import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { closeAll, openFile, writeFile } from "../editorDoor";
import { test } from "../registry";
import { panelShows } from "../trainingDoor";
import { until, user } from "../user";

const hundred = `name: hundred
seed: 5
data: {task: adding, length: 100, samples: 64, seed: 2}
model:
  - Input: [100, 2]
  - GRU: 8
  - Dense: 1
compile: {optimizer: {adam: {learning_rate: 0.01}}, loss: mse}
fit: {epochs: 3, batch_size: 16}
`;

interface InspectedLayer {
  readonly gates: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly states: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly gradient_norm_by_step: readonly number[];
}

/** The command line, in the file's own folder. */
async function unroll(uri: vscode.Uri, ...words: readonly string[]): Promise<string> {
  const extension = vscode.extensions.getExtension("unroll.unroll-rnn")?.extensionPath ?? "";
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  const given = [path.join(extension, "dist", "cli.cjs"), ...words, uri.fsPath];
  const { stdout } = await promisify(execFile)(process.execPath, given, {
    cwd: path.dirname(uri.fsPath),
    env,
    maxBuffer: 1e8,
  });
  return stdout;
}

/** The panel's table of the first unit: the sign of each column, and a row of numbers for each step; a hole is NaN. */
async function tableOfUnit(steps: number): Promise<{ signs: readonly string[]; rows: readonly (readonly number[])[] }> {
  let signs: string[] = [];
  let cells: string[] = [];
  await until("the table of the unit, with its gradient", async () => {
    await user.evaluateInFrame(".unit-numbers", "element.open = true").catch(() => undefined);
    const heads = await user.frameTexts(".unit-numbers thead th small");
    cells = await user.frameTexts(".unit-numbers tbody td");
    signs = (await user.frameTexts(".unit-numbers thead th small")).map((text) => text.trim());
    const isWhole = signs.includes("|∂L/∂h|") && signs.some((sign) => sign.endsWith("/∂x|"));
    return isWhole && heads.join() === signs.join() && cells.length === steps * signs.length;
  });
  const number = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.trim().replace("−", "-")));
  const rows = Array.from({ length: steps }, (_none, t) => cells.slice(t * signs.length, (t + 1) * signs.length).map(number)); // prettier-ignore
  return { signs, rows };
}

/** By the sign of a row: the candidate is `g`, whatever Keras calls it. */
const heldAt = (sign: string, { gates, states }: InspectedLayer): readonly (readonly number[])[] | undefined =>
  states[sign] ?? gates[sign === "g" ? ("c" in gates ? "c" : "h") : sign];

/** many-to-many is in training.test.ts. */
const files: readonly (readonly [string, number, () => Promise<vscode.TextDocument>])[] = [
  ["many-to-one", 3, () => openFile("many-to-one.rnn.yaml")],
  ["classify", 4, () => openFile("classify.rnn.yaml")],
  ["100 steps", 100, () => writeFile("hundred.rnn.yaml", hundred)],
];

for (const [name, steps, open] of files) {
  test(`the score shows what inspect prints: ${name}`, async () => {
    await closeAll();
    const { uri } = await open();
    await unroll(uri, "train");
    await vscode.commands.executeCommand("unroll.showPanel", uri);
    await panelShows(/INSIDE after epoch \d+/i);
    const { layers } = JSON.parse(await unroll(uri, "inspect", "--json", "--sample", "0")) as {
      layers: InspectedLayer[];
    };
    const [layer] = layers;
    assert.ok(layer);
    const { signs, rows } = await tableOfUnit(steps);
    const held = signs.filter((sign) => sign === "g" || sign in layer.gates || sign in layer.states);
    assert.deepEqual(held.length, Object.keys(layer.gates).length + Object.keys(layer.states).length);
    let compared = 0;
    rows.forEach((row, t) => {
      signs.forEach((sign, at) => {
        const own = sign === "|∂L/∂h|" ? layer.gradient_norm_by_step[t] : heldAt(sign, layer)?.[t]?.[0];
        const shown = row[at] ?? Number.NaN;
        // A step that a mask leaves out is shown as such.
        if (own === undefined || Number.isNaN(shown)) return;
        compared++;
        assert.ok(Math.abs(shown - own) <= 6e-3 * Math.abs(own) + 1e-9, `t ${t + 1}, ${sign}: ${shown} is not ${own}`);
      });
    });
    assert.ok(compared >= steps * held.length * 0.7, `${compared} numbers`);
    if (steps > 50) await user.screenshot("score-hundred");
  }, 120_000);
}
