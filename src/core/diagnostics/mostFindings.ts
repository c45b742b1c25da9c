/**
 * How many findings a file has at most: one mistake can be repeated in every line, and nobody reads a hundred thousand of them.
 *
 * Errors come before all others, so that a file with one is never taken for sound. test/core/boundedWork.test.ts holds this.
 */
import { message } from "../messages/message";
import type { Diagnostic } from "./diagnostic";

export const MOST_FINDINGS = 1000;

/** In the order of the text, as they came; behind the last stands how many are left out. */
export function firstOf(all: readonly Diagnostic[]): readonly Diagnostic[] {
  if (all.length <= MOST_FINDINGS) return all;
  const errors = all.filter(({ severity }) => severity === "error");
  const others = all.filter(({ severity }) => severity !== "error");
  const chosen = new Set([...errors, ...others].slice(0, MOST_FINDINGS));
  const first = all.filter((one) => chosen.has(one));
  const more = message("more-findings", { count: all.length - MOST_FINDINGS });
  const range = first.at(-1)?.range ?? { start: 0, end: 0 };
  return [...first, { code: "more-findings", severity: "information", range, message: more, fixes: [] }];
}
