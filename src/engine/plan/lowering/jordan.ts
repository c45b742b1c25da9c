/**
 * A Jordan layer in one direction: its weights and the cell. test/engine/jordan.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { initialize } from "../../../core/random/initializers";
import { planActivation } from "../planActivation";
import { addJordan } from "../operations/jordan";
import type { Walk, WalkTensors } from "../operations/cell";
import { dropInputs, stateDropout } from "./recurrentDropout";
import { addBias, addKernel, type Site } from "./site";

/** The initializers and regularizers of `kernel` and `bias` hold for `output_kernel` and `output_bias` too. */
export function lowerJordan(
  { arguments: given }: DefinitionOf<"Jordan">,
  site: Site,
  walk: Omit<Walk, "dropout">,
): WalkTensors {
  const { units, kernel_initializer, kernel_regularizer, bias_initializer, bias_regularizer } = given;
  const outputUnits = given.output_units ?? units;
  const kernelOf = (name: string, rows: number, columns: number) =>
    addKernel(site, name, { rows, gates: 1, units: columns }, kernel_initializer, kernel_regularizer);
  const biasOf = (name: string, columns: number) =>
    given.use_bias
      ? addBias(
          site,
          name,
          { rows: 1, gates: 1, units: columns },
          (stream) => initialize(bias_initializer, [columns], stream),
          bias_regularizer,
        )
      : undefined;
  const kernel = kernelOf("kernel", site.input.features, units);
  const recurrentKernel = addKernel(
    site,
    "recurrent_kernel",
    { rows: outputUnits, gates: 1, units },
    given.recurrent_initializer,
    given.recurrent_regularizer,
  );
  const bias = biasOf("bias", units);
  const outputKernel = kernelOf("output_kernel", units, outputUnits);
  const outputBias = biasOf("output_bias", outputUnits);
  const [input = site.input] = dropInputs(site, given.dropout, 1);
  return addJordan(site.network, input, {
    ...walk,
    units,
    outputUnits,
    activation: planActivation(given.activation),
    outputActivation: planActivation(given.output_activation),
    kernel,
    recurrentKernel,
    bias,
    outputKernel,
    outputBias,
    dropout: stateDropout(site, given.recurrent_dropout, 1),
  });
}
