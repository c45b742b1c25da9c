/**
 * Layers without weights that work on single numbers or rows: Activation, Dropout, SpatialDropout1D and Masking.
 * test/engine/layers.test.ts and mask.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { addActivation } from "../operations/activate";
import { planActivation } from "../planActivation";
import { addDropout } from "../operations/dropout";
import { addKeep, addStepMask } from "../operations/mask";
import type { Ports, Site } from "./site";

export function lowerActivation({ arguments: given }: DefinitionOf<"Activation">, site: Site): Ports {
  return { output: addActivation(site.network, site.input, planActivation(given.activation)) };
}

export function lowerDropout(
  { kind, arguments: { rate } }: DefinitionOf<"Dropout" | "SpatialDropout1D">,
  site: Site,
): Ports {
  const shared = kind === "SpatialDropout1D";
  return { output: addDropout(site.network, site.input, { rate, index: site.nextDropout(), shared }) };
}

/** What does not count is zero from here on. */
export function lowerMasking({ arguments: given }: DefinitionOf<"Masking">, { network, input }: Site): Ports {
  return { output: addKeep(network, input, addStepMask(network, input, given.mask_value)) };
}
