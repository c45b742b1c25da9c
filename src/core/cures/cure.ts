/** What a cure is, and the small ones that others are made of. */
import type { Diagnostic, Fix } from "../diagnostics/diagnostic";
import { type Message, message } from "../messages/message";
import { removeEntry } from "../syntax/mapEdits";
import type { TextEdit, TextRange } from "../text/range";
import type { FoundEntry, FoundItem, WrittenFile } from "./writtenFile";

/** The repairs of one finding; none where the text gives no hold. */
export type Cure = (finding: Diagnostic, file: WrittenFile) => readonly Fix[];

/** Cures by message id, or by its part before the first dot. */
export type CureTable = Readonly<Record<string, Cure>>;

export const fix = (title: Message, edits: readonly TextEdit[] | undefined): readonly Fix[] =>
  edits && edits.length > 0 ? [{ title, edits }] : [];

/** Not applied by "fix all": it takes away what somebody has written, or is one of several ways. */
export const choice = (fixes: readonly Fix[]): readonly Fix[] => fixes.map((one) => ({ ...one, isChoice: true }));

/** Applied by "fix all", though it takes something away: nothing is lost by it. */
export const certain = (fixes: readonly Fix[]): readonly Fix[] => fixes.map(({ title, edits }) => ({ title, edits }));

/** What is written at the finding, without quotes. */
export const writtenWord = ({ range }: Diagnostic, { text }: WrittenFile): string =>
  text.slice(range.start, range.end).replace(/^(["'])(.*)\1$/s, "$2");

export const replace = (range: TextRange, text: string): readonly Fix[] =>
  fix(message("fix-replace", { text }), [{ range, text }]);

export const removeFoundEntry = (text: string, found: FoundEntry | undefined): readonly Fix[] =>
  found
    ? choice(
        fix(message("fix-remove", { what: String(found.entry.key.value) }), removeEntry(text, found.map, found.entry)),
      )
    : [];

/** Takes the key out at which the finding stands. */
export const removeKey: Cure = ({ range }, file) => removeFoundEntry(file.text, file.entryAt(range));

/** Takes a list item out with its comma. */
export function removeItem(text: string, { list, index }: FoundItem): readonly TextEdit[] {
  const item = list.items[index]?.range ?? list.range;
  const before = list.items[index - 1]?.range.end;
  const behind = list.items[index + 1]?.range.start;
  if (text[list.range.start] !== "[") return [];
  if (before !== undefined) return [{ range: { start: before, end: item.end }, text: "" }];
  return [{ range: { start: item.start, end: behind ?? item.end }, text: "" }];
}

/** A menu of more values than these helps nobody. */
export const MOST_WAYS = 5;
