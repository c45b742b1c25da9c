/**
 * One finding for one mistake: broken YAML makes the reader stumble over the same words again.
 *
 * A finding is an echo of a YAML finding in front of it where both overlap, or where both are about the YAML of one line.
 * test/core/syntaxFindings.test.ts holds this.
 */
import type { Diagnostic } from "./diagnostic";

/** `diagnostics` in the order of the text. */
export function withoutEchoes(text: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const isSyntax = ({ code }: Diagnostic): boolean => code.startsWith("yaml-");
  if (!diagnostics.some(isSyntax)) return diagnostics;
  const lineOf = (offset: number): number => text.lastIndexOf("\n", offset - 1);
  const heard: Diagnostic[] = [];
  return diagnostics.filter((finding) => {
    const isEcho = heard.some(
      (one) =>
        (finding.range.start < one.range.end && one.range.start < finding.range.end) ||
        (isSyntax(finding) && lineOf(finding.range.start) === lineOf(one.range.start)),
    );
    if (isSyntax(finding)) heard.push(finding);
    return !isEcho;
  });
}
