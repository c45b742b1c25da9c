/**
 * Row-major tensors to nested lists: the form in which people and JSON see them.
 */
import type { Tensor } from "./dataset";

/** A nested list of anything. */
export type Nested<Value> = Value | readonly Nested<Value>[];

/** Nests a flat row of values by `shape`; a shape without dimensions gives the one value. */
export function nest<Value>(shape: readonly number[], values: ArrayLike<Value>): Nested<Value> {
  let at = 0;
  const build = (axis: number): Nested<Value> => {
    if (axis === shape.length) return values[at++] as Value;
    return Array.from({ length: shape[axis] ?? 0 }, () => build(axis + 1));
  };
  return build(0);
}

/** The first `count` samples. */
export function firstSamples({ shape, values }: Tensor, count: number): Tensor {
  const [samples = 0, ...rest] = shape;
  if (count >= samples) return { shape, values };
  return { shape: [count, ...rest], values: values.subarray(0, count * rest.reduce((a, b) => a * b, 1)) };
}
