/**
 * Reads a Keras object: `rmsprop`, `{adam: {learning_rate: 0.01}}`, `{l2: 0.01}`.
 *
 * Every family of objects (activations, optimizers, …) is a table in objectTables.ts; this file knows only how they are
 * written and what can be wrong with that.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxEntry, SyntaxNode } from "../syntax/syntaxTree";
import { suggest } from "../text/suggestion";
import type { KerasObject } from "./argumentTypes";
import {
  activationAliases,
  activations,
  constraints,
  initializers,
  lossAliases,
  losses,
  metrics,
  optimizers,
  regularizers,
} from "./objectTables";
import { excerpt } from "./excerpt";

interface Entry {
  readonly built: boolean;
  readonly arguments: Readonly<Record<string, number | boolean | null>>;
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
  metric: family(metrics, "accuracy"),
} as const;

export type FamilyName = keyof typeof families;

/** The object, with the arguments the file gives (defaults are filled in by the caller), or undefined and a finding. */
export function readObject(key: string, is: FamilyName, node: SyntaxNode, findings: Findings): KerasObject | undefined {
  const { example } = families[is];
  if (node.is === "scalar" && typeof node.value === "string") return named(is, node.value, node, findings);
  const [entry, second] = node.is === "map" ? node.entries : [];
  if (!entry || second) {
    findings.report(node.range, message("wrong-type.name", { key, example, found: excerpt(node) }));
    return undefined;
  }
  const object = named(is, String(entry.key.value), entry.key, findings);
  if (!object || !entry.value) return object;
  const read = readObjectArguments(is, object.name, entry.value, findings);
  return read && { ...object, arguments: read };
}

function named(is: FamilyName, written: string, node: SyntaxNode, findings: Findings): KerasObject | undefined {
  const { table, aliases } = families[is];
  const name = Object.hasOwn(aliases, written) ? (aliases[written] ?? written) : written;
  if (!Object.hasOwn(table, name)) {
    const words = [...Object.keys(table), ...Object.keys(aliases)];
    const suggestion = suggest(written, words);
    if (suggestion) {
      findings.report(node.range, message(`unknown-name.${is}Suggest`, { name: written, suggestion }), {
        fixes: [replacement(node.range, suggestion)],
      });
    } else findings.report(node.range, message(`unknown-name.${is}`, { name: excerpt(node), known: words.join(", ") }));
    return undefined;
  }
  if (!table[name]?.built) {
    findings.report(node.range, message("not-built.name", { name: written }));
    return undefined;
  }
  return { name, arguments: {} };
}

function readObjectArguments(
  is: FamilyName,
  name: string,
  node: SyntaxNode,
  findings: Findings,
): Record<string, number | boolean> | undefined {
  const known = families[is].table[name]?.arguments ?? {};
  const [first = "argument", second] = Object.keys(known);
  if (node.is === "scalar" && typeof node.value === "number" && Object.hasOwn(known, first) && second === undefined) {
    // Where there is one argument, `{l2: 0.01}` says all.
    const value = readObjectArgument(name, known, { key: { ...node, value: first }, value: node }, findings);
    return value === undefined ? undefined : { [first]: value };
  }
  if (node.is !== "map") {
    findings.report(node.range, message("wrong-section.map", { key: name, example: `{${first}: …}` }));
    return undefined;
  }
  const values: Record<string, number | boolean> = {};
  let intact = true;
  for (const entry of node.entries) {
    const { key } = entry;
    const silent = entry.value?.is === "scalar" && entry.value.value === null;
    if (silent && Object.hasOwn(known, String(key.value)) && known[String(key.value)] === null) continue;
    const value = readObjectArgument(name, known, entry, findings);
    if (value === undefined) intact = false;
    else values[String(entry.key.value)] = value;
  }
  return intact ? values : undefined;
}

function readObjectArgument(
  name: string,
  known: Entry["arguments"],
  { key, value }: SyntaxEntry,
  findings: Findings,
): number | boolean | undefined {
  const word = String(key.value);
  if (!Object.hasOwn(known, word)) {
    const suggestion = suggest(word, Object.keys(known));
    if (suggestion) {
      findings.report(key.range, message("unknown-argument.suggest", { kind: name, key: word, suggestion }), {
        fixes: [replacement(key.range, suggestion)],
      });
    } else {
      findings.report(
        key.range,
        message("unknown-argument", { kind: name, key: word, known: Object.keys(known).join(", ") || "–" }),
      );
    }
    return undefined;
  }
  const wantsBoolean = typeof known[word] === "boolean";
  if (value?.is === "scalar" && typeof value.value === (wantsBoolean ? "boolean" : "number")) {
    const found = value.value as number | boolean;
    if (typeof found === "boolean") return found;
    const [min, max] = objectArgumentRange(word);
    if (Number.isFinite(found) && found >= min && found <= max) return found;
    findings.report(
      value.range,
      max === Number.MAX_VALUE
        ? message("out-of-range.min", {
            key: word,
            min: min === -Number.MAX_VALUE ? "-1.8e308" : min,
            found: value.source,
          })
        : message("out-of-range", { key: word, min, max, found: value.source }),
    );
    return undefined;
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

/** What an object's number may be: decays lie in [0, 1], rates and deviations are not negative. */
function objectArgumentRange(word: string): readonly [number, number] {
  if (/^(momentum|rho|beta_\d)$/.test(word)) return [0, 1];
  if (
    /^(learning_rate|epsilon|stddev|weight_decay|delta|l1|l2|clipnorm|clipvalue|global_clipnorm|initial_accumulator_value)$/.test(
      word,
    )
  )
    return [0, Number.MAX_VALUE];
  return [-Number.MAX_VALUE, Number.MAX_VALUE];
}
