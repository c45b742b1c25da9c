/**
 * `fit.class_weight`: a map from classes to what their samples count in the loss. Which classes there are is known with the data
 * (core/data/classWeights.ts). test/core/model/fit.test.ts.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { excerpt } from "./excerpt";
import type { ClassWeight } from "./graph";
import { readNumber } from "./readNumber";

const anyNumber = { is: "number", min: -Number.MAX_VALUE, max: Number.MAX_VALUE } as const;

/** In the order of the text; undefined after a finding. */
export function readClassWeight(node: SyntaxNode, findings: Findings): readonly ClassWeight[] | undefined {
  if (node.is !== "map" || node.entries.length === 0) {
    findings.report(node.range, message("wrong-type.classWeights", { found: excerpt(node), example: "{0: 1, 1: 5}" }));
    return undefined;
  }
  const before = findings.list.length;
  const weights = node.entries.flatMap(({ key, value }): ClassWeight[] => {
    const label = typeof key.value === "number" ? key.value : key.source;
    if (!value) findings.report(key.range, message("missing-value", { key: String(label) }));
    const weight = value && readNumber(`class_weight.${label}`, anyNumber, value, findings);
    return weight === undefined ? [] : [{ label, weight }];
  });
  return findings.list.length > before ? undefined : weights;
}
