/**
 * Samples of a dataset's column, whether they lie one behind the other or are views of a series.
 *
 * Whoever wants the numbers of a sample asks here. test/core/data/samples.test.ts holds this.
 */
import type { DataColumn, Dataset, SampleTensor, Tensor } from "./dataset";

/** Numbers of one sample. */
export const sampleSize = ({ shape }: Tensor): number => shape.slice(1).reduce((size, one) => size * one, 1);

/** How many weights a sample of a target has: none, one, or one a step. */
export const weightSteps = ({ weights }: DataColumn): number => (weights ? sampleSize(weights) : 0);

/** The numbers of one sample; a view, not a copy. */
export function sampleAt(tensor: SampleTensor, sample: number): Float32Array {
  const size = sampleSize(tensor);
  const from = tensor.starts ? (tensor.starts[sample] ?? 0) : sample * size;
  return tensor.values.subarray(from, from + size);
}

/** These samples, in this order, one behind the other. */
export function gatherSamples(tensor: SampleTensor, samples: ArrayLike<number>, into?: Float32Array): Float32Array {
  const { values, starts } = tensor;
  const size = sampleSize(tensor);
  const gathered = into ?? new Float32Array(samples.length * size);
  for (let row = 0; row < samples.length; row++) {
    const sample = samples[row] ?? 0;
    const from = starts ? (starts[sample] ?? 0) : sample * size;
    gathered.set(values.subarray(from, from + size), row * size);
  }
  return gathered;
}

/** Samples `from` … `to` − 1 as a plain tensor; a copy only where they are views. */
export function cutSamples(tensor: SampleTensor, from: number, to: number): Tensor {
  const shape = [to - from, ...tensor.shape.slice(1)];
  const size = sampleSize(tensor);
  if (!tensor.starts) return { shape, values: tensor.values.subarray(from * size, to * size) };
  return {
    shape,
    values: gatherSamples(
      tensor,
      Array.from({ length: to - from }, (_, at) => from + at),
    ),
  };
}

/** Whether samples are views: an engine then holds the batch at hand, not the dataset. */
export const isStaged = ({ inputs, targets }: Pick<Dataset, "inputs" | "targets">): boolean =>
  [...inputs, ...targets].some(({ tensor }) => tensor.starts !== undefined);
