/**
 * LayerNormalization along one axis or several, which are brought behind the others and back where they do not stand there.
 * test/engine/normalization.test.ts and axes.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { axesOf } from "../../../core/shapes/axes";
import { type PlanTensor, countValues } from "../tensors";
import { addNormalization, type Normalization } from "../operations/normalize";
import { addPermuted, addPermutedBack } from "../operations/rearrange";
import { addRows, type Ports, type Site } from "./site";

export function lowerLayerNormalization({ arguments: given }: DefinitionOf<"LayerNormalization">, site: Site): Ports {
  const { network, input } = site;
  const rank = input.shape.length + 1;
  const axes = axesOf(given.axis, rank);
  // Keras sorts the axes as they are written, and names the sizes of its weights in that order.
  const written = typeof given.axis === "number" ? [given.axis] : given.axis.toSorted((a, b) => a - b);
  const shape = written.map((axis) => input.shape[axis < 0 ? axis + rank - 1 : axis - 1] ?? 1);
  const units = countValues(shape);
  const block = { panels: false, rows: 1, gates: 1, units } as const;
  const gamma = given.scale
    ? addRows(site, "gamma", shape, given.gamma_initializer, given.gamma_regularizer, block)
    : undefined;
  const beta = given.center
    ? addRows(site, "beta", shape, given.beta_initializer, given.beta_regularizer, block)
    : undefined;
  const normalization: Normalization = { epsilon: given.epsilon, gamma, beta };
  if (axes.length === 1 && axes[0] === rank - 1) return { output: addNormalization(network, input, normalization) };
  return { output: alongAxes(site, axes, normalization) };
}

function alongAxes({ network, input }: Site, axes: readonly number[], normalization: Normalization): PlanTensor {
  const along = axes.map((axis) => axis - 1);
  const others = [...input.shape.keys()].filter((axis) => !along.includes(axis));
  const order = [...others, ...along];
  const sizes = (these: readonly number[]): number[] => these.map((axis) => input.shape[axis] ?? 1);
  const together = addPermuted(network, input, order, [...sizes(others), countValues(sizes(along))]);
  return addPermutedBack(network, addNormalization(network, together, normalization), order, input);
}
