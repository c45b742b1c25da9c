/**
 * Help with the arguments of what is being written: a layer, a Keras object, a callback, a schedule.
 *
 * `LSTM: {units, activation = tanh, …}` with the argument at the cursor marked. test/language/signature.test.ts holds this.
 */
import type { Language } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { ownKeys, tableEntry } from "../core/model/layerTable";
import { families } from "../core/model/readObject";
import { findCursorPlace, type Step } from "./cursorPlace";
import { argumentText, layerText, objectText, scheduleText, valueText } from "./documentation";
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
  readonly parameters: readonly { readonly name: string; readonly text: string; readonly about: string | undefined }[];
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
    return signatureOf(callable, isKey ? text.slice(word.start, word.end) : argumentAt(callable, path[length]));
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
      const own = Object.entries(known).map(([name, argument]) => parameter(kind, name, argument, language));
      const common = (wrapper ? [] : ownKeys(kind)).map((name) => ({
        name,
        text: name,
        about: argumentText(kind, name, language),
      }));
      const inner = wraps
        ? [{ name: "layer", text: wraps.join(" | "), about: argumentText(kind, "layer", language) }]
        : [];
      return {
        name: kind,
        about: layerText(kind, language),
        main: [main].flat(),
        parameters: [...inner, ...own, ...common],
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

function parameter(
  owner: string,
  name: string,
  { required, default: fallback }: { readonly required: boolean; readonly default?: unknown },
  language: Language,
): Callable["parameters"][number] {
  const text = required ? name : `${name} = ${valueText(fallback)}`;
  return { name, text, about: argumentText(owner, name, language) };
}

/** What is absent where the file is silent stays out until it is written: the others have the room. */
function signatureOf({ name, about, parameters: all }: Callable, chosen: string | undefined): Signature {
  const parameters = all.filter((one) => one.name === chosen || !one.text.endsWith("= null"));
  let label = `${name}: {`;
  const placed = parameters.map(({ text, about: documentation }, at) => {
    const start = label.length + (at > 0 ? 2 : 0);
    label += `${at > 0 ? ", " : ""}${text}`;
    return { start, end: label.length, documentation };
  });
  const active = parameters.findIndex((one) => one.name === chosen);
  if (parameters.length < all.length) label += label.endsWith("{") ? "…" : ", …";
  return { label: `${label}}`, documentation: about, parameters: placed, active: active < 0 ? undefined : active };
}
