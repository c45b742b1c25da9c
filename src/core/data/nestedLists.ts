/**
 * Row-major tensors to nested lists: the form in which people and JSON see them.
 */
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
