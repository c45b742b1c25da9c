/**
 * Does encoded data fit the network? Inputs against the Input's shape, targets against the output's shape and the loss.
 *
 * The one liberty taken: a last axis of 1 is added where the network needs it and the rest fits exactly. Everything else is
 * reported at the first sample, with both shapes and the cure. test/core/data/checkData.test.ts holds this.
 */
import type { Findings } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
import type { Bounds } from "../model/activationBounds";
import type { Shape } from "../model/graph";
import type { InlineSource } from "../model/modelFile";
import type { LossName } from "../model/objectTables";
import type { Label, Tensor } from "./dataset";
import { labelList } from "./encodeCells";
import { shapeText } from "./readCells";
import type { TextRange } from "../text/range";

/** One Input or output of the network, as far as data is concerned. */
export interface Slot {
  readonly name: string;
  /** With the batch; absent where it is not known. */
  readonly shape: Shape | undefined;
  /** Absent for an Input and where the file has no loss. */
  readonly loss: LossName | undefined;
  /** How many numbers the output gives for one target: as many as the loss has quantiles, else 1. */
  readonly answers: number;
  /** The bounds that the last activation gives an output's values, where its loss compares values. */
  readonly reach: (Bounds & { readonly activation: string }) | undefined;
  /** An output whose loss compares numbers, not classes. */
  readonly comparesNumbers: boolean;
  /** An Input with dtype int32: its values are whole numbers. */
  readonly whole: boolean;
  /** The smallest Embedding that reads this Input, and how many ids it has rows for. */
  readonly ids: { readonly layer: string; readonly count: number } | undefined;
  /** The number that the mask right behind this Input leaves out. */
  readonly masked: number | undefined;
  /** Where the layer is named in the text. */
  readonly place: TextRange;
  /** How many layers can work where this Input takes such samples; undefined where that breaks one. */
  takes(sample: readonly number[]): number | undefined;
  /**
   * The output's shape if its last recurrent layer gave all steps in place of the last one, or the other way round; undefined where no
   * recurrent layer leads to it, or where the network could not work so.
   */
  flipped(): Shape | undefined;
  /** Where an Input's shape is written. */
  readonly shapeRange: TextRange | undefined;
}

interface Fitting {
  readonly slot: Slot;
  readonly source: InlineSource;
  readonly findings: Findings;
}

/** True where each dimension is equal or free. */
export function fits(sample: readonly number[], expected: Shape): boolean {
  return sample.length === expected.length && expected.every((size, axis) => size === null || size === sample[axis]);
}

const withLastOne = ({ shape, values }: Tensor): Tensor => ({ shape: [...shape, 1], values });

function fitsWithLastOne(sample: readonly number[], expected: Shape): boolean {
  return expected.at(-1) === 1 && fits(sample, expected.slice(0, -1));
}

function placeOf({ values, range }: InlineSource): TextRange {
  return values.items[0]?.range ?? range;
}

/** Fits the data of an Input; undefined where it cannot (then that is in `findings`). */
export function fitInput(tensor: Tensor, { slot, source, findings }: Fitting): Tensor | undefined {
  const expected = slot.shape?.slice(1);
  const sample = tensor.shape.slice(1);
  if (!expected || fits(sample, expected)) return tensor;
  if (fitsWithLastOne(sample, expected)) return withLastOne(tensor);
  const args = { name: slot.name, found: shapeText(tensor.shape), expected: shapeText([null, ...expected]) };
  const features = expected.at(-1);
  const isId = slot.whole || slot.ids !== undefined;
  if (typeof features === "number" && features > 1 && !isId && !source.oneHot && fits(sample, expected.slice(0, -1))) {
    const distinctOnes = distinct(tensor.values, features);
    const labels = distinctOnes ? `[${labelList(distinctOnes)}]` : String(features);
    if (distinctOnes || tensor.values.every((value) => Number.isInteger(value) && value >= 0 && value < features)) {
      findings.report(placeOf(source), message("data-shape.features", { ...args, features, labels }));
      return undefined;
    }
  }
  reportInput(sample, args, { slot, source, findings });
  return undefined;
}

/** Which shape the Input would need for the data, if the network can work on it: a last 1 is added to the data by itself. */
function reportInput(
  sample: readonly number[],
  args: { readonly name: string; readonly found: string; readonly expected: string },
  { slot, source, findings }: Fitting,
): void {
  const ways = [sample, [...sample, 1]].filter(({ length }) => length > 0);
  const most = Math.max(...ways.map((shape) => slot.takes(shape) ?? 0));
  const wanted = most > 0 ? ways.find((shape) => slot.takes(shape) === most) : undefined;
  const place = placeOf(source);
  if (wanted) findings.report(place, message("data-shape", { ...args, wanted: `[${wanted.join(", ")}]` }));
  else if (sample.length === 0) findings.report(place, message("data-shape.single", args));
  else findings.report(place, message("data-shape.unlike", args));
}

/** The distinct values in order, where there are exactly `count` of them. */
function distinct(values: Float32Array, count: number): Label[] | undefined {
  const found = new Set<number>();
  for (const value of values) {
    found.add(value);
    if (found.size > count) return undefined;
  }
  return found.size === count ? [...found].sort((a, b) => a - b) : undefined;
}

/** Fits targets to an output and its loss; undefined where they cannot (then that is in `findings`). */
export function fitTarget(tensor: Tensor, fitting: Fitting): Tensor | undefined {
  const { slot, source, findings } = fitting;
  const expected = slot.shape && targetShape(slot.shape, fitting);
  if (!expected) return slot.shape ? undefined : tensor;
  const sample = tensor.shape.slice(1);
  if (slot.loss === "sparse_categorical_crossentropy") return fitClasses(tensor, sample, expected, fitting);
  if (fits(sample, expected)) return tensor;
  if (fitsWithLastOne(sample, expected)) return withLastOne(tensor);
  const couldBeSparse = !source.oneHot && fits(sample, expected.slice(0, -1));
  if (couldBeSparse && slot.loss === undefined) return tensor;
  if (couldBeSparse && slot.loss === "categorical_crossentropy") {
    const labels = distinct(tensor.values, expected.at(-1) ?? 0);
    const hot = labels ? `[${labelList(labels)}]` : String(expected.at(-1));
    findings.report(placeOf(source), message("data-needs-one-hot", { ...shapes(tensor, slot), labels: hot }));
  } else reportTarget(tensor, expected, fitting);
  return undefined;
}

/** Of one sample; undefined with a finding where the output's numbers cannot be shared out among the quantiles. */
function targetShape(shape: Shape, { slot, findings }: Fitting): Shape | undefined {
  const units = shape.at(-1);
  if (slot.answers === 1 || typeof units !== "number") return shape.slice(1);
  if (units % slot.answers === 0) return [...shape.slice(1, -1), units / slot.answers];
  const args = { name: slot.name, units, quantiles: slot.answers };
  findings.report(slot.place, message("quantile-units", args));
  return undefined;
}

function shapes(tensor: Tensor, slot: Slot): { name: string; found: string; expected: string } {
  return { name: slot.name, found: shapeText(tensor.shape), expected: shapeText(slot.shape ?? []) };
}

function fitClasses(tensor: Tensor, sample: number[], expected: Shape, fitting: Fitting): Tensor | undefined {
  const { slot, source, findings } = fitting;
  if (source.oneHot) {
    findings.report(source.oneHotRange ?? source.range, message("data-sparse-one-hot"));
    return undefined;
  }
  const steps = expected.slice(0, -1);
  if (fits(sample, steps)) return tensor;
  if (fits(sample, [...steps, 1])) return { shape: tensor.shape.slice(0, -1), values: tensor.values };
  if (fits(sample, expected) && isOneHot(tensor)) {
    findings.report(placeOf(source), message("data-shape.hot", shapes(tensor, slot)));
    return undefined;
  }
  const flipped = slot.flipped()?.slice(1);
  if (flipped && flipped.length !== expected.length && fits(sample, flipped.slice(0, -1))) {
    findings.report(placeOf(source), stepsText(flipped, expected, shapes(tensor, slot)));
    return undefined;
  }
  const classes = String(expected.at(-1) ?? "?");
  findings.report(
    placeOf(source),
    message("data-shape.classes", {
      ...shapes(tensor, slot),
      wanted: shapeText([tensor.shape[0] ?? 0, ...steps]),
      classes,
    }),
  );
  return undefined;
}

/** One 1 among zeros in each row of the last axis. */
function isOneHot({ shape, values }: Tensor): boolean {
  const width = shape.at(-1) ?? 0;
  if (width < 2 || !values.every((value) => value === 0 || value === 1)) return false;
  for (let row = 0; row < values.length; row += width) {
    if (values.subarray(row, row + width).reduce((sum, value) => sum + value, 0) !== 1) return false;
  }
  return true;
}

function reportTarget(tensor: Tensor, expected: Shape, { slot, source, findings }: Fitting): void {
  const sample = tensor.shape.slice(1);
  const args = shapes(tensor, slot);
  const place = placeOf(source);
  const labels = source.oneHot?.length;
  if (labels !== undefined && labels !== expected.at(-1) && fits(sample.slice(0, -1), expected.slice(0, -1))) {
    findings.report(
      source.oneHotRange ?? place,
      message("data-label-count", { ...args, labels, units: String(expected.at(-1) ?? "?") }),
    );
    return;
  }
  const units = unitsFor(sample, expected);
  const flipped = slot.flipped()?.slice(1);
  const isOther = flipped && flipped.length !== expected.length;
  const fitsOther = isOther && (fits(sample, flipped) || fitsWithLastOne(sample, flipped));
  if (fitsOther || (isOther && units === undefined && unitsFor(sample, flipped) !== undefined)) {
    findings.report(place, stepsText(flipped, expected, args));
  } else if (units === undefined) findings.report(place, message("data-shape.target", args));
  else {
    const given = String(expected.at(-1) ?? "?");
    findings.report(place, message("data-shape.units", { ...args, given, wanted: units }));
  }
}

const stepsText = (flipped: Shape, expected: Shape, args: ReturnType<typeof shapes>): Message =>
  flipped.length > expected.length ? message("data-shape.every-step", args) : message("data-shape.last-step", args);

/** How many numbers an answer of the network would have to have, where that alone keeps the targets from fitting. */
export function unitsFor(sample: readonly number[], expected: Shape): number | undefined {
  const steps = expected.slice(0, -1);
  if (sample.length === expected.length && fits(sample.slice(0, -1), steps)) return sample.at(-1);
  return fits(sample, steps) ? 1 : undefined;
}
