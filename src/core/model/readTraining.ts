/**
 * The `compile` and `fit` sections, with Keras's defaults filled in.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import type { CompileSettings, FitSettings, OptimizerSettings } from "./graph";
import { clippings, type LossName, type OptimizerName, optimizers } from "./objectTables";
import { readNumber } from "./readArgument";
import { asMap, readBoolean, readKeys } from "./readKeys";
import { readObject } from "./readObject";
import { compileKeys, fitKeys } from "./sectionTable";

export const defaultFit: FitSettings = { epochs: 1, batchSize: 32, shuffle: true, reproducible: false };

/** What `compile` says before the outputs of the model are known. */
export interface CompileDraft {
  readonly optimizer: OptimizerSettings;
  /** One loss for all outputs, or by output name; undefined where there is none or it is wrong. */
  readonly loss: LossName | ReadonlyMap<string, { readonly loss: LossName; readonly node: SyntaxNode }> | undefined;
  readonly lossNode: SyntaxNode | undefined;
}

/** Undefined where something in the section is wrong. */
export function readCompile(node: SyntaxNode, findings: Findings): CompileDraft | undefined {
  const map = asMap("compile", node, "{optimizer: adam, loss: mse}", findings);
  if (!map) return undefined;
  const before = findings.list.length;
  const keys = readKeys("compile", map, compileKeys, findings);
  const optimizer = readOptimizer(keys.get("optimizer"), findings);
  const lossNode = keys.get("loss");
  const loss = lossNode && readLoss(lossNode, findings);
  return findings.list.length === before ? { optimizer, loss, lossNode } : undefined;
}

/** Keras compiles with rmsprop where nothing is said. */
function readOptimizer(node: SyntaxNode | undefined, findings: Findings): OptimizerSettings {
  const object = node ? readObject("optimizer", "optimizer", node, findings) : undefined;
  const name = (object?.name ?? "rmsprop") as OptimizerName;
  const [first, second] = clippings.filter((clipping) => object?.arguments[clipping] !== undefined);
  if (node && first && second) findings.report(node.range, message("two-clippings", { first, second }));
  return { name, arguments: { ...optimizers[name].arguments, ...object?.arguments } };
}

function readLoss(node: SyntaxNode, findings: Findings): CompileDraft["loss"] {
  if (node.is !== "map") return readObject("loss", "loss", node, findings)?.name as LossName | undefined;
  const losses = new Map<string, { loss: LossName; node: SyntaxNode }>();
  for (const { key, value } of node.entries) {
    const name = String(key.value);
    if (!value) findings.report(key.range, message("missing-value", { key: name }));
    const loss = value && readObject(`loss.${name}`, "loss", value, findings)?.name;
    if (loss) losses.set(name, { loss: loss as LossName, node: key });
  }
  return losses;
}

/** One loss for each output, in their order; undefined with a finding where one is missing or names no output. */
export function assignLosses(
  { optimizer, loss, lossNode }: CompileDraft,
  outputs: readonly string[],
  findings: Findings,
): CompileSettings | undefined {
  if (!loss || !lossNode) return undefined;
  if (typeof loss === "string") return { optimizer, losses: outputs.map(() => loss) };
  let intact = true;
  for (const [name, { node }] of loss) {
    if (outputs.includes(name)) continue;
    findings.report(node.range, message("loss-for-unknown", { name: name.slice(0, 60), known: outputs.join(", ") }));
    intact = false;
  }
  const losses = outputs.map((name) => {
    const found = loss.get(name)?.loss;
    if (!found) findings.report(lossNode.range, message("missing-loss", { name }));
    return found;
  });
  return intact && losses.every((found): found is LossName => found !== undefined) ? { optimizer, losses } : undefined;
}

/** What is wrong falls back to its default; the finding says so. */
export function readFit(node: SyntaxNode, findings: Findings): FitSettings {
  const map = asMap("fit", node, "{epochs: 100}", findings);
  if (!map) return defaultFit;
  const keys = readKeys("fit", map, fitKeys, findings);
  const count = (key: "epochs" | "batch_size", max: number): number | undefined => {
    const value = keys.get(key);
    return value && readNumber(key, { is: "integer", min: 1, max }, value, findings);
  };
  return {
    epochs: count("epochs", 1e9) ?? defaultFit.epochs,
    batchSize: count("batch_size", 1e6) ?? defaultFit.batchSize,
    shuffle: readBoolean("shuffle", keys.get("shuffle"), findings) ?? defaultFit.shuffle,
    reproducible: readBoolean("reproducible", keys.get("reproducible"), findings) ?? defaultFit.reproducible,
  };
}
