/**
 * Layers of Keras 3 that join several inputs, on one sample, as plain formulas.
 */
import type { LayerDefinition } from "../../src/core/model/graph";
import type { Row, Steps } from "./layers";
import { unionOf, type StepMask } from "./masks";
import { multiply, scalar, scale, subtract, sum, type Scalar } from "./scalar";

const joinings: Readonly<Record<string, (all: Row) => Scalar>> = {
  Add: sum,
  Multiply: (all) => all.reduce(multiply),
  Average: (all) => scale(sum(all), 1 / all.length),
  Subtract: ([a, b]) => subtract(a as Scalar, b as Scalar),
};

export const isJoining = ({ kind }: LayerDefinition): boolean => kind === "Concatenate" || kind in joinings;

/** In a product, what does not count is 1, and 0 where nothing counts in any of the inputs. */
export function join(
  { kind }: LayerDefinition,
  inputs: readonly Steps[],
  masks: readonly (StepMask | undefined)[],
): Steps {
  const [first = []] = inputs;
  if (kind === "Multiply") {
    const all = unionOf(masks);
    return first.map((row, t) =>
      row.map((_, j) => {
        if (all?.[t] === false) return scalar(0);
        return inputs.map((x, i) => (masks[i]?.[t] === false ? scalar(1) : (x[t]?.[j] as Scalar))).reduce(multiply);
      }),
    );
  }
  const rows = first.map((_, t) => inputs.map((input) => input[t] as Row));
  if (kind === "Concatenate") return rows.map((all) => all.flat());
  const combine = joinings[kind] as (all: Row) => Scalar;
  return rows.map((all) => (all[0] as Row).map((_, j) => combine(all.map((row) => row[j] as Scalar))));
}
