/**
 * Snippets of completion, with tab stops: whole models as examples/ has them, layers as their example or snippets/ writes them, keys
 * with a first value.
 *
 * VS Code would offer contributed snippets at every place of a file; here they come with the completion of the right place.
 */
import type { Argument, KeyType } from "../core/model/argumentTypes";
import type { Language } from "../core/messages/message";
import type { FormTable } from "../core/model/formTable";
import { kindOf, tableEntry } from "../core/model/layerTable";
import type { SectionName } from "../core/model/sectionTable";
import layerBodies from "../../snippets/layers.json";
import { type Template, templates } from "./templates";

export interface LayerSnippet {
  readonly label: string;
  readonly kind: string;
  readonly body: string;
}

interface Written {
  readonly prefix: string;
  readonly body: string;
}

/** Whole models: the templates, with tab stops where their name, seed, units and epochs stand. */
export const modelSnippets = (
  language: Language,
): readonly { readonly label: string; readonly template: Template; readonly body: string }[] =>
  templates.map((template) => ({
    ...{ label: `model-${template.name}`, template, body: modelBody(template.texts[language]) },
  }));

function modelBody(text: string): string {
  let stop = 0;
  const marked = [
    /^(name: )(.*)$/m,
    /^(seed: )(\d+)/m,
    /((?:LSTM|GRU|Jordan): (?:\{units: )?)(\d+)/,
    /(\{epochs: )(\d+)/,
  ].reduce(
    (all, place) => all.replace(place, (_, before: string, value: string) => `${before}\${${++stop}:${value}}`),
    text,
  );
  return `${marked}$0`;
}

/**
 * The snippets of these kinds; a kind without one is written as its example. `names`: layers that can be joined, the nearest
 * one first, which take the place of the example's.
 */
export function layerSnippets(kinds: readonly string[], names: readonly string[]): LayerSnippet[] {
  const written = Object.entries(layerBodies as Readonly<Record<string, Written>>);
  return kinds.flatMap((kind) => {
    const own = written.filter(([title]) => title.split(" ", 1)[0] === kind);
    const plain = own.some(([title]) => title === kind) ? [] : [{ label: kind, kind, body: exampleOf(kind) }];
    const snippets = own.map(([title, { prefix, body }]) => ({ label: title === kind ? kind : prefix, kind, body }));
    return [...plain, ...snippets].map((one) => ({ ...one, body: withNames(one.body, names) }));
  });
}

/** The table's shortest way to write a layer, each value a tab stop: `Dropout: 0.2` → `Dropout: ${1:0.2}`. */
function exampleOf(kind: string): string {
  const known = kindOf(kind);
  if (!known) return kind;
  const [head = kind, ...rest] = tableEntry(known).example.split(":");
  return rest.length > 0 ? `${head}:${withStops(rest.join(":"))}` : head;
}

/** Every value of an example as a tab stop. */
export function withStops(example: string): string {
  let stop = 0;
  return example.replace(/-?\d+(?:\.\d+)?|\b[a-z_]+\b(?!\s*:)/g, (value) => `\${${++stop}:${value}}`);
}

const withNames = (body: string, [second, first]: readonly string[]): string =>
  second === undefined ? body : body.replace("${1:a}", `\${1:${first ?? second}}`).replace("${2:b}", `\${2:${second}}`);

/** `${1|true,false|}` */
export const choiceStop = (values: readonly string[]): string => `\${1|${values.join(",")}|}`;

/**
 * An argument's key with a first value, which is a tab stop. Words are chosen from a list, with the default last: who writes the argument
 * most likely wants another one.
 */
export function keySnippet(
  key: string,
  { type, default: fallback, first = fallback }: Argument<unknown, KeyType>,
): string {
  switch (type.is) {
    case "boolean":
      return `${key}: ${choiceStop([String((first ?? fallback) !== true), String((first ?? fallback) === true)])}`;
    case "choice": {
      // Without a usual value each has to be known before one is chosen: completion lists them with their sentences.
      if (fallback === undefined) return `${key}: `;
      if (fallback === null) return `${key}: ${choiceStop(type.values)}`;
      return `${key}: ${choiceStop([...type.values.filter((value) => value !== fallback), String(fallback)])}`;
    }
    case "integer":
    case "number":
    case "axes":
      return `${key}: ${numberStop(1, first)}`;
    case "words":
      return type.values ? `${key}: [\${1:${type.values.join(", ")}}]` : `${key}: [$1]`;
    case "column":
      return type.several ? `${key}: [$1]` : `${key}: `;
    case "numbers":
    case "shape":
      return `${key}: [${Array.isArray(first) ? first.map((one, i) => numberStop(i + 1, one)).join(", ") : "$1"}]`;
    case "layers":
    case "names":
    case "labels":
    case "values":
      return `${key}: [$1]`;
    case "classWeights":
      return `${key}: {\${1:0}: \${2:1}, \${3:1}: \${4:5}}`;
    case "byOutput":
      return type.list === "each" ? `${key}: [$1]` : `${key}: `;
    case "section":
    case "settings":
    case "layer":
      return `${key}: ${withStops(type.example)}`;
    default:
      return `${key}: `;
  }
}

/** `${1:0.2}`; small numbers as people write them. */
const numberStop = (stop: number, value: unknown): string =>
  value === undefined || value === null ? `$${stop}` : `\${${stop}:${String(value)}}`;

/** A Keras object as a value: its name, or with those of its arguments that have no default. */
export function objectValueSnippet(name: string, table: FormTable): string {
  const required = Object.entries(table).filter(([, one]) => one.required);
  if (required.length === 0) return name;
  return `{${name}: {${required.map(([key, { first }], i) => `${key}: ${numberStop(i + 1, first)}`).join(", ")}}}`;
}

/** Keys that are written over several lines where there is room, and how they begin in braces. */
const layouts: Readonly<Record<string, { readonly flow: string; readonly block: string }>> = {
  "top.data": { flow: "{$1}", block: "x: $1\n  y: $2" },
  "top.model": { flow: "[$1]", block: "- Input: [${1:3}, ${2:5}]\n  - $3" },
};

export function sectionSnippet(
  section: SectionName,
  key: string,
  argument: Argument<unknown, KeyType>,
  isNarrow: boolean,
): string {
  const layout = layouts[`${section}.${key}`];
  if (!layout) return keySnippet(key, argument);
  return isNarrow ? `${key}: ${layout.flow}` : `${key}:\n  ${layout.block}`;
}
