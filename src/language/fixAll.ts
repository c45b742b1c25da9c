/**
 * Fix all: every repair that needs no choice, one after the other, each on the text that the one before left.
 *
 * A repair may bring to light what its mistake hid; one after which its own finding is still there is not taken.
 * test/language/fixAll.test.ts holds this.
 */
import type { Diagnostic, Fix } from "../core/diagnostics/diagnostic";
import { applyEdits } from "../core/text/applyEdits";

/** A file with more mistakes than this is mended in several goes. */
const MOST_REPAIRS = 200;

/** The repair of a finding that nobody has to choose. */
export function certainFix({ fixes }: Pick<Diagnostic, "fixes">): Fix | undefined {
  const certain = fixes.filter(({ isChoice }) => !isChoice);
  return certain.length === 1 ? certain[0] : undefined;
}

/** Fix all mends it: an error, not a matter of taste. */
export const isMendable = (finding: Diagnostic): boolean =>
  finding.severity === "error" && certainFix(finding) !== undefined;

/** `analyze`: the findings of a text, as they are shown. */
export function fixAll(text: string, analyze: (text: string) => readonly Diagnostic[]): string {
  let fixed = text;
  let findings = analyze(fixed);
  const refused = new Set<string>();
  for (let repairs = 0; repairs < MOST_REPAIRS; repairs++) {
    const next = findings.find((finding) => isMendable(finding) && !refused.has(keyOf(finding)));
    const fix = next && certainFix(next);
    if (!next || !fix) break;
    const mended = applyEdits(fixed, fix.edits);
    const left = analyze(mended);
    if (count(left, next) < count(findings, next)) [fixed, findings] = [mended, left];
    else refused.add(keyOf(next));
  }
  return fixed;
}

const count = (findings: readonly Diagnostic[], like: Diagnostic): number =>
  findings.filter((finding) => keyOf(finding) === keyOf(like)).length;

const keyOf = ({ code, message: { args } }: Diagnostic): string => `${code} ${JSON.stringify(args)}`;
