/**
 * Layers that move numbers about, without weights: Flatten, Reshape, RepeatVector and the poolings over time.
 * test/engine/regrouping.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { countValues } from "../network";
import { addMaxPool, addMeanPool, addRegroup, addRepeat } from "../operations/regroup";
import { addMaskedMean } from "../operations/mask";
import { PlanError } from "../planError";
import type { Ports, Site } from "./site";

/** `target` without the batch; one −1 takes what is left. Throws PlanError where the numbers do not come out. */
export function lowerRegroup(site: Site, target: readonly number[]): Ports {
  const all = countValues(site.input.shape);
  const rest = all / countValues(target.filter((size) => size !== -1));
  const shape = target.map((size) => (size === -1 ? rest : size));
  if (!Number.isInteger(rest) || countValues(shape) !== all) {
    const text = (sizes: readonly number[]): string => `(${sizes.join(", ")})`;
    throw new PlanError("engine.reshape", { layer: site.layer, found: text(site.input.shape), target: text(target) });
  }
  return { output: addRegroup(site.network, site.input, shape) };
}

export function lowerRepeatVector({ arguments: { n } }: DefinitionOf<"RepeatVector">, site: Site): Ports {
  return { output: addRepeat(site.network, site.input, n) };
}

export function lowerPooling(
  { kind, arguments: { keepdims } }: DefinitionOf<"GlobalAveragePooling1D" | "GlobalMaxPooling1D">,
  site: Site,
): Ports {
  const { features, shape } = site.input;
  if (shape.length !== 2) throw new PlanError("engine.needsTime", { layer: site.layer, found: shape.join(" × ") });
  const pooled = keepdims ? [1, features] : [features];
  const { mask } = site.input;
  if (mask && kind === "GlobalAveragePooling1D") {
    return { output: addMaskedMean(site.network, site.input, mask, pooled) };
  }
  const add = kind === "GlobalMaxPooling1D" ? addMaxPool : addMeanPool;
  return { output: add(site.network, site.input, pooled) };
}
