/**
 * The `compile` section, with Keras's defaults filled in. What belongs to single outputs: readByOutput.ts.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import type { CompileSettings, LossSettings, OptimizerSettings } from "./graph";
import { clippings, defaultsOf, type OptimizerName, optimizers } from "./objectTables";
import { assignByOutput, type ByOutput } from "./readByOutput";
import { readLoss, readLossWeights } from "./readLoss";
import { checkMetrics, type MetricDraft, readMetrics } from "./readMetrics";
import { asMap, readKeys } from "./readKeys";
import { readObject } from "./readObject";
import { readSchedule, separateSchedule } from "./readSchedule";
import { compileKeys, topKeys } from "./sectionTable";
import { scheduledRate } from "../training/schedule";

/** What `compile` says before the outputs of the model are known. */
export interface CompileDraft {
  readonly optimizer: OptimizerSettings;
  /** Undefined where there is none or it is wrong. */
  readonly loss: ByOutput<LossSettings> | undefined;
  readonly lossWeights: ByOutput<number> | undefined;
  readonly metrics: ByOutput<readonly MetricDraft[]> | undefined;
}

/** Undefined where something in the section is wrong. */
export function readCompile(node: SyntaxNode, findings: Findings): CompileDraft | undefined {
  const map = asMap("compile", node, topKeys.compile.type.example, findings);
  if (!map) return undefined;
  const before = findings.list.length;
  const keys = readKeys("compile", map, compileKeys, findings);
  const optimizer = readOptimizer(keys.get("optimizer"), findings);
  const [loss, weights, metrics] = [keys.get("loss"), keys.get("loss_weights"), keys.get("metrics")];
  const draft = {
    optimizer,
    loss: loss && readLoss(loss, findings),
    lossWeights: weights && readLossWeights(weights, findings),
    metrics: metrics && readMetrics(metrics, findings),
  };
  return findings.list.length === before ? draft : undefined;
}

function readOptimizer(node: SyntaxNode | undefined, findings: Findings): OptimizerSettings {
  const separated = node && separateSchedule(node);
  const object = separated && readObject("optimizer", "optimizer", separated.optimizer, findings);
  const name = (object ?? compileKeys.optimizer.default)?.name as OptimizerName;
  const [first, second] = clippings.filter((clipping) => (object?.arguments[clipping] ?? null) !== null);
  if (node && first && second) findings.report(node.range, message("two-clippings", { first, second }));
  const given = object?.arguments ?? defaultsOf(optimizers[name]);
  const schedule = separated?.schedule && readSchedule(separated.schedule, findings);
  if (!schedule) return { name, arguments: given };
  return { name, arguments: { ...given, learning_rate: scheduledRate(schedule, 0) }, schedule };
}

/** What each output is trained with, in their order; undefined with a finding where a loss is missing or names no output. */
export function assignToOutputs(
  { optimizer, loss, lossWeights, metrics }: CompileDraft,
  outputs: readonly string[],
  findings: Findings,
): CompileSettings | undefined {
  if (!loss) return undefined;
  const losses = assignByOutput(loss, outputs, findings, (name) => {
    findings.report(loss.node.range, message("missing-loss", { name }));
    return undefined;
  });
  const weights = lossWeights ? assignByOutput(lossWeights, outputs, findings, () => 1) : outputs.map(() => 1);
  const drafts = metrics ? assignByOutput(metrics, outputs, findings, () => []) : outputs.map(() => []);
  if (!losses || !weights || !drafts) return undefined;
  checkMetrics(drafts, losses, findings);
  return {
    optimizer,
    losses,
    lossWeights: weights,
    metrics: drafts.map((all) => all.map(({ settings }) => settings)),
  };
}
