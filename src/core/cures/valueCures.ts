/** Cures of single values: of the wrong type, absent, nearly a known word. Those of numbers are in numberCures.ts. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { tensorName } from "../model/graph";
import { isInline, setArgument } from "../model/layerEdits";
import { meantName } from "../model/otherNames";
import { tableEntry } from "../model/layerTable";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { dashOf, setEntry } from "../syntax/mapEdits";
import { suggest } from "../text/suggestion";
import { choice, type Cure, type CureTable, fix, MOST_WAYS, removeItem, replace, writtenWord } from "./cure";
import { writeSetting } from "./objectCures";
import { isValueAt, writeInnerArgument } from "./wrapperCures";
import type { FoundLayer, WrittenFile } from "./writtenFile";

export const valueCures: CureTable = {
  "wrong-type.boolean": (finding, file) => {
    const word = writtenWord(finding, file).toLowerCase();
    if (["true", "yes", "on", "y", "1"].includes(word)) return replace(finding.range, "true");
    if (["false", "no", "off", "n", "0"].includes(word)) return replace(finding.range, "false");
    const near = suggest(/^\w+/.exec(word)?.[0] ?? "", ["true", "false"]);
    return near ? replace(finding.range, near) : [];
  },
  "wrong-type.choice": (finding, file) => {
    const known = String(finding.message.args["known"]).split(", ");
    const near = meantName(writtenWord(finding, file), known);
    if (near) return replace(finding.range, near);
    return known.length > MOST_WAYS ? [] : known.flatMap((one) => choice(replace(finding.range, one)));
  },
  "wrong-type.values": (finding, file) => {
    const word = writtenWord(finding, file);
    return /^[^\n[\]{}]+\.(csv|tsv|txt|json|npy)$/i.test(word) ? replace(finding.range, `{file: ${word}}`) : [];
  },
  "wrong-type.shape": asShape,
  "wrong-type.targetShape": asShape,
  "main-arguments": mainArguments,
  "wrong-type.losses": lossesByName,
  "wrong-type.metrics": (finding, file) => {
    const word = writtenWord(finding, file);
    return /^\w+$/.test(word) ? replace(finding.range, `[${word}]`) : [];
  },
  "engine-memory.batch": ({ message: { args } }, file) => writeBatchSize(file, String(args["most"])),
  "engine-stateful-batch": ({ message: { args } }, file) => writeBatchSize(file, String(args["cure"])),
  "missing-argument": writeArgument,
  "wrapper-empty": writeInner,
  "no-main-argument": nameInputs,
  "metric-of-labels": (finding, file) => {
    const item = file.itemAt(finding.range);
    const metrics = item?.list.items.map((one) => (one.is === "scalar" ? one.value : "")) ?? [];
    if (!item || !metrics.includes("accuracy")) return replace(finding.range, "accuracy");
    return fix(message("fix-remove", { what: String(finding.message.args["name"]) }), removeItem(file.text, item));
  },
};

/** In `fit`, which is written where there is none. */
function writeBatchSize(file: WrittenFile, size: string): ReturnType<Cure> {
  const [fit, root] = [file.section("fit"), file.section()];
  const written = file.section("fit", "batch_size");
  if (written) return replace(written.range, size);
  const what = `batch_size: ${size}`;
  if (fit?.is === "map") return fix(message("fix-add", { what }), setEntry(file.text, fit, "batch_size", size));
  if (fit || root?.is !== "map") return [];
  return fix(message("fix-add", { what }), setEntry(file.text, root, "fit", `{${what}}`));
}

/** A loss for each output; the first alone where there is one output. */
function lossesByName({ range }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const list = file.section("compile", "loss");
  const { graph, layers } = file.file;
  if (list?.is !== "list" || !graph) return [];
  const outputs = graph.outputs.map((output) => tensorName(layers, output));
  const losses = list.items.map((item) => file.text.slice(item.range.start, item.range.end));
  if (outputs.length === 1 && losses[0] !== undefined) return choice(replace(range, losses[0]));
  if (outputs.length !== losses.length) return [];
  return replace(range, `{${outputs.map((output, i) => `${output}: ${losses[i]}`).join(", ")}}`);
}

/** `(2, 4)`, `4x2` and `8` are shapes; that of a whole batch begins with None. */
function asShape(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const sizes = writtenWord(finding, file)
    .replace(/^\(|\)$/g, "")
    .split(/[,x×*]/)
    .map((size) => size.trim())
    .filter(Boolean);
  const isTarget = finding.message.id === "wrong-type.targetShape";
  const isSize = (size: string): boolean => (isTarget ? /^(\d+|-1)$/ : /^(\d+|None|null)$/).test(size);
  const isShape = sizes.length > 0 && sizes.every(isSize);
  return isShape ? replace(finding.range, `[${sizes.join(", ").replaceAll("None", "null")}]`) : [];
}

/** `Embedding: 10` → `[10, 16]`, the rest as in the example; more values than there are arguments are left out. */
function mainArguments(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.writtenAt(finding.range);
  const value = layer?.value;
  if (!layer || !value) return [];
  const tuple = /^["']?\(?(\d+)\s*,\s*(\d+)\)?["']?$/.exec(writtenWord(finding, file));
  if (tuple && value.is === "scalar") return replace(finding.range, `[${tuple[1]}, ${tuple[2]}]`);
  const items = value.is === "list" ? value.items : [value];
  const example = /\[(.*)\]/.exec(tableEntry(layer.kind).example)?.[1]?.split(", ") ?? [];
  const given = items.map(({ range }) => file.text.slice(range.start, range.end));
  if (items.some((item) => item.is !== "scalar" || typeof item.value !== "number")) return [];
  return choice(replace(finding.range, `[${example.map((one, at) => given[at] ?? one).join(", ")}]`));
}

/** The argument as the example has it: `LSTM` → `LSTM: 32`. */
function writeArgument(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.writtenAt(finding.range);
  if (!layer || layer.kind !== finding.message.args["kind"]) return writeSetting(finding, file);
  const key = String(finding.message.args["key"]);
  const { example, main } = tableEntry(layer.kind);
  const value = example.slice(example.indexOf(":") + 1).trim();
  const isBare = !layer.value || (layer.value.is === "map" && layer.value.entries.length === 0);
  const title = message("fix-example", { example });
  if (isBare && isValueAt(file, layer.head.range)) return writeInnerArgument(finding, file, layer);
  if (isBare && main !== undefined) {
    if (layer.value) return choice(fix(title, [{ range: layer.value.range, text: value }]));
    const { end } = layer.head.range;
    const colon = /^\s*:/.exec(file.text.slice(end))?.[0].length ?? 0;
    return choice(fix(title, [{ range: { start: end, end: end + colon }, text: `: ${value}` }]));
  }
  const at = Array.isArray(main) ? main.indexOf(key) : 0;
  const one = Array.isArray(main) ? value.replace(/[[\]]/g, "").split(",")[at]?.trim() : value;
  return one
    ? choice(fix(message("fix-add", { what: `${key}: ${one}` }), setArgument(file.text, layer, key, one)))
    : [];
}

/** `Bidirectional: {merge_mode: sum}` → with the layer of the example; `Bidirectional:` alone takes the layer of the next item. */
function writeInner(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const found = file.layerAt(finding.range);
  const layer = found?.written;
  const taken = found && takeNext(file, found);
  if (taken) return taken;
  const [, key, value] = /\{(\w+): (.*)\}/.exec(layer ? tableEntry(layer.kind).example : "") ?? [];
  if (!layer || !key || !value) return [];
  return choice(fix(message("fix-add", { what: `${key}: ${value}` }), setArgument(file.text, layer, key, value)));
}

/** `- Bidirectional:` and `- LSTM: 4` below it → `- Bidirectional: {LSTM: 4}`; nothing where a comment stands between the two. */
function takeNext(file: WrittenFile, { at, written }: FoundLayer): ReturnType<Cure> | undefined {
  const next = file.layer(at + 1);
  const isBare = !written.value || (written.value.is === "scalar" && written.value.value === null);
  if (!next || !isBare || !tableEntry(written.kind).wraps?.includes(next.written.kind)) return undefined;
  const { start, end } = next.item.range;
  const between = file.text.slice(written.head.range.end, start);
  if (
    !/^:?\s*\n\s*-\s*$/.test(between) ||
    !isInline(file.text, next.written) ||
    dashOf(file.text, next.item.range) === undefined
  )
    return undefined;
  const text = `${written.kind}: {${file.text.slice(start, end)}}`;
  return fix(message("fix-replace", { text }), [{ range: { start: written.head.range.start, end }, text }]);
}

/** `Add: [a, b]` means `Add: {from: [a, b]}`; another value of a layer that takes none goes. */
function nameInputs(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.writtenAt(finding.range);
  if (!layer?.value) return [];
  const { range } = layer.value;
  if (tableEntry(layer.kind).inputs && namesLayers(layer.value, file)) {
    const from = `{from: ${file.text.slice(range.start, range.end)}}`;
    return fix(message("fix-replace", { text: from }), [{ range, text: from }]);
  }
  return choice(
    fix(message("fix-remove", { what: file.text.slice(range.start, range.end).slice(0, 40) }), [
      {
        range: { start: layer.head.range.end, end: range.end },
        text: isOnly(file, layer.head.range.start) ? "" : ": {}",
      },
    ]),
  );
}

const namesLayers = (node: SyntaxNode, { layers }: WrittenFile): boolean =>
  node.is === "list" &&
  node.items.every(
    (item) => item.is === "scalar" && layers.some(({ name }) => name === String(item.value).split("/")[0]),
  );

/** `- Flatten: 3` in a block becomes a kind alone; in braces it must stay a map. */
const isOnly = (file: WrittenFile, start: number): boolean => {
  const item = file.layerAt({ start, end: start })?.item;
  return item?.is === "map" && item.range.start === start;
};
