/**
 * Help with the arguments of what is being written: a layer, a Keras object, a callback, a schedule.
 *
 * `LSTM: {activation = tanh, units, …}`: the argument at the cursor first, with its type, its default and what it does. test/language/signature.test.ts holds this.
 */
import type { Language } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import type { Argument } from "../core/model/argumentTypes";
import { listedKeys, ownKeys, tableEntry } from "../core/model/layerTable";
import { families } from "../core/model/readObject";
import { findCursorPlace } from "./cursorPlace";
import type { Step } from "./openCollections";
import { argumentFacts, argumentText, layerText, objectText, scheduleText, valueText } from "./documentation";
import { expectationAt, type Expectation } from "./expectation";

export interface Signature {
  readonly label: string;
  readonly documentation: string | undefined;
  readonly parameters: readonly {
    /** Where it stands in the label. */
    readonly start: number;
    readonly end: number;
    readonly documentation: string | undefined;
  }[];
  /** Index of the argument at the cursor; undefined where none is chosen yet. */
  readonly active: number | undefined;
}

interface Callable {
  readonly name: string;
  readonly about: string | undefined;
  /** The argument that a value alone means, or those of a list. */
  readonly main: readonly string[];
  readonly parameters: readonly Parameter[];
}

interface Parameter {
  readonly name: string;
  readonly text: string;
  readonly about: string | undefined;
  /** Nothing stands there where the file is silent. */
  readonly isAbsent?: boolean;
}

/** Undefined where nothing with arguments is being written. */
export function provideSignature({ text }: ModelFile, offset: number, language: Language): Signature | undefined {
  const place = findCursorPlace(text, offset) ?? findCursorPlace(text, tokenStart(text, offset));
  if (!place) return undefined;
  const { path, expects, word } = place;
  for (let length = path.length; length > 0; length--) {
    const expected = expectationAt(path.slice(0, length));
    const callable = expected && callableOf(expected, path[length - 1], language);
    if (!callable) continue;
    const isKey = length === path.length && (expects === "key" || expects === "block");
    if (isKey) return signatureOf(callable, text.slice(word.start, word.end), place.taken);
    return signatureOf(callable, argumentAt(callable, path[length]), []);
  }
  return undefined;
}

/** Where the number or the word at the cursor begins. */
function tokenStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !/[\s,{[:]/.test(text[start - 1] ?? "")) start--;
  return start;
}

/** `step`: what stands behind the name: a key, a place in the short form's list, or nothing. */
const argumentAt = ({ main }: Callable, step: Step | undefined): string | undefined =>
  typeof step === "string" ? step : main[main.length > 1 ? (step ?? 0) : 0];

function callableOf(expected: Expectation, step: Step | undefined, language: Language): Callable | undefined {
  switch (expected.is) {
    case "arguments": {
      const { kind, wrapper } = expected;
      const { arguments: known, main = [], wraps } = tableEntry(kind);
      const keys = listedKeys(kind).filter((key) => !wrapper || !ownKeys(kind).includes(key));
      const listed = keys.map((key): Parameter => {
        const argument = Object.hasOwn(known, key) ? known[key] : undefined;
        return argument
          ? parameter(kind, key, argument, language)
          : { name: key, text: key, about: argumentText(kind, key, language) };
      });
      const inner = wraps
        ? [{ name: "layer", text: wraps.join(" | "), about: argumentText(kind, "layer", language) }]
        : [];
      return {
        name: kind,
        about: layerText(kind, language),
        main: [main].flat(),
        parameters: [...inner, ...listed],
      };
    }
    case "settings": {
      const { owner, table, family } = expected;
      const name = String(step);
      const parameters = Object.entries(table).map(([key, argument]) => parameter(owner, key, argument, language));
      if (!family) return { name, about: scheduleText(owner, language), main: [], parameters };
      const main = families[family].table[name]?.main ?? parameters[0]?.name;
      return main === undefined
        ? undefined
        : { name, about: objectText(family, name, language), main: [main], parameters };
    }
    default:
      return undefined;
  }
}

function parameter(owner: string, name: string, argument: Argument<unknown>, language: Language): Parameter {
  const { required, default: fallback } = argument;
  const about = [argumentText(owner, name, language), ...argumentFacts(argument, language)];
  return {
    name,
    text: required ? name : `${name} = ${valueText(fallback)}`,
    about: about.join("\n\n"),
    isAbsent: !required && fallback === null,
  };
}

/** About as much as the editor shows on one line. */
const WIDEST_LABEL = 80;

/**
 * The argument that is being written comes first, then those that begin with the same letters, then the others that are not written yet, as
 * many as fit. What is absent where the file is silent stays out until it is written: the others have the room.
 */
function signatureOf(
  { name, about, parameters: all }: Callable,
  chosen: string | undefined,
  written: readonly string[],
): Signature {
  const begins = (one: string): boolean => chosen !== undefined && chosen !== "" && one.startsWith(chosen);
  const rank = (one: string): number => (one === chosen ? 0 : begins(one) ? 1 : 2);
  const ordered = all
    .filter((one) => rank(one.name) < 2 || (!one.isAbsent && !written.includes(one.name)))
    .toSorted((a, b) => rank(a.name) - rank(b.name));
  let label = `${name}: {`;
  const placed: Signature["parameters"][number][] = [];
  for (const { text, about: documentation } of ordered) {
    const isFirst = placed.length === 0;
    if (!isFirst && label.length + text.length > WIDEST_LABEL) break;
    const start = label.length + (isFirst ? 0 : 2);
    label += `${isFirst ? "" : ", "}${text}`;
    placed.push({ start, end: label.length, documentation });
  }
  const left = all.length - placed.length - all.filter((one) => written.includes(one.name)).length;
  if (left > 0) label += placed.length === 0 ? "…" : ", …";
  const [first] = ordered;
  const active = first && rank(first.name) < 2 ? 0 : undefined;
  // What the whole does is told before an argument is chosen.
  return { label: `${label}}`, documentation: active === undefined ? about : undefined, parameters: placed, active };
}
