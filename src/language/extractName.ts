/**
 * Extract to a name: a value that several layers have becomes an anchor at its first place, `units: &units 32`, and `*units` at the
 * others, so that one change changes all; and a layer with its default name gets that name written.
 *
 * test/language/refactorings.test.ts holds this.
 */
import type { FoundLayer, WrittenFile } from "../core/cures/writtenFile";
import { type Message, message } from "../core/messages/message";
import { setArgument } from "../core/model/layerEdits";
import { kindOf, tableEntry } from "../core/model/layerTable";
import { entryOf, type SyntaxNode } from "../core/syntax/syntaxTree";
import type { TextEdit, TextRange } from "../core/text/range";

interface Value {
  /** Of the argument; that of the short form is its main one. */
  readonly name: string;
  readonly range: TextRange;
  readonly source: string;
  /** Where it is written with its key. */
  readonly place: TextRange;
}

interface Extraction {
  readonly title: Message;
  readonly edits: readonly TextEdit[] | undefined;
}

export function extractValue(file: WrittenFile, offset: number): Extraction[] {
  const values = valuesOf(file.section("model"), file.text);
  const isHere = ({ place }: Value): boolean => place.start <= offset && offset <= place.end;
  // The last one that begins before the cursor is the innermost.
  const chosen = values.findLast(isHere);
  const same = values.filter(({ name, source }) => name === chosen?.name && source === chosen.source);
  const [first, ...others] = same;
  if (!chosen || !first || others.length === 0) return [];
  const name = freeName(chosen.name, file.text);
  const edits = [
    { range: { start: first.range.start, end: first.range.start }, text: `&${name} ` },
    ...others.map(({ range }) => ({ range, text: `*${name}` })),
  ];
  return [
    { title: message("refactor-extract", { source: chosen.source.slice(0, 40), name, count: same.length }), edits },
  ];
}

/** What layers are given, in the order of the text; neither names nor what has an anchor or is an alias already. */
function valuesOf(node: SyntaxNode | undefined, text: string): Value[] {
  if (node?.is === "list") return node.items.flatMap((item) => valuesOf(item, text));
  if (node?.is !== "map") return [];
  return node.entries.flatMap(({ key, value }) => {
    if (!value) return [];
    const deeper = valuesOf(value, text);
    const kind = kindOf(String(key.value));
    const main = kind && tableEntry(kind).main;
    const name = kind ? (typeof main === "string" ? main : undefined) : String(key.value);
    const source = text.slice(value.range.start, value.range.end);
    const isOne = value.is === "scalar" ? value.value !== null : /^[[{]/.test(source) && !(kind && value.is === "map");
    const isNamed =
      source.startsWith("*") || /&\S+\s*$/.test(text.slice(Math.max(0, value.range.start - 40), value.range.start));
    if (name === undefined || !isOne || isNamed || /[\r\n]/.test(source) || isReference(name)) return deeper;
    return [{ name, range: value.range, source, place: { start: key.range.start, end: value.range.end } }, ...deeper];
  });
}

const isReference = (name: string): boolean => ["name", "from", "initial_state", "layer"].includes(name);

function freeName(name: string, text: string): string {
  let free = name;
  for (let i = 2; new RegExp(`[&*]${free}\\b`).test(text); i++) free = `${name}_${i}`;
  return free;
}

export function writeName({ text }: WrittenFile, { written, report }: FoundLayer): Extraction[] {
  if (written.value?.is === "map" && entryOf(written.value, "name")) return [];
  const edits = setArgument(text, written, "name", report.name);
  return [{ title: message("refactor-name", { name: report.name }), edits }];
}
