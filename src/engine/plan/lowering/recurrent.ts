/**
 * SimpleRNN, LSTM and GRU in one direction: their weights, the cell, and what is shown of its steps.
 * test/engine/recurrent.test.ts; names and first values of the weights: test/engine/session.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { type RecurrentKind, stateNames } from "../../../core/model/layerTable";
import { initialize } from "../../../core/random/initializers";
import type { Network } from "../network";
import type { PlanTensor, PlanWeight } from "../tensors";
import { linear, planActivation } from "../planActivation";
import { addKeep, addStartedSteps } from "../operations/mask";
import { cells, type Walk, type WalkTensors } from "../operations/cell";
import { addRecurrent } from "../operations/recurrent";
import { addReverse } from "../operations/regroup";
import { PlanError } from "../planError";
import { lowerJordan } from "./jordan";
import { dropInputs, stateDropout } from "./recurrentDropout";
import { addBias, addKernel, type Ports, type Site } from "./site";

/** Half of a Bidirectional, or a layer of its own. */
export interface Half {
  /** The steps of its output stand last one first, whatever way it reads them. */
  readonly isReversed: boolean;
  /** Steps that a mask leaves out are shown as zeros, not as the output before them. */
  readonly zeroMasked: boolean;
}

/** `site.initialState`: the states it starts from, in the cell's order; empty for zeros. */
export function lowerRecurrent(definition: DefinitionOf<RecurrentKind>, site: Site, half?: Half): Ports {
  const { arguments: given } = definition;
  // By itself it gives its steps in the order in which it has read them.
  const { isReversed, zeroMasked } = half ?? { isReversed: given.go_backwards, zeroMasked: false };
  if (site.input.shape.length !== 2) {
    throw new PlanError("engine-needs-time", { layer: site.layer, found: site.input.shape.join(" × ") });
  }
  const walk = {
    name: site.path,
    direction: given.go_backwards ? -1 : 1,
    initial: site.initialState,
    // Keras finds a mask for a layer that takes one tensor; beside given states it only hands the mask on.
    mask: site.initialState.length === 0 ? site.input.mask : undefined,
    zeroMasked,
    kept: given.stateful ? site.path : undefined,
    returnState: given.return_state,
    returnSequences: given.return_sequences,
  } satisfies Omit<Walk, "dropout">;
  const tensors =
    definition.kind === "Jordan" ? lowerJordan(definition, site, walk) : lowerCell(definition, site, walk);
  const output = showSteps(site.network, tensors, walk);
  const states = given.return_state ? stateNames[definition.kind].map((name, i) => [name, tensors.states[i]]) : [];
  return {
    // The cell writes each output at its own time.
    output: isReversed && given.return_sequences ? addReverse(site.network, output) : output,
    ...(Object.fromEntries(states) as Ports),
  };
}

type Showing = Pick<Walk, "direction" | "mask" | "zeroMasked" | "kept" | "returnSequences">;

/**
 * The output as Keras gives it. A masked step repeats the output before it, and that is zero before the first step that
 * counts, whatever state was kept; the halves of a Bidirectional give zeros at every masked step of a sequence.
 */
function showSteps(
  network: Network,
  { sequence, lastOutput }: WalkTensors,
  { direction, mask, kept, returnSequences, zeroMasked }: Showing,
): PlanTensor {
  const output = returnSequences || lastOutput === undefined ? sequence : lastOutput;
  if (mask === undefined) return output;
  if (returnSequences && zeroMasked) return addKeep(network, output, mask);
  if (kept === undefined) return output;
  const started = addStartedSteps(network, mask, direction, !returnSequences);
  return addKeep(network, output, started, { left: returnSequences ? mask : undefined });
}

function lowerCell(
  definition: DefinitionOf<Exclude<RecurrentKind, "Jordan">>,
  site: Site,
  walk: Omit<Walk, "dropout">,
): WalkTensors {
  const { kind, arguments: given } = definition;
  const { units } = given;
  const { gates } = cells[kind];
  const { input } = site;
  const kernel = addKernel(
    site,
    "kernel",
    { rows: input.features, gates, units },
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
  const gateActivation = "recurrent_activation" in given ? given.recurrent_activation : undefined;
  const bias = given.use_bias ? addRecurrentBias(definition, site, resetAfter) : undefined;
  // With dropout of its state, Keras computes a cell gate by gate, and each gate drops its own inputs.
  const copies = given.recurrent_dropout > 0 ? gates : 1;
  return addRecurrent(site.network, dropInputs(site, given.dropout, copies), {
    ...walk,
    kind,
    units,
    activation: planActivation(given.activation),
    recurrentActivation: gateActivation ? planActivation(gateActivation) : linear,
    resetAfter,
    kernel,
    recurrentKernel,
    bias,
    dropout: stateDropout(site, given.recurrent_dropout, gates),
  });
}

/** Keras starts an LSTM's forget gate with ones, whatever the initializer of the bias. */
function addRecurrentBias(
  definition: DefinitionOf<Exclude<RecurrentKind, "Jordan">>,
  site: Site,
  resetAfter: boolean,
): PlanWeight {
  const { units, bias_initializer: initializer, bias_regularizer: regularizer } = definition.arguments;
  const { gates } = cells[definition.kind];
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
  return addBias(site, "bias", { rows, gates, units }, initial, regularizer);
}
