/**
 * Fix all: every repair that needs no choice, in groups that do not meet, each group on the text that the one before left.
 *
 * A repair may bring to light what its mistake hid; one after which its own finding is still there is not taken. A group that does not
 * mend all that it should goes without those that fail, or in halves: a text is read as often as repairs follow from one another, not
 * once for each.
 * test/language/fixAll.test.ts holds this.
 */
import type { Diagnostic, Fix } from "../core/diagnostics/diagnostic";
import { placesBefore } from "../core/slips/mendedPlaces";
import { applyEdits } from "../core/text/applyEdits";
import type { TextEdit, TextRange } from "../core/text/range";

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

type Analyze = (text: string) => readonly Diagnostic[];

interface State {
  readonly text: string;
  readonly findings: readonly Diagnostic[];
}

/** `analyze`: the findings of a text, as they are shown. */
export function fixAll(text: string, analyze: Analyze): string {
  let state: State = { text, findings: analyze(text) };
  const refused = new Set<string>();
  let most = MOST_REPAIRS;
  for (let repairs = 0; repairs < MOST_REPAIRS;) {
    const wanted = state.findings.filter((finding) => isMendable(finding) && !refused.has(keyOf(finding)));
    const group = apart(wanted, Math.min(most, MOST_REPAIRS - repairs));
    const [first] = group;
    if (!first) break;
    const { tried, mended } = repair(state, group, analyze);
    if (mended) state = mended;
    else refused.add(keyOf(first));
    repairs += tried;
    most = 2 * tried;
  }
  return state.text;
}

/** Takes the repairs that do well together, or else the first alone; `mended` is absent where that does not mend either. */
function repair(state: State, group: readonly Diagnostic[], analyze: Analyze): { tried: number; mended?: State } {
  let chosen = group;
  for (let tries = 0; ; tries++) {
    const text = applyEdits(state.text, chosen.flatMap(editsOf));
    const mended = { text, findings: analyze(text) };
    const failed = failures(state, chosen, mended);
    if (failed.size === 0) return { tried: chosen.length, mended };
    if (chosen.length === 1) return { tried: 1 };
    const others = chosen.filter((finding) => !failed.has(finding));
    // Where the others do not do well together either, fewer are tried.
    const isFirstTry = tries === 0 && others.length > 0;
    chosen = isFirstTry ? others : chosen.slice(0, Math.ceil(chosen.length / 2));
  }
}

const editsOf = (finding: Diagnostic): readonly TextEdit[] => certainFix(finding)?.edits ?? [];

/** The first findings whose repairs are made at places of their own: one next to another may be the same, or undo it. */
function apart(findings: readonly Diagnostic[], most: number): readonly Diagnostic[] {
  const taken: TextRange[] = [];
  const group: Diagnostic[] = [];
  for (const finding of findings) {
    if (group.length >= most) break;
    const ranges = editsOf(finding).map(({ range }) => range);
    const isTaken = (range: TextRange): boolean =>
      taken.some((one) => one.start <= range.end && range.start <= one.end);
    if (ranges.some(isTaken)) continue;
    taken.push(...ranges);
    group.push(finding);
  }
  return group;
}

/** Those that are not gone. Of several, also those in whose place another error stands: what one repair does, another may spoil. */
function failures(before: State, group: readonly Diagnostic[], after: State): ReadonlySet<Diagnostic> {
  const [asked, had, has] = [group, before.findings, after.findings].map(countKeys);
  const isLeft = (key: string): boolean => (had?.get(key) ?? 0) - (has?.get(key) ?? 0) < (asked?.get(key) ?? 0);
  const placeBefore = placesBefore(group.flatMap(editsOf));
  const errors = group.length === 1 ? [] : after.findings.filter(({ severity }) => severity === "error");
  const wrong = new Set(errors.map(({ range }) => placeBefore(range).start));
  return new Set(group.filter((finding) => isLeft(keyOf(finding)) || wrong.has(finding.range.start)));
}

function countKeys(findings: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of findings.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const keyOf = ({ code, message: { args } }: Diagnostic): string => `${code} ${JSON.stringify(args)}`;
