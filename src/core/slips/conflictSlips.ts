/** What git leaves in a file where two versions could not be joined. */
import { message } from "../messages/message";
import type { TextEdit } from "../text/range";
import type { Slip } from "./slip";

export function findConflictSlips(text: string): readonly Slip[] {
  const slips: Slip[] = [];
  /** Offsets: the first marker's line, the end of the first version, the beginning of the second. */
  let [first, base, second]: (number | undefined)[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const next = Math.min(start + line.length + 1, text.length);
    const [marker] = /^(<{7}|\|{7}|={7}|>{7})(?=\s|$)/.exec(line) ?? [];
    if (marker?.startsWith("<")) [first, base, second] = [start, undefined, undefined];
    else if (marker?.startsWith("|")) base ??= start;
    else if (marker?.startsWith("=")) [base, second] = [base ?? start, next];
    else if (marker && first !== undefined && base !== undefined && second !== undefined) {
      slips.push(conflict(text, { first, base, second, third: start, end: next }));
      first = undefined;
    }
    start += line.length + 1;
  }
  return slips;
}

interface Conflict {
  readonly first: number;
  readonly base: number;
  readonly second: number;
  readonly third: number;
  readonly end: number;
}

function conflict(text: string, { first, base, second, third, end }: Conflict): Slip {
  const marker = text.indexOf("\n", first);
  const without = (...places: readonly (readonly [number, number])[]): TextEdit[] =>
    places.map(([from, to]) => ({ range: { start: from, end: to }, text: "" }));
  return {
    range: { start: first, end: text.slice(first, marker).trimEnd().length + first },
    message: message("yaml-conflict"),
    title: message("fix-keep-first"),
    edits: without([first, marker + 1], [base, end]),
    otherwise: { title: message("fix-keep-second"), edits: without([first, second], [third, end]) },
  };
}
