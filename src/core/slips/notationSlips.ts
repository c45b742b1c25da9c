/**
 * Signs of other notations that YAML reads as something else: `(4, 2)` and `0,5` in braces, which become keys, and what stands behind a
 * closing bracket, `[4, 2],` and `[4, 2] // data`.
 *
 * Quoted texts are somebody's words: `"mood: (sad)"` has no tuple in it.
 */
import { message } from "../messages/message";
import { hideQuoted } from "../syntax/quotedText";
import type { Slip } from "./slip";
import { writtenLines } from "./writtenLines";

/** A tuple, or a number with a comma from 0 on, behind a key. */
const inBraces = /:[ ]+(?:(\([^()[\]{}"'#:\n]*\))|(-?0,\d+)(?=\s*[,}]))/g;
const behindBracket = /[\]}][ \t]*([,;]|\/\/)(?=[ \t]*(#.*)?$|[ \t])/;

export function findNotationSlips(text: string): readonly Slip[] {
  const signs = hideQuoted(text);
  return writtenLines(text).flatMap(({ start, end }) => {
    const line = signs.slice(start, end);
    return [...valuesInBraces(line, start), ...signBehind(line, start)];
  });
}

/** How many values in braces are written so: YAML finds no mistake in them. */
export function countNotationSlips(text: string): number {
  // Most files have neither sign anywhere.
  if (!/:[ ]+(\(|-?0,\d)/.test(text)) return 0;
  const signs = hideQuoted(text);
  return writtenLines(text).flatMap(({ start, end }) => valuesInBraces(signs.slice(start, end), start)).length;
}

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

/** More brackets are open than closed; what is quoted is hidden. */
const isInside = (before: string): boolean =>
  (before.match(/[{[]/g)?.length ?? 0) > (before.match(/[}\]]/g)?.length ?? 0) && !/(^|\s)#/.test(before);

function signBehind(line: string, start: number): readonly Slip[] {
  const match = behindBracket.exec(line);
  const sign = match?.[1];
  if (!match || sign === undefined) return [];
  const at = start + match.index + match[0].length - sign.length;
  const before = line.slice(0, at - start);
  if (isInside(before) || /(^|\s)#|["']/.test(before)) return [];
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
