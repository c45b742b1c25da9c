/**
 * LayerNormalization along any axes, on one sample: every group of numbers along them is a row of its own.
 */
import type { DefinitionOf } from "../../src/core/model/graph";
import { permuted, toSteps } from "./axes";
import { layerNormalization, type Row, type Steps, type WeightsOf } from "./layers";

/** `inTime`: dimensions in front that the axes do not count. */
export function normalizeAlong(
  definition: DefinitionOf<"LayerNormalization">,
  x: Steps,
  shape: readonly number[],
  inTime: 0 | 1,
  weights: WeightsOf,
): Steps {
  const { axis } = definition.arguments;
  const along = (typeof axis === "number" ? [axis] : axis)
    .map((one) => (one < 0 ? one + shape.length : one - 1 + inTime))
    .toSorted((a, b) => a - b);
  const others = [...shape.keys()].filter((one) => !along.includes(one));
  const places = permuted(shape, [...others, ...along]);
  const values = x.flat();
  const width = along.reduce((product, one) => product * (shape[one] ?? 1), 1);
  const rows = toSteps(
    places.map((place) => values[place] as Row[number]),
    [width],
  );
  const flat: WeightsOf = (name) => {
    const matrix = weights(name);
    return matrix && [matrix.flat()];
  };
  const normal = layerNormalization(definition, rows, flat).flat();
  const back = values.map((_, place) => normal[places.indexOf(place)] as Row[number]);
  return toSteps(back, shape);
}
