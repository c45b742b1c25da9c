/**
 * `loss` and `loss_weights`. test/core/training.test.ts.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxMap, SyntaxNode } from "../syntax/syntaxTree";
import { excerpt } from "./excerpt";
import type { LossSettings } from "./graph";
import { lossAliases, type LossName, losses as lossTable } from "./objectTables";
import { type ByOutput, readNamed } from "./readByOutput";
import { readNumber } from "./readNumber";
import { readObject } from "./readObject";
import { compileKeys } from "./sectionTable";

export function readLoss(node: SyntaxNode, findings: Findings): ByOutput<LossSettings> | undefined {
  if (node.is === "map" && !isLossObject(node)) {
    return readNamed("loss", node, (key, value) => readOneLoss(key, value, findings), findings);
  }
  if (node.is === "list") {
    findings.report(
      node.range,
      message("wrong-type.losses", { found: excerpt(node), example: "{lstm: mse, dense: mae}" }),
    );
    return undefined;
  }
  const value = readOneLoss("loss", node, findings);
  return value && { node, given: { for: "all", value } };
}

/** `{huber: {delta: 2}}` for all outputs; where the value is a name, the key is an output, even one called like a loss. */
function isLossObject(node: SyntaxMap): boolean {
  const [entry, second] = node.entries;
  const name = String(entry?.key.value);
  if (second !== undefined || !(Object.hasOwn(lossTable, name) || Object.hasOwn(lossAliases, name))) return false;
  if (entry?.value?.is === "list") return true;
  if (entry?.value?.is === "scalar" && typeof entry.value.value === "number") return true;
  const [argument] = entry?.value?.is === "map" ? entry.value.entries : [];
  const word = String(argument?.key.value);
  return entry?.value?.is === "map" && !Object.hasOwn(lossTable, word) && !Object.hasOwn(lossAliases, word);
}

function readOneLoss(key: string, node: SyntaxNode, findings: Findings): LossSettings | undefined {
  const object = readObject(key, "loss", node, findings);
  return object && { ...object, name: object.name as LossName };
}

/** One number for all outputs, a list in their order, or a map. Undefined with a finding where it is none of these. */
export function readLossWeights(node: SyntaxNode, findings: Findings): ByOutput<number> | undefined {
  const read = (key: string, value: SyntaxNode): number | undefined =>
    readNumber(key, compileKeys.loss_weights.type.of, value, findings);
  if (node.is === "map") return readNamed("loss_weights", node, read, findings);
  if (node.is === "list") {
    const values = node.items.flatMap((item) => read("loss_weights", item) ?? []);
    return { node, given: { for: "each", values } };
  }
  if (typeof node.value !== "number") {
    findings.report(node.range, message("wrong-type.weights", { found: excerpt(node) }));
    return undefined;
  }
  const value = read("loss_weights", node);
  return value === undefined ? undefined : { node, given: { for: "all", value } };
}
