/**
 * Layers that join several inputs: Concatenate along any axis; Add, Multiply, Average and Subtract of shapes that stretch to one.
 * test/engine/merge.test.ts and axes.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { axesOf, stretch } from "../../../core/shapes/axes";
import { addMerge, type Merging } from "../operations/merge";
import type { PlanTensor } from "../tensors";
import { addKeep } from "../operations/mask";
import { addConcatenation, addStretched } from "../operations/rearrange";
import { PlanError } from "../planError";
import type { Ports, Site } from "./site";

/** Lengths that the file leaves free turn out to differ. */
function refuse(site: Site, found: PlanTensor, expected: readonly number[]): never {
  const text = (shape: readonly number[]): string => `(${shape.join(", ")})`;
  throw new PlanError("engine-differing-shapes", {
    layer: site.layer,
    found: text(found.shape),
    expected: text(expected),
  });
}

/** Throws PlanError `engine-differing-shapes`. */
export function lowerJoining(site: Site, merging: Exclude<Merging, "concat">): Ports {
  const target = site.inputs.reduce<readonly number[]>(
    (shape, x) => stretch(shape, x.shape) ?? refuse(site, x, shape),
    site.input.shape,
  );
  const inputs = site.inputs.map((x) => addStretched(site.network, x, target));
  if (merging === "mul") return { output: multiply(site, inputs) };
  return { output: addMerge(site.network, inputs, merging) };
}

/** Throws PlanError `engine-differing-shapes`. */
export function lowerConcatenate({ arguments: given }: DefinitionOf<"Concatenate">, site: Site): Ports {
  const { shape } = site.input;
  const [along = 0] = axesOf(given.axis, shape.length + 1);
  const axis = along - 1;
  const fits = (other: readonly number[]): boolean =>
    other.length === shape.length && other.every((size, i) => i === axis || size === shape[i]);
  for (const x of site.inputs) if (!fits(x.shape)) refuse(site, x, shape);
  if (axis === shape.length - 1) return { output: addMerge(site.network, site.inputs, "concat") };
  return { output: addConcatenation(site.network, site.inputs, axis) };
}

/** As in Keras, what does not count is a factor of 1; where all inputs have masks, what counts in none of them is 0. */
function multiply({ network }: Site, inputs: readonly PlanTensor[]): PlanTensor {
  const factors = inputs.map((x) => (x.mask ? addKeep(network, x, x.mask, { fill: 1, left: x.mask }) : x));
  const product = addMerge(network, factors, "mul");
  return product.mask ? addKeep(network, product, product.mask) : product;
}
