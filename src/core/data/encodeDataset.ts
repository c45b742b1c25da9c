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
import type { InlineSource, SourceReport } from "../model/modelFile";
import { assignSources } from "./assignSources";
import type { DataColumn, Dataset, Scaling, Tensor } from "./dataset";
import { encodeCells } from "./encodeCells";
import { fitInput, fitTarget, type Slot } from "./fitTensor";
import { checkLargeValues } from "./largeValues";
import { type DataContext, inputSlots, outputSlots } from "./networkSlots";
import { findPaddedSample } from "./paddedSamples";
import { ownSteps, type Padding, withoutFilled } from "./padSamples";
import type { Cells } from "./readCells";
import { readSourceCells } from "./readSourceCells";
import type { TableSource } from "./tables/tableSource";
import { checkInputValues } from "./inputValues";
import { measureScaling, scaled } from "./scaling";
import type { FittedSeries } from "./series/fittedSeries";
import { encodeSeries } from "./series/encodeSeries";
import { checkTargetValues } from "./targetValues";
import { numberWords, wordsOf } from "./numberWords";
import { cutSamples } from "./samples";
import { splitSamples } from "./splitSamples";
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
  if (file.form) return encodeSeries(file, file.form);
  if (!data) return { dataset: undefined, diagnostics: [], sources: [] };
  if (data.task) {
    const { fitted, diagnostics } = checkTask(file, data.task);
    return { dataset: fitted && makeTask(data.task, fitted), diagnostics, sources: [] };
  }
  if (!graph) {
    const sources = [...loneSources(file, "x", findings), ...loneSources(file, "y", findings)];
    return { dataset: undefined, diagnostics: findings.list, sources };
  }
  const from = { share: file.fit?.validationSplit, tables: file.tables };
  const inputs = data.x.length ? encodeColumns(data.x, inputSlots(file), "x", file.text, findings, from) : [];
  const targets = data.y.length
    ? encodeColumns(data.y, outputSlots(file), "y", file.text, findings, { ...from, inputs })
    : [];
  checkSampleCounts(inputs, targets, findings);
  checkSizes("x", inputs, inputSlots(file), findings);
  checkSizes("y", targets, outputSlots(file), findings);
  const sources = [...reportsOf(inputs, "x"), ...reportsOf(targets, "y")];
  if (findings.hasErrors || !inputs.length) return { dataset: undefined, diagnostics: findings.list, sources };
  const dataset = {
    samples: inputs[0]?.column.tensor.shape[0] ?? 0,
    inputs: columnsOf(inputs),
    targets: columnsOf(targets),
  };
  checkPadding(graph, dataset, inputs, findings);
  return { dataset, diagnostics: findings.list, sources };
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

interface Encoded {
  readonly column: DataColumn;
  readonly source: InlineSource;
  /** On which side its shorter samples were filled up. */
  readonly padded?: Padding["side"];
}

const reportsOf = (encoded: readonly Encoded[], side: "x" | "y"): SourceReport[] =>
  encoded.map(({ source: { range }, column: { tensor } }) => ({ range, side, shape: tensor.shape }));

const columnsOf = (encoded: readonly Encoded[]): DataColumn[] => encoded.map(({ column }) => column);

/** What scaling is measured on: the training samples, all but the \`share\` that validates; or figures that are known, by name. */
export interface ScalingFrom {
  readonly share?: number | undefined;
  readonly known?: ReadonlyMap<string, Scaling>;
  /** Reads the files that sources name. */
  readonly tables?: TableSource | undefined;
  /** Of targets: the inputs, whose lengths they follow. */
  readonly inputs?: readonly Encoded[];
}

/** Encodes one side of the data. */
export function encodeColumns(
  sources: readonly InlineSource[],
  slots: readonly Slot[],
  section: "x" | "y",
  text: string,
  findings: Findings,
  from: ScalingFrom,
): Encoded[] {
  const encoded: Encoded[] = [];
  for (const [at, source] of assignSources(sources, slots, section, text, findings).entries()) {
    const slot = slots[at];
    const words = slot && source && wordsOf(source, slot, section);
    const padding = slot && source && paddingOf(source, slot, from.inputs);
    const plain =
      source &&
      (words
        ? numberWords(source, words, from.tables, findings, padding)
        : encodeSource(source, from.tables, findings, padding));
    if (!slot || !plain) continue;
    const padded = plain.cells.filled && padding;
    if (padded && section === "x") tellPadding(padded, plain.cells, { slot, source, findings });
    const fitting = { slot, source: words ? { ...source, oneHot: undefined } : source, findings };
    const fitted = section === "x" ? fitInput(plain.tensor, fitting) : fitTarget(plain.tensor, fitting);
    const check = section === "x" ? checkInputValues : checkTargetValues;
    if (!fitted || !check(plain.cells, fitting.source, slot, findings)) continue;
    const { filled } = plain.cells;
    const column = words
      ? { name: slot.name, tensor: fitted, words }
      : columnOf(slot.name, fitted, source, { ...from, filled });
    encoded.push({ column, source, ...(padded && { padded: padded.side }) });
  }
  return encoded;
}

/** How samples of different lengths are filled up; undefined where they have to be alike. Targets follow the inputs. */
function paddingOf(source: InlineSource, slot: Slot, inputs?: readonly Encoded[]): Padding | undefined {
  const steps = slot.shape?.[1] ?? undefined;
  const isDeclared = source.padding !== null;
  if (inputs) {
    const side = source.padding ?? inputs.find(({ padded }) => padded)?.padded;
    const isOfSteps = (slot.shape?.length ?? 0) > 2;
    return side && isOfSteps ? { side, filler: 0, steps, isDeclared: true } : undefined;
  }
  if (!isDeclared && slot.masked === undefined) return undefined;
  return { side: source.padding ?? "post", filler: slot.masked ?? 0, steps, isDeclared };
}

function tellPadding(
  { side, filler }: Padding,
  cells: Cells,
  { slot, source, findings }: { slot: Slot; source: InlineSource; findings: Findings },
): void {
  const range = source.values.items[0]?.range ?? source.range;
  const args = { ...ownSteps(cells), steps: cells.shape[1] ?? 0, filler, name: slot.name };
  if (slot.masked === undefined) findings.report(range, message("data-padded.unmasked", args), { severity: "warning" });
  else
    findings.report(range, message(side === "pre" ? "data-padded.pre" : "data-padded", args), {
      severity: "information",
    });
}

function encodeSource(
  source: InlineSource,
  tables: TableSource | undefined,
  findings: Findings,
  padding?: Padding,
): { cells: Cells; tensor: Tensor } | undefined {
  if (source.oneHot && source.scale !== "none") {
    findings.report(source.oneHotRange ?? source.range, message("data-scale-labels"));
    return undefined;
  }
  const cells = readSourceCells(source, tables, findings, padding);
  const tensor = cells && encodeCells(cells, source, findings);
  if (!tensor) return undefined;
  return { cells, tensor: source.expandDims ? { shape: [...tensor.shape, 1], values: tensor.values } : tensor };
}

function columnOf(
  name: string,
  tensor: Tensor,
  source: InlineSource,
  { share, known, filled }: ScalingFrom & { readonly filled: Uint8Array | undefined },
): DataColumn {
  const labels = source.oneHot ? { labels: source.oneHot } : {};
  if (source.scale === "none") return { name, tensor, ...labels };
  const { training } = splitSamples(tensor.shape[0] ?? 0, share);
  const measured = cutSamples(tensor, 0, training.to);
  const own = filled ? withoutFilled(measured, filled) : measured;
  const scaling = known?.get(name) ?? measureScaling(own, source.scale);
  const column = { name, tensor: scaled(tensor, scaling), ...labels, scaling };
  filled?.forEach((isFilled, at) => isFilled && (column.tensor.values[at] = tensor.values[at] ?? 0));
  return column;
}

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
