/**
 * What stands in the list of layers, or around it, and does not belong there: `layers:` below `model:`, as other tools have it, and sections
 * that are written as items of the list.
 */
import { message } from "../messages/message";
import { nextLine } from "../syntax/mapEdits";
import type { TextEdit } from "../text/range";
import { moved } from "./dashSlips";
import { isSection } from "./misshapen";
import type { Slip } from "./slip";
import { endOfBlock, isOpen, type WrittenLine, writtenLines } from "./writtenLines";

export function findLayerListSlips(text: string): readonly Slip[] {
  const lines = writtenLines(text);
  let isModel = false;
  let isTold = false;
  return lines.flatMap((line, at) => {
    if (line.indent === "" && line.dashes.length === 0) {
      isModel = line.key === "model" && isOpen(line);
      return line.key === "model" ? listInBraces(line) : [];
    }
    if (!isModel) return [];
    if (line.key === "layers" && line.dashes.length === 0 && lines[at - 1]?.key === "model")
      return [layersKey(text, line)];
    if (isTold || !isSectionItem(line)) return [];
    isTold = true;
    return [sectionItems(lines, at)];
  });
}

/** `model: {layers: […]}` on one line. */
function listInBraces(line: WrittenLine): readonly Slip[] {
  const [, list] = /^\{\s*layers:\s*(\[.*\])\s*\}$/.exec(line.rest) ?? [];
  if (list === undefined) return [];
  const start = line.restAt;
  return [
    ofLayersKey({ start, end: start + line.rest.length }, [
      { range: { start, end: start + line.rest.length }, text: list },
    ]),
  ];
}

/** `layers:` alone in its line, with the list below it or behind it. */
function layersKey(text: string, { start, column, rest, restAt, end }: WrittenLine): Slip {
  const place = start + column;
  const comment = text.slice(start, end).indexOf("#", column);
  const behind = rest === "" ? start + comment : restAt;
  const gone = rest === "" && comment < 0 ? { start, end: nextLine(text, end) } : { start: place, end: behind };
  return ofLayersKey({ start: place, end: place + "layers".length }, [{ range: gone, text: "" }]);
}

const ofLayersKey = (range: Slip["range"], edits: Slip["edits"]): Slip => ({
  range,
  message: message("yaml-layers"),
  title: message("fix-remove", { what: "layers:" }),
  edits,
});

const isSectionItem = ({ key, dashes }: WrittenLine): boolean =>
  key !== undefined && dashes.length === 1 && isSection(key);

/** `- compile: …` below the last layer goes to the margin with what belongs to it, and so do the sections below it. */
function sectionItems(lines: readonly WrittenLine[], first: number): Slip {
  const { start, column, key = "" } = lines[first] as WrittenLine;
  const edits: TextEdit[] = [];
  for (let at = first, line = lines[at]; line && isSectionItem(line); line = lines[at]) {
    const end = endOfBlock(lines, at);
    const shift = -line.column;
    edits.push({ range: { start: line.start, end: line.start + line.column }, text: "" });
    for (const one of lines.slice(at + 1, end)) edits.push(moved(one, shift));
    at = end;
  }
  return {
    range: { start: start + column, end: start + column + key.length },
    message: message("yaml-dash.section", { section: key }),
    title: message("fix-margin"),
    edits,
  };
}
