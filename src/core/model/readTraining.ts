/**
 * The `compile` section, with Keras's defaults filled in.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import type { CompileSettings, LossSettings, OptimizerSettings } from "./graph";
import {
  clippings,
  lossAliases,
  type LossName,
  type MetricName,
  losses as lossTable,
  type OptimizerName,
  optimizers,
} from "./objectTables";
import { excerpt } from "./excerpt";
import { asMap, readKeys } from "./readKeys";
import { readObject } from "./readObject";
import { readSchedule, separateSchedule } from "./readSchedule";
import { compileKeys } from "./sectionTable";
import { scheduledRate } from "../training/schedule";

/** What `compile` says before the outputs of the model are known. */
export interface CompileDraft {
  readonly optimizer: OptimizerSettings;
  /** One loss for all outputs, or by output name; undefined where there is none or it is wrong. */
  readonly loss:
    LossSettings | ReadonlyMap<string, { readonly loss: LossSettings; readonly node: SyntaxNode }> | undefined;
  readonly lossNode: SyntaxNode | undefined;
  readonly metrics: readonly MetricDraft[];
}

interface MetricDraft {
  readonly name: MetricName;
  readonly node: SyntaxNode;
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
  const metrics = readMetrics(keys.get("metrics"), findings);
  return findings.list.length === before ? { optimizer, loss, lossNode, metrics } : undefined;
}

function readMetrics(node: SyntaxNode | undefined, findings: Findings): readonly MetricDraft[] {
  if (!node) return [];
  if (node.is !== "list") {
    findings.report(node.range, message("wrong-type.metrics", { found: excerpt(node) }));
    return [];
  }
  const metrics = new Map<string, MetricDraft>();
  for (const item of node.items) {
    const name = readObject("metrics", "metric", item, findings)?.name as MetricName | undefined;
    if (name && !metrics.has(name)) metrics.set(name, { name, node: item });
  }
  return [...metrics.values()];
}

/** Class numbers can only be right or wrong: all other metrics compare number with number. */
function checkMetrics(drafts: readonly MetricDraft[], losses: readonly LossSettings[], findings: Findings): void {
  if (!losses.some(({ name }) => name === "sparse_categorical_crossentropy")) return;
  for (const { name, node } of drafts) {
    if (name !== "accuracy") findings.report(node.range, message("metric-of-labels", { name }));
  }
}

/** Keras compiles with rmsprop where nothing is said. */
function readOptimizer(node: SyntaxNode | undefined, findings: Findings): OptimizerSettings {
  const separated = node && separateSchedule(node);
  const object = separated && readObject("optimizer", "optimizer", separated.optimizer, findings);
  const name = (object?.name ?? "rmsprop") as OptimizerName;
  const [first, second] = clippings.filter((clipping) => object?.arguments[clipping] !== undefined);
  if (node && first && second) findings.report(node.range, message("two-clippings", { first, second }));
  const given = { ...optimizers[name].arguments, ...object?.arguments };
  const schedule = separated?.schedule && readSchedule(separated.schedule, findings);
  if (!schedule) return { name, arguments: given };
  return { name, arguments: { ...given, learning_rate: scheduledRate(schedule, 0) }, schedule };
}

function readLoss(node: SyntaxNode, findings: Findings): CompileDraft["loss"] {
  if (node.is !== "map" || isLossObject(node)) return readOneLoss("loss", node, findings);
  const losses = new Map<string, { loss: LossSettings; node: SyntaxNode }>();
  for (const { key, value } of node.entries) {
    const name = String(key.value);
    if (!value) findings.report(key.range, message("missing-value", { key: name }));
    const loss = value && readOneLoss(`loss.${name}`, value, findings);
    if (loss) losses.set(name, { loss, node: key });
  }
  return losses;
}

/** `{huber: {delta: 2}}` for all outputs; where the value is a name, the key is an output, even one called like a loss. */
function isLossObject(node: Extract<SyntaxNode, { is: "map" }>): boolean {
  const [entry, second] = node.entries;
  const name = String(entry?.key.value);
  if (second !== undefined || !(Object.hasOwn(lossTable, name) || Object.hasOwn(lossAliases, name))) return false;
  if (entry?.value?.is === "list") return true;
  const [argument] = entry?.value?.is === "map" ? entry.value.entries : [];
  const word = String(argument?.key.value);
  return entry?.value?.is === "map" && !Object.hasOwn(lossTable, word) && !Object.hasOwn(lossAliases, word);
}

function readOneLoss(key: string, node: SyntaxNode, findings: Findings): LossSettings | undefined {
  const object = readObject(key, "loss", node, findings);
  const name = object?.name as LossName | undefined;
  return name && { name, arguments: { ...lossTable[name].arguments, ...object?.arguments } };
}

/** One loss for each output, in their order; undefined with a finding where one is missing or names no output. */
export function assignLosses(
  { optimizer, loss, lossNode, metrics: drafts }: CompileDraft,
  outputs: readonly string[],
  findings: Findings,
): CompileSettings | undefined {
  if (!loss || !lossNode) return undefined;
  const metrics = drafts.map(({ name }) => name);
  if (!(loss instanceof Map)) {
    const losses = outputs.map(() => loss as LossSettings);
    checkMetrics(drafts, losses, findings);
    return { optimizer, losses, metrics };
  }
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
  if (!intact || !losses.every((found): found is LossSettings => found !== undefined)) return undefined;
  checkMetrics(drafts, losses, findings);
  return { optimizer, losses, metrics };
}
