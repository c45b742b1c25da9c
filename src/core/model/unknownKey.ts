/**
 * A key that its place does not know: joined to its value, a word of Keras with an answer of its own, a key of another section, another
 * name or a misspelling. One answer for sections, layers and objects.
 *
 * test/core/otherNames.test.ts and test/core/cures.test.ts hold this.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import { entryOf, type SyntaxEntry, type SyntaxMap } from "../syntax/syntaxTree";
import { kerasReason } from "./kerasWords";
import { meantName } from "./otherNames";
import { homeOf } from "./sectionTable";

/** Where the key stands: in a section of the file (`undefined` at its top), or among the arguments of a layer or an object. */
export type KeyPlace = ({ readonly section: string | undefined } | { readonly kind: string }) & {
  readonly known: readonly string[];
  /** The map that has the key. */
  readonly map: SyntaxMap;
};

/** Reports it; the answer is the known key that was meant, where that is certain enough to say. */
export function reportUnknownKey(place: KeyPlace, { key, value }: SyntaxEntry, findings: Findings): string | undefined {
  const { known } = place;
  const word = String(key.value);
  const written = word.slice(0, 60);
  const joined = value ? undefined : joinedKey(word, known);
  if (joined) {
    findings.report(key.range, message("joined-key", { text: joined.text }), {
      fixes: [replacement(key.range, joined.text)],
    });
    return joined.key;
  }
  const home = "section" in place ? homeOf(word, place.section) : undefined;
  if (home) {
    const text = home.length > 0 ? message("misplaced-key", { key: word, home: home.join(".") }) : undefined;
    findings.report(key.range, text ?? message("misplaced-key.top", { key: word }));
    return undefined;
  }
  const reason = kerasReason(word);
  if (reason) {
    findings.report(key.range, message(reason, { key: word }));
    return undefined;
  }
  const suggestion = meantName(word, known);
  // Written a second time it would only be another mistake.
  const fixes = suggestion && !entryOf(place.map, suggestion) ? [replacement(key.range, suggestion)] : [];
  const list = known.join(", ") || "–";
  if ("kind" in place) {
    const { kind } = place;
    const text = suggestion
      ? message("unknown-argument.suggest", { kind, key: written, suggestion })
      : message("unknown-argument", { kind, key: written, known: list });
    findings.report(key.range, text, { fixes });
  } else {
    findings.report(key.range, sectionMessage(place.section, written, suggestion, list), { fixes });
  }
  return suggestion;
}

function sectionMessage(section: string | undefined, key: string, suggestion: string | undefined, known: string) {
  if (section === undefined)
    return suggestion
      ? message("unknown-key.topSuggest", { key, suggestion })
      : message("unknown-key.top", { key, known });
  return suggestion
    ? message("unknown-key.suggest", { section, key, suggestion })
    : message("unknown-key", { section, key, known });
}

/** `units:3`, `units=3` and `units 3` are one word for YAML. */
function joinedKey(word: string, known: readonly string[]): { key: string; text: string } | undefined {
  const [, name = "", value = ""] = /^(\w+)(?:\s*(?:->|=>|:=|[:=：])\s*|\s+)(\S.*)$/s.exec(word) ?? [];
  const key = known.includes(name) ? name : name && meantName(name, known);
  return key ? { key, text: `${key}: ${value}` } : undefined;
}
