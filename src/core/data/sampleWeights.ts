/**
 * `data.sample_weight`: what each sample counts in the loss, or each of its steps where there is a target for every step.
 *
 * One source for all outputs, or a map from outputs to sources; outputs that it does not name count once. test/core/data/sampleWeights.test.ts
 * and the golden cases `sample-weight…` hold this.
 */
import { type Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { InlineSource } from "../model/modelFile";
import { suggest } from "../text/suggestion";
import type { DataColumn, Tensor } from "./dataset";
import { encodeCells } from "./encodeCells";
import type { Padding } from "./padSamples";
import { shapeText } from "./readCells";
import { readSourceCells } from "./readSourceCells";
import type { TableSource } from "./tables/tableSource";

/** A target, and on which side its shorter samples were filled up. */
export interface WeightedTarget {
  readonly column: DataColumn;
  readonly padded?: Padding["side"];
  /** Dimensions of the output, the batch among them. */
  readonly rank: number;
}

/** Weights in the order of the targets; undefined where a target has none. What is wrong is in `findings`. */
export function encodeWeights(
  sources: readonly InlineSource[],
  targets: readonly WeightedTarget[],
  tables: TableSource | undefined,
  findings: Findings,
): (Tensor | undefined)[] {
  const names = targets.map(({ column }) => column.name);
  for (const { name, range } of sources) {
    if (name === undefined || names.includes(name)) continue;
    const near = suggest(name, names);
    const args = { section: "sample_weight", name };
    if (near === undefined) findings.report(range, message("data-unknown-name.y", { name, known: names.join(", ") }));
    else findings.report(range, message("data-unknown-name.suggest", { ...args, near }));
  }
  return targets.map((target) => {
    const source = sources.find(({ name }) => name === undefined || name === target.column.name);
    return source && encodeSource(source, target, tables, findings);
  });
}

function encodeSource(
  source: InlineSource,
  { column: { name, tensor }, padded, rank }: WeightedTarget,
  tables: TableSource | undefined,
  findings: Findings,
): Tensor | undefined {
  const [samples = 0, ...rest] = tensor.shape;
  // Class numbers have no last dimension of their own.
  const steps = tensor.shape.length === rank ? rest.slice(0, -1) : rest;
  const padding: Padding | undefined = padded && { side: padded, filler: 0, steps: steps[0], isDeclared: true };
  const cells = readSourceCells(source, tables, findings, padding);
  const weights = cells && encodeCells(cells, source, findings);
  if (!weights) return undefined;
  const [found = 0, ...own] = weights.shape;
  const place = source.values.range;
  if (found !== samples) {
    const args = { name: "sample_weight", found, first: `y (${name})`, expected: samples };
    findings.report(place, message("data-samples", args));
    return undefined;
  }
  const size = own.reduce((product, one) => product * one, 1);
  if (size === 1 || own.join() === steps.join()) return { shape: [samples, size], values: weights.values };
  const expected = [[samples], ...(steps.length > 0 ? [[samples, ...steps]] : [])].map(shapeText);
  const args = { name, found: shapeText(weights.shape), expected: expected.join(" · ") };
  findings.report(place, message("sample-weight-shape", args));
  return undefined;
}
