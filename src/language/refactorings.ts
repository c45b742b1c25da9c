/**
 * Refactorings of the layer at the cursor: wrap in Bidirectional and back, stack another one, another cell, braces, names.
 *
 * Each is tried before it is offered: it may bring no error, and every other layer must read the same layers as before. Where a layer has
 * another name afterwards, the places that name it change too.
 * test/language/refactorings.test.ts holds this.
 */
import { analyzeModelFile } from "../core/analyzeModelFile";
import { recurrentOf, recurrentsOf, setInAll } from "../core/cures/layerSettings";
import { type FoundLayer, WrittenFile } from "../core/cures/writtenFile";
import { type Message, message } from "../core/messages/message";
import type { TensorRef } from "../core/model/graph";
import { innerLayer, isInline, type WrittenLayer } from "../core/model/layerEdits";
import { ownKeys, type RecurrentKind, tableEntry } from "../core/model/layerTable";
import type { ModelFile } from "../core/model/modelFile";
import { columnOf, dashOf, nextLine, removeEntries } from "../core/syntax/mapEdits";
import type { SyntaxEntry } from "../core/syntax/syntaxTree";
import { applyEdits } from "../core/text/applyEdits";
import { inLineEndsOf } from "../core/text/lineEnds";
import type { TextEdit, TextRange } from "../core/text/range";
import { extractValue, writeName } from "./extractName";
import { findLayerReferences } from "./layerReferences";
import { type Draft, unwrap, wrap } from "./wrapLayer";

export interface Refactoring {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

/** Each is tried on the whole file, some ten times: with more layers than these nobody would wait for the menu. */
const MOST_LAYERS = 1000;

const cells: readonly RecurrentKind[] = ["SimpleRNN", "LSTM", "GRU"];

export function provideRefactorings(file: ModelFile, offset: number): Refactoring[] {
  if (file.layers.length > MOST_LAYERS) return [];
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
  return drafts.flatMap(({ title, edits, added = 0 }) => {
    const whole = edits && withReferences(file, inLineEndsOf(file.text, edits), layer.at, added);
    return whole && keepsGraph(file, whole.after, layer.at, added) ? [{ title, edits: whole.edits }] : [];
  });
}

const analyzeAfter = (file: ModelFile, edits: readonly TextEdit[]): ModelFile =>
  analyzeModelFile(applyEdits(file.text, edits), { fileName: file.name });

/** Where a layer is afterwards. `isRead`: where that is which those read who read it: the last one of those that are put below it. */
const movedBy =
  (at: number, added: number) =>
  (layer: number, isRead: boolean): number =>
    layer > at || (layer === at && isRead) ? layer + added : layer;

/** The edits with the file after them, and those of the places that name a layer which has another name then; undefined where both cannot be made. */
function withReferences(
  file: ModelFile,
  edits: readonly TextEdit[],
  at: number,
  added: number,
): { readonly edits: readonly TextEdit[]; readonly after: ModelFile } | undefined {
  const after = analyzeAfter(file, edits);
  const moved = movedBy(at, added);
  const renamed = findLayerReferences(file).flatMap(({ layer, range, isDefinition, isWritten }) => {
    const isState = file.text[range.end] === "/" || isInitialState(file, range);
    const name = after.layers[moved(layer, !isState)]?.name;
    return isDefinition || !isWritten || name === file.layers[layer]?.name || name === undefined
      ? []
      : [{ range, text: name }];
  });
  const isCut = ({ range }: TextEdit): boolean =>
    edits.some((edit) => range.start < edit.range.end && edit.range.start < range.end);
  if (renamed.length === 0) return { edits, after };
  const whole = [...edits, ...renamed];
  return renamed.some(isCut) ? undefined : { edits: whole, after: analyzeAfter(file, whole) };
}

const isInitialState = ({ layers }: ModelFile, { start, end }: TextRange): boolean =>
  layers.some(({ place }) => {
    const state: TextRange | undefined = place.arguments["initial_state"];
    return state !== undefined && state.start <= start && end <= state.end;
  });

/** `added`: layers that the edits put below layer `at`; those that read it then read the last of them, and its states as before. */
function keepsGraph(file: ModelFile, after: ModelFile, at: number, added: number): boolean {
  const errors = ({ diagnostics }: ModelFile): number =>
    diagnostics.filter(({ severity }) => severity === "error").length;
  if (errors(after) > errors(file)) return false;
  if (!file.graph) return true;
  const moved = movedBy(at, added);
  const wanted = ({ layer, port }: TensorRef): string => `${moved(layer, port === "output")}/${port}`;
  const found = ({ layer, port }: TensorRef): string => `${layer}/${port}`;
  const isSame = (before: readonly TensorRef[], now: readonly TensorRef[] | undefined): boolean =>
    now?.map(found).join() === before.map(wanted).join();
  return (
    isSame(file.graph.outputs, after.graph?.outputs) &&
    file.graph.layers.every((layer, index) => isSame(layer.inputs, after.graph?.layers[moved(index, false)]?.inputs))
  );
}

function stack(file: WrittenFile, layer: FoundLayer): Draft[] {
  const { written, item, report } = layer;
  const cell = recurrentOf(layer);
  const units = report.inner ?? report.definition;
  if (!cell || !units || !("units" in units.arguments)) return [];
  const dash = dashOf(file.text, item.range);
  const sequences = setInAll(file, layer, "return_sequences", "true");
  if (dash === undefined || !sequences) return [];
  const gives = "return_sequences" in units.arguments && units.arguments.return_sequences;
  const one = gives
    ? `${cell.kind}: {units: ${units.arguments.units}, return_sequences: true}`
    : `${cell.kind}: ${units.arguments.units}`;
  const line = `${" ".repeat(columnOf(file.text, dash))}- ${written.kind === "Bidirectional" ? `Bidirectional: {${one}}` : one}`;
  const at = nextLine(file.text, item.range.start + file.text.slice(item.range.start, item.range.end).trimEnd().length);
  const isEnded = file.text[at - 1] === "\n";
  const below = { range: { start: at, end: at }, text: isEnded ? `${line}\n` : `\n${line}` };
  return [
    { title: message("refactor-stack", { kind: cell.kind }), edits: [...(gives ? [] : sequences), below], added: 1 },
  ];
}

/** Arguments that the other cell does not have go; the rest stays. */
function otherCells(file: WrittenFile, layer: FoundLayer): Draft[] {
  const written = recurrentsOf(layer);
  return cells
    .filter((kind) => written.some((cell) => cell.kind !== kind))
    .map((kind) => ({
      title: message("refactor-cell", { kind }),
      edits: written.filter((cell) => cell.kind !== kind).flatMap((cell) => otherCell(file, cell, kind)),
    }));
}

function otherCell({ text }: WrittenFile, { head, value }: WrittenLayer, kind: RecurrentKind): readonly TextEdit[] {
  const known = tableEntry(kind).arguments;
  const isLost = ({ key }: SyntaxEntry): boolean =>
    !ownKeys(kind).includes(String(key.value)) && !Object.hasOwn(known, String(key.value));
  const removed = value?.is === "map" ? removeEntries(text, value, value.entries.filter(isLost)) : [];
  return [{ range: head.range, text: kind }, ...removed];
}

/** `LSTM: 32` → `LSTM: {units: 32}` and `Embedding: [9, 4]` → `{input_dim: 9, output_dim: 4}`, to write more arguments behind it. */
function expand(file: WrittenFile, { written }: FoundLayer): Draft[] {
  const layer = innerLayer(written) ?? written;
  const { main } = tableEntry(layer.kind);
  const { value } = layer;
  if (!value || value.is === "map" || !main || !isInline(file.text, layer)) return [];
  const source = ({ start, end }: TextRange): string => file.text.slice(start, end);
  const values = typeof main === "string" ? [value] : value.is === "list" ? value.items : [];
  const names = [main].flat();
  if (values.length !== names.length) return [];
  const text = `{${values.map(({ range }, at) => `${names[at]}: ${source(range)}`).join(", ")}}`;
  return [{ title: message("refactor-expand", { text }), edits: [{ range: value.range, text }] }];
}
