/**
 * Refactorings of the layer at the cursor: wrap in Bidirectional and back, stack another one, another cell, braces, names.
 *
 * Each is tried before it is offered: it may bring no error, and every other layer must read the same layers as before.
 * test/language/refactorings.test.ts holds this.
 */
import { analyzeModelFile } from "../core/analyzeModelFile";
import { type FoundLayer, WrittenFile } from "../core/cures/writtenFile";
import { type Message, message } from "../core/messages/message";
import { innerLayer, isInline, setArgument, type WrittenLayer } from "../core/model/layerEdits";
import { commonLayerKeys, isRecurrentKind, type RecurrentKind, tableEntry } from "../core/model/layerTable";
import type { ModelFile } from "../core/model/modelFile";
import { columnOf, isFlow, nextLine, removeEntry } from "../core/syntax/mapEdits";
import type { SyntaxEntry } from "../core/syntax/syntaxTree";
import { applyEdits } from "../core/text/applyEdits";
import type { TextEdit } from "../core/text/range";
import { extractValue, writeName } from "./extractName";

export interface Refactoring {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

type Draft = { readonly title: Message; readonly edits: readonly TextEdit[] | undefined; readonly added?: number };

const cells: readonly RecurrentKind[] = ["SimpleRNN", "LSTM", "GRU"];

export function provideRefactorings(file: ModelFile, offset: number): Refactoring[] {
  const written = new WrittenFile(file);
  const layer = written.layerAt({ start: offset, end: offset });
  if (!layer?.report.definition) return [];
  const drafts: Draft[] = [
    ...wrap(written, layer),
    ...unwrap(written, layer),
    ...stack(written, layer),
    ...otherCells(written, layer),
    ...expand(written, layer),
    ...extractValue(written, offset),
    ...writeName(written, layer),
  ];
  return drafts.flatMap(({ title, edits, added }) =>
    edits && keepsGraph(file, edits, layer.at, added ?? 0) ? [{ title, edits }] : [],
  );
}

/** `added`: layers that the edits put below layer `at`; those that read it then read the last of them. */
function keepsGraph(file: ModelFile, edits: readonly TextEdit[], at: number, added: number): boolean {
  const after = analyzeModelFile(applyEdits(file.text, edits), { fileName: file.name });
  const errors = ({ diagnostics }: ModelFile): number =>
    diagnostics.filter(({ severity }) => severity === "error").length;
  if (errors(after) > errors(file)) return false;
  if (!file.graph) return true;
  const moved = (layer: number, isBelow: boolean): number =>
    layer > at || (layer === at && isBelow) ? layer + added : layer;
  return file.graph.layers.every((layer, index) => {
    const now = after.graph?.layers[moved(index, false)];
    const wanted = layer.inputs.map((ref) => `${moved(ref.layer, true)}/${ref.port}`);
    return now?.inputs.map((ref) => `${ref.layer}/${ref.port}`).join() === wanted.join();
  });
}

/** Keys that belong to the outermost layer: name, from, trainable. */
const isShared = ({ key }: SyntaxEntry): boolean => (commonLayerKeys as readonly unknown[]).includes(key.value);

const sourceOf = ({ text }: WrittenFile, { key, value }: SyntaxEntry): string =>
  text.slice(key.range.start, value?.range.end ?? key.range.end);

function wrap(file: WrittenFile, { written }: FoundLayer): Draft[] {
  const { kind, head, value } = written;
  if (!isRecurrentKind(kind) || !value || !isInline(file.text, written)) return [];
  const shared = value.is === "map" ? value.entries.filter(isShared) : [];
  const own = value.is === "map" ? value.entries.filter((entry) => !isShared(entry)) : [];
  const inside =
    value.is === "map" && shared.length > 0
      ? `{${own.map((entry) => sourceOf(file, entry)).join(", ")}}`
      : file.text.slice(value.range.start, value.range.end);
  const outside = shared.map((entry) => `, ${sourceOf(file, entry)}`).join("");
  const range = { start: head.range.start, end: value.range.end };
  const text = `Bidirectional: {${kind}: ${inside}${outside}}`;
  return [{ title: message("refactor-wrap"), edits: [{ range, text }] }];
}

function unwrap(file: WrittenFile, { written }: FoundLayer): Draft[] {
  const inner = innerLayer(written);
  if (!inner || written.value?.is !== "map" || !isFlow(file.text, written.value)) return [];
  if (inner.value && !isInline(file.text, inner)) return [];
  const shared = written.value.entries.filter(isShared);
  const range = { start: written.head.range.start, end: written.value.range.end };
  const rest = shared.map((entry) => sourceOf(file, entry)).join(", ");
  return [
    {
      title: message("refactor-unwrap", { kind: inner.kind, wrapper: written.kind }),
      edits: [{ range, text: `${inner.kind}${withMore(file, inner, rest)}` }],
    },
  ];
}

/** What stands behind the layer's kind, with more arguments at the end: `: {units: 3, name: a}`. */
function withMore({ text }: WrittenFile, { kind, value }: WrittenLayer, more: string): string {
  const written = value ? text.slice(value.range.start, value.range.end) : "";
  if (more === "") return value ? `: ${written}` : "";
  if (!value || (value.is === "map" && value.entries.length === 0)) return `: {${more}}`;
  if (value.is === "map") return `: ${written.replace(/\s*\}$/, `, ${more}}`)}`;
  const { main } = tableEntry(kind);
  return typeof main === "string" ? `: {${main}: ${written}, ${more}}` : `: ${written}`;
}

function stack(file: WrittenFile, layer: FoundLayer): Draft[] {
  const { written, item, report } = layer;
  const cell = written.kind === "Bidirectional" ? innerLayer(written) : written;
  const units = report.inner ?? report.definition;
  if (!cell || !isRecurrentKind(cell.kind) || !units || !("units" in units.arguments)) return [];
  const before = file.text.slice(0, item.range.start);
  const dash = /-[ \t]*$/.exec(before);
  const sequences = setArgument(file.text, cell, "return_sequences", "true");
  if (!dash || !sequences) return [];
  const gives = "return_sequences" in units.arguments && units.arguments.return_sequences;
  const one = gives
    ? `${cell.kind}: {units: ${units.arguments.units}, return_sequences: true}`
    : `${cell.kind}: ${units.arguments.units}`;
  const line = `${" ".repeat(columnOf(file.text, dash.index))}- ${written.kind === "Bidirectional" ? `Bidirectional: {${one}}` : one}`;
  const at = nextLine(file.text, item.range.end);
  const isEnded = file.text[at - 1] === "\n";
  const below = { range: { start: at, end: at }, text: isEnded ? `${line}\n` : `\n${line}` };
  return [
    { title: message("refactor-stack", { kind: cell.kind }), edits: [...(gives ? [] : sequences), below], added: 1 },
  ];
}

/** Arguments that the other cell does not have go; the rest stays. */
function otherCells(file: WrittenFile, { written }: FoundLayer): Draft[] {
  const cell = written.kind === "Bidirectional" ? innerLayer(written) : written;
  if (!cell || !isRecurrentKind(cell.kind)) return [];
  return cells
    .filter((kind) => kind !== cell.kind)
    .map((kind) => {
      const known = tableEntry(kind).arguments;
      const { value } = cell;
      const lost =
        value?.is === "map"
          ? value.entries.filter((entry) => !isShared(entry) && !Object.hasOwn(known, String(entry.key.value)))
          : [];
      const removed =
        value?.is === "map" ? lost.slice(0, 1).flatMap((entry) => removeEntry(file.text, value, entry)) : [];
      return {
        title: message("refactor-cell", { kind }),
        // Two neighbours that both go would need one edit over both.
        edits: lost.length > 1 ? undefined : [{ range: cell.head.range, text: kind }, ...removed],
      };
    });
}

/** `LSTM: 32` → `LSTM: {units: 32}`, to write more arguments behind it. */
function expand(file: WrittenFile, { written }: FoundLayer): Draft[] {
  const layer = innerLayer(written) ?? written;
  const { main } = tableEntry(layer.kind);
  const { value } = layer;
  if (!value || value.is === "map" || typeof main !== "string" || !isInline(file.text, layer)) return [];
  const text = `{${main}: ${file.text.slice(value.range.start, value.range.end)}}`;
  return [{ title: message("refactor-expand", { text }), edits: [{ range: value.range, text }] }];
}
