/**
 * LayerNormalization over the last dimension. test/engine/normalization.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { addNormalization } from "../operations/normalize";
import { addRows, type Ports, type Site } from "./site";

export function lowerLayerNormalization({ arguments: given }: DefinitionOf<"LayerNormalization">, site: Site): Ports {
  const shape = [site.input.features];
  const gamma = given.scale
    ? addRows(site, "gamma", shape, given.gamma_initializer, given.gamma_regularizer)
    : undefined;
  const beta = given.center ? addRows(site, "beta", shape, given.beta_initializer, given.beta_regularizer) : undefined;
  return { output: addNormalization(site.network, site.input, { epsilon: given.epsilon, gamma, beta }) };
}
