/**
 * Numbers of tables: the nearest double of what is written, or none at all. test/core/data/tables/parseNumber.test.ts.
 *
 * The usual case, up to 15 digits, is one division of two exact doubles, which rounds as `Number` does and makes no string.
 */

import { bytesOf, textOf } from "./cellBytes";

/** 10^0 … 10^22 are exact in float64. */
const powers = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const MOST_DIGITS = 15;

export interface NumberSigns {
  /** Char code. */
  readonly decimal: number;
  /** Char code; −1: none. */
  readonly thousands: number;
}

export const numberSigns = (decimal: string, thousands: string | undefined): NumberSigns => ({
  decimal: decimal.charCodeAt(0),
  thousands: thousands === undefined || thousands === "" ? -1 : thousands.charCodeAt(0),
});

const isSpace = (code: number): boolean => code === 32 || code === 9;

/** The number in `bytes` from `start` to `end`, without the spaces around it; NaN where it is none (an infinity is none). */
export function parseNumber(bytes: Uint8Array, start: number, end: number, signs: NumberSigns): number {
  let from = start;
  let to = end;
  while (from < to && isSpace(bytes[from] ?? 0)) from++;
  while (to > from && isSpace(bytes[to - 1] ?? 0)) to--;
  let at = from;
  const sign = bytes[at];
  if (at < to && (sign === 45 || sign === 43)) at++;
  let mantissa = 0;
  let digits = 0;
  let scale = 0;
  for (; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    mantissa = mantissa * 10 + digit;
    digits++;
  }
  if (at < to && bytes[at] === signs.decimal) {
    at++;
    const first = at;
    for (; at < to; at++) {
      const digit = (bytes[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
    }
    scale = at - first;
    digits += scale;
  }
  if (at === to && digits > 0 && digits <= MOST_DIGITS) {
    const value = mantissa / (powers[scale] ?? 1);
    return sign === 45 ? -value : value;
  }
  return parseSlowly(textOf(bytes, from, to).trim(), signs);
}

/** The number that a text is; NaN where it is none. */
export function numberOf(text: string, signs: NumberSigns): number {
  const bytes = bytesOf(text);
  return parseNumber(bytes, 0, bytes.length, signs);
}

/** Thousands, exponents, and more digits than one division can round. */
function parseSlowly(written: string, { decimal, thousands }: NumberSigns): number {
  const exponentAt = /[eE]/.exec(written)?.index ?? written.length;
  const decimalAt = written.indexOf(String.fromCharCode(decimal));
  const end = decimalAt < 0 ? exponentAt : decimalAt;
  let whole = written.slice(0, end);
  const rest = decimalAt < 0 ? written.slice(end) : `.${written.slice(end + 1)}`;
  if (thousands >= 0) {
    const groups = whole.replace(/^[-+]/, "").split(String.fromCharCode(thousands));
    // Groups of three behind a first one of up to three digits: 1.5 is not fifteen.
    const areThousands = groups.every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
    if (groups.length > 1 && !areThousands) return Number.NaN;
    if (groups.length > 1) whole = whole.replaceAll(String.fromCharCode(thousands), "");
  }
  // Where the comma is decimal, a point is none.
  if (whole.includes(".")) return Number.NaN;
  const text = whole + rest;
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) return Number.NaN;
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
