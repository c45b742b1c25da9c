/**
 * An argument that a layer does not have: one of Keras that is not built, one that belongs to another layer, a value without its key,
 * or what unknownKey.ts says of any key.
 *
 * test/core/model.test.ts and test/core/cures.test.ts hold this.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
import type { SyntaxEntry, SyntaxMap } from "../syntax/syntaxTree";
import { isInputShape, shapeOfSample } from "./inputShape";
import { kindOf, type LayerKind, listedKeys, ownKeys, tableEntry } from "./layerTable";
import { reportUnknownKey } from "./unknownKey";

/** Where the argument stands. */
interface ArgumentPlace {
  readonly kind: LayerKind;
  /** The layer around that one. */
  readonly wrapper: LayerKind | undefined;
  /** All arguments that are written. */
  readonly map: SyntaxMap;
}

/** Reports it, and answers whose value is not known now: the argument that is meant for certain, or else the word itself. */
export function reportUnknownArgument(
  { kind, wrapper, map }: ArgumentPlace,
  { key, value }: SyntaxEntry,
  findings: Findings,
): { readonly argument: string; readonly isMeant: boolean } {
  const table = tableEntry(kind);
  const word = String(key.value);
  // Keras has it: it is in the language, and to come.
  if (word === "weights" && kind !== "Input") {
    findings.report(key.range, message("not-built.key", { key: word }));
    return { argument: word, isMeant: false };
  }
  if (isInputShape(word)) {
    const shape = shapeOfSample(word, value);
    const isInput = kind === "Input";
    findings.report(
      key.range,
      isInput ? message("input-shape-argument.input", { shape }) : message("input-shape-argument", { shape }),
    );
    return isInput ? { argument: "shape", isMeant: true } : { argument: word, isMeant: false };
  }
  if (!value && typeof table.main === "string" && /^[-+.]?\d/.test(word) && map.entries.length === 1) {
    findings.report(key.range, message("missing-key", { text: word, key: table.main }), {
      fixes: [replacement(key.range, `${table.main}: ${word}`)],
    });
    return { argument: table.main, isMeant: true };
  }
  const outer = wrapper && tableEntry(wrapper).arguments;
  if (outer && Object.hasOwn(outer, word)) {
    findings.report(key.range, message("inner-key", { kind: wrapper, key: word }));
    return { argument: word, isMeant: false };
  }
  const inner = map.entries.map((entry) => kindOf(String(entry.key.value))).find((one) => one !== undefined);
  if (inner && Object.hasOwn(tableEntry(inner).arguments, word)) {
    findings.report(
      key.range,
      refusedInside(kind, word, value) ?? message("misplaced-key.inner", { key: word, kind: inner }),
    );
    return { argument: word, isMeant: false };
  }
  const isOuter = (one: string): boolean => wrapper !== undefined && ownKeys(kind).includes(one);
  const known = [...listedKeys(kind).filter((one) => !isOuter(one)), ...(table.wraps ?? [])];
  const meant = reportUnknownKey({ kind, known, map }, { key, value }, findings);
  return { argument: meant ?? word, isMeant: meant !== undefined };
}

/** What a wrapper takes from no layer inside it: to move it there would be the next mistake. */
function refusedInside(wrapper: LayerKind, word: string, value: SyntaxEntry["value"]): Message | undefined {
  const isOff = value?.is === "scalar" && (value.value === false || value.value === null);
  if (wrapper === "Bidirectional" && word === "go_backwards" && !isOff) return message("inner-backwards");
  return wrapper === "TimeDistributed" && word === "activity_regularizer" && !isOff
    ? message("inner-activity")
    : undefined;
}
