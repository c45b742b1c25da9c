/**
 * Snippets of completion, with tab stops: whole models as examples/ has them, layers as snippets/ writes them, keys with a first value.
 *
 * VS Code would offer contributed snippets at every place of a file; here they come with the completion of the right place.
 */
import type { ArgumentType } from "../core/model/argumentTypes";
import type { FormTable } from "../core/model/formTable";
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

/** An argument's key with a first value: what the default is not, where there is only one other. */
export function keySnippet(key: string, type: ArgumentType, fallback: unknown): string {
  switch (type.is) {
    case "boolean":
      return `${key}: ${choiceStop([String(fallback !== true), String(fallback === true)])}`;
    case "choice":
      return `${key}: ${choiceStop([...type.values.filter((value) => value !== fallback), String(fallback)])}`;
    case "integer":
    case "number":
      return fallback === null ? `${key}: $1` : `${key}: \${1:${fallback === undefined ? 32 : String(fallback)}}`;
    case "column":
      return type.several ? `${key}: [$1]` : `${key}: `;
    case "numbers":
      return `${key}: [${Array.isArray(fallback) ? `\${1:${fallback.join(", ")}}` : "$1"}]`;
    case "shares":
      return `${key}: {train: \${1:0.7}, validation: \${2:0.15}, test: \${3:0.15}}`;
    case "shape":
      return `${key}: [\${1:3}, \${2:5}]`;
    default:
      return `${key}: `;
  }
}

/** A Keras object as a value: its name, or with those of its arguments that have no default. */
export function objectValueSnippet(name: string, table: FormTable): string {
  const required = Object.keys(table).filter((key) => table[key]?.required);
  if (required.length === 0) return name;
  return `{${name}: {${required.map((key, i) => `${key}: \${${i + 1}:0}`).join(", ")}}}`;
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
  "data.window": { flow: "${1:30}" },
  "data.horizon": { flow: "${1:1}" },
  "data.stride": { flow: "${1:1}" },
  "data.season": { flow: "${1:12}" },
  "data.max_length": { flow: "${1:80}" },
  "data.inputs": { flow: "[$1]" },
  "data.vector": { flow: "[$1]" },
  "data.split": { flow: "{train: ${1:0.7}, validation: ${2:0.15}, test: ${3:0.15}}" },
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
  if (!value) return `${key}: `;
  if (value.block === undefined || inFlow || column > 0) return `${key}: ${value.flow}`;
  return `${key}:\n  ${value.block}`;
}
