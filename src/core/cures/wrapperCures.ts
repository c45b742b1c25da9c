/**
 * Cures around wrappers: a layer that must stand in braces inside of one, and what PyTorch says with arguments that here are layers,
 * `bidirectional: true` and `num_layers: 2`.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { inBidirectional, writtenArguments, type WrittenLayer } from "../model/layerEdits";
import { isRecurrentKind, kindOf, tableEntry } from "../model/layerTable";
import { columnOf, dashOf, entrySource, removeEntries } from "../syntax/mapEdits";
import { entryOf } from "../syntax/syntaxTree";
import type { TextRange } from "../text/range";
import { certain, choice, type Cure, type CureTable, fix, removeKey, replace } from "./cure";
import type { WrittenFile } from "./writtenFile";

/** Nobody stacks more layers than these by hand. */
const MOST_STACKED = 12;

export const wrapperCures: CureTable = {
  "not-a-layer.joined": ({ range, message: { args } }, file) => {
    const text = String(args["text"]);
    return replace(range, isValueAt(file, range) ? `{${text}}` : text);
  },
  "unknown-layer.bidirectional": ({ range, message: { args } }, file) => {
    const value = file.entryAt(range)?.entry.value;
    const kind = kindOf(/\{(\w+):/.exec(String(args["text"]))?.[1] ?? "");
    const text = kind && isRecurrentKind(kind) ? inBidirectional(file.text, { kind, value }) : undefined;
    if (text === undefined) return [];
    return fix(message("fix-replace", { text: text.replace(/\s+/g, " ").slice(0, 60) }), [
      { range: { start: range.start, end: value?.range.end ?? range.end }, text },
    ]);
  },
  "keras-argument.bidirectional": wrapOrRemove,
  "keras-argument.stack": stackOrRemove,
};

/** Whether a wrapper's layer stands bare behind the colon: `Bidirectional: LSTM`, `layer: LSTM`. */
export function isValueAt(file: WrittenFile, { start, end }: TextRange): boolean {
  const value = file.entryAt({ start, end })?.entry.value;
  return value?.range.start === start && value.range.end === end;
}

function wrapOrRemove(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const remove = removeKey(finding, file);
  const layer = file.layerAt(finding.range);
  const written = file.writtenAt(finding.range);
  const found = file.entryAt(finding.range)?.entry.value;
  if (found?.is === "scalar" && found.value === false) return certain(remove);
  if (!layer || !written || written.head !== layer.written.head || !isRecurrentKind(written.kind)) return remove;
  const text = inBidirectional(file.text, written, ["bidirectional"]);
  return text === undefined ? remove : [...fix(message("refactor-wrap"), [put(written, text)]), ...remove];
}

/** `LSTM: {units: 3, num_layers: 2}` → one line with `return_sequences: true` and one without. */
function stackOrRemove(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const remove = removeKey(finding, file);
  const layer = file.layerAt(finding.range);
  const written = layer?.written;
  const given = file.entryAt(finding.range)?.entry.value;
  const count = given?.is === "scalar" ? given.value : undefined;
  if (count === 1) return certain(remove);
  const isCount = typeof count === "number" && Number.isInteger(count) && count > 1 && count <= MOST_STACKED;
  const entries = written && writtenArguments(file.text, written, ["num_layers"]);
  const dash = layer && dashOf(file.text, layer.item.range);
  if (!isCount || !written || !entries || dash === undefined || !isRecurrentKind(written.kind)) return remove;
  // A name would stand there twice, and what the layer reads is for the first alone.
  if (entries.some(({ key }) => ["name", "from", "initial_state"].includes(key))) return remove;
  const last = entries.map(({ text }) => text);
  const others = [
    ...entries.filter(({ key }) => key !== "return_sequences").map(({ text }) => text),
    "return_sequences: true",
  ];
  const indent = " ".repeat(columnOf(file.text, dash));
  const lines = Array.from(
    { length: count },
    (_, at) => `${written.kind}: {${(at < count - 1 ? others : last).join(", ")}}`,
  );
  return [...fix(message("fix-stack", { count }), [put(written, lines.join(`\n${indent}- `))]), ...remove];
}

const put = ({ head, value }: WrittenLayer, text: string) => ({
  range: { start: head.range.start, end: value?.range.end ?? head.range.end },
  text,
});

/** `Bidirectional: LSTM` → `{LSTM: 32}` as in the example; `{layer: LSTM, units: 16}` → with the arguments that stand beside it. */
export function writeInnerArgument(finding: Diagnostic, file: WrittenFile, layer: WrittenLayer): ReturnType<Cure> {
  const { example, arguments: known } = tableEntry(layer.kind);
  const map = file.layerAt(finding.range)?.written.value;
  const entries = map?.is === "map" && entryOf(map, "layer") ? map.entries : [];
  const own = entries.filter(({ key }) => Object.hasOwn(known, String(key.value)));
  const moved = own.map((entry) => entrySource(file.text, entry));
  const isBehind = own.every(({ key }) => key.range.start > layer.head.range.end);
  if (map?.is !== "map" || own.length === 0 || !isBehind || moved.some((text) => text.includes("\n")))
    return choice(fix(message("fix-example", { example }), [{ range: layer.head.range, text: `{${example}}` }]));
  const text = `{${layer.kind}: {${moved.join(", ")}}}`;
  return fix(message("fix-replace", { text: `layer: ${text}` }), [
    { range: layer.head.range, text },
    ...removeEntries(file.text, map, own),
  ]);
}
