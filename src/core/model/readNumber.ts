/**
 * A number of the file, checked against its range. test/core/model.test.ts.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { excerpt } from "./excerpt";

export interface NumberType {
  readonly is: "integer" | "number";
  readonly min: number;
  readonly max: number;
  readonly openMax?: boolean;
}

/** A number within its range; a whole one where the type says so. */
export function readNumber(key: string, type: NumberType, node: SyntaxNode, findings: Findings): number | undefined {
  const value = node.is === "scalar" ? node.value : undefined;
  const isNumber = typeof value === "number" && !Number.isNaN(value);
  if (!isNumber || (type.is === "integer" && !Number.isInteger(value) && Number.isFinite(value))) {
    findings.report(node.range, message(`wrong-type.${type.is}`, { key, found: excerpt(node) }));
    return undefined;
  }
  const inside = value >= type.min && (type.openMax ? value < type.max : value <= type.max);
  if (inside) {
    checkNotation(value, node, findings);
    return value;
  }
  const { min, max } = type;
  const found = excerpt(node);
  const isBelow = value < min;
  // The largest number that can be written exactly is no bound that a small one has to be told.
  const hasMax = max !== Number.MAX_VALUE && (max !== Number.MAX_SAFE_INTEGER || !isBelow);
  if (type.openMax) findings.report(node.range, message("out-of-range.below", { key, min, max, found }));
  else if (hasMax) findings.report(node.range, message("out-of-range", { key, min, max, found }));
  else findings.report(node.range, message("out-of-range.min", { key, min, found }));
  return undefined;
}

/** `012` was 10 in older YAML and is 12 now; `0o17` and `0x1f` are hardly meant. */
function checkNotation(value: number, node: SyntaxNode, findings: Findings): void {
  const source = node.is === "scalar" ? node.source : "";
  if (!/^[-+]?0[\dox]/i.test(source)) return;
  const text = message("number-notation", { found: source, value });
  findings.report(node.range, text, { severity: "hint", fixes: [replacement(node.range, String(value))] });
}
