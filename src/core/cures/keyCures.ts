/** Cures of keys and names: written twice, unknown, in the wrong place. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { tensorName } from "../model/graph";
import { namePattern } from "../model/layerNames";
import { kindOf, tableEntry } from "../model/layerTable";
import { isInline, setArgument, type WrittenLayer } from "../model/layerEdits";
import { entrySource, removeEntry, setEntry } from "../syntax/mapEdits";
import { entryOf, type SyntaxEntry, type SyntaxMap } from "../syntax/syntaxTree";
import type { TextEdit } from "../text/range";
import { suggest } from "../text/suggestion";
import {
  certain,
  choice,
  type Cure,
  type CureTable,
  fix,
  removeFoundEntry,
  removeItem,
  removeKey,
  replace,
} from "./cure";
import type { WrittenFile } from "./writtenFile";

export const keyCures: CureTable = {
  "duplicate-key": keepOne,
  "unknown-key": removeKey,
  "unknown-argument": removeKey,
  "keras-argument": (finding, file) => certain(removeKey(finding, file)),
  "keras-argument.absent": removeKey,
  "keras-argument.validation": removeKey,
  "keras-argument.decay": removeKey,
  "not-built.key": removeKey,
  "input-from": (finding, file) => certain(removeKey(finding, file)),
  "inner-backwards": (finding, file) => certain(removeKey(finding, file)),
  "inner-activity": removeKey,
  "wrapper-second": removeKey,
  "task-extra": removeKey,
  "form-key": removeKey,
  "one-layer-an-item": intoLayer,
  "duplicate-name": freeName,
  "bad-name": soundName,
  "bad-name.empty": (finding, file) => certain(removeFoundEntry(file.text, file.entryAt(finding.range))),
  "duplicate-output": (finding, file) => {
    const item = file.itemAt(finding.range);
    const what = String(finding.message.args["name"]);
    return item ? fix(message("fix-remove", { what }), removeItem(file.text, item)) : [];
  },
  "missing-loss": lossForOutput,
  "loss-for-unknown": (finding, file) => {
    const known = String(finding.message.args["known"]).split(", ");
    const map = file.entryAt(finding.range)?.map;
    const free = known.filter((name) => !map || !entryOf(map, name));
    const near = suggest(String(finding.message.args["name"]), free) ?? otherOutput(file);
    return near ? replace(finding.range, near) : [...outputsWithLoss(file), ...removeKey(finding, file)];
  },
  "two-clippings": (finding, file) => {
    const [object] = nodeMap(file.entryAt(finding.range)?.entry.value)?.entries ?? [];
    const map = nodeMap(object?.value);
    const entry = map && entryOf(map, String(finding.message.args["second"]));
    return map && entry ? removeFoundEntry(file.text, { map, entry }) : [];
  },
  "missing-model": (_, { text }) => {
    const before = text === "" || text.endsWith("\n") ? "" : "\n";
    const model = `${before}model:\n  - Input: [3, 5]\n  - LSTM: 32\n  - Dense: 1\n`;
    return fix(message("fix-add", { what: "model" }), [
      { range: { start: text.length, end: text.length }, text: model },
    ]);
  },
};

/** Written twice alike, the second goes; otherwise both are to choose from, and what joins layers may take both. */
function keepOne(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const second = file.entryAt(finding.range);
  const key = second?.entry.key.value;
  const first = second?.map.entries.find((one) => one.key.value === key);
  if (!second || !first || first === second.entry) return [];
  const written = [first, second.entry].map((entry) => entrySource(file.text, entry));
  const remove = (entry: SyntaxEntry): readonly TextEdit[] => removeEntry(file.text, second.map, entry);
  if (written[0] === written[1]) return fix(message("fix-remove", { what: String(key) }), remove(second.entry));
  const ways = [second.entry, first].flatMap((gone, at) =>
    fix(message("fix-keep", { what: (written[at] ?? "").replace(/\s+/g, " ").slice(0, 60) }), remove(gone)),
  );
  return [...(key === "from" ? joined(file, first, second.entry, remove(second.entry)) : []), ...choice(ways)];
}

/** `{from: a, from: b}` of a layer that joins → `{from: [a, b]}` */
function joined(
  file: WrittenFile,
  { key, value: one }: SyntaxEntry,
  { value: other }: SyntaxEntry,
  removed: readonly TextEdit[],
): ReturnType<Cure> {
  const kind = file.layerAt(key.range)?.written.kind;
  if (!kind || !tableEntry(kind).inputs || one?.is !== "scalar" || other?.is !== "scalar") return [];
  const names = `[${one.source}, ${other.source}]`;
  return fix(message("fix-replace", { text: `from: ${names}` }), [{ range: one.range, text: names }, ...removed]);
}

const nodeMap = (node: unknown): SyntaxMap | undefined =>
  typeof node === "object" && node !== null && "is" in node && node.is === "map" ? (node as SyntaxMap) : undefined;

/** Arguments that stand beside their layer's name, where they should stand below it. */
function intoLayer(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const found = file.layerAt(finding.range);
  if (found?.item.is !== "map") return [];
  const { written, item } = found;
  const others = item.entries.filter(({ key }) => key !== written.head);
  if (others.some(({ value, key }) => !value || kindOf(String(key.value)))) return [];
  const { value } = written;
  const isEmpty = !value || (value.is === "scalar" && value.value === null);
  return isEmpty ? indented(file, written, others) : intoBraces(file, written, item, others);
}

/** `- LSTM:` and `units: 32` under the L → two more spaces before it; comments stay where they are. */
function indented(
  { text }: WrittenFile,
  { kind, head }: WrittenLayer,
  others: readonly SyntaxEntry[],
): ReturnType<Cure> {
  const lineOf = (place: number): string => text.slice(text.lastIndexOf("\n", place - 1) + 1, place);
  const own = others.every(({ key, value }) => {
    const oneLine = !text.slice(key.range.start, value?.range.end).includes("\n");
    return oneLine && key.range.start > head.range.end && lineOf(key.range.start).trim() === "";
  });
  const edits = others.map(({ key: { range } }) => ({ range: { start: range.start, end: range.start }, text: "  " }));
  return own ? fix(message("fix-indent", { kind }), edits) : [];
}

/** `- LSTM: 32` and `return_sequences: true` below it → `- LSTM: {units: 32, return_sequences: true}`. */
function intoBraces(
  file: WrittenFile,
  written: WrittenLayer,
  item: SyntaxMap,
  others: readonly SyntaxEntry[],
): ReturnType<Cure> {
  if (!isInline(file.text, written)) return [];
  const [first, ...rest] = others.map(({ key, value }) => ({
    key: String(key.value),
    text: value ? file.text.slice(value.range.start, value.range.end) : "",
  }));
  if (!first || others.some(({ value }) => value && file.text.slice(value.range.start, value.range.end).includes("\n")))
    return [];
  const more = rest.map(({ key, text }) => `, ${key}: ${text}`).join("");
  const added = setArgument(file.text, written, first.key, first.text + more);
  const removed = others.flatMap((entry) => removeEntry(file.text, item, entry));
  return added ? fix(message("fix-braces", { kind: written.kind }), [...added, ...removed]) : [];
}

/** The first of `name_1`, `name_2`, … that no layer has. */
export function nextFreeName({ layers }: WrittenFile, name: string): string {
  const taken = new Set(layers.map((layer) => layer.name));
  for (let count = 1; ; count++) if (!taken.has(`${name}_${count}`)) return `${name}_${count}`;
}

function freeName(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const name = nextFreeName(file, String(finding.message.args["name"]));
  const found = file.entryAt(finding.range);
  if (found?.entry.key.value === "name") return replace(finding.range, name);
  const written = file.layerAt(finding.range)?.written;
  return written ? fix(message("fix-name", { name }), setArgument(file.text, written, "name", name)) : [];
}

/** Spaces and signs become `_`. */
function soundName(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const node = file.entryAt(finding.range)?.entry.value;
  const written = node?.is === "scalar" ? String(node.value) : "";
  const plain = written
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\w.-]+/g, "_");
  const name = /^[A-Za-z_]/.test(plain) ? plain : `layer_${plain}`;
  if (!namePattern.test(name) || file.layers.some((layer) => layer.name === name)) return [];
  return replace(finding.range, name);
}

/** A layer that has a loss is meant to be an output. */
function outputsWithLoss(file: WrittenFile): ReturnType<Cure> {
  const [root, losses] = [file.section(), file.section("compile", "loss")];
  if (root?.is !== "map" || losses?.is !== "map") return [];
  const names = losses.entries.map(({ key }) => String(key.value));
  const isLayer = (name: string): boolean => file.layers.some((layer) => layer.name === name && layer.outputs);
  if (!names.every(isLayer)) return [];
  const value = `[${names.join(", ")}]`;
  const fixes = fix(message("fix-replace", { text: `outputs: ${value}` }), setEntry(file.text, root, "outputs", value));
  const written = file.section("outputs");
  const items = written?.is === "list" ? written.items : written ? [written] : [];
  const isKept = items.every((item) => item.is === "scalar" && names.includes(String(item.value)));
  return isKept ? fixes : choice(fixes);
}

/** The one output without a loss, where one loss is for no output: its name was another one. */
function otherOutput(file: WrittenFile): string | undefined {
  const { graph, layers } = file.file;
  const map = file.section("compile", "loss");
  if (!graph || map?.is !== "map") return undefined;
  const outputs = graph.outputs.map((output) => tensorName(layers, output));
  const named = map.entries.map(({ key }) => String(key.value));
  const missing = outputs.filter((name) => !named.includes(name));
  const strangers = named.filter((name) => !outputs.includes(name));
  const isLayer = strangers.some((name) => layers.some((layer) => layer.name === name));
  return missing.length === 1 && strangers.length === 1 && !isLayer ? missing[0] : undefined;
}

/** The loss that another output has. */
function lossForOutput(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  // Another name stands in its place, which has the repair.
  if (otherOutput(file)) return [];
  const map = file.section("compile", "loss");
  const first = map?.is === "map" ? map.entries[0]?.value : undefined;
  const loss = first ? file.text.slice(first.range.start, first.range.end) : "mse";
  const name = String(finding.message.args["name"]);
  return map?.is === "map"
    ? fix(message("fix-add", { what: `${name}: ${loss}` }), setEntry(file.text, map, name, loss))
    : [];
}
