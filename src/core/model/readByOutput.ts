/**
 * What `compile` may say once for all outputs or as a map from the outputs' names. test/core/training.test.ts.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxMap, SyntaxNode } from "../syntax/syntaxTree";

export interface ByOutput<Value> {
  readonly node: SyntaxNode;
  /** One value for all outputs, one for each in their order, or by name. */
  readonly given:
    | { readonly for: "all"; readonly value: Value }
    | { readonly for: "each"; readonly values: readonly Value[] }
    | {
        readonly for: "named";
        readonly values: ReadonlyMap<string, { readonly value: Value; readonly key: SyntaxNode }>;
      };
}

/** Reads the values of a map from names. A key without a value is reported. */
export function readNamed<Value>(
  section: string,
  node: SyntaxMap,
  read: (key: string, value: SyntaxNode) => Value | undefined,
  findings: Findings,
): ByOutput<Value> {
  const values = new Map<string, { readonly value: Value; readonly key: SyntaxNode }>();
  for (const { key, value: written } of node.entries) {
    const name = String(key.value);
    if (!written) findings.report(key.range, message("missing-value", { key: name }));
    const value = written && read(`${section}.${name}`, written);
    if (value !== undefined) values.set(name, { value, key });
  }
  return { node, given: { for: "named", values } };
}

/** A value for each output; undefined with a finding where the file names a stranger or `missing` has none. */
export function assignByOutput<Value>(
  { node, given }: ByOutput<Value>,
  outputs: readonly string[],
  findings: Findings,
  missing: (output: string) => Value | undefined,
): readonly Value[] | undefined {
  if (given.for === "all") return outputs.map(() => given.value);
  if (given.for === "each") {
    if (given.values.length === outputs.length) return given.values;
    const counts = { found: given.values.length, outputs: outputs.length, known: outputs.join(", ") };
    findings.report(node.range, message("loss-for-unknown.count", counts));
    return undefined;
  }
  const strangers = [...given.values].filter(([name]) => !outputs.includes(name));
  for (const [name, { key }] of strangers) {
    findings.report(key.range, message("loss-for-unknown", { name: name.slice(0, 60), known: outputs.join(", ") }));
  }
  const values = outputs.map((name) => given.values.get(name)?.value ?? missing(name));
  const complete = values.every((value): value is Value & {} => value !== undefined);
  return strangers.length === 0 && complete ? values : undefined;
}
