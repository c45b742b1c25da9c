/** Tabs that indent: lines below one another are one slip, whose repair gives all of them as many spaces as make them read as they look. */
import { message } from "../messages/message";
import type { TextEdit } from "../text/range";
import { OpenColumns } from "./openColumns";
import type { Slip } from "./slip";
import { type WrittenLine, writtenLines } from "./writtenLines";

/** Columns of a tab that people set their editors to; the first with which all lines stand where one may begin. */
const widths = [2, 4, 8, 3];

export function findTabSlips(text: string): readonly Slip[] {
  const lines = writtenLines(text);
  if (!lines.some((line) => hasTab(text, line))) return [];
  const width = bestWidth(lines);
  const slips: Slip[] = [];
  let block: WrittenLine[] = [];
  for (const line of lines) {
    if (hasTab(text, line)) block.push(line);
    else block = closed(block);
  }
  closed(block);
  return slips;

  function closed([first, ...rest]: readonly WrittenLine[]): WrittenLine[] {
    if (!first) return [];
    const [before = "", tabs = ""] = /^([^\t]*)(\s*)/.exec(text.slice(first.start, first.end))?.slice(1) ?? [];
    const start = first.start + before.length;
    slips.push({
      range: { start, end: start + tabs.length },
      message: message("yaml-tab"),
      title: message("fix-spaces"),
      edits: [first, ...rest].map((line) => spaces(text, line, width)),
    });
    return [];
  }
}

const hasTab = (text: string, { start, column }: WrittenLine): boolean => {
  const tab = text.slice(start, start + column).indexOf("\t");
  return tab >= 0;
};

function spaces(text: string, { start, indent, column }: WrittenLine, width: number): TextEdit {
  const dashes = text.slice(start + indent.length, start + column).replace(/-\s+/g, "- ");
  return { range: { start, end: start + column }, text: " ".repeat(columns(indent, width)) + dashes };
}

/** How wide the indentation looks where a tab goes to the next multiple of `width`. */
function columns(indent: string, width: number): number {
  let column = 0;
  for (const sign of indent) column += sign === "\t" ? width - (column % width) : 1;
  return column;
}

function bestWidth(lines: readonly WrittenLine[]): number {
  const wrong = widths.map((width) => {
    const open = new OpenColumns();
    let count = 0;
    for (const line of lines) {
      const moved = withColumns(line, columns(line.indent, width));
      if (!open.allows(moved) || standsBeside(open, moved)) count += 1;
      open.add(moved);
    }
    return count;
  });
  return widths[wrong.indexOf(Math.min(...wrong))] ?? 2;
}

/** Arguments that stand under the name of their layer and not further right. */
const standsBeside = ({ opener }: OpenColumns, { dashes, column }: WrittenLine): boolean =>
  opener !== undefined && opener.dashes.length > 0 && dashes.length === 0 && opener.column === column;

function withColumns(line: WrittenLine, indent: number): WrittenLine {
  const dashes = line.dashes.map((_, at) => indent + 2 * at);
  return { ...line, indent: " ".repeat(indent), dashes, column: indent + 2 * dashes.length };
}
