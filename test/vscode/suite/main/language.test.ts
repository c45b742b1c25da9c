/** Hints, hovers, findings, fixes, snippets and lenses in the editor, with their exact texts. */
import * as assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { findingsOf, goToEnd, hoverAt, openFile, setTheme, textWithHints, writeFile } from "../editorDoor";
import { test } from "../registry";
import { until, user } from "../user";

test("the suite is dark", async () => {
  await setTheme("Default Dark Modern");
});

test("hints of the first course example", async () => {
  const document = await openFile("many-to-one.rnn.yaml");
  const shown = await textWithHints(document);
  assert.match(shown, /- Input: \[3, 5\]‹→ \(None, 3, 5\)›/);
  assert.match(shown, /- LSTM: 32‹→ \(None, 32\) · 4,864›/);
  assert.match(shown, /- Dense: 5‹→ \(None, 5\) · 165›/);
  assert.match(shown, /- Activation: softmax‹→ \(None, 5\) · 0›/);
  assert.match(shown, /y: \{.*\}‹→ \(4, 5\)›/);
  assert.match(shown, /fit: \{.*\}‹→ steps per epoch: 1 · epochs: \d+, ≈ [\d.]+ ms · [\d.]+ MB›/);
  await user.waitForText("→ (None, 32) · 4,864", { selector: ".view-lines" });
});

test("hints inside of a Bidirectional, and shapes with the names of their dimensions", async () => {
  await setTheme("Default Dark Modern");
  const document = await writeFile(
    "halves.rnn.yaml",
    "data: {task: sine, length: 20, samples: 500}\nmodel:\n  - Input: [20, 1]\n  - Bidirectional: {LSTM: {units: 16, return_sequences: true}}\n" +
      "  - Bidirectional:\n      GRU: 8\n      merge_mode: ave\n  - Dense: 1\ncompile: {loss: mse}\nfit: {epochs: 20, validation_split: 0.2}\n",
  );
  const shown = await textWithHints(document);
  assert.match(shown, /return_sequences: true\}‹2 × \(None, 20, 16\) · \[h→, h←\]›\}‹→ \(None, 20, 32\) · 2,304›/);
  assert.match(shown, /GRU: 8‹2 × \(None, 8\)›\s+merge_mode: ave‹\(h→ \+ h←\) \/ 2›/);
  assert.match(shown, /samples: 500\}‹→ x \(500, 20, 1\) · y \(500, 1\)›/);
  await user.waitForText("steps per epoch: 13", { selector: ".view-lines" });
  await user.screenshot("hints-dark");
  const settings = vscode.workspace.getConfiguration("unroll", document);
  await settings.update("hints.dimensions", "both", vscode.ConfigurationTarget.Global);
  await user.waitForText("→ (batch, time 20, units 32) · 2,304", { selector: ".view-lines" });
  await setTheme("Default Light Modern");
  await user.screenshot("hints-named-light");
  await setTheme("Default Dark Modern");
  await settings.update("hints.dimensions", undefined, vscode.ConfigurationTarget.Global);
});

test("hints follow the typing, and a setting turns them off", async () => {
  const document = await writeFile("typing.rnn.yaml", "model:\n  - Input: [4, 2]\n  - LSTM: 3");
  await goToEnd();
  await user.type("2");
  await user.waitForText("→ (None, 32) · 4,480", { selector: ".view-lines" });
  const settings = vscode.workspace.getConfiguration("unroll", document);
  await settings.update("hints.enabled", false, vscode.ConfigurationTarget.Global);
  await user.waitForText("4,480", { selector: ".view-lines", gone: true });
  await settings.update("hints.enabled", undefined, vscode.ConfigurationTarget.Global);
});

test("hover of a layer and of an argument", async () => {
  const document = await openFile("many-to-many.rnn.yaml");
  const layer = await hoverAt(document, "LSTM: {");
  assert.match(layer, /LSTM · lstm/);
  assert.match(layer, /Parameters: 4 · 64 · \(1 \+ 64 \+ 1\) = 16,896/);
  assert.match(layer, /Output: \(batch None, time 4, units 64\)/);
  assert.match(await hoverAt(document, "return_sequences: true}"), /Default: false/);
});

test("the hover of an activation shows its curve", async () => {
  const document = await writeFile(
    "curve.rnn.yaml",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, activation: tanh}\n",
  );
  await goToEnd();
  const editor = vscode.window.activeTextEditor;
  const at = document.positionAt(document.getText().indexOf("tanh") + 1);
  assert.ok(editor);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand("editor.action.showHover");
  await user.waitForText("between −1 and 1", { selector: ".monaco-hover" });
  await until("the curve", async () =>
    ((await user.attribute(".monaco-hover img", "src")) ?? "").startsWith("data:image/svg+xml"),
  );
  await user.screenshot("hover-curve");
  await user.press("Escape");
});

test("text from a file is text in a hover", async () => {
  const document = await writeFile(
    "names.rnn.yaml",
    "model:\n  - Input: {shape: [4, 2], name: in_*x*_}\n  - LSTM: {units: 2, name: a__b}\n",
  );
  assert.match(await hoverAt(document, "LSTM"), /a\\_\\_b/);
});

test("findings stand at their places, and go when they are mended", async () => {
  const document = await writeFile(
    "broken.rnn.yaml",
    "model:\n  - Input: [3]\n  - LSTM: 32\n  - Dens: 5\nfit: {epoch: 3}\n",
  );
  assert.deepEqual(await findingsOf(document, 3), [
    "3: shape-rank LSTM needs (batch, time, features) but gets (None, 3). Give it sequences, for example `- Input: [time steps, features]`.",
    "4: unknown-layer There is no layer Dens. Did you mean Dense?",
    "5: unknown-key fit has no key epoch. Did you mean epochs?",
  ]);
  const place = new vscode.Range(3, 4, 3, 8);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    place,
  );
  const fix = actions.find(({ title }) => title === "Change to Dense");
  assert.ok(fix?.edit);
  await vscode.workspace.applyEdit(fix.edit);
  assert.equal(document.lineAt(3).text, "  - Dense: 5");
  await findingsOf(document, 2);
});

test("a snippet is inserted by its prefix", async () => {
  const document = await writeFile("snippet.rnn.yaml", "model:\n  - Input: [4, 2]\n  - ");
  await goToEnd();
  await user.type("lstm-seq");
  await user.press("Control+Space");
  await user.waitForText("lstm-sequences", { selector: ".suggest-widget" });
  await user.press("Tab");
  await until("the snippet", () => document.getText().includes("- LSTM: {units: 32, return_sequences: true}"));
  assert.match(await textWithHints(document), /return_sequences: true\}‹→ \(None, 4, 32\) · 4,480›/);
});

test("Enter indents below a key, and below a layer's name as far as its arguments need", async () => {
  const typed = "model:\n  - Input: [3, 1]\n  - LSTM: 4\n  - Dense:\n      units: 1";
  let text = "";
  for (let attempt = 1; attempt <= 5 && text !== typed; attempt++) text = await typeModel(attempt);
  assert.equal(text, typed);
});

/** Line by line into an empty file. VS Code asks no rule about a line that it has not coloured yet: it keeps the line's indentation then. */
async function typeModel(attempt: number): Promise<string> {
  const document = await writeFile(`typed-${attempt}.rnn.yaml`, "");
  await goToEnd();
  for (const [at, line] of ["model:", "- Input: [3, 1]", "- LSTM: 4", "- Dense:", "units: 1"].entries()) {
    if (at > 0) await user.press("Enter");
    await user.type(line);
    const coloured = `.view-line:has-text("${line}") [class*="mtk"]:not(.mtk1)`;
    await until("the line's colours", async () => (await user.texts(coloured)).length > 0);
    // A list of completions that is still open would take the Enter.
    await user.press("Escape");
  }
  await until("the typed lines", () => document.getText().includes("units: 1"));
  return document.getText();
}

test("every snippet of a whole model is free of findings", async () => {
  for (const [prefix, params] of [
    ["model-many-to-one", "→ (None, 32) · 4,864"],
    ["model-many-to-many", "→ (None, 4, 64) · 16,896"],
  ] as const) {
    const document = await writeFile(`${prefix}.rnn.yaml`, "");
    await user.type(prefix);
    await user.press("Control+Space");
    await user.waitForText(prefix, { selector: ".suggest-widget" });
    await user.press("Tab");
    await until("the snippet", () => document.getText().includes("compile:"));
    await user.press("Escape");
    assert.ok((await textWithHints(document)).includes(params));
    await findingsOf(document, 0);
  }
});

test("the lenses stand above the model: parameters, Train, Predict, Inspect, Network", async () => {
  const document = await openFile("many-to-one.rnn.yaml");
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
  );
  assert.deepEqual(
    lenses.map(({ range, command }) => [document.lineAt(range.start.line).text, command?.title, command?.command]),
    [
      ["model:", "$(symbol-numeric) Parameters: 5,029", "unroll.showSummary"],
      ["model:", "$(play) Train", "unroll.train"],
      ["model:", "$(graph-line) Predict", "unroll.predict"],
      ["model:", "$(search) Inspect", "unroll.inspect"],
      ["model:", "$(type-hierarchy) Network", "unroll.showNetwork"],
    ],
  );
  await user.screenshot("editor-dark");
});

test("completion writes a layer with its tab stop and opens the next list by itself", async () => {
  const document = await writeFile("complete.rnn.yaml", "model:\n  - Input: [4, 2]\n  - ");
  await goToEnd();
  await user.type("GR");
  await user.waitForText("GRU", { selector: ".suggest-widget" });
  await user.press("Tab");
  await until("the layer", () => document.getText().endsWith("  - GRU: 32"));
  await user.type("8");
  await until("the tab stop replaced", () => document.getText().endsWith("  - GRU: 8"));
  await user.press("Escape");
  await user.press("Enter");
  await user.type("- Dense: {units: 3, act");
  await user.waitForText("activation", { selector: ".suggest-widget" });
  await user.press("Tab");
  await user.waitForText("softmax", { selector: ".suggest-widget" });
  await user.screenshot("completion-activations");
  await user.type("softm");
  await user.press("Tab");
  await until("the value", () => document.getText().includes("- Dense: {units: 3, activation: softmax"));
});

test("names of data files and of their columns are offered", async () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const csv = vscode.Uri.joinPath(folder.uri, "tables", "prices.csv");
  await vscode.workspace.fs.writeFile(csv, new TextEncoder().encode("date,open price,close\n2026-01-01,1,2\n"));
  const document = await writeFile(
    "series.rnn.yaml",
    "data: {file: tables/prices.csv, inputs: [close], target: close, window: 30}\nmodel: [{Input: [30, 1]}, {LSTM: 3}, {Dense: 1}]\n",
  );
  const labelsAt = async (word: string): Promise<string[]> => {
    const place = document.positionAt(document.getText().indexOf(word) + word.length);
    const command = "vscode.executeCompletionItemProvider";
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(command, document.uri, place);
    return items.map(({ label }) => (typeof label === "string" ? label : label.label));
  };
  assert.deepEqual(await labelsAt("file: "), ["data/made-prices.csv", "data/seattle-weather.csv", "tables/prices.csv"]);
  assert.deepEqual(await labelsAt("inputs: ["), ["close", "date", "open price"]);

  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(0, 0, 1, 0),
    "data: {file: tables/prices.csv, target: clos, window: 30}\n",
  );
  await vscode.workspace.applyEdit(edit);
  assert.match((await findingsOf(document, 1))[0] ?? "", /no-such-column tables\/prices\.csv has no column clos/);
  const at = document.positionAt(document.getText().indexOf("clos"));
  const command = "vscode.executeCodeActionProvider";
  const [fix] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    command,
    document.uri,
    new vscode.Range(at, at),
  );
  assert.equal(fix?.title, "Change to close");
  await vscode.workspace.fs.writeFile(csv, new TextEncoder().encode("clos\n1\n"));
  assert.deepEqual(await findingsOf(document, 0), []);
});

test("help with arguments opens while a layer is written", async () => {
  await setTheme("Default Dark Modern");
  const document = await writeFile("arguments.rnn.yaml", "model:\n  - Input: [4, 2]\n  - LSTM: ");
  await goToEnd();
  await user.type("{");
  await user.waitForText("units, return_sequences = false", { selector: ".parameter-hints-widget" });
  await user.type("units: 3, dropout: ");
  await user.waitForText("dropout = 0", { selector: ".parameter-hints-widget .active" });
  await user.screenshot("arguments-dark");
  await user.press("Escape");
  await user.press("Escape");
  assert.match(document.getText(), /LSTM: \{units: 3, dropout: /);
});

test("a layer's name: definition, references, rename with F2, outline and folds", async () => {
  const document = await writeFile(
    "names-of-layers.rnn.yaml",
    "model:\n  - Input: [4, 2]\n  - LSTM: 3 # memory\n  - GRU: {units: 3, from: input_layer}\n  - Add: {from: [lstm, gru]}\noutputs: [add, lstm]\n",
  );
  const place = document.positionAt(document.getText().indexOf("lstm") + 1);
  const ask = <T>(command: string, ...args: unknown[]): Thenable<T> =>
    vscode.commands.executeCommand<T>(command, document.uri, ...args);
  const [definition] = await ask<vscode.Location[]>("vscode.executeDefinitionProvider", place);
  assert.equal(definition && document.getText(definition.range), "LSTM");
  assert.equal((await ask<vscode.Location[]>("vscode.executeReferenceProvider", place)).length, 3);
  const symbols = await ask<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider");
  assert.deepEqual(
    symbols[0]?.children.map(({ name, detail }) => `${name}: ${detail}`),
    ["input_layer: Input → (None, 4, 2)", "lstm: LSTM 3 → (None, 3)", "gru: GRU 3 → (None, 3)", "add: Add → (None, 3)"],
  );
  const editor = vscode.window.activeTextEditor;
  if (editor) editor.selection = new vscode.Selection(place, place);
  // The box of rename goes when the cursor moves: it has to stand where the window says.
  await user.waitForText("Ln 5, Col 19");
  await user.press("F2");
  await until("the rename box", async () => (await user.texts(".rename-box:focus-within")).length > 0);
  await user.press("Control+A");
  await user.type("memory");
  await user.press("Enter");
  await until("the new name", () =>
    document
      .getText()
      .endsWith(
        "- LSTM: {units: 3, name: memory} # memory\n  - GRU: {units: 3, from: input_layer}\n  - Add: {from: [memory, gru]}\noutputs: [add, memory]\n",
      ),
  );
  const tokens = await ask<vscode.SemanticTokens>("vscode.provideDocumentSemanticTokens");
  assert.equal(tokens.data.length / 5, 10, "four kinds, and the name six times");
  await findingsOf(document, 0);
});

test("a quick fix edits another line, and all fixes come at once", async () => {
  const broken = "model:\n  - Input: [4, 2]\n  - LSTM: 16 # first\n  - GRU: 16\nfit: {epoch: 3}\n";
  const mended =
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 16, return_sequences: true} # first\n  - GRU: 16\nfit: {epochs: 3}\n";
  const document = await writeFile("cures.rnn.yaml", broken);
  await findingsOf(document, 2);
  const ask = (kind: string): Thenable<vscode.CodeAction[]> =>
    vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(3, 4, 3, 7),
      kind,
    );
  assert.deepEqual(
    (await ask("quickfix")).map(({ title }) => title),
    ["Set return_sequences: true on lstm", "Fix everything that needs no choice"],
  );
  const [all] = await ask("source.fixAll");
  assert.ok(all?.edit);
  await vscode.workspace.applyEdit(all.edit);
  assert.equal(document.getText(), mended);
  await findingsOf(document, 0);

  await vscode.commands.executeCommand("undo");
  await findingsOf(document, 2);
  await goToEnd();
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  editor.selection = new vscode.Selection(3, 5, 3, 5);
  // The editor closes a menu that was opened before it has looked at the cursor's new place itself.
  await until("the menu of repairs", async () => {
    await vscode.commands.executeCommand("editor.action.quickFix");
    await sleep(1000);
    return (await user.texts(".action-widget")).join().includes("Fix everything that needs no choice");
  });
  await user.screenshot("repairs");
  await user.click(".action-widget .monaco-list-row:has-text('Fix everything')");
  await until("the whole file mended", () => document.getText() === mended);
});
