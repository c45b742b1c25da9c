/**
 * Reads a Keras object: `rmsprop`, `{adam: {learning_rate: 0.01}}`, `{l2: 0.01}`.
 *
 * Every family of objects (activations, optimizers, …) is a table in objectTables.ts; this file knows only how they are
 * written and what can be wrong with that.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxEntry, SyntaxNode, SyntaxScalar } from "../syntax/syntaxTree";
import { type KerasObject, LARGEST_SIZE } from "./argumentTypes";
import {
  activationAliases,
  activations,
  constraints,
  initializers,
  lossAliases,
  losses,
  metricAliases,
  metrics,
  type ObjectValue,
  optimizers,
  regularizers,
} from "./objectTables";
import { excerpt } from "./excerpt";
import { kerasNames } from "./kerasWords";
import { meantName } from "./otherNames";
import { type NumberType, readNumber } from "./readNumber";
import { reportUnknownKey } from "./unknownKey";

interface Entry {
  readonly arguments: Readonly<Record<string, ObjectValue | null>>;
  readonly words?: Readonly<Record<string, readonly string[]>>;
  readonly required?: readonly string[];
  readonly main?: string;
}

interface Family {
  readonly table: Readonly<Record<string, Entry>>;
  readonly aliases: Readonly<Record<string, string>>;
  readonly example: string;
}

const family = (table: Family["table"], example: string, more: Partial<Family> = {}): Family => ({
  table,
  example,
  aliases: {},
  ...more,
});

export const families = {
  activation: family(activations, "tanh", { aliases: activationAliases }),
  initializer: family(initializers, "glorot_uniform"),
  regularizer: family(regularizers, "l2"),
  constraint: family(constraints, "max_norm"),
  optimizer: family(optimizers, "adam"),
  loss: family(losses, "mse", { aliases: lossAliases }),
  metric: family(metrics, "accuracy", { aliases: metricAliases }),
} as const;

export type FamilyName = keyof typeof families;

/** The object, with the arguments the file gives (defaults are filled in by the caller), or undefined and a finding. */
export function readObject(key: string, is: FamilyName, node: SyntaxNode, findings: Findings): KerasObject | undefined {
  const { example } = families[is];
  if (node.is === "scalar" && typeof node.value === "string") {
    return complete(is, named(is, node.value, node, findings), node, findings);
  }
  const [entry, second] = node.is === "map" ? node.entries : [];
  if (!entry || second) {
    findings.report(node.range, message("wrong-type.name", { key, example, found: excerpt(node) }));
    return undefined;
  }
  const object = named(is, String(entry.key.value), entry.key, findings);
  if (!object || !entry.value) return complete(is, object, entry.key, findings);
  const read = readObjectArguments(is, object.name, entry.value, findings);
  return complete(is, read && { ...object, arguments: read }, entry.key, findings);
}

/** Some objects have arguments without a default. */
function complete(
  is: FamilyName,
  object: KerasObject | undefined,
  { range }: SyntaxNode,
  findings: Findings,
): KerasObject | undefined {
  const { required = [] } = families[is].table[object?.name ?? ""] ?? {};
  const missing = object && required.find((key) => !Object.hasOwn(object.arguments, key));
  if (missing === undefined) return object;
  const example = `{${object?.name}: {${required.map((key) => `${key}: 0`).join(", ")}}}`;
  findings.report(range, message("missing-argument", { kind: object?.name ?? "", key: missing, example }));
  return undefined;
}

function named(is: FamilyName, written: string, node: SyntaxNode, findings: Findings): KerasObject | undefined {
  const { table, aliases } = families[is];
  const name = Object.hasOwn(aliases, written) ? (aliases[written] ?? written) : written;
  if (!Object.hasOwn(table, name)) {
    const words = [...Object.keys(table), ...Object.keys(aliases)];
    const suggestion = kerasNames.has(written) ? undefined : meantName(written, words);
    if (suggestion) {
      findings.report(node.range, message(`unknown-name.${is}Suggest`, { name: written, suggestion }), {
        fixes: [replacement(node.range, suggestion)],
      });
    } else findings.report(node.range, message(`unknown-name.${is}`, { name: excerpt(node), known: words.join(", ") }));
    return undefined;
  }
  return { name, arguments: {} };
}

function readObjectArguments(
  is: FamilyName,
  name: string,
  node: SyntaxNode,
  findings: Findings,
): Record<string, ObjectValue> | undefined {
  const { arguments: known = {}, words = {}, required = [], main } = families[is].table[name] ?? {};
  const names = Object.keys(known);
  const first = main ?? names[0] ?? "argument";
  const isAlone = main !== undefined || names.length === 1;
  const isValue = (node.is === "scalar" && typeof node.value === "number") || node.is === "list";
  if (isValue && isAlone) {
    // Where there is one argument, `{l2: 0.01}` says all.
    const key: SyntaxScalar = { is: "scalar", range: node.range, value: first, source: first };
    const value = readObjectArgument(name, { known, words }, { key, value: node }, findings);
    return value === undefined ? undefined : { [first]: value };
  }
  if (node.is !== "map") {
    findings.report(node.range, message("wrong-section.map", { key: name, example: `{${first}: …}` }));
    return undefined;
  }
  const values: Record<string, ObjectValue> = {};
  let intact = true;
  for (const entry of node.entries) {
    const word = String(entry.key.value);
    const silent = entry.value?.is === "scalar" && entry.value.value === null;
    if (silent && Object.hasOwn(known, word) && known[word] === null && !required.includes(word)) continue;
    const value = readObjectArgument(name, { known, words }, entry, findings);
    if (value === undefined) intact = false;
    else values[word] = value;
  }
  return intact ? values : undefined;
}

function readObjectArgument(
  name: string,
  { known, words }: { readonly known: Entry["arguments"]; readonly words: NonNullable<Entry["words"]> },
  { key, value }: SyntaxEntry,
  findings: Findings,
): ObjectValue | undefined {
  const word = String(key.value);
  if (!Object.hasOwn(known, word)) {
    reportUnknownKey({ kind: name, known: Object.keys(known) }, { key, value }, findings);
    return undefined;
  }
  if (value && typeof known[word] === "string") return readWord(word, words[word] ?? [], value, findings);
  if (value && Array.isArray(known[word])) return readNumbers(word, value, findings);
  const wantsBoolean = typeof known[word] === "boolean";
  if (value?.is === "scalar" && typeof value.value === (wantsBoolean ? "boolean" : "number")) {
    if (typeof value.value === "boolean") return value.value;
    return readNumber(word, objectArgumentRange(word, name), value, findings);
  }
  const place = value?.range ?? key.range;
  if (!value) findings.report(place, message("missing-value", { key: word }));
  else
    findings.report(
      place,
      message(wantsBoolean ? "wrong-type.boolean" : "wrong-type.number", { key: word, found: excerpt(value) }),
    );
  return undefined;
}

/** One of a few words. */
function readWord(key: string, known: readonly string[], node: SyntaxNode, findings: Findings): string | undefined {
  if (node.is === "scalar" && known.includes(String(node.value))) return String(node.value);
  findings.report(node.range, message("wrong-type.choice", { key, known: known.join(", "), found: excerpt(node) }));
  return undefined;
}

/** A list of numbers, none of them twice; one number stands for a list of one. */
function readNumbers(key: string, node: SyntaxNode, findings: Findings): readonly number[] | undefined {
  const items = node.is === "list" ? node.items : [node];
  const numbers = items.map((item) => readNumber(key, objectArgumentRange(key), item, findings));
  if (!numbers.every((one): one is number => one !== undefined)) return undefined;
  if (numbers.length > 0 && new Set(numbers).size === numbers.length) return numbers;
  findings.report(node.range, message("wrong-type.different", { key, found: excerpt(node) }));
  return undefined;
}

const share = { min: 0, max: 1 } as const;
const size = { min: 0, max: Number.MAX_VALUE } as const;
const positive = { min: 1e-6, max: Number.MAX_VALUE } as const;
const count = { is: "integer", min: 1, max: LARGEST_SIZE } as const;

/** What an object's numbers may be: decays lie in [0, 1], rates and deviations are not negative; all others may be anything. */
const ranges: Readonly<Record<string, Partial<NumberType>>> = {
  ...{ momentum: share, rho: share, beta_1: share, beta_2: share, thresholds: share },
  ...{ learning_rate: size, epsilon: size, stddev: size, weight_decay: size, delta: size, l1: size, l2: size },
  ...{ clipnorm: size, clipvalue: size, global_clipnorm: size, initial_accumulator_value: size, scale: size },
  max_value: size,
  "celu.alpha": positive,
  "squareplus.b": positive,
  quantiles: { min: 0.0001, max: 0.9999 },
  ...{ k: count, top_k: count },
  class_id: { ...count, min: 0 },
  num_thresholds: { is: "integer", min: 2, max: 10_000 },
  axis: { is: "integer", min: -9, max: 9 },
};

function objectArgumentRange(word: string, object = ""): NumberType {
  const range = [`${object}.${word}`, word]
    .map((key) => (Object.hasOwn(ranges, key) ? ranges[key] : undefined))
    .find(Boolean);
  return { is: "number", min: -Number.MAX_VALUE, max: Number.MAX_VALUE, ...range };
}
