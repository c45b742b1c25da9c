/**
 * Snippets of completion, with tab stops: whole models as examples/ has them, layers as snippets/ writes them, keys with a first value.
 *
 * VS Code would offer contributed snippets at every place of a file; here they come with the completion of the right place.
 */
import type { Argument } from "../core/model/argumentTypes";
import { formKeys, type FormTable, shareTable } from "../core/model/formTable";
import { kindOf, tableEntry } from "../core/model/layerTable";
import layerBodies from "../../snippets/layers.json";
import type { SectionName } from "./expectation";
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
export const modelSnippets: readonly { readonly label: string; readonly template: Template; readonly body: string }[] =
  templates.map((template) => ({ label: `model-${template.name}`, template, body: modelBody(template.text) }));

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
export function keySnippet(key: string, { type, default: fallback, first = fallback }: Argument<unknown>): string {
  switch (type.is) {
    case "boolean":
      return `${key}: ${choiceStop([String(fallback !== true), String(fallback === true)])}`;
    case "choice": {
      const last = fallback === undefined ? [] : [String(fallback)];
      return `${key}: ${choiceStop([...type.values.filter((value) => value !== fallback), ...last])}`;
    }
    case "integer":
    case "number":
    case "axes":
      return `${key}: ${numberStop(1, first)}`;
    case "column":
      return type.several ? `${key}: [$1]` : `${key}: `;
    case "numbers":
    case "shape":
      return `${key}: [${Array.isArray(first) ? first.map((one, i) => numberStop(i + 1, one)).join(", ") : "$1"}]`;
    case "shares":
      return `${key}: {${Object.entries(shareTable)
        .map(([part, share], i) => `${part}: ${numberStop(i + 1, share.first)}`)
        .join(", ")}}`;
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

/** First values of keys outside of the layers; `block` for the form over several lines. */
const sectionValues: Readonly<Record<string, { readonly flow: string; readonly block?: string }>> = {
  "top.seed": { flow: "${1:7}" },
  "top.data": { flow: "{$1}", block: "x: $1\n  y: $2" },
  "top.model": { flow: "[$1]", block: "- Input: [${1:3}, ${2:5}]\n  - $3" },
  "top.outputs": { flow: "[$1]" },
  "top.compile": { flow: "{optimizer: ${1:adam}, loss: ${2:mse}}" },
  "top.fit": { flow: "{epochs: ${1:100}}" },
  "data.length": { flow: "${1:50}" },
  "data.samples": { flow: "${1:2000}" },
  "data.seed": { flow: "${1:1}" },
  "source.columns": { flow: "[$1]" },
  "fit.validation_split": { flow: "${1:0.2}" },
  "fit.early_stopping": { flow: "{monitor: ${1:val_loss}, patience: ${2:5}}" },
  "fit.reduce_lr_on_plateau": { flow: "{monitor: ${1:val_loss}, factor: ${2:0.5}, patience: ${3:5}}" },
  "source.values": { flow: "[$1]" },
  "source.one_hot": { flow: "[$1]" },
  "source.expand_dims": { flow: "${1|true,false|}" },
  "source.scale": { flow: "${1|standard,minmax,none|}" },
  "compile.metrics": { flow: "[$1]" },
  "fit.epochs": { flow: "${1:100}" },
  "fit.batch_size": { flow: "${1:32}" },
  "fit.shuffle": { flow: "${1|false,true|}" },
  "fit.reproducible": { flow: "${1|true,false|}" },
};

export function sectionSnippet(section: SectionName, key: string, inFlow: boolean, column: number): string {
  const value = sectionValues[`${section}.${key}`];
  const argument = section === "data" && !value ? formKeys[key] : undefined;
  if (argument) return keySnippet(key, argument);
  if (!value) return `${key}: `;
  if (value.block === undefined || inFlow || column > 0) return `${key}: ${value.flow}`;
  return `${key}:\n  ${value.block}`;
}
