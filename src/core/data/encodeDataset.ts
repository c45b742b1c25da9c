/**
 * The data of a model file, encoded and checked against the network: what `check` reports and `train` feeds.
 *
 * Never throws. Without a sound graph the sources are still checked for themselves (ragged lists, labels). Mistakes stand at
 * the smallest place. test/core/data/checkData.test.ts and encodeDataset.test.ts hold this.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { ModelGraph } from "../model/graph";
import type { DataSection, InlineSource, SourceReport, ValidationData } from "../model/modelFile";
import { weighClasses } from "./classWeights";
import type { DataColumn, Dataset } from "./dataset";
import { type Encoded, encodeColumns, encodeSource, type ScalingFrom } from "./encodeColumns";
import { fitInput, fitTarget, type Slot } from "./fitTensor";
import { joinSamples } from "./joinSamples";
import { checkLargeValues } from "./largeValues";
import { type DataContext, inputSlots, outputSlots } from "./networkSlots";
import { findPaddedSample } from "./paddedSamples";
import { shapeText } from "./readCells";
import { encodeWeights } from "./sampleWeights";
import type { FittedSeries } from "./series/fittedSeries";
import { encodeSeries } from "./series/encodeSeries";
import { checkTask } from "./tasks/checkTask";
import { makeTask } from "./tasks/makeTask";

/** Undefined where the file has no `data.x`, no sound graph, or an error in its data. */
export interface EncodedData {
  readonly dataset: Dataset | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The sources that are sound, also where the rest is not; none of a made task. */
  readonly sources: readonly SourceReport[];
  /** What was fitted to a series, where this is one. */
  readonly fitted?: FittedSeries;
}

/** Encodes all samples of the file. */
export function encodeDataset(file: DataContext): EncodedData {
  const findings = new Findings();
  const { data, graph } = file;
  if (file.form) return withClassWeights(encodeSeries(file, file.form), file);
  if (!data) return { dataset: undefined, diagnostics: [], sources: [] };
  if (data.task) {
    const { fitted, diagnostics } = checkTask(file, data.task);
    return withClassWeights({ dataset: fitted && makeTask(data.task, fitted), diagnostics, sources: [] }, file);
  }
  if (!graph) {
    const sources = [...loneSources(file, "x", findings), ...loneSources(file, "y", findings)];
    for (const source of data.sampleWeight) encodeSource(source, file.tables, findings);
    return { dataset: undefined, diagnostics: findings.list, sources };
  }
  const from = { share: file.fit?.validationSplit, tables: file.tables };
  const both = encodeSides(data, file, findings, { x: from, y: from });
  const { inputs, targets } = both;
  const validation = data.validation && encodeValidation(data.validation, data, both, file, findings);
  checkSizes("x", inputs, inputSlots(file), findings);
  checkSizes("y", targets, outputSlots(file), findings);
  const sources = [...reportsOf(inputs, "x"), ...reportsOf(targets, "y")];
  if (findings.hasErrors || !inputs.length) return { dataset: undefined, diagnostics: findings.list, sources };
  const own = datasetOf(both);
  checkPadding(graph, own, inputs, findings);
  const dataset = validation ? joinSamples(own, datasetOf(validation)) : own;
  return withClassWeights({ dataset, diagnostics: findings.list, sources }, file);
}

function withClassWeights(encoded: EncodedData, file: DataContext): EncodedData {
  if (!encoded.dataset) return encoded;
  const findings = new Findings();
  const dataset = weighClasses(encoded.dataset, file, findings);
  const diagnostics = [...encoded.diagnostics, ...findings.list];
  return { ...encoded, dataset: findings.hasErrors ? undefined : dataset, diagnostics };
}

/** Both sides of some samples; targets have their weights. */
interface Sides {
  readonly inputs: readonly Encoded[];
  readonly targets: readonly Encoded[];
}

function encodeSides(
  { x, y, sampleWeight }: Pick<DataSection, "x" | "y" | "sampleWeight">,
  file: DataContext,
  findings: Findings,
  from: { readonly x: ScalingFrom; readonly y: ScalingFrom },
): Sides {
  const inputs = x.length ? encodeColumns(x, inputSlots(file), "x", file.text, findings, from.x) : [];
  const slots = outputSlots(file);
  const targets = y.length ? encodeColumns(y, slots, "y", file.text, findings, { ...from.y, inputs }) : [];
  checkSampleCounts(inputs, targets, findings);
  if (sampleWeight.length === 0 || targets.length < slots.length) return { inputs, targets };
  const ranked = targets.map((target, at) => ({ ...target, rank: slots[at]?.shape?.length ?? 0 }));
  const weights = encodeWeights(sampleWeight, ranked, file.tables, findings);
  return {
    inputs,
    targets: targets.map((target, at) => {
      const own = weights[at];
      return own ? { ...target, column: { ...target.column, weights: own } } : target;
    }),
  };
}

const datasetOf = ({ inputs, targets }: Sides): Dataset => ({
  samples: inputs[0]?.column.tensor.shape[0] ?? 0,
  inputs: columnsOf(inputs),
  targets: columnsOf(targets),
});

/** Encoded as the samples that train, with their figures; undefined where they cannot stand behind them (then that is in `findings`). */
function encodeValidation(
  validation: ValidationData,
  data: DataSection,
  train: Sides,
  file: DataContext,
  findings: Findings,
): Sides | undefined {
  const known = (encoded: readonly Encoded[]): ScalingFrom => ({
    known: new Map(encoded.flatMap(({ column: { name, scaling } }) => (scaling ? [[name, scaling] as const] : []))),
    steps: new Map(encoded.map(({ column: { name, tensor } }) => [name, tensor.shape[1] ?? 1])),
    tables: file.tables,
  });
  if (train.inputs.length === 0 || train.targets.length === 0) return undefined;
  const like = (recipes: readonly InlineSource[], sources: readonly InlineSource[]): InlineSource[] =>
    sources.map((source) => {
      const recipe = recipes.find(({ name }) => name === source.name) ?? recipes[0];
      const { oneHot, oneHotRange, expandDims, padding, scale } = recipe ?? source;
      return { ...source, oneHot, oneHotRange, expandDims, padding, scale };
    });
  const sources = { ...validation, x: like(data.x, validation.x), y: like(data.y, validation.y) };
  const found = encodeSides(sources, file, findings, { x: known(train.inputs), y: known(train.targets) });
  const pairs = (["inputs", "targets"] as const).flatMap((side) =>
    train[side].map((one, at) => [one, found[side][at]] as const),
  );
  if (!pairs.every(([, other]) => other !== undefined)) return undefined;
  for (const [{ column }, other] of pairs) {
    const expected = column.tensor.shape.slice(1);
    const own = other?.column.tensor.shape.slice(1) ?? [];
    if (other === undefined || own.join() === expected.join()) continue;
    const shapes = { found: shapeText([null, ...own]), expected: shapeText([null, ...expected]) };
    findings.report(other.source.values.range, message("validation-shape", { name: column.name, ...shapes }));
  }
  return found;
}

/** Without a sound graph: a source gets the shape that it will have, where its end of the network is known and it fits. */
function loneSources(file: DataContext, side: "x" | "y", findings: Findings): SourceReport[] {
  const [slots, fit] = side === "x" ? [inputSlots(file), fitInput] : [outputSlots(file), fitTarget];
  return (file.data?.[side] ?? []).flatMap((source) => {
    const tensor = encodeSource(source, file.tables, findings)?.tensor;
    if (!tensor) return [];
    const slot = source.name === undefined ? slots[0] : slots.find(({ name }) => name === source.name);
    // What does not fit is told when the network is whole.
    const fitted = slot && fit(tensor, { slot, source, findings: new Findings() });
    return [{ range: source.range, side, shape: (fitted ?? tensor).shape }];
  });
}

const reportsOf = (encoded: readonly Encoded[], side: "x" | "y"): SourceReport[] =>
  encoded.map(({ source: { range }, column: { tensor } }) => ({ range, side, shape: tensor.shape }));

const columnsOf = (encoded: readonly Encoded[]): DataColumn[] => encoded.map(({ column }) => column);

function checkSizes(side: "x" | "y", encoded: readonly Encoded[], slots: readonly Slot[], findings: Findings): void {
  for (const { column, source } of encoded) {
    const slot = slots.find(({ name }) => name === column.name);
    if (slot) checkLargeValues(side, column.tensor, { source, slot }, findings);
  }
}

function checkPadding(graph: ModelGraph, dataset: Dataset, inputs: readonly Encoded[], findings: Findings): void {
  const padded = findPaddedSample(graph, dataset);
  const values = padded && inputs[padded.input]?.source.values;
  if (!padded || !values) return;
  const { sample, layer, mask } = padded;
  const text = message("padded-sample", { sample: sample + 1, layer, mask });
  findings.report(values.items[sample]?.range ?? values.range, text, { severity: "warning" });
}

function checkSampleCounts(inputs: readonly Encoded[], targets: readonly Encoded[], findings: Findings): void {
  const named = (encoded: readonly Encoded[], side: "x" | "y"): (Encoded & { path: string })[] =>
    encoded.map((one) => ({ ...one, path: one.source.name === undefined ? side : `${side}.${one.source.name}` }));
  const [first, ...others] = [...named(inputs, "x"), ...named(targets, "y")];
  if (!first) return;
  const expected = first.column.tensor.shape[0] ?? 0;
  for (const { column, source, path } of others) {
    const found = column.tensor.shape[0] ?? 0;
    if (found === expected) continue;
    findings.report(source.values.range, message("data-samples", { name: path, found, first: first.path, expected }));
  }
}
