/**
 * One finding for one mistake: broken YAML makes the reader stumble over the same words again.
 *
 * A finding is an echo of a YAML finding in front of it where both overlap, or where both are about the YAML of one line and it has no
 * repair of its own. Nor is missing
 * or wrong what an alias should have given: that the alias gives nothing has been said.
 * test/core/syntaxFindings.test.ts holds this.
 */
import type { Diagnostic } from "./diagnostic";

/** `diagnostics` in the order of the text. */
export function withoutEchoes(text: string, all: readonly Diagnostic[]): readonly Diagnostic[] {
  const aliases = new Set(all.filter(({ code }) => code === "unknown-anchor").map(({ range }) => range.start));
  const diagnostics = all.filter(
    (finding) => !isOfAlias(text, finding) && (finding.code === "unknown-anchor" || !aliases.has(finding.range.start)),
  );
  const isSyntax = ({ code }: Diagnostic): boolean => code.startsWith("yaml-");
  if (!diagnostics.some(isSyntax)) return diagnostics;
  const lineOf = (offset: number): number => text.lastIndexOf("\n", offset - 1);
  const heard: Diagnostic[] = [];
  return diagnostics.filter((finding) => {
    const isEcho = heard.some(
      (one) =>
        (finding.range.start < one.range.end && one.range.start < finding.range.end) ||
        (isSyntax(finding) && finding.fixes.length === 0 && lineOf(finding.range.start) === lineOf(one.range.start)),
    );
    if (isSyntax(finding)) heard.push(finding);
    return !isEcho;
  });
}

function isOfAlias(text: string, { code, range, message: { args } }: Diagnostic): boolean {
  if (!/^(missing-(argument|value)|wrapper-empty)$/.test(code)) return false;
  const behind = /^["']?\s*:\s*(.*)/.exec(text.slice(range.end, range.end + LONGEST_LOOK))?.[1] ?? "";
  return behind.startsWith("*") || behind.includes(`${String(args["key"])}: *`);
}

/** An alias stands on the line of what it gives. */
const LONGEST_LOOK = 500;
