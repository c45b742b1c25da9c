/**
 * Layers that join several inputs: Concatenate, Add, Multiply, Average, Subtract. test/engine/merge.test.ts.
 */
import { addMerge, type Merging } from "../operations/merge";
import type { PlanTensor } from "../network";
import { addKeep } from "../operations/mask";
import { PlanError } from "../planError";
import type { Ports, Site } from "./site";

/** Throws PlanError where lengths that the file leaves free turn out to differ. */
export function lowerJoining(site: Site, merging: Merging): Ports {
  const [first, ...others] = site.inputs;
  if (first === undefined) throw new RangeError(`${site.layer} has no input`);
  const kept = (shape: readonly number[]): string => (merging === "concat" ? shape.slice(0, -1) : shape).join(", ");
  for (const other of others) {
    if (other.shape.length === first.shape.length && kept(other.shape) === kept(first.shape)) continue;
    const text = (shape: readonly number[]): string => `(${shape.join(", ")})`;
    throw new PlanError("engine.differingShapes", {
      layer: site.layer,
      found: text(other.shape),
      expected: text(first.shape),
    });
  }
  if (merging === "mul") return { output: multiply(site) };
  return { output: addMerge(site.network, site.inputs, merging) };
}

/** As in Keras, what does not count is a factor of 1; where all inputs have masks, what counts in none of them is 0. */
function multiply({ network, inputs }: Site): PlanTensor {
  const factors = inputs.map((x) => (x.mask ? addKeep(network, x, x.mask, { fill: 1, left: x.mask }) : x));
  const product = addMerge(network, factors, "mul");
  return product.mask ? addKeep(network, product, product.mask) : product;
}
