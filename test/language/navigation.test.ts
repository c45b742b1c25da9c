/** Definition, references, rename, outline, folding and semantic colours of layer names. */
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { render } from "../../src/core/messages/message";
import type { ModelFile } from "../../src/core/model/modelFile";
import { applyEdits } from "../../src/core/text/applyEdits";
import { provideFolds } from "../../src/language/folding";
import { referencesAt } from "../../src/language/layerReferences";
import { type OutlineEntry, provideOutline } from "../../src/language/outline";
import { renameLayer } from "../../src/language/rename";
import { provideSemanticTokens } from "../../src/language/semanticTokens";
import { readPoint } from "../markedText";

const analyze = (text: string): ModelFile => analyzeModelFile(text, { fileName: "test.rnn.yaml" });

/** The text with `‹D …›` around the definition and `‹R …›` around references of what stands at `‹|›`. */
function checkReferences(marked: string, expected: string): void {
  const { text, offset } = readPoint(marked);
  const found = referencesAt(analyze(text), offset).sort((a, b) => b.range.start - a.range.start);
  const shown = found.reduce(
    (all, { range: { start, end }, isDefinition }) =>
      `${all.slice(0, start)}‹${isDefinition ? "D" : "R"} ${all.slice(start, end)}›${all.slice(end)}`,
    text,
  );
  expect(shown).toBe(expected);
}

/** The text after the layer at `‹|›` was called `name`; a refusal is its sentence. It must be as sound as before. */
function checkRename(marked: string, name: string, expected: string): void {
  const { text, offset } = readPoint(marked);
  const file = analyze(text);
  const renamed = renameLayer(file, offset, name);
  if (!renamed.ok) {
    expect(render(renamed.reason, "en")).toContain(expected);
    return;
  }
  const after = applyEdits(text, renamed.edits);
  expect(after).toBe(expected);
  const { graph, diagnostics } = analyze(after);
  expect(diagnostics.length).toBe(file.diagnostics.length);
  expect(graph?.layers.map(({ inputs }) => inputs)).toEqual(file.graph?.layers.map(({ inputs }) => inputs));
}

const branches = `model:
  - Input: {shape: [4, 2], name: in}
  - LSTM: {units: 3, name: a}
  - GRU: {units: 3, from: in}
  - Add: {from: [a, "gru"]}
outputs: [add, a]
compile: {loss: {add: mse, a: mae}}
data: {x: {in: [[[1, 2], [1, 2], [1, 2], [1, 2]]]}}
`;

describe("references", () => {
  test("of a named layer, from its name", () => {
    const place = branches.replace("name: a}", "name: ‹|›a}");
    checkReferences(
      place,
      branches
        .replace("name: a}", "name: ‹D a›}")
        .replace("[a, ", "[‹R a›, ")
        .replace("add, a]", "add, ‹R a›]")
        .replace(" a: mae", " ‹R a›: mae"),
    );
  });

  test("of a layer with its default name, from a use; its kind is the definition", () => {
    checkReferences(
      branches.replace('"gru"', '"g‹|›ru"'),
      branches.replace("GRU", "‹D GRU›").replace('"gru"', '"‹R gru›"'),
    );
  });

  test("halves name their layer, and an Input is named by its data", () => {
    const halves =
      "model:\n  - Input: [4, 2]\n  - Bidirectional: {LSTM: 3, merge_mode: none, name: b}\n  - Dense: {units: 1, from: b/forw‹|›ard}\n";
    checkReferences(
      halves.replace("b/forw‹|›ard", "‹|›b/forward"),
      halves.replace("name: b", "name: ‹D b›").replace("b/forw‹|›ard", "‹R b›/forward"),
    );
    checkReferences(
      branches.replace("from: in", "from: i‹|›n"),
      branches.replace("name: in", "name: ‹D in›").replace("from: in", "from: ‹R in›").replace("{in: [", "{‹R in›: ["),
    );
  });

  test("also from what stands beside the name: a state, a figure", () => {
    const states =
      "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, return_state: true, name: enc}\n  - Dense: {units: 1, from: enc/h}\n";
    checkReferences(
      states.replace("enc/h", "enc/‹|›h"),
      states.replace("name: enc", "name: ‹D enc›").replace("enc/h", "‹R enc›/h"),
    );
  });

  test("nothing where no layer is named", () => {
    checkReferences("mo‹|›del:\n  - Input: [4, 2]\n", "model:\n  - Input: [4, 2]\n");
    checkReferences("‹|›", "");
  });
});

describe("rename", () => {
  test("every place", () => {
    const after = branches
      .replace("name: a}", "name: b2}")
      .replace("[a, ", "[b2, ")
      .replace("add, a]", "add, b2]")
      .replace(" a: mae", " b2: mae");
    checkRename(branches.replace("[a, ", "[‹|›a, "), "b2", after);
  });

  test("the maps of compile, and the figures that callbacks monitor", () => {
    const file = (name: string, mark = ""): string =>
      `model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, name: enc}\n  - Dense: {units: 1, name: ${mark}${name}}\n` +
      `  - Dense: {units: 1, name: out_2, from: enc}\noutputs: [${name}, out_2]\n` +
      `compile:\n  loss:\n    ${name}: mse\n    out_2: {huber: {delta: 2}}\n  loss_weights: {${name}: 1, out_2: 2}\n` +
      `  metrics:\n    "${name}": [mae]\n    out_2: [mae]\nfit:\n  validation_split: 0.5\n` +
      `  early_stopping: {monitor: val_${name}_loss}\n  reduce_lr_on_plateau: {monitor: '${name}_mae'}\n`;
    checkRename(file("out", "‹|›"), "price", file("price"));
    const other = file("out").replace("val_out_loss", "val_o‹|›ut_2_loss");
    checkReferences(
      other,
      file("out")
        .replace("name: out_2", "name: ‹D out_2›")
        .replace(", out_2]", ", ‹R out_2›]")
        .replace("out_2: {huber", "‹R out_2›: {huber")
        .replace("out_2: 2}", "‹R out_2›: 2}")
        .replace("out_2: [mae]", "‹R out_2›: [mae]")
        .replace("val_out_loss", "val_‹R out_2›_loss"),
    );
  });

  test("a default name becomes a written one", () => {
    checkRename(
      "model:\n  - Input: [4, 2]\n  - LS‹|›TM: 3 # c\n  - Dense: {units: 1, from: lstm}\n",
      "cell",
      "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, name: cell} # c\n  - Dense: {units: 1, from: cell}\n",
    );
    checkRename(
      "model:\n  - Input: [4, 2]\n  - GRU: 3\n  - Dense:\n      units: 1\n      from: g‹|›ru\n",
      "cell",
      "model:\n  - Input: [4, 2]\n  - GRU: {units: 3, name: cell}\n  - Dense:\n      units: 1\n      from: cell\n",
    );
  });

  test.each([
    [branches.replace("[a, ", "[‹|›a, "), "in", "already called in"],
    [branches.replace("[a, ", "[‹|›a, "), "a b", "is made of letters"],
    [branches.replace("units", "un‹|›its"), "x", "No layer is named here"],
    ["model:\n  - Input: {shape: [2], name: &n i‹|›n}\n  - Dense: {units: 1, from: *n}\n", "x", "an alias"],
    [
      "model:\n  - Input: {shape: [2], name: a}\n  - Dense: {units: 1, name: ‹|›a}\n",
      "x",
      "Several layers are called a",
    ],
  ])("%s is refused", (marked, name, reason) => {
    checkRename(marked, name, reason);
  });
});

test("the outline: sections, and layers with their shapes", () => {
  const flat = (entries: readonly OutlineEntry[], depth: string): string[] =>
    entries.flatMap(({ name, detail, children }) => [
      `${depth}${name} ${detail}`.trimEnd(),
      ...flat(children, `${depth}  `),
    ]);
  const text = "name: x\nmodel:\n  - Input: [4, 2]\n  - LSTM: 3\n  - Dens: 1\nfit: {epochs: 3}\n";
  expect(flat(provideOutline(analyze(text)), "")).toEqual([
    "name x",
    "model",
    "  input_layer Input → (None, 4, 2)",
    "  lstm LSTM 3 → (None, 3)",
    "  dens",
    "fit",
    "  epochs 3",
  ]);
  for (const { range, nameRange } of provideOutline(analyze(text))) {
    expect(range.start <= nameRange.start && nameRange.end <= range.end).toBe(true);
  }
});

test("folding: sections, layers, data and comments over several lines", () => {
  const text = "# a\n# b\nmodel:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\ndata:\n  x: [[1, 2],\n    [3, 4]]\n";
  const lines = provideFolds(analyze(text)).map(({ range: { start, end }, is }) => {
    const line = (offset: number): number => text.slice(0, offset).split("\n").length;
    return `${line(start)}-${line(end)} ${is}`;
  });
  expect(lines).toEqual(["1-2 comment", "3-6 region", "5-6 region", "7-9 region", "8-9 region"]);
});

/** `LSTM:` kinds, `a!` definitions and `a` references, in the order in which they come. */
function tokensOf(text: string): string[] {
  const mark = { kind: ":", definition: "!", reference: "" };
  return provideSemanticTokens(analyze(text)).map(
    ({ range, what }) => `${text.slice(range.start, range.end)}${mark[what]}`,
  );
}

test("semantic colours: kinds and written names in the order of the text", () => {
  expect(tokensOf(branches).filter((word) => !word.endsWith(":"))).toEqual([
    "in!",
    "a!",
    "in",
    "a",
    "gru",
    "add",
    "a",
    "add",
    "a",
    "in",
  ]);
  expect(
    tokensOf("model:\n  - Input: [4, 2]\n  - Bidirectional: {LSTM: {units: }, name: both}\n  - Flatten\n  - Dens: 3\n"),
  ).toEqual(["Input:", "Bidirectional:", "LSTM:", "both!", "Flatten:"]);
});
