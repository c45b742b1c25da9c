/**
 * Edits of a layer as it is written: `LSTM: 32` → `LSTM: {units: 32, return_sequences: true}`, and back.
 *
 * Quick fixes, rename and refactorings use them. test/core/layerEdits.test.ts holds this.
 */
import { entrySource, isFlow, removeEntry, setEntry } from "../syntax/mapEdits";
import { entryOf, type SyntaxNode, type SyntaxScalar } from "../syntax/syntaxTree";
import type { TextEdit } from "../text/range";
import { kindOf, type LayerKind, ownKeys, tableEntry } from "./layerTable";
import { isMainObject } from "./readLayer";

/** A layer in the text: the word of its kind, and what stands behind the colon. */
export interface WrittenLayer {
  readonly kind: LayerKind;
  readonly head: SyntaxScalar;
  readonly value: SyntaxNode | undefined;
}

/** The layer of a list item, or of what stands behind `layer:`. */
export function writtenLayer(node: SyntaxNode | undefined): WrittenLayer | undefined {
  if (node?.is === "scalar") {
    const kind = kindOf(String(node.value));
    return kind && { kind, head: node, value: undefined };
  }
  const entry = node?.is === "map" ? node.entries.find(({ key }) => kindOf(String(key.value))) : undefined;
  const kind = entry && kindOf(String(entry.key.value));
  return kind && { kind, head: entry.key, value: entry.value };
}

/** The layer inside a wrapper. */
export function innerLayer({ kind, value }: WrittenLayer): WrittenLayer | undefined {
  if (!tableEntry(kind).wraps) return undefined;
  const layer = value?.is === "map" ? entryOf(value, "layer")?.value : undefined;
  return writtenLayer(layer ?? value);
}

/** What stands behind the `backward_layer` of a Bidirectional. */
export function backwardLayer({ kind, value }: WrittenLayer): WrittenLayer | undefined {
  const isWritten = kind === "Bidirectional" && value?.is === "map";
  return isWritten ? writtenLayer(entryOf(value, "backward_layer")?.value) : undefined;
}

/** Gives the layer an argument; undefined where it is written in a way that has no room for one. */
export function setArgument(
  text: string,
  { kind, head, value }: WrittenLayer,
  key: string,
  written: string,
): readonly TextEdit[] | undefined {
  const { main } = tableEntry(kind);
  const isObject = value?.is === "map" && isMainObject(tableEntry(kind), value);
  if (value?.is === "map" && !isObject) return setEntry(text, value, key, written);
  const isAbsent = !value || (value.is === "scalar" && value.value === null);
  if (isAbsent) {
    if (value) return [{ range: value.range, text: `{${key}: ${written}}` }];
    const colon = /^\s*:/.exec(text.slice(head.range.end))?.[0];
    const at = head.range.end + (colon?.length ?? 0);
    return [put(at, `${colon ? "" : ":"} {${key}: ${written}}`)];
  }
  if (main === key) return [{ range: value.range, text: written }];
  if (typeof main === "string") {
    if (value.is === "list" && text[value.range.start] !== "[") return undefined;
    return [put(value.range.start, `{${main}: `), put(value.range.end, `, ${key}: ${written}}`)];
  }
  if (!main || value.is !== "list" || text[value.range.start] !== "[" || value.items.length !== main.length)
    return undefined;
  const { start, end } = value.range;
  return [
    { range: { start, end: start + 1 }, text: "{" },
    ...value.items.map((item, at) => put(item.range.start, `${main[at]}: `)),
    { range: { start: end - 1, end }, text: `, ${key}: ${written}}` },
  ];
}

/** Takes an argument out; nothing where it is not written. */
export function removeArgument(text: string, { value }: WrittenLayer, key: string): readonly TextEdit[] {
  const entry = value?.is === "map" ? entryOf(value, key) : undefined;
  return value?.is === "map" && entry ? removeEntry(text, value, entry) : [];
}

/** An argument as it is written, `units: 3`. */
export interface WrittenArgument {
  readonly key: string;
  readonly text: string;
}

/** All arguments of a layer but some; undefined where one takes several lines or a comment stands between them. */
export function writtenArguments(
  text: string,
  { kind, value }: Pick<WrittenLayer, "kind" | "value">,
  without: readonly string[] = [],
): readonly WrittenArgument[] | undefined {
  const { main } = tableEntry(kind);
  if (value?.is !== "map") {
    if (!value || typeof main !== "string") return undefined;
    return [{ key: main, text: `${main}: ${text.slice(value.range.start, value.range.end)}` }];
  }
  const last = value.entries.at(-1);
  const written = value.entries
    .map((entry) => ({ key: String(entry.key.value), text: entrySource(text, entry) }))
    .filter(({ key }) => !without.includes(key));
  const between = text.slice(value.range.start, last?.key.range.start);
  return between.includes("#") || written.some((one) => one.text.includes("\n")) ? undefined : written;
}

/** `LSTM: {units: 3, name: a}` → `Bidirectional: {LSTM: {units: 3}, name: a}`: what the outermost layer has stands outside. */
export function inBidirectional(
  text: string,
  layer: Pick<WrittenLayer, "kind" | "value">,
  without: readonly string[] = [],
): string | undefined {
  const { kind, value } = layer;
  const known = tableEntry("Bidirectional").arguments;
  const isOuter = (key: string): boolean => ownKeys("Bidirectional").includes(key) || Object.hasOwn(known, key);
  const isWhole =
    value?.is !== "map" ||
    value.entries.every(({ key }) => !isOuter(String(key.value)) && !without.includes(String(key.value)));
  if (value && isWhole) return `Bidirectional: {${kind}: ${text.slice(value.range.start, value.range.end)}}`;
  const written = writtenArguments(text, layer, without);
  if (!written) return undefined;
  const inner = written.filter(({ key }) => !isOuter(key)).map((one) => one.text);
  const outer = written.filter(({ key }) => isOuter(key)).map((one) => `, ${one.text}`);
  return `Bidirectional: {${kind}: {${inner.join(", ")}}${outer.join("")}}`;
}

/** `{…}` or the short form: everything about the layer stands in one piece that can be moved. */
export const isInline = (text: string, { value }: WrittenLayer): boolean =>
  value === undefined ||
  value.is === "scalar" ||
  (value.is === "map" ? isFlow(text, value) : text[value.range.start] === "[");

const put = (at: number, text: string): TextEdit => ({ range: { start: at, end: at }, text });
