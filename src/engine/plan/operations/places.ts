/**
 * Where the numbers of a sample come from or go to when its axes move: tables of places, counted through the sample.
 *
 * Shapes and axes here are without the batch. test/engine/axes.test.ts.
 */
import { countValues } from "../tensors";

/** How far apart neighbours along each axis lie. */
function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => countValues(shape.slice(axis + 1)));
}

/** For each number of `shape`, in order, the sum of its indices times the strides. */
function tabulate(shape: readonly number[], strides: readonly number[], start = 0): Int32Array {
  const places = new Int32Array(countValues(shape));
  const index = shape.map(() => 0);
  let place = start;
  for (let k = 0; k < places.length; k++) {
    places[k] = place;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const stride = strides[axis] ?? 0;
      index[axis] = (index[axis] ?? 0) + 1;
      place += stride;
      if (index[axis] !== shape[axis]) break;
      place -= stride * (shape[axis] ?? 0);
      index[axis] = 0;
    }
  }
  return places;
}

/** Where in `shape` the numbers of the same tensor with its axes in this order lie. */
export function permutedPlaces(shape: readonly number[], order: readonly number[]): Int32Array {
  const strides = stridesOf(shape);
  return tabulate(
    order.map((axis) => shape[axis] ?? 1),
    order.map((axis) => strides[axis] ?? 0),
  );
}

/** Where in `shape` the numbers of `target` lie, to which it stretches. */
export function stretchedPlaces(shape: readonly number[], target: readonly number[]): Int32Array {
  const missing = target.length - shape.length;
  const strides = stridesOf(shape);
  return tabulate(
    target,
    target.map((_, axis) => (axis < missing || shape[axis - missing] === 1 ? 0 : (strides[axis - missing] ?? 0))),
  );
}

/** Where in `whole` the numbers of a part lie that begins at `offset` along an axis. */
export function partPlaces(
  part: readonly number[],
  whole: readonly number[],
  { axis, offset }: { readonly axis: number; readonly offset: number },
): Int32Array {
  const strides = stridesOf(whole);
  return tabulate(part, strides, offset * (strides[axis] ?? 0));
}
