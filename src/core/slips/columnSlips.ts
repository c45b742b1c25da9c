/**
 * Lines that begin in a column where none can: they go, with what stands below them, to the nearest one where they may.
 */
import { type Message, message } from "../messages/message";
import { kindOf, ownKeys, tableEntry } from "../model/layerTable";
import { moved } from "./dashSlips";
import { isSection, mapSections } from "./misshapen";
import { beginning, type OpenColumn, OpenColumns } from "./openColumns";
import type { Slip } from "./slip";
import { endOfBlock, type WrittenLine, writtenLines } from "./writtenLines";

const STEP = 2;

export function findColumnSlips(text: string): readonly Slip[] {
  const lines = writtenLines(text);
  const open = new OpenColumns();
  const slips: Slip[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as WrittenLine;
    const move = moveOf(open, line);
    if (!move) {
      open.add(line);
      continue;
    }
    // Neighbours that stand as wrongly go along, with all that stands below them.
    const [column, is] = beginning(line);
    const goesAlong = (next: WrittenLine | undefined): boolean =>
      next !== undefined &&
      beginning(next)[0] === column &&
      beginning(next)[1] === is &&
      endsSection(next, move.owner) === endsSection(line, move.owner);
    let end = endOfBlock(lines, at);
    while (goesAlong(lines[end])) end = endOfBlock(lines, end);
    const block = lines.slice(at, end);
    slips.push({
      range: place(line),
      message: move.owner ? message("yaml-indent.below", { key: move.owner }) : message("yaml-indent"),
      title: move.title,
      edits: block.map((one) => moved(one, move.by)),
    });
    for (const one of block) open.add(shifted(one, move.by));
    at = end - 1;
  }
  return slips;
}

interface Move {
  /** Columns to the right. */
  readonly by: number;
  readonly title: Message;
  /** The layer or section above, whose block the line should be in. */
  readonly owner?: string;
}

/** A word that begins a section, and is none of the keys that `owner` may have itself. */
function endsSection({ key = "", dashes }: WrittenLine, owner: string | undefined): boolean {
  const kind = owner === undefined ? undefined : kindOf(owner);
  const isOwn = kind
    ? ownKeys(kind).includes(key) || Object.hasOwn(tableEntry(kind).arguments, key)
    : owner !== undefined && Object.hasOwn(mapSections[owner] ?? {}, key);
  return dashes.length === 0 && isSection(key) && !isOwn;
}

/** Where the line must go; undefined where it may stay. */
function moveOf(open: OpenColumns, line: WrittenLine): Move | undefined {
  const { opener, columns } = open;
  const [column, is] = beginning(line);
  const owner = opener?.key;
  // Arguments below `- LSTM:` that are not further right, and keys below `fit:` at the margin.
  if (is === "map" && line.key !== undefined && opener && owner !== undefined && column <= opener.column) {
    const isLayer = opener.dashes.length > 0 && kindOf(owner) !== undefined;
    const isAtMargin = opener.column === 0 && isSection(owner);
    if ((isLayer || isAtMargin) && !endsSection(line, owner)) {
      return { by: opener.column + STEP - column, title: message("fix-indent-below", { key: owner }), owner };
    }
  }
  if (open.allows(line) || (is === "map" && line.key === undefined)) return undefined;
  if (is === "map" && isSection(line.key ?? "") && columns[0]?.column === 0 && !isInLayers(columns, column)) {
    return { by: -column, title: message("fix-margin") };
  }
  const near = columns
    .filter((one) => one.is === is)
    .sort((a, b) => Math.abs(a.column - column) - Math.abs(b.column - column) || b.column - a.column);
  return near[0] && { by: near[0].column - column, title: message("fix-line-up") };
}

/** Right of where the innermost list has its items: `name` is a key of layers too. */
const isInLayers = (columns: readonly OpenColumn[], column: number): boolean =>
  column > (columns.findLast((one) => one.is === "list")?.column ?? Infinity);

/** The blanks in front of it, or its first sign where there are none. */
const place = ({ start, indent }: WrittenLine): Slip["range"] => ({ start, end: start + Math.max(1, indent.length) });

function shifted(line: WrittenLine, by: number): WrittenLine {
  return {
    ...line,
    indent: " ".repeat(Math.max(0, line.indent.length + by)),
    dashes: line.dashes.map((dash) => dash + by),
    column: line.column + by,
  };
}
