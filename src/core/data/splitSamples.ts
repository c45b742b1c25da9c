/**
 * Which samples train and which validate: as Keras does, the last ones validate, before anything is shuffled.
 *
 * test/core/data/splitSamples.test.ts.
 */
import type { DataParts } from "./dataset";
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { DataSection } from "../model/modelFile";
import type { TextRange } from "../text/range";

/** Samples `from` … `to` − 1. */
export interface SampleRange {
  readonly from: number;
  readonly to: number;
}

export interface SplitSamples {
  readonly training: SampleRange;
  readonly validation?: SampleRange;
}

/** Keras: the border is at floor(samples · (1 − share)). */
export function splitSamples(samples: number, share: number | undefined): SplitSamples {
  if (share === undefined) return { training: { from: 0, to: samples } };
  const border = Math.floor(samples * (1 - share));
  return { training: { from: 0, to: border }, validation: { from: border, to: samples } };
}

/** Parts that the data has by itself; the test part is neither trained on nor looked at while training. */
export function splitByParts({ train, validation }: DataParts): SplitSamples {
  const training = { from: 0, to: train };
  return validation === 0 ? { training } : { training, validation: { from: train, to: train + validation } };
}

/** Samples that the file's data has, before anything is read in full. */
export function countSamples({ task, x }: DataSection): number {
  return task ? task.samples : (x[0]?.values.grid?.shape[0] ?? x[0]?.values.items.length ?? 0);
}

/** A part without samples is a mistake. */
export function checkSplit(samples: number, share: number, range: TextRange, findings: Findings): void {
  const { training, validation } = splitSamples(samples, share);
  if (samples === 0 || (training.to > 0 && validation && validation.to > validation.from)) return;
  findings.report(range, message(training.to > 0 ? "split-empty.validation" : "split-empty", { samples, share }));
}
