/**
 * Dashes of the `model` list: one that stands too close, and one that is missing in front of a layer.
 */
import { message } from "../messages/message";
import { kindOf, tableEntry } from "../model/layerTable";
import type { TextEdit } from "../text/range";
import { OpenColumns } from "./openColumns";
import type { Slip } from "./slip";
import { endOfBlock, isOpen, type WrittenLine, writtenLines } from "./writtenLines";

export function findDashSlips(text: string): readonly Slip[] {
  const lines = writtenLines(text);
  const open = new OpenColumns();
  const slips: Slip[] = [];
  let isModel = false;
  /** The column of the list's dashes. */
  let listColumn: number | undefined;
  for (const [at, line] of lines.entries()) {
    if (line.indent === "" && line.dashes.length === 0 && line.key !== undefined && !line.key.startsWith("-")) {
      isModel = line.key === "model" && isOpen(line);
      listColumn = undefined;
    } else if (isModel) {
      listColumn ??= line.dashes[0] ?? line.column;
      const close =
        line.dashes.length === 0 ? /^-(?=[A-Za-z_])/.exec(text.slice(line.start + line.column, line.end)) : null;
      const isEmpty = line.dashes.length > 0 && line.key === undefined && line.rest === "";
      if (isEmpty && (lines[at + 1]?.indent.length ?? 0) <= line.indent.length) slips.push(nothing(text, line));
      else if (close) slips.push(tooClose(line));
      else if (isBullet(text, line)) slips.push(otherBullet(text, line));
      else if (lacksDash(open, line, listColumn)) slips.push(missingDash(lines, at, listColumn));
    }
    open.add(line);
  }
  return slips;
}

/** A dash alone. */
function nothing(text: string, { start, end, indent }: WrittenLine): Slip {
  const at = start + indent.length;
  const next = text.indexOf("\n", end);
  return {
    range: { start: at, end: at + 1 },
    message: message("yaml-dash.empty"),
    title: message("fix-remove", { what: "-" }),
    edits: [{ range: { start, end: next < 0 ? text.length : next + 1 }, text: "" }],
  };
}

/** `* LSTM: 32`, as other texts begin their items. */
const isBullet = (text: string, { start, end, column, dashes }: WrittenLine): boolean =>
  dashes.length === 0 && kindOf(/^[*+•][ ]+(\w+)/.exec(text.slice(start + column, end))?.[1] ?? "") !== undefined;

function otherBullet(text: string, { start, end, column }: WrittenLine): Slip {
  const at = start + column;
  const kind = /\w+/.exec(text.slice(at, end))?.[0] ?? "";
  const range = { start: at, end: at + 1 };
  return {
    range,
    message: message("yaml-dash", { kind }),
    title: message("fix-dash", { kind }),
    edits: [{ range, text: "-" }],
  };
}

/** `-LSTM: 32` */
function tooClose({ start, column }: WrittenLine): Slip {
  const at = start + column;
  return {
    range: { start: at, end: at + 1 },
    message: message("yaml-dash.blank"),
    title: message("fix-blank"),
    edits: [{ range: { start: at + 1, end: at + 1 }, text: " " }],
  };
}

/** A layer in the column of the list, or in the column of the layer above it where that is no wrapper that waits for one. */
function lacksDash({ columns }: OpenColumns, line: WrittenLine, listColumn: number): boolean {
  if (line.dashes.length > 0 || kindOf(nameOf(line)) === undefined) return false;
  if (line.column === listColumn) return true;
  const item = columns.find(({ column, is }) => is === "map" && column === line.column)?.line;
  const above = item?.dashes[0] === listColumn ? kindOf(item.key ?? "") : undefined;
  return above !== undefined && item !== undefined && !(tableEntry(above).wraps && isOpen(item));
}

/** `LSTM: 32`, `Flatten`, `LSTM(32)` */
const nameOf = ({ key, rest }: WrittenLine): string => key ?? /^\w+(?=$|\()/.exec(rest)?.[0] ?? "";

function missingDash(lines: readonly WrittenLine[], at: number, listColumn: number): Slip {
  const line = lines[at] as WrittenLine;
  const name = nameOf(line);
  const start = line.start + line.column;
  const shift = listColumn + 2 - line.column;
  const below = lines.slice(at + 1, endOfBlock(lines, at));
  const head = { range: { start: line.start, end: start }, text: `${" ".repeat(listColumn)}- ` };
  return {
    range: { start, end: start + name.length },
    message: message("yaml-dash", { kind: name }),
    title: message("fix-dash", { kind: name }),
    edits: [head, ...(shift > 0 ? below.map((one) => moved(one, shift)) : [])],
  };
}

/** The line stands `by` columns further right, or left. */
export function moved({ start, indent }: WrittenLine, by: number): TextEdit {
  const width = Math.max(0, indent.length + by);
  return { range: { start, end: start + indent.length }, text: " ".repeat(width) };
}
