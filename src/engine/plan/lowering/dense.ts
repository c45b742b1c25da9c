/**
 * Dense: an affine map and an activation. test/engine/layers.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { initialize } from "../../../core/random/initializers";
import { addActivation } from "../operations/activate";
import { planActivation } from "../planActivation";
import { addAffine } from "../operations/affine";
import { addBias, addKernel, type Ports, type Site } from "./site";

export function lowerDense({ arguments: given }: DefinitionOf<"Dense">, site: Site): Ports {
  const { units } = given;
  const kernel = addKernel(
    site,
    "kernel",
    { rows: site.input.features, gates: 1, units },
    given.kernel_initializer,
    given.kernel_regularizer,
  );
  const bias = given.use_bias
    ? addBias(
        site,
        "bias",
        { rows: 1, gates: 1, units },
        (stream) => initialize(given.bias_initializer, [units], stream),
        given.bias_regularizer,
      )
    : undefined;
  const sum = addAffine(site.network, site.input, units, kernel, bias);
  return { output: addActivation(site.network, sum, planActivation(given.activation)) };
}
