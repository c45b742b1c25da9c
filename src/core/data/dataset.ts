/**
 * Encoded data: what a network is fed with and what its answers mean.
 */

import type { ColumnChange } from "./series/seriesChanges";

/** Row-major numbers. `values.length` is the product of `shape`. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * Samples (samples, …) in one row of numbers. Without `starts` they lie one behind the other. With it, sample s begins at
 * `values[starts[s]]`: windows that overlap are views of one series, and `values` is as long as the series. core/data/samples.ts reads both.
 */
export interface SampleTensor extends Tensor {
  readonly starts?: Int32Array;
}

export type Label = number | string;

/** All samples of one Input or of one output's target: `tensor.shape` is (samples, …). */
export interface DataColumn {
  /** Name of the Input layer or, for a target, of the output (`tensorName`). */
  readonly name: string;
  readonly tensor: SampleTensor;
  /** The labels behind a one-hot encoding, in the order of the last axis; absent where the values are plain numbers. */
  readonly labels?: readonly Label[];
  /** The words behind numbers, word n for the number n: ids, class numbers, 0 and 1. Absent where the numbers are the data's own. */
  readonly words?: readonly Label[];
  /** How the values were scaled, by feature of the last axis; absent where they were not. */
  readonly scaling?: Scaling;
  /** Of windows: how the values were changed before they were scaled; absent where they were not. */
  readonly change?: ColumnChange;
  /** Of a target: what each sample counts in the loss, (samples, 1), or each of its steps, (samples, steps). Absent: all count once. */
  readonly weights?: Tensor;
}

/** How many samples each part has. */
export interface DataParts {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/** The data's own value is `scaled * factor + offset`, feature by feature. */
export interface Scaling {
  readonly offset: Float64Array;
  readonly factor: Float64Array;
}

export interface Dataset {
  readonly samples: number;
  /** Where the data itself says which samples train, validate and test: in this order, one behind the other. */
  readonly parts?: DataParts;
  /** In the order of `ModelGraph.inputs`. */
  readonly inputs: readonly DataColumn[];
  /** In the order of `ModelGraph.outputs`; empty where the file has no `data.y`. */
  readonly targets: readonly DataColumn[];
}
