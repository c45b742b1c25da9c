/**
 * Layers that move numbers about, without weights: Flatten, Reshape, RepeatVector and the poolings over time.
 * test/engine/regrouping.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { type PlanTensor, countValues } from "../tensors";
import { addMaxPool, addMeanPool, addRegroup, addRepeat } from "../operations/regroup";
import { addMaskedMean } from "../operations/mask";
import { addPermuted } from "../operations/rearrange";
import { PlanError } from "../planError";
import type { Ports, Site } from "./site";

/** `target` without the batch; one −1 takes what is left. Throws PlanError where the numbers do not come out. */
export function lowerRegroup(site: Site, target: readonly number[]): Ports {
  const all = countValues(site.input.shape);
  const rest = all / countValues(target.filter((size) => size !== -1));
  const shape = target.map((size) => (size === -1 ? rest : size));
  if (!Number.isInteger(rest) || countValues(shape) !== all) {
    const text = (sizes: readonly number[]): string => `(${sizes.join(", ")})`;
    throw new PlanError("engine-reshape", { layer: site.layer, found: text(site.input.shape), target: text(target) });
  }
  return { output: addRegroup(site.network, site.input, shape) };
}

/** Where the channels come first they are taken behind the other dimensions. */
export function lowerFlatten({ arguments: given }: DefinitionOf<"Flatten">, site: Site): Ports {
  const { shape } = site.input;
  const all = [countValues(shape)];
  if (given.data_format === "channels_last") return { output: addRegroup(site.network, site.input, all) };
  const order = [...shape.keys()].slice(1);
  return { output: addPermuted(site.network, site.input, [...order, 0], all) };
}

export function lowerRepeatVector({ arguments: { n } }: DefinitionOf<"RepeatVector">, site: Site): Ports {
  return { output: addRepeat(site.network, site.input, n) };
}

/** (T, F), or (F, T) where the channels come first. */
export function lowerPooling(
  { kind, arguments: { keepdims, data_format } }: DefinitionOf<"GlobalAveragePooling1D" | "GlobalMaxPooling1D">,
  site: Site,
): Ports {
  const { network, input } = site;
  if (input.shape.length !== 2) {
    throw new PlanError("engine-needs-time", { layer: site.layer, found: input.shape.join(" × ") });
  }
  const isFirst = data_format === "channels_first";
  // Its mask is about channels then: Keras finds no meaning for it in a mean, and a largest value heeds none.
  if (isFirst && input.mask && kind === "GlobalAveragePooling1D") {
    throw new PlanError("engine-masked-channels", { layer: site.layer });
  }
  const x = isFirst ? addPermuted(network, input, [1, 0]) : input;
  const { features } = x;
  const pooled = pool(site, kind, x, keepdims && !isFirst ? [1, features] : [features]);
  return { output: keepdims && isFirst ? addRegroup(network, pooled, [features, 1]) : pooled };
}

function pool(
  { network }: Site,
  kind: "GlobalAveragePooling1D" | "GlobalMaxPooling1D",
  x: PlanTensor,
  shape: readonly number[],
): PlanTensor {
  if (kind === "GlobalMaxPooling1D") return addMaxPool(network, x, shape);
  return x.mask ? addMaskedMean(network, x, x.mask, shape) : addMeanPool(network, x, shape);
}
