/**
 * Which rows and windows of a series train, validate and test: in time order, at floor(rows · share), shares added up.
 *
 * A window belongs to the part that holds all its target rows; one whose targets straddle a border is dropped, and those of no part too.
 * test/core/data/series/seriesParts.test.ts holds this.
 */
import type { DataParts } from "../dataset";

export interface SeriesShares {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/** Rows `first` … `end` − 1. */
export interface RowPart {
  readonly first: number;
  readonly end: number;
}

export type PartName = keyof DataParts;
export const partNames: readonly PartName[] = ["train", "validation", "test"];

export type RowParts = Readonly<Record<PartName, RowPart>>;

/** A share of 0.57 of 100 rows is 57 of them, though its product in float64 is a little less. */
const border = (rows: number, share: number): number => Math.min(rows, Math.floor(rows * share + 1e-9));

export function rowParts(rows: number, { train, validation, test }: SeriesShares): RowParts {
  const first = border(rows, train);
  const second = border(rows, train + validation);
  return {
    train: { first: 0, end: first },
    validation: { first, end: second },
    test: { first: second, end: border(rows, train + validation + test) },
  };
}

export interface WindowSizes {
  readonly window: number;
  readonly horizon: number;
  readonly stride: number;
  /** The first row that a window may have; 0 where it is absent. */
  readonly first?: number;
}

/** The first rows of the windows, part after part, and how many each has. */
export function windowStarts(
  rows: number,
  parts: RowParts,
  { window, horizon, stride, first: firstRow = 0 }: WindowSizes,
): { readonly starts: Int32Array; readonly counts: DataParts } {
  const starts: number[] = [];
  const counts = { train: 0, validation: 0, test: 0 };
  for (const name of partNames) {
    const { first, end } = parts[name];
    // Starts are multiples of the stride over the whole series.
    const earliest = Math.max(Math.ceil(firstRow / stride), Math.ceil((first - window) / stride)) * stride;
    for (let start = earliest; start + window + horizon <= Math.min(end, rows); start += stride) {
      starts.push(start);
      counts[name]++;
    }
  }
  return { starts: Int32Array.from(starts), counts };
}
