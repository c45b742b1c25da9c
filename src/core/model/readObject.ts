/**
 * Reads a Keras object: `rmsprop`, `{adam: {learning_rate: 0.01}}`, `{l2: 0.01}`.
 *
 * Every family of objects (activations, optimizers, …) is a table in objectTables.ts; this file knows only how they are
 * written and what can be wrong with that.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode, SyntaxScalar } from "../syntax/syntaxTree";
import type { KerasObject } from "./argumentTypes";
import {
  activationAliases,
  activations,
  constraints,
  defaultsOf,
  initializers,
  lossAliases,
  losses,
  metricAliases,
  metrics,
  type ObjectEntry,
  type ObjectValue,
  optimizers,
  regularizers,
} from "./objectTables";
import { excerpt } from "./excerpt";
import { kerasNames } from "./kerasWords";
import { meantName } from "./otherNames";
import { readArgument } from "./readArgument";
import { asMap } from "./readKeys";
import { readSettings } from "./readSettings";

interface Family {
  readonly table: Readonly<Record<string, ObjectEntry>>;
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

/** The object with Keras's defaults filled in, or undefined and a finding. */
export function readObject(key: string, is: FamilyName, node: SyntaxNode, findings: Findings): KerasObject | undefined {
  if (node.is === "scalar" && typeof node.value === "string") return readNamed(is, node, undefined, findings);
  const [entry, second] = node.is === "map" ? node.entries : [];
  if (entry && !second) return readNamed(is, entry.key, entry.value, findings);
  const { example } = families[is];
  findings.report(node.range, message("wrong-type.name", { key, example, found: excerpt(node) }));
  return undefined;
}

/** `value`: what stands behind the name, where there is something. */
function readNamed(
  is: FamilyName,
  head: SyntaxScalar,
  value: SyntaxNode | undefined,
  findings: Findings,
): KerasObject | undefined {
  const name = nameOf(is, String(head.value), head, findings);
  const entry = name === undefined ? undefined : families[is].table[name];
  if (name === undefined || !entry) return undefined;
  const { arguments: known, main } = entry;
  const names = Object.keys(known);
  const first = main ?? names[0] ?? "argument";
  const argument = main !== undefined || names.length === 1 ? known[first] : undefined;
  if (argument && ((value?.is === "scalar" && typeof value.value === "number") || value?.is === "list")) {
    // Where there is one argument, `{l2: 0.01}` says all.
    const alone = readArgument(first, argument, value, findings) as ObjectValue | undefined;
    return alone === undefined ? undefined : { name, arguments: { ...defaultsOf(entry), [first]: alone } };
  }
  const map = value ? asMap(name, value, `{${first}: …}`, findings) : { is: "map" as const, entries: [] };
  const required = names.filter((one) => known[one]?.required);
  const example = `{${name}: {${required.map((one) => `${one}: 0`).join(", ")}}}`;
  if (!value && required[0] !== undefined) {
    findings.report(head.range, message("missing-argument", { kind: name, key: required[0], example }));
    return undefined;
  }
  const read = map && readSettings(name, known, { ...map, range: head.range }, example, findings);
  return read && { name, arguments: read as KerasObject["arguments"] };
}

function nameOf(is: FamilyName, written: string, node: SyntaxNode, findings: Findings): string | undefined {
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
  return name;
}
