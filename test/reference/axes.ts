/**
 * Tensors of one sample by their indices: other axes than the last, and shapes that stretch. Shapes and axes are without the batch.
 */
import type { Row, Steps } from "./layers";

type Shape = readonly number[];

/** All indices of a shape, in order. */
export function indicesOf(shape: Shape): number[][] {
  return shape.reduce<number[][]>(
    (all, size) => all.flatMap((one) => Array.from({ length: size }, (_, i) => [...one, i])),
    [[]],
  );
}

/** Where the number of an index lies; the index may have more dimensions in front, and sizes of 1 have only one place. */
export function placeOf(index: readonly number[], shape: Shape): number {
  const own = index.slice(index.length - shape.length);
  return shape.reduce((place, size, axis) => place * size + (size === 1 ? 0 : (own[axis] ?? 0)), 0);
}

/** Flat values as rows of the last dimension. */
export function toSteps(values: Row, shape: Shape): Steps {
  const width = shape.at(-1) ?? 1;
  return Array.from({ length: values.length / width }, (_, t) => values.slice(t * width, (t + 1) * width));
}

/** What a tensor, or a mask, of one shape is at all indices of another. */
export function stretched<Item>(values: readonly Item[], shape: Shape, target: Shape): Item[] {
  return indicesOf(target).map((index) => values[placeOf(index, shape)] as Item);
}

/** One behind the other along an axis. */
export function inARow<Item>(parts: readonly { values: readonly Item[]; shape: Shape }[], axis: number): Item[] {
  const length = parts.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
  const whole = (parts[0] as { shape: Shape }).shape.map((size, i) => (i === axis ? length : size));
  return indicesOf(whole).map((index) => {
    let at = index[axis] ?? 0;
    for (const { values, shape } of parts) {
      if (at < (shape[axis] ?? 0)) return values[placeOf(index.with(axis, at), shape)] as Item;
      at -= shape[axis] ?? 0;
    }
    throw new RangeError("behind the last part");
  });
}

/** The axes in another order: number k of the result is number `permuted(…)[k]` of the tensor. */
export function permuted(shape: Shape, order: readonly number[]): number[] {
  return indicesOf(order.map((axis) => shape[axis] ?? 1)).map((index) => {
    const own = shape.map((_, axis) => index[order.indexOf(axis)] ?? 0);
    return placeOf(own, shape);
  });
}
