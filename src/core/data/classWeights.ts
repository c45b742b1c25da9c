/**
 * `fit.class_weight`: what samples count in the loss by the class of their target, in training alone, as in Keras.
 *
 * The class of a row is the place of its largest number where it has several, else the number itself; of targets for every step each step has
 * its own. test/core/data/classWeights.test.ts and the golden cases `class-weight…` hold this.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { placeOfKeys } from "../syntax/keyPlace";
import type { TextRange } from "../text/range";
import type { DataColumn, Dataset, Label, Tensor } from "./dataset";
import { labelList } from "./encodeCells";
import type { Slot } from "./fitTensor";
import { type DataContext, outputSlots } from "./networkSlots";
import { sampleAt } from "./samples";
import { splitByParts, splitSamples } from "./splitSamples";

/** The dataset with these weights; as it is where the file has none, or where they are wrong (then that is in `findings`). */
export function weighClasses(dataset: Dataset, file: DataContext, findings: Findings): Dataset {
  const weights = file.fit?.classWeight;
  const [slot, second] = outputSlots(file);
  const [target] = dataset.targets;
  if (!weights || !slot || !target) return dataset;
  const place = placeOfKeys(file.root, "fit", "class_weight") ?? slot.place;
  if (second) findings.report(place, message("class-weight-outputs"));
  else if (target.weights) findings.report(place, message("class-weight-twice"));
  else {
    const byClass = weightsByClass(weights, target, slot, { file, place, findings });
    const steps = byClass && stepsOf(target, slot);
    const found = byClass && steps !== undefined && weigh(target, byClass, steps, trainingSamples(dataset, file));
    if (found) return { ...dataset, targets: [{ ...target, weights: found }] };
    if (byClass) findings.report(place, message("class-weight-numbers"));
  }
  return dataset;
}

interface Where {
  readonly file: DataContext;
  readonly place: TextRange;
  readonly findings: Findings;
}

/** By class number; undefined after a finding. */
function weightsByClass(
  weights: NonNullable<NonNullable<DataContext["fit"]>["classWeight"]>,
  { labels, words }: DataColumn,
  slot: Slot,
  { file, place, findings }: Where,
): Map<number, number> | undefined {
  const named: readonly Label[] | undefined = labels ?? words;
  const units = slot.shape?.at(-1) ?? 1;
  const classes = named?.length ?? (units > 1 ? units : slot.loss === "binary_crossentropy" ? 2 : undefined);
  const byClass = new Map<number, number>();
  for (const { label, weight } of weights) {
    const at = named ? named.findIndex((one) => String(one) === String(label)) : Number(label);
    if (Number.isInteger(at) && at >= 0 && (classes === undefined || at < classes)) byClass.set(at, weight);
    else {
      const known = labelList(named ?? Array.from({ length: classes ?? 2 }, (_, number) => number));
      const own = placeOfKeys(file.root, "fit", "class_weight", String(label)) ?? place;
      findings.report(own, message("class-weight-unknown", { label: String(label).slice(0, 60), known }));
    }
  }
  return byClass.size === weights.length ? byClass : undefined;
}

/** Rows of a sample that have a class each. */
function stepsOf({ tensor }: DataColumn, { shape, loss }: Slot): number | undefined {
  const [, ...rest] = tensor.shape;
  const isSparse = loss === "sparse_categorical_crossentropy" || rest.length + 1 < (shape?.length ?? 0);
  return (isSparse ? rest : rest.slice(0, -1)).reduce((product, one) => product * one, 1);
}

function trainingSamples({ samples, parts }: Dataset, { fit }: DataContext): number {
  return (parts ? splitByParts(parts) : splitSamples(samples, fit?.validationSplit)).training.to;
}

/** Undefined where targets are numbers between two classes. Samples that do not train count once. */
function weigh(
  { tensor }: DataColumn,
  byClass: ReadonlyMap<number, number>,
  steps: number,
  training: number,
): Tensor | undefined {
  const samples = tensor.shape[0] ?? 0;
  const weights = new Float32Array(samples * steps).fill(1);
  for (let sample = 0; sample < training; sample++) {
    const rows = sampleAt(tensor, sample);
    const width = rows.length / steps;
    for (let step = 0; step < steps; step++) {
      const row = rows.subarray(step * width, (step + 1) * width);
      const found = width > 1 ? row.indexOf(Math.max(...row)) : (row[0] ?? 0);
      if (!Number.isInteger(found)) return undefined;
      weights[sample * steps + step] = byClass.get(found) ?? 1;
    }
  }
  return { shape: [samples, steps], values: weights };
}
