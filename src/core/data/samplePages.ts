/**
 * Many samples, page by page: which part of the data a sample stands in, and which page of that part. Whoever shows answers and whoever
 * computes them cut the same pages, so a chosen sample says all.
 *
 * test/core/data/samplePages.test.ts holds it.
 */
import type { Dataset } from "./dataset";
import { sampleSize } from "./samples";
import { type SampleRange, splitByParts, splitSamples } from "./splitSamples";

/** Samples of one use, `from` … `to` − 1. */
export interface Part extends SampleRange {
  readonly name: "training" | "validation" | "test";
}

/** Where the samples begin that validate, and those that test; absent where there are none, or where nobody trained on them. */
export interface Borders {
  readonly validationFrom?: number | undefined;
  readonly testFrom?: number | undefined;
}

/** `share`: of the samples that validate, where the data has no parts of its own. */
export function bordersOf(
  { samples, parts }: Pick<Dataset, "samples" | "parts">,
  share: number | undefined,
): { validationFrom?: number; testFrom?: number } {
  const { validation } = parts ? splitByParts(parts) : splitSamples(samples, share);
  return {
    ...(validation && { validationFrom: validation.from }),
    ...(parts && parts.test > 0 && { testFrom: samples - parts.test }),
  };
}

/** Those that have samples, in their order; those that train alone where nothing else is. */
export function partsOf(samples: number, { validationFrom, testFrom }: Borders): readonly Part[] {
  const end = Math.min(samples, testFrom ?? samples);
  const border = Math.min(end, validationFrom ?? end);
  const parts: readonly Part[] = [
    { name: "training", from: 0, to: border },
    { name: "validation", from: border, to: end },
    { name: "test", from: end, to: samples },
  ];
  return parts.filter(({ from, to }) => to > from);
}

/** All samples where they fit on one page, else the page of its part that a sample stands on. One that does not exist stands for the last. */
export function pageOf(samples: number, borders: Borders, sample: number, size: number): SampleRange {
  if (samples <= size) return { from: 0, to: samples };
  const chosen = Math.min(sample, samples - 1);
  const part = partsOf(samples, borders).find(({ to }) => chosen < to) ?? { from: 0, to: samples };
  const from = part.from + Math.floor((chosen - part.from) / size) * size;
  return { from, to: Math.min(part.to, from + size) };
}

/** What is told at once while a network trains, and the least at rest. */
export const PAGE_SAMPLES = 200;
const MOST_SAMPLES = 2000;
/** Of inputs, answers and right values together. */
const MOST_NUMBERS = 100_000;

/** How many samples a page has where there is time: as many as a person looks through, as long as they are small. Whole `PAGE_SAMPLES`. */
export function restingPage({ inputs, targets }: Pick<Dataset, "inputs" | "targets">): number {
  const sizes = [...inputs, ...targets, ...targets].map(({ tensor }) => sampleSize(tensor));
  const numbers = sizes.reduce((sum, size) => sum + size, 0);
  const pages = Math.floor(MOST_NUMBERS / Math.max(1, numbers) / PAGE_SAMPLES);
  return Math.min(MOST_SAMPLES, Math.max(1, pages) * PAGE_SAMPLES);
}
