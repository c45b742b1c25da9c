/**
 * SimpleRNN, LSTM and GRU in one direction: their weights, and the cell.
 * test/engine/recurrent.test.ts; names and first values of the weights: test/engine/session.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import type { RecurrentKind } from "../../../core/model/layerTable";
import { runsInCells, type ActivationName } from "../../../core/model/objectTables";
import { initialize } from "../../../core/random/initializers";
import { ActivationCode } from "../codes";
import type { PlanWeight } from "../network";
import { activationCode, mixesUnits } from "../operations/activate";
import { addDropout } from "../operations/dropout";
import { addReverse } from "../operations/regroup";
import { addRecurrent, cells } from "../operations/recurrent";
import { PlanError } from "../planError";
import { addBias, addKernel, checkInitializer, type Ports, type Site } from "./site";

export function lowerRecurrent(definition: DefinitionOf<RecurrentKind>, site: Site, direction: 1 | -1 = 1): Ports {
  const { kind, arguments: given } = definition;
  if (site.input.shape.length !== 2) {
    throw new PlanError("engine.needsTime", { layer: site.layer, found: site.input.shape.join(" × ") });
  }
  if (site.input.mask) throw new PlanError("engine.notBuilt", { layer: site.layer, argument: "mask" });
  const { units } = given;
  const { gates } = cells[kind];
  const gateActivation = kind === "SimpleRNN" ? ActivationCode.sigmoid : cellActivation(definition.arguments, site);
  const activation = inCell(given.activation, site);
  if (mixesUnits(activation) || mixesUnits(gateActivation)) {
    throw new PlanError("engine.softmaxInCell", { layer: site.layer });
  }
  const kernel = addKernel(
    site,
    "kernel",
    { rows: site.input.features, gates, units },
    given.kernel_initializer,
    given.kernel_regularizer,
  );
  const recurrentKernel = addKernel(
    site,
    "recurrent_kernel",
    { rows: units, gates, units },
    given.recurrent_initializer,
    given.recurrent_regularizer,
  );
  const resetAfter = definition.kind === "GRU" && definition.arguments.reset_after;
  // Keras draws one mask a sequence and drops the same features at every step.
  const input =
    given.dropout > 0
      ? addDropout(site.network, site.input, { rate: given.dropout, index: site.nextDropout(), shared: true })
      : site.input;
  const output = addRecurrent(site.network, input, {
    name: site.path,
    kind,
    units,
    activation,
    recurrentActivation: gateActivation,
    resetAfter,
    direction: given.go_backwards ? (-direction as 1 | -1) : direction,
    returnSequences: given.return_sequences,
    kernel,
    recurrentKernel,
    bias: given.use_bias ? addRecurrentBias(definition, site, resetAfter) : undefined,
  });
  // The cell writes each output at its own time; Keras gives them in the order in which they were read.
  return { output: given.go_backwards && given.return_sequences ? addReverse(site.network, output) : output };
}

function cellActivation(given: { readonly recurrent_activation?: ActivationName }, site: Site): ActivationCode {
  return inCell(given.recurrent_activation ?? "sigmoid", site);
}

function inCell(name: ActivationName, site: Site): ActivationCode {
  if (!runsInCells(name)) throw new PlanError("engine.notBuilt", { layer: site.layer, argument: name });
  return activationCode(name, site.layer);
}

/** Keras starts an LSTM's forget gate with ones, whatever the initializer of the bias. */
function addRecurrentBias(definition: DefinitionOf<RecurrentKind>, site: Site, resetAfter: boolean): PlanWeight {
  const { units, bias_initializer: initializer, bias_regularizer: regularizer } = definition.arguments;
  const { gates } = cells[definition.kind];
  checkInitializer(site, initializer);
  const rows = resetAfter ? 2 : 1;
  const forgetOnes = definition.kind === "LSTM" && definition.arguments.unit_forget_bias;
  const initial: PlanWeight["initial"] = (stream) => {
    if (!forgetOnes) return initialize(initializer, rows === 2 ? [2, gates * units] : [gates * units], stream);
    const values = new Float32Array(gates * units);
    values.set(initialize(initializer, [units], stream));
    values.fill(1, units, 2 * units);
    values.set(initialize(initializer, [2 * units], stream), 2 * units);
    return values;
  };
  return addBias(site, { rows, gates, units }, initial, regularizer);
}
