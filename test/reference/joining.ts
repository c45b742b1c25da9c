/**
 * Layers of Keras 3 that join several inputs, on one sample, as plain formulas.
 */
import type { LayerDefinition } from "../../src/core/model/graph";
import { inARow, indicesOf, stretched, toSteps } from "./axes";
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

type Shape = readonly number[];

/** The axis of a Concatenate among those without the batch. */
const axisOf = (layer: LayerDefinition, rank: number): number => {
  const axis = layer.kind === "Concatenate" ? layer.arguments.axis : -1;
  return axis < 0 ? axis + rank : axis - 1;
};

const isInARow = (layer: LayerDefinition, rank: number): boolean =>
  layer.kind === "Concatenate" && axisOf(layer, rank) < rank - 1;

/** One behind the other where they are concatenated so; else where one of them counts. */
export function joinedMask(
  layer: LayerDefinition,
  masks: readonly (StepMask | undefined)[],
  shapes: readonly Shape[],
  shape: Shape,
): StepMask | undefined {
  const stepsOf = (one: Shape): Shape => one.slice(0, -1);
  if (isInARow(layer, shape.length)) {
    if (masks.every((mask) => mask === undefined)) return undefined;
    const parts = shapes.map((one, i) => ({
      values: masks[i] ?? indicesOf(stepsOf(one)).map(() => true),
      shape: stepsOf(one),
    }));
    return inARow(parts, axisOf(layer, shape.length));
  }
  if (layer.kind === "Concatenate") return unionOf(masks);
  return unionOf(masks.map((mask, i) => mask && stretched(mask, stepsOf(shapes[i] as Shape), stepsOf(shape))));
}

/** In a product, what does not count is 1, and 0 where nothing counts in any of the inputs. */
export function join(
  layer: LayerDefinition,
  given: readonly Steps[],
  givenMasks: readonly (StepMask | undefined)[],
  shapes: readonly Shape[],
  shape: Shape,
): Steps {
  const { kind } = layer;
  if (isInARow(layer, shape.length)) {
    const parts = given.map((x, i) => ({ values: x.flat(), shape: shapes[i] as Shape }));
    return toSteps(inARow(parts, axisOf(layer, shape.length)), shape);
  }
  if (kind === "Concatenate") return (given[0] as Steps).map((_, t) => given.flatMap((input) => input[t] as Row));
  const inputs = given.map((x, i) => toSteps(stretched(x.flat(), shapes[i] as Shape, shape), shape));
  const masks = givenMasks.map(
    (mask, i) => mask && stretched(mask, (shapes[i] as Shape).slice(0, -1), shape.slice(0, -1)),
  );
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
  const combine = joinings[kind] as (all: Row) => Scalar;
  return first.map((row, t) => row.map((_, j) => combine(inputs.map((x) => x[t]?.[j] as Scalar))));
}
