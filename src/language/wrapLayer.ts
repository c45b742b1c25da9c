/**
 * Wrapping a recurrent layer in Bidirectional and back, in braces or in lines of their own.
 *
 * What belongs to the outermost layer (name, from, trainable, initial_state) stays outside. test/language/refactorings.test.ts holds this.
 */
import type { FoundLayer, WrittenFile } from "../core/cures/writtenFile";
import { type Message, message } from "../core/messages/message";
import { inBidirectional, innerLayer, isInline, type WrittenLayer } from "../core/model/layerEdits";
import { isRecurrentKind, ownKeys, tableEntry } from "../core/model/layerTable";
import { columnOf, entryLines, entrySource, isFlow, nextLine } from "../core/syntax/mapEdits";
import type { SyntaxEntry, SyntaxMap } from "../core/syntax/syntaxTree";
import type { TextEdit } from "../core/text/range";

/** A refactoring that is still to be tried. `added`: layers that it puts below this one. */
export interface Draft {
  readonly title: Message;
  readonly edits: readonly TextEdit[] | undefined;
  readonly added?: number;
}

const isShared = ({ key }: SyntaxEntry): boolean => ownKeys("Bidirectional").includes(String(key.value));

export function wrap(file: WrittenFile, { written }: FoundLayer): Draft[] {
  const { kind, head, value } = written;
  if (!isRecurrentKind(kind) || !value) return [];
  const title = message("refactor-wrap");
  if (value.is === "map" && !isInline(file.text, written))
    return [{ title, edits: wrapLines(file.text, written, value) }];
  if (!isInline(file.text, written)) return [];
  const text = inBidirectional(file.text, written);
  const range = { start: head.range.start, end: value.range.end };
  return [{ title, edits: text === undefined ? undefined : [{ range, text }] }];
}

/** The layer's own lines move one step in, behind a line of its kind. */
function wrapLines(text: string, { kind, head }: WrittenLayer, map: SyntaxMap): readonly TextEdit[] | undefined {
  const lines = linesOf(text, head.range.end, map);
  if (!lines) return undefined;
  const inside = [...lines.between, ...lines.of((entry) => !isShared(entry))].map((line) => moved(line, "  ", 0));
  const own = `${" ".repeat(lines.column)}${kind}:\n${inside.join("")}`;
  const whole = `Bidirectional${lines.behindHead}${own}${lines.of(isShared).join("")}`;
  return [{ range: { start: head.range.start, end: lines.end }, text: ended(whole, lines.isEnded) }];
}

export function unwrap(file: WrittenFile, { written }: FoundLayer): Draft[] {
  const inner = innerLayer(written);
  if (!inner || written.value?.is !== "map") return [];
  const title = message("refactor-unwrap", { kind: inner.kind, wrapper: written.kind });
  if (!isFlow(file.text, written.value))
    return [{ title, edits: unwrapLines(file.text, written, written.value, inner) }];
  if (inner.value && !isInline(file.text, inner)) return [];
  const shared = written.value.entries.filter(isShared);
  const range = { start: written.head.range.start, end: written.value.range.end };
  const rest = shared.map((entry) => entrySource(file.text, entry)).join(", ");
  return [{ title, edits: [{ range, text: `${inner.kind}${withMore(file, inner, rest)}` }] }];
}

/** The inner layer's lines move out to those of the wrapper; what only the wrapper has goes. */
function unwrapLines(
  text: string,
  { head }: WrittenLayer,
  map: SyntaxMap,
  inner: WrittenLayer,
): readonly TextEdit[] | undefined {
  const lines = linesOf(text, head.range.end, map);
  const entry = map.entries.find(({ key }) => key === inner.head);
  if (!lines || !entry) return undefined;
  const shared = lines.of(isShared);
  const range = { start: head.range.start, end: lines.end };
  const own = inner.value?.is === "map" && !isFlow(text, inner.value) ? inner.value : undefined;
  const innerLines = own && linesOf(text, inner.head.range.end, own);
  const [innerText = ""] = lines.of((one) => one === entry);
  const comment = /#/.test(lines.behindHead);
  if (innerLines && own) {
    if (comment && /#/.test(innerLines.behindHead)) return undefined;
    const behind = comment ? lines.behindHead : innerLines.behindHead;
    const inside = [...innerLines.between, ...innerLines.of(() => true)];
    const out = inside.map((line) => moved(line, "", innerLines.column - lines.column)).join("");
    return [{ range, text: ended(`${inner.kind}${behind}${out}${shared.join("")}`, lines.isEnded) }];
  }
  if (comment || lines.between.length > 0 || !isInline(text, inner)) return undefined;
  if (shared.length === 0) return [{ range, text: ended(innerText.trimStart(), lines.isEnded) }];
  // The short form has no room for more: its value gets a line of its own.
  const { main } = tableEntry(inner.kind);
  const { value } = inner;
  const column = " ".repeat(lines.column);
  const source = (from: { start: number; end: number }): string => text.slice(from.start, from.end);
  const given =
    value?.is === "map"
      ? value.entries.map((entry) => entrySource(text, entry))
      : value && typeof main === "string"
        ? [`${main}: ${source(value.range)}`]
        : [];
  const put = given.map((line) => `${column}${line}\n`).join("");
  const tail = /#[^\r\n]*/.exec(innerText)?.[0];
  return [{ range, text: ended(`${inner.kind}:${tail ? ` ${tail}` : ""}\n${put}${shared.join("")}`, lines.isEnded) }];
}

interface Lines {
  /** What stands behind the layer's kind on its line, with the line's end: `: # fast`. */
  readonly behindHead: string;
  /** Comments between that line and the first key. */
  readonly between: readonly string[];
  readonly column: number;
  /** The lines of some of the keys, each with its end. */
  readonly of: (isWanted: (entry: SyntaxEntry) => boolean) => string[];
  readonly end: number;
  readonly isEnded: boolean;
}

function linesOf(text: string, headEnd: number, map: SyntaxMap): Lines | undefined {
  const ranges = entryLines(text, map);
  const [first] = map.entries;
  const last = map.entries.at(-1);
  if (!ranges || !first || !last) return undefined;
  const start = ranges.get(first)?.start ?? 0;
  const end = ranges.get(last)?.end ?? text.length;
  const headLine = nextLine(text, headEnd);
  if (headLine > start) return undefined;
  const line = (range: { start: number; end: number } | undefined): string => {
    const source = range ? text.slice(range.start, range.end) : "";
    return /[\r\n]$/.test(source) ? source : `${source}\n`;
  };
  return {
    behindHead: text.slice(headEnd, headLine),
    between: headLine < start ? [text.slice(headLine, start)] : [],
    column: columnOf(text, first.key.range.start),
    of: (isWanted) => map.entries.filter(isWanted).map((entry) => line(ranges.get(entry))),
    end,
    isEnded: /[\r\n]/.test(text[end - 1] ?? ""),
  };
}

/** Lines with more room in front, or with less. */
const moved = (lines: string, more: string, less: number): string =>
  lines.replace(/^(?=[^\r\n])/gm, more).replace(new RegExp(`^ {0,${less}}`, "gm"), "");

const ended = (text: string, isEnded: boolean): string => (isEnded ? text : text.replace(/\r?\n$/, ""));

/** What stands behind the layer's kind, with more arguments at the end: `: {units: 3, name: a}`. */
function withMore({ text }: WrittenFile, { kind, value }: WrittenLayer, more: string): string {
  const written = value ? text.slice(value.range.start, value.range.end) : "";
  if (more === "") return value ? `: ${written}` : "";
  if (!value || (value.is === "map" && value.entries.length === 0)) return `: {${more}}`;
  if (value.is === "map") return `: ${written.replace(/\s*\}$/, `, ${more}}`)}`;
  const { main } = tableEntry(kind);
  return typeof main === "string" ? `: {${main}: ${written}, ${more}}` : `: ${written}`;
}
