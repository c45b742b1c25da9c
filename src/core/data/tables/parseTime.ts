/**
 * Times of tables as milliseconds since 1970 in UTC, by a format in strptime's letters or by the look of the cell.
 *
 * A time without a zone is taken as it stands: no daylight saving, no gap, no hour twice. test/core/data/tables/parseTime.test.ts.
 */

/** `dmy`, `mdy`: which of two small numbers is the day, where the year stands last. */
export type DayOrder = "dmy" | "mdy";

/** Day and month of a cell that could be either have both readings. */
export interface TimeReadings {
  readonly dmy: number;
  readonly mdy: number;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const fullMonths = "january|february|march|april|may|june|july|august|september|october|november|december".split("|");

const clock = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2})${clock})?$`);
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${clock}$`);
const dayName = new RegExp(String.raw`^(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4}|\d{2})${clock}$`);
const nameDay = new RegExp(String.raw`^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})${clock}$`);

const none: TimeReadings = { dmy: Number.NaN, mdy: Number.NaN };
const certain = (time: number): TimeReadings => ({ dmy: time, mdy: time });

/** NaN in both where the cell does not look like a time. */
export function readTime(written: string): TimeReadings {
  const text = written.trim();
  let found = yearFirst.exec(text);
  if (found) {
    const [, year, , month, day, ...rest] = found;
    return certain(timeOf(Number(year), Number(month), Number(day ?? 1), rest));
  }
  found = yearLast.exec(text);
  if (found) {
    const [, first, , second, year = "", ...rest] = found;
    const full = fullYear(year);
    return {
      dmy: timeOf(full, Number(second), Number(first), rest),
      mdy: timeOf(full, Number(first), Number(second), rest),
    };
  }
  found = dayName.exec(text);
  if (found) {
    const [, day, month = "", year = "", ...rest] = found;
    return certain(timeOf(fullYear(year), monthNumber(month), Number(day), rest));
  }
  found = nameDay.exec(text);
  if (!found) return none;
  const [, month = "", day, year, ...rest] = found;
  return certain(timeOf(Number(year), monthNumber(month), Number(day), rest));
}

const fullYear = (year: string): number =>
  year.length === 2 ? (Number(year) < 69 ? 2000 : 1900) + Number(year) : Number(year);

function monthNumber(word: string): number {
  const lower = word.toLowerCase();
  const at = months.indexOf(lower);
  return (at >= 0 ? at : fullMonths.indexOf(lower)) + 1;
}

/** `rest`: hour, minute, second, fraction, half of the day, zone. */
function timeOf(year: number, month: number, day: number, rest: readonly (string | undefined)[]): number {
  const [hour, minute, second, fraction, half, zone] = rest;
  return makeTime({
    ...{ year, month, day, hour: hourOf(Number(hour ?? 0), half) },
    ...{ minute: Number(minute ?? 0), second: Number(second ?? 0), milliseconds: fractionOf(fraction) },
    zone: zoneOf(zone),
  });
}

const fractionOf = (digits: string | undefined): number => (digits ? Number(`0.${digits}`) * 1000 : 0);

function hourOf(hour: number, half: string | undefined): number {
  if (!half) return hour;
  return hour < 1 || hour > 12 ? Number.NaN : (hour % 12) + (/p/i.test(half) ? 12 : 0);
}

/** Minutes east of Greenwich. */
function zoneOf(zone: string | undefined): number {
  const found = zone && /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!found) return 0;
  const [, sign, hours, minutes] = found;
  return (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
}

interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly milliseconds: number;
  readonly zone: number;
}

/** NaN for what no calendar has: the 30th of February, 25:00. A day may end at 24:00. */
function makeTime({ year, month, day, hour, minute, second, milliseconds, zone }: TimeParts): number {
  const isClock = hour >= 0 && (hour < 24 || (hour === 24 && minute + second === 0)) && minute < 60 && second < 61;
  if (!isClock || !(month >= 1 && month <= 12) || !(day >= 1 && day <= 31)) return Number.NaN;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1) return Number.NaN;
  return midnight.getTime() + ((hour * 60 + minute - zone) * 60 + second) * 1000 + milliseconds;
}

/** What each of strptime's letters takes. */
const letters: Readonly<Record<string, string>> = {
  Y: "\\d{4}",
  y: "\\d{2}",
  m: "\\d{1,2}",
  d: "\\d{1,2}",
  H: "\\d{1,2}",
  I: "\\d{1,2}",
  M: "\\d{1,2}",
  S: "\\d{1,2}",
  f: "\\d{1,9}",
  j: "\\d{1,3}",
  b: "[A-Za-z]{3}",
  B: "[A-Za-z]{3,9}",
  a: "[A-Za-z]{3}",
  A: "[A-Za-z]{6,9}",
  p: "[AaPp][Mm]",
  z: "(?:Z|[+-]\\d{2}:?\\d{2})",
  s: "-?\\d+(?:\\.\\d+)?",
};

/** A reader of one format (`%d/%m/%Y %H:%M`); undefined where the format has a letter that is not known, or none. */
export function timeReader(format: string): ((text: string) => number) | undefined {
  const order: string[] = [];
  let isKnown = true;
  const pattern = format
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\s+/g, "\\s+")
    .replace(/%(.)/g, (_, letter: string) => {
      if (letter === "%") return "%";
      const taken = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
      isKnown &&= taken !== undefined;
      order.push(letter);
      return `(${taken})`;
    });
  if (!isKnown || order.length === 0) return undefined;
  const regExp = new RegExp(`^${pattern}$`);
  return (text) => {
    const found = regExp.exec(text.trim());
    return found ? timeFrom(new Map(order.map((letter, at) => [letter, found[at + 1] ?? ""]))) : Number.NaN;
  };
}

function timeFrom(found: ReadonlyMap<string, string>): number {
  const number = (letter: string, fallback: number): number => Number(found.get(letter) ?? fallback);
  if (found.has("s")) return number("s", 0) * 1000;
  const name = found.get("b") ?? found.get("B");
  const short = found.get("y");
  const day = found.get("j");
  const time = makeTime({
    year: short === undefined ? number("Y", 1900) : fullYear(short),
    month: day !== undefined ? 1 : name === undefined ? number("m", 1) : monthNumber(name),
    day: number("d", 1),
    hour: found.has("I") ? hourOf(number("I", 0), found.get("p") ?? "am") : number("H", 0),
    minute: number("M", 0),
    second: number("S", 0),
    milliseconds: fractionOf(found.get("f")),
    zone: zoneOf(found.get("z")),
  });
  return day === undefined ? time : time + (Number(day) - 1) * 86_400_000;
}

/** ISO 8601, without the clock where `isDate`. */
export function writtenTime(time: number, isDate: boolean): string {
  if (!Number.isFinite(time)) return "";
  const text = new Date(time).toISOString();
  return isDate ? text.slice(0, 10) : text.replace(/\.000Z$|Z$/, "");
}
