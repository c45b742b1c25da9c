/** Cures of single values: of the wrong type, outside their range, nearly a known word. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { tensorName } from "../model/graph";
import { isInline, setArgument, type WrittenLayer } from "../model/layerEdits";
import { meantName } from "../model/otherNames";
import { tableEntry } from "../model/layerTable";
import { fromPython } from "../model/pythonLayer";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { dashOf, setEntry } from "../syntax/mapEdits";
import { suggest } from "../text/suggestion";
import { choice, type Cure, type CureTable, fix, removeItem, replace, plainWord } from "./cure";
import { writeSetting } from "./objectCures";
import { isValueAt, writeInnerArgument } from "./wrapperCures";
import type { FoundLayer, WrittenFile } from "./writtenFile";

export const valueCures: CureTable = {
  "wrong-type.boolean": (finding, file) => {
    const word = plainWord(finding, file).toLowerCase();
    if (["true", "yes", "on", "y", "1"].includes(word)) return replace(finding.range, "true");
    if (["false", "no", "off", "n", "0"].includes(word)) return replace(finding.range, "false");
    const near = suggest(/^\w+/.exec(word)?.[0] ?? "", ["true", "false"]);
    return near ? replace(finding.range, near) : [];
  },
  "wrong-type.integer": asNumber,
  "wrong-type.number": asNumber,
  "wrong-type.choice": (finding, file) => {
    const known = String(finding.message.args["known"]).split(", ");
    const near = meantName(plainWord(finding, file), known);
    if (near) return replace(finding.range, near);
    return known.length > MOST_WAYS ? [] : known.flatMap((one) => choice(replace(finding.range, one)));
  },
  "wrong-type.values": (finding, file) => {
    const word = plainWord(finding, file);
    return /^[^\n[\]{}]+\.(csv|tsv|txt|json|npy)$/i.test(word) ? replace(finding.range, `{file: ${word}}`) : [];
  },
  "wrong-type.shape": asShape,
  "wrong-type.targetShape": asShape,
  "main-arguments": mainArguments,
  "wrong-type.losses": lossesByName,
  "wrong-type.metrics": (finding, file) => {
    const word = plainWord(finding, file);
    return /^\w+$/.test(word) ? replace(finding.range, `[${word}]`) : [];
  },
  "engine-memory.batch": ({ message: { args } }, file) => writeBatchSize(file, String(args["most"])),
  "engine-stateful-batch": ({ message: { args } }, file) => writeBatchSize(file, String(args["cure"])),
  "out-of-range": intoRange,
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

/** A menu of more values than these helps nobody. */
const MOST_WAYS = 5;

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

/** `'32'` and `1_000` are numbers that YAML reads as text; `None` is a free length. */
function asNumber(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const word = plainWord(finding, file);
  const layer = file.writtenAt(finding.range);
  const alone = onlyItem(file.entryAt(finding.range)?.entry.value ?? layer?.value);
  if (alone?.is === "scalar" && typeof alone.value === "number" && isAt(finding, alone, file))
    return replace(finding.range, alone.source);
  const given = layer && word.includes("=") ? pythonArguments(finding, file, layer) : undefined;
  if (given !== undefined) return replace(finding.range, given);
  const byPlace = layer && argumentsByPlace(finding, file, layer);
  if (byPlace !== undefined) return replace(finding.range, byPlace);
  const list = file.itemAt(finding.range);
  if (word === "None" && list && finding.message.args["key"] === "shape") return replace(finding.range, "null");
  const meant = meantNumber(word, finding);
  if (meant !== undefined) return replace(finding.range, meant);
  const plain = word.replaceAll("_", "");
  const isNumber =
    /^-?\d+(\.\d+)?$/.test(plain) && (finding.message.id !== "wrong-type.integer" || !plain.includes("."));
  if (isNumber && plain !== file.text.slice(finding.range.start, finding.range.end))
    return replace(finding.range, plain);
  if (finding.message.id === "wrong-type.integer" && /^\d+\.\d+$/.test(plain) && Number(plain) >= 1)
    return choice(replace(finding.range, String(Math.round(Number(plain)))));
  const listed =
    layer?.value?.is === "list" && layer.value.range.start === finding.range.start ? layer.value.items : [];
  const isNumbered = listed.every((item) => item.is === "scalar" && typeof item.value === "number");
  if (isNumbered && listed.length > 1 && listed.length <= MOST_WAYS)
    return listed.flatMap(({ range }) => choice(replace(finding.range, file.text.slice(range.start, range.end))));
  const usual = finding.message.args["key"] === "units" && usualUnits(finding, file);
  return usual ? choice(replace(finding.range, usual)) : [];
}

/** `units=32, dropout=0.1` behind the colon, or on a line of its own below. */
function pythonArguments(
  { range }: Diagnostic,
  { text }: WrittenFile,
  { kind, value }: WrittenLayer,
): string | undefined {
  if (value?.range.start !== range.start) return undefined;
  const layer = fromPython(`${kind}(${text.slice(range.start, range.end)})`);
  const given = layer?.slice(layer.indexOf(":") + 1).trim();
  const isBelow = text.slice(text.lastIndexOf("\n", range.start - 1) + 1, range.start).trim() === "";
  return given !== undefined && isBelow && !given.startsWith("{")
    ? `${String(tableEntry(kind).main)}: ${given}`
    : given;
}

/** `[8, relu]` → `{units: 8, activation: relu}`, in the order in which Keras takes them. */
function argumentsByPlace(
  { range }: Diagnostic,
  { text }: WrittenFile,
  { kind, value }: WrittenLayer,
): string | undefined {
  if (value?.is !== "list" || value.range.start !== range.start || value.items.length < 2) return undefined;
  const isWord = (item: SyntaxNode): boolean => item.is === "scalar" && typeof item.value === "string";
  if (!value.items.slice(1).every(isWord)) return undefined;
  const given = value.items.map((item) => {
    const written = text.slice(item.range.start, item.range.end);
    return item.is === "scalar" && isWord(item) ? `"${String(item.value)}"` : written;
  });
  const layer = fromPython(`${kind}(${given.join(", ")})`);
  return layer?.slice(layer.indexOf(":") + 1).trim();
}

/** `20%` is 0.2, `0,2` has the comma of another language; `32#c` and `32 // c` have a comment, and `32},` a sign too much. */
function meantNumber(word: string, { message: { id, args } }: Diagnostic): string | undefined {
  const [, number, tail = ""] = /^(-?\d+(?:\.\d+)?)\s*(#.*|\/\/.*|[,;)\]}]+)$/.exec(word) ?? [];
  if (number !== undefined && /^[#/]/.test(tail)) return `${number} ${tail.replace(/^\/\/\s*/, "# ")}`;
  if (number !== undefined && (id !== "wrong-type.integer" || !number.includes("."))) return number;
  if (/^\d{1,3}(,\d{3})+$/.test(word)) return id === "wrong-type.integer" ? word.replaceAll(",", "") : undefined;
  if (id === "wrong-type.integer") return undefined;
  const share = isShare(String(args["key"])) && /^(\d+(?:\.\d+)?)\s*%$/.exec(word)?.[1];
  if (share) return String(Number((Number(share) / 100).toPrecision(12)));
  return /^-?\d+,\d+$/.test(word) ? word.replace(",", ".") : undefined;
}

/** Those of the layer's example. */
const usualUnits = ({ range }: Diagnostic, file: WrittenFile): string | undefined => {
  const layer = file.writtenAt(range);
  return layer && /: (\d+)$/.exec(tableEntry(layer.kind).example)?.[1];
};

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

/** Arguments that people think of in percent. */
const isShare = (key: string): boolean =>
  /^(rate|dropout|recurrent_dropout|validation_split|train|validation|test)$/.test(key);

/** The same number without its sign, as a share of 10 or 100, or else the nearest that is allowed. */
function intoRange(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const { min, max, key } = finding.message.args;
  const found = Number(plainWord(finding, file));
  const [least, most] = [Number(min ?? Number.NaN), Number(max ?? Number.POSITIVE_INFINITY)];
  const isOpen = finding.message.id === "out-of-range.below";
  if (!Number.isFinite(found) || Number.isNaN(least)) return [];
  // In other tools -1 is a length that is free.
  if (key === "shape" && found === -1) return replace(finding.range, "null");
  const fits = (value: number): boolean => value >= least && (isOpen ? value < most : value <= most) && value !== 0;
  if (found > most && most === 1 && isShare(String(key))) {
    // From 5 on, somebody thinks in percent.
    const shares = (found >= 5 ? [found / 100, found / 10] : [found / 10]).map((one) => Number(one.toPrecision(6)));
    return shares.filter(fits).flatMap((one) => choice(replace(finding.range, String(one))));
  }
  const wanted = (found > most ? [most] : [-found, least]).find(fits);
  return wanted === undefined ? [] : choice(replace(finding.range, String(wanted)));
}

/** The one item of `[3]`. */
const onlyItem = (node: SyntaxNode | undefined): SyntaxNode | undefined =>
  node?.is === "list" && node.items.length === 1 ? node.items[0] : undefined;

/** The finding is about the list that holds the item. */
const isAt = ({ range }: Diagnostic, item: SyntaxNode, { text }: WrittenFile): boolean =>
  text[range.start] === "[" && range.start < item.range.start && item.range.end < range.end;

/** `(2, 4)`, `4x2` and `8` are shapes; that of a whole batch begins with None. */
function asShape(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const sizes = plainWord(finding, file)
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
  const tuple = /^["']?\(?(\d+)\s*,\s*(\d+)\)?["']?$/.exec(plainWord(finding, file));
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
