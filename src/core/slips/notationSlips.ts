/**
 * Signs of other notations that YAML reads as something else: `(4, 2)` and `0,5` in braces, which become keys, and what stands behind a
 * closing bracket, `[4, 2],` and `[4, 2] // data`.
 */
import { message } from "../messages/message";
import type { Slip } from "./slip";
import { writtenLines } from "./writtenLines";

/** A tuple, or a number with a comma from 0 on, behind a key. */
const inBraces = /:[ ]+(?:(\([^()[\]{}"'#:\n]*\))|(-?0,\d+)(?=\s*[,}]))/g;
const behindBracket = /[\]}][ \t]*([,;]|\/\/)(?=[ \t]*(#.*)?$|[ \t])/;

export function findNotationSlips(text: string): readonly Slip[] {
  return writtenLines(text).flatMap(({ start, end }) => {
    const line = text.slice(start, end);
    return [...valuesInBraces(line, start), ...signBehind(line, start)];
  });
}

/** How many values in braces are written so: YAML finds no mistake in them. */
export const countNotationSlips = (text: string): number =>
  // Most files have neither sign anywhere.
  /:[ ]+(\(|-?0,\d)/.test(text)
    ? writtenLines(text).flatMap(({ start, end }) => valuesInBraces(text.slice(start, end), start)).length
    : 0;

function valuesInBraces(line: string, start: number): readonly Slip[] {
  return [...line.matchAll(inBraces)].flatMap((match) => {
    const [whole, tuple, decimal] = match;
    const value = tuple ?? decimal ?? "";
    const at = match.index + whole.length - value.length;
    if (!isInside(line.slice(0, at))) return [];
    const text = tuple === undefined ? value.replace(",", ".") : `[${sizes(tuple)}]`;
    const range = { start: start + at, end: start + at + value.length };
    return [
      {
        range,
        message: tuple === undefined ? message("yaml-decimal", { text }) : message("yaml-tuple", { text }),
        title: message("fix-replace", { text }),
        edits: [{ range, text }],
      },
    ];
  });
}

/** `(4, None,)` → `4, null` */
const sizes = (tuple: string): string =>
  tuple
    .slice(1, -1)
    .split(",")
    .map((one) => one.trim().replace(/^None$/, "null"))
    .filter(Boolean)
    .join(", ");

/** More brackets are open than closed, and none is in quotes. */
function isInside(before: string): boolean {
  const signs = before.replace(/"[^"]*"|'[^']*'/g, "");
  return (signs.match(/[{[]/g)?.length ?? 0) > (signs.match(/[}\]]/g)?.length ?? 0) && !/(^|\s)#/.test(signs);
}

function signBehind(line: string, start: number): readonly Slip[] {
  const match = behindBracket.exec(line);
  const sign = match?.[1];
  if (!match || sign === undefined) return [];
  const at = start + match.index + match[0].length - sign.length;
  const before = line.slice(0, at - start);
  if (isInside(before) || /(^|\s)#|["']/.test(before.replace(/"[^"]*"|'[^']*'/g, ""))) return [];
  const range = { start: at, end: at + sign.length };
  const text = sign === "//" ? "#" : "";
  return [
    {
      range,
      message: message("yaml-sign", { sign }),
      title: text === "" ? message("fix-remove", { what: sign }) : message("fix-replace", { text }),
      edits: [{ range, text }],
    },
  ];
}
