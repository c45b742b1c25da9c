/**
 * SimpleRNN, LSTM, GRU and Jordan, and the Bidirectional around them, by Keras 3's formulas.
 *
 * The input's products are formed for all steps at once; the loop does only what needs the step before. An LSTM with the usual
 * activations is one fused operation. Inside, time comes first: (T, B, F). test/tensorflow/recurrent.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import { type RecurrentKind, stateNames } from "../../core/model/layerTable";
import { statesOf } from "../../core/model/ports";
import { type Place, type Value, type Values, weightOf } from "../pass";
import { wherePositive } from "./conditions";
import { penalizeActivities } from "./activities";
import { blockLstm } from "./blockLstm";
import { cellOf } from "./cells";
import { keep } from "./masks";
import { unstackAll } from "./pieces";
import { join } from "./joining";
import { product } from "./plain";
import type { Tensor, Tf } from "../tfjs";

type Recurrent = DefinitionOf<RecurrentKind>;

/** Which steps count, time first: (T, B, 1). */
type StepMask = Tensor | undefined;

/** What a walk over all steps gives. */
interface Walked {
  /** In the order in which the steps were read: (T, B, H). */
  readonly outputs: Tensor;
  /** After the last step, in the order of `stateNames`; only where they are asked for. */
  readonly states: readonly Tensor[];
}

/** Half of a Bidirectional, or a layer of its own. */
interface Half {
  readonly backwards: boolean;
  readonly initial: readonly Tensor[];
}

/** Keras finds a mask for a layer that takes one tensor; beside given states it only hands the mask on. */
const maskOf = ({ input, initialState }: Place): StepMask => (initialState.length === 0 ? input.mask : undefined);

/** All outputs, or the last one: of the step that was read last. */
export function computeRecurrent(definition: Recurrent, place: Place): Values {
  const { tf } = place.pass;
  const { go_backwards: backwards, return_sequences } = definition.arguments;
  const { outputs, states } = walk(definition, place, { backwards, initial: tensorsOf(place.initialState) });
  const output = return_sequences
    ? { tensor: batchFirst(tf, outputs), mask: place.input.mask }
    : { tensor: lastOf(tf, outputs) };
  return { output, ...nameStates(definition, states) };
}

export function computeBidirectional({ arguments: given }: DefinitionOf<"Bidirectional">, place: Place): Values {
  const { tf } = place.pass;
  const definition = place.inner as Recurrent;
  const sequences = definition.arguments.return_sequences;
  const mask = sequences ? place.input.mask : undefined;
  // The forward half's states come first.
  const all = tensorsOf(place.initialState);
  const middle = all.length / 2;
  const half = (name: "forward" | "backward"): { readonly tensor: Tensor; readonly states: Values } => {
    const backwards = name === "backward";
    const initial = backwards ? all.slice(middle) : all.slice(0, middle);
    const { outputs, states } = walk(definition, { ...place, path: `${place.path}/${name}` }, { backwards, initial });
    const named = nameStates(definition, states, name);
    const finish = (tensor: Tensor): { readonly tensor: Tensor; readonly states: Values } => {
      penalizeActivities(place.pass, definition, { output: { tensor }, ...named });
      return { tensor, states: named };
    };
    if (!sequences) return finish(lastOf(tf, outputs));
    const inTime = batchFirst(tf, backwards ? tf.reverse(outputs, 0) : outputs);
    // As in Keras, the halves give zeros at masked steps, where a layer alone repeats its last output.
    const heeded = maskOf(place);
    return finish(heeded ? keep(tf, inTime, heeded, 0) : inTime);
  };
  const forward = half("forward");
  const backward = half("backward");
  const states = { ...forward.states, ...backward.states };
  if (given.merge_mode === "none") {
    return { forward: { tensor: forward.tensor, mask }, backward: { tensor: backward.tensor, mask }, ...states };
  }
  return { output: { tensor: join(tf, [forward.tensor, backward.tensor], given.merge_mode), mask }, ...states };
}

const batchFirst = (tf: Tf, x: Tensor): Tensor => tf.transpose(x, [1, 0, 2]);
const lastOf = (tf: Tf, x: Tensor): Tensor => tf.squeeze(tf.slice(x, (x.shape[0] ?? 1) - 1, 1), [0]);
const tensorsOf = (values: readonly Value[]): Tensor[] => values.map(({ tensor }) => tensor);

/** With `return_state`: `h`, `c`, or `forward/h` and so on. */
function nameStates({ kind, arguments: given }: Recurrent, states: readonly Tensor[], half?: string): Values {
  if (!given.return_state) return {};
  const named = stateNames[kind].map((name, i) => [half ? `${half}/${name}` : name, { tensor: states[i] as Tensor }]);
  return Object.fromEntries(named) as Values;
}

function walk(definition: Recurrent, place: Place, { backwards, initial }: Half): Walked {
  const { tf } = place.pass;
  const { dropout, return_state } = definition.arguments;
  const { tensor } = place.input;
  const mask = maskOf(place);
  const timeFirst = (x: Tensor): Tensor => {
    const turned = tf.transpose(x, [1, 0, 2]);
    return backwards ? tf.reverse(turned, 0) : turned;
  };
  const x = timeFirst(dropout > 0 ? place.pass.drop(tensor, dropout, true) : tensor);
  const isPlain = !mask && initial.length === 0 && !return_state;
  if (isPlain && isFusible(definition)) return { outputs: fused(definition, place, x), states: [] };
  return stepByStep(definition, place, x, mask && timeFirst(tf.expandDims(mask, -1)), initial);
}

function isFusible(definition: Recurrent): boolean {
  if (definition.kind !== "LSTM") return false;
  const { activation, recurrent_activation } = definition.arguments;
  return activation.name === "tanh" && recurrent_activation.name === "sigmoid";
}

function fused({ arguments: given }: Recurrent, place: Place, x: Tensor): Tensor {
  const { tf } = place.pass;
  const kernel = tf.concat([weightOf(place, "kernel"), weightOf(place, "recurrent_kernel")], 0);
  return blockLstm(tf, x, kernel, given.use_bias ? weightOf(place, "bias") : tf.zeros([4 * given.units]));
}

function stepByStep(
  definition: Recurrent,
  place: Place,
  x: Tensor,
  mask: StepMask,
  initial: readonly Tensor[],
): Walked {
  const { tf } = place.pass;
  const { use_bias } = definition.arguments;
  const [steps = 0, batch = 0] = x.shape;
  const resetAfter = definition.kind === "GRU" && definition.arguments.reset_after;
  const bias = use_bias ? weightOf(place, "bias") : undefined;
  const [inputBias, recurrentBias] = resetAfter && bias ? unstackAll(tf, bias) : [bias, undefined];
  const projected = product(tf, x, weightOf(place, "kernel"));
  const gates = unstackAll(tf, inputBias ? tf.add(projected, inputBias) : projected);
  const cell = cellOf(definition, place, recurrentBias);
  const counts = mask && unstackAll(tf, mask);
  const keepState = (isCounted: Tensor, one: Tensor, old: Tensor): Tensor =>
    wherePositive(tf, tf.tile(isCounted, [1, one.shape[1] ?? 1]), one, old);
  // Inside, the output comes first; a Jordan layer's is its second state.
  const turn = (states: readonly Tensor[]): readonly Tensor[] =>
    definition.kind === "Jordan" ? states.toReversed() : states;
  const zeros = (): Tensor[] => statesOf(definition, undefined).map(({ units }) => tf.zeros([batch, units]));
  let state = turn(initial.length > 0 ? initial : zeros());
  const outputs: Tensor[] = [];
  for (let t = 0; t < steps; t++) {
    const before = state;
    const next = cell(gates[t] as Tensor, before);
    // A step that does not count leaves the state, and so the output, as it was.
    state = counts ? next.map((one, i) => keepState(counts[t] as Tensor, one, before[i] as Tensor)) : next;
    outputs.push(state[0] as Tensor);
  }
  return { outputs: tf.stack(outputs), states: turn(state) };
}
