/** Cures of broken YAML that can be mended without guessing. */
import { message } from "../messages/message";
import { columnOf } from "../syntax/mapEdits";
import { findUnclosedBrackets } from "../syntax/unclosedBrackets";
import type { Cure, CureTable } from "./cure";
import { choice, fix } from "./cure";

export const syntaxCures: CureTable = {
  "yaml-tab": ({ range }, { text }) => {
    const lineStart = range.start - columnOf(text, range.start);
    const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
    const spaces = indent.replaceAll("\t", "  ");
    return fix(message("fix-spaces"), [{ range: { start: lineStart, end: lineStart + indent.length }, text: spaces }]);
  },
  "yaml-documents": ({ range }, { text }) => {
    const start = text.lastIndexOf("\n---", range.start) + 1;
    return start > 0
      ? choice(fix(message("fix-remove", { what: "---" }), [{ range: { start, end: text.length }, text: "" }]))
      : [];
  },
  "yaml-escape": ({ range }, { text }) => {
    const at = text.indexOf("\\", Math.max(0, range.start - 1));
    return at >= 0 && at <= range.end
      ? fix(message("fix-replace", { text: "\\\\" }), [{ range: { start: at, end: at + 1 }, text: "\\\\" }])
      : [];
  },
  "yaml-unclosed": ({ range }, { text }) => {
    const missing = findUnclosedBrackets(text).find(({ at }) => at === range.start);
    if (!missing) return [];
    const { signs, end } = missing;
    return fix(message("fix-close", { signs }), [{ range: { start: end, end }, text: signs }]);
  },
  "yaml-tag": ({ range }, { text }) => {
    const tag = /^\S+[ ]*/.exec(text.slice(range.start, range.end + 1))?.[0] ?? "";
    return tag.startsWith("!")
      ? fix(message("fix-remove", { what: tag.trim() }), [
          { range: { start: range.start, end: range.start + tag.length }, text: "" },
        ])
      : [];
  },
  "yaml-indent": lineUp,
  "yaml-key": lineUp,
};

/** A list item goes to the column of the item above it. */
function lineUp({ range }: Parameters<Cure>[0], { text }: Parameters<Cure>[1]): ReturnType<Cure> {
  const lineStart = range.start - columnOf(text, range.start);
  const indent = /^[ ]*(?=- )/.exec(text.slice(lineStart))?.[0];
  const above = [...text.slice(0, lineStart).matchAll(/^([ ]*)- /gm)].at(-1)?.[1];
  if (indent === undefined || above === undefined || above === indent) return [];
  // Items further down that stand as wrongly go along.
  const rest = text.slice(lineStart);
  const edits = [...rest.matchAll(/(?<=^|\n)[^\n]*/g)].slice(0, countSame(rest, indent)).map(({ index }) => ({
    range: { start: lineStart + index, end: lineStart + index + indent.length },
    text: above,
  }));
  return fix(message("fix-line-up"), edits);
}

/** Lines from the first one on that begin with this indentation and a dash. */
function countSame(text: string, indent: string): number {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith(`${indent}- `));
  return end < 0 ? lines.length : end;
}
