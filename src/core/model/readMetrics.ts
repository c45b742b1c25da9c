/**
 * `metrics`: a list for every output, or lists by output. test/core/training.test.ts.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { columnAt } from "../training/columnNames";
import { excerpt } from "./excerpt";
import type { LossSettings, MetricSettings } from "./graph";
import type { MetricName } from "./objectTables";
import { type ByOutput, readNamed } from "./readByOutput";
import { readObject } from "./readObject";

export interface MetricDraft {
  readonly settings: MetricSettings;
  readonly node: SyntaxNode;
}

export function readMetrics(node: SyntaxNode, findings: Findings): ByOutput<readonly MetricDraft[]> | undefined {
  if (node.is === "map") return readNamed("metrics", node, (_, value) => readList(value, findings), findings);
  const value = readList(node, findings);
  return value && { node, given: { for: "all", value } };
}

/** What the file calls it: Keras keeps the written name for the column. */
const writtenName = (item: SyntaxNode): string =>
  String(item.is === "map" ? item.entries[0]?.key.value : item.is === "scalar" ? item.value : "");

/** The same name with the same arguments counts once; a second one with others has a column of its own. */
function readList(node: SyntaxNode, findings: Findings): readonly MetricDraft[] | undefined {
  if (node.is !== "list") {
    findings.report(node.range, message("wrong-type.metrics", { found: excerpt(node) }));
    return undefined;
  }
  const drafts = new Map<string, MetricDraft>();
  const counts = new Map<string, number>();
  for (const item of node.items) {
    const object = readObject("metrics", "metric", item, findings);
    if (!object) continue;
    const name = object.name as MetricName;
    const given = object.arguments;
    const written = writtenName(item);
    const key = JSON.stringify([written, given]);
    if (drafts.has(key)) continue;
    const count = counts.get(written) ?? 0;
    counts.set(written, count + 1);
    const settings = { name, column: count === 0 ? written : `${written}_${count}`, arguments: given };
    drafts.set(key, { settings, node: item });
  }
  return [...drafts.values()].flatMap(byThreshold);
}

/** With several thresholds, a metric for each. */
function byThreshold({ settings, node }: MetricDraft): MetricDraft[] {
  const { thresholds } = settings.arguments;
  if (!Array.isArray(thresholds)) return [{ settings, node }];
  return (thresholds as readonly number[]).map((threshold, _, { length }) => {
    const column = length === 1 ? settings.column : columnAt(settings.column, threshold);
    return { settings: { ...settings, column, arguments: { ...settings.arguments, thresholds: threshold } }, node };
  });
}

/** These take class numbers, and nothing else. */
const onlyLabels: ReadonlySet<MetricName> = new Set([
  "sparse_categorical_accuracy",
  "sparse_top_k_categorical_accuracy",
]);
const ofLabels: ReadonlySet<MetricName> = new Set(["accuracy", ...onlyLabels]);

/** Class numbers can only be right or wrong; quantiles are several answers to one target. */
export function checkMetrics(
  drafts: readonly (readonly MetricDraft[])[],
  losses: readonly LossSettings[],
  findings: Findings,
): void {
  const told = new Set<SyntaxNode>();
  for (const [output, loss] of losses.entries()) {
    for (const { settings, node } of drafts[output] ?? []) {
      const { name } = settings;
      const isSparse = loss.name === "sparse_categorical_crossentropy";
      const isWrong = loss.name === "quantile" || (isSparse ? !ofLabels.has(name) : onlyLabels.has(name));
      if (!isWrong || told.has(node)) continue;
      told.add(node);
      if (loss.name === "quantile") findings.report(node.range, message("metric-of-quantiles", { name }));
      else if (isSparse) findings.report(node.range, message("metric-of-labels", { name }));
      else findings.report(node.range, message("metric-of-labels.none", { name }));
    }
  }
}
