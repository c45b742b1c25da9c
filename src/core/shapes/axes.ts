/**
 * Axes as Keras counts them, with the batch as 0 and negative ones from the end, and shapes that stretch to one another.
 *
 * The rules of shapes, both engines and the parameter counts read them here. test/core/shapes/axes.test.ts.
 */

/** Why an axis cannot be worked on. */
export type AxisProblem = "batchAxis" | "missingAxis" | "repeatedAxis";

/** Ascending, each from 1; `rank` counts the batch. */
export function readAxes(given: number | readonly number[], rank: number): readonly number[] | AxisProblem {
  const axes = (typeof given === "number" ? [given] : given).map((axis) => (axis < 0 ? axis + rank : axis));
  if (axes.some((axis) => axis < 0 || axis >= rank)) return "missingAxis";
  if (axes.includes(0)) return "batchAxis";
  if (new Set(axes).size < axes.length) return "repeatedAxis";
  return axes.toSorted((a, b) => a - b);
}

/** The same, of a layer whose shapes are checked already. */
export function axesOf(given: number | readonly number[], rank: number): readonly number[] {
  const axes = readAxes(given, rank);
  if (typeof axes === "string") throw new RangeError(axes);
  return axes;
}

/**
 * The shape that two shapes without their batch stretch to: from the last dimension on sizes are equal or one of them is 1, and missing
 * dimensions in front are 1. A free length (null) takes the other's size, but for a 1. Undefined where they do not fit.
 */
export function stretch<Size extends number | null>(a: readonly Size[], b: readonly Size[]): Size[] | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: Size[] = [];
  for (let i = 0; i < rank; i++) {
    const [one, other] = [a[i - rank + a.length] ?? null, b[i - rank + b.length] ?? null];
    const missing = i < rank - a.length || i < rank - b.length;
    const isFree = one === null || other === null;
    if (missing) shape.push((i < rank - a.length ? other : one) as Size);
    else if (isFree) shape.push((one === 1 || other === 1 ? null : (one ?? other)) as Size);
    else if (one === other || other === 1) shape.push(one as Size);
    else if (one === 1) shape.push(other as Size);
    else return undefined;
  }
  return shape;
}
