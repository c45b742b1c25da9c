/** Lines of layers above other ones: of a new layer, or of one that stands elsewhere. */
import { message } from "../messages/message";
import { removeArgument } from "../model/layerEdits";
import { columnOf, dashOf, lineEnd } from "../syntax/mapEdits";
import { entryOf } from "../syntax/syntaxTree";
import type { TextEdit } from "../text/range";
import { type Cure, fix } from "./cure";
import { removeLayers } from "./layerCures";
import type { FoundLayer, WrittenFile } from "./writtenFile";

/** `- kind: value` above the layer, indented like it; `more`: what else changes. */
export function insertLayer(
  file: WrittenFile,
  layer: FoundLayer,
  kind: string,
  value: string,
  more: readonly TextEdit[] = [],
): ReturnType<Cure> {
  const { start } = layer.item.range;
  const dash = dashOf(file.text, layer.item.range);
  const text = `${kind}: ${value}`;
  const title = message("fix-insert", { text: `- ${text}` });
  if (dash === undefined) return fix(title, [{ range: { start, end: start }, text: `{${text}}, ` }, ...more]);
  const indent = " ".repeat(columnOf(file.text, dash));
  return fix(title, [{ range: { start: dash, end: dash }, text: `- ${text}\n${indent}` }, ...more]);
}

/** Several new layers above one, indented like it. */
export function linesAbove({ text }: WrittenFile, layer: FoundLayer, written: readonly string[]): readonly TextEdit[] {
  const { start } = layer.item.range;
  const dash = dashOf(text, layer.item.range);
  if (dash === undefined) return [{ range: { start, end: start }, text: written.map((one) => `{${one}}, `).join("") }];
  const indent = " ".repeat(columnOf(text, dash));
  return [{ range: { start: dash, end: dash }, text: written.map((one) => `- ${one}\n${indent}`).join("") }];
}

/** `- kind: value` below the layer, which has its lines to itself. */
export function insertBelow(file: WrittenFile, layer: FoundLayer, kind: string, value: string): ReturnType<Cure> {
  const { range } = layer.item;
  const dash = dashOf(file.text, range);
  const text = `${kind}: ${value}`;
  const title = message("fix-insert", { text: `- ${text}` });
  if (dash === undefined) return fix(title, [{ range: { start: range.end, end: range.end }, text: `, {${text}}` }]);
  const at = lineEnd(file.text, range.start + file.text.slice(range.start, range.end).trimEnd().length);
  const indent = " ".repeat(columnOf(file.text, dash));
  return fix(title, [{ range: { start: at, end: at }, text: `\n${indent}- ${text}` }]);
}

/** Between a layer and what it takes: the new layer takes that, and the layer takes the new one. */
export function insertBetween(
  file: WrittenFile,
  layer: FoundLayer,
  kind: string,
  argument: string,
  value: string,
): ReturnType<Cure> {
  const { value: written } = layer.written;
  const from = written?.is === "map" ? entryOf(written, "from")?.value : undefined;
  if (!from) return insertLayer(file, layer, kind, value);
  const source = file.text.slice(from.range.start, from.range.end);
  const more = removeArgument(file.text, layer.written, "from");
  return insertLayer(file, layer, kind, `{${argument}: ${value}, from: ${source}}`, more);
}

/** The whole item, with its comment where it has its line to itself; nothing where it cannot be taken out cleanly. */
export function moveAbove(file: WrittenFile, moved: FoundLayer, target: FoundLayer): readonly TextEdit[] {
  const { text } = file;
  const [gone] = removeLayers(file, [moved.at]);
  const list = file.section("model");
  if (!gone || !list) return [];
  const { start } = target.item.range;
  const { range } = moved.item;
  if (text[list.range.start] === "[") {
    return [{ range: { start, end: start }, text: `${text.slice(range.start, range.end)}, ` }, gone];
  }
  const line = start - columnOf(text, start);
  const lines = text.slice(gone.range.start, gone.range.end);
  return [{ range: { start: line, end: line }, text: lines.endsWith("\n") ? lines : `${lines}\n` }, gone];
}
