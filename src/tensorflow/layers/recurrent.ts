/**
 * SimpleRNN, LSTM, GRU and Jordan, and the Bidirectional around them, by Keras 3's formulas.
 *
 * The input's products are formed for all steps at once; the loop does only what needs the step before. An LSTM with the usual
 * activations is one fused operation, a GRU has its gradient written out. Inside, time comes first: (T, B, F). test/tensorflow/recurrent.test.ts; what is kept from batch
 * to batch and dropped from step to step: test/engine/stateful.test.ts and recurrentDropout.test.ts, on every engine.
 */
import type { DefinitionOf } from "../../core/model/graph";
import { type RecurrentKind, stateNames } from "../../core/model/layerTable";
import { halvesOf, statesOf } from "../../core/model/ports";
import { gateNames } from "../../core/probes/layerProbe";
import { PlanError } from "../../engine/plan/planError";
import { type Place, type Value, type Values, weightOf } from "../pass";
import { wherePositive } from "./conditions";
import { penalizeActivities } from "./activities";
import { blockLstm } from "./blockLstm";
import { cellOf, type Look } from "./cells";
import { keep } from "./masks";
import { unstackAll } from "./pieces";
import { join } from "./joining";
import { product } from "./plain";
import type { Tensor, Tf } from "../tfjs";
import type { WatchedLayer } from "./watch";
import { wholeGru } from "./wholeGru";

type Recurrent = DefinitionOf<RecurrentKind>;

/** Which steps count, time first: (T, B, 1). */
type StepMask = Tensor | undefined;

/** What a walk over all steps gives. */
interface Walked {
  /** In the order in which the steps were read: (T, B, H). */
  readonly outputs: Tensor;
  /** After the last step, in the order of `stateNames`; a fused layer gives them where they are handed on. */
  readonly states: readonly Tensor[];
}

/** Half of a Bidirectional, or a layer of its own. */
interface Half {
  readonly backwards: boolean;
  readonly initial: readonly Tensor[];
  /** Steps of a sequence that a mask leaves out are shown as zeros, not as the output before them. */
  readonly zeroMasked: boolean;
}

/** Keras finds a mask for a layer that takes one tensor; beside given states it only hands the mask on. */
const maskOf = ({ input, initialState }: Place): StepMask => (initialState.length === 0 ? input.mask : undefined);

/** All outputs, or the last one: of the step that was read last. */
export function computeRecurrent(definition: Recurrent, place: Place): Values {
  const { tf } = place.pass;
  const { go_backwards: backwards, return_sequences } = definition.arguments;
  const { outputs, states } = walk(definition, place, {
    ...{ backwards, initial: tensorsOf(place.initialState), zeroMasked: false },
  });
  const output = return_sequences
    ? { tensor: batchFirst(tf, outputs), mask: place.input.mask }
    : { tensor: lastOf(tf, outputs) };
  return { output, ...nameStates(definition, states) };
}

export function computeBidirectional({ arguments: given }: DefinitionOf<"Bidirectional">, place: Place): Values {
  const { tf } = place.pass;
  const halves = halvesOf({ kind: "Bidirectional", arguments: given }, place.inner);
  if (!halves) throw new PlanError("engine-not-built", { layer: place.path, argument: place.inner?.kind ?? "layer" });
  const sequences = halves.forward.arguments.return_sequences;
  const mask = sequences ? place.input.mask : undefined;
  // The forward half's states come first.
  const all = tensorsOf(place.initialState);
  const middle = all.length > 0 ? stateNames[halves.forward.kind].length : 0;
  // Keras turns the second half's steps around: where the first one reads backward, both stand in that order.
  const isReversed = halves.forward.arguments.go_backwards;
  const half = (name: "forward" | "backward"): { readonly tensor: Tensor; readonly states: Values } => {
    const definition: Recurrent = halves[name];
    const backwards = definition.arguments.go_backwards;
    const initial = name === "backward" ? all.slice(middle) : all.slice(0, middle);
    const { outputs, states } = walk(
      definition,
      { ...place, path: `${place.path}/${name}` },
      { backwards, initial, zeroMasked: sequences },
    );
    const named = nameStates(definition, states, name);
    const finish = (tensor: Tensor): { readonly tensor: Tensor; readonly states: Values } => {
      penalizeActivities(place.pass, definition, { output: { tensor }, ...named });
      return { tensor, states: named };
    };
    if (!sequences) return finish(lastOf(tf, outputs));
    const inTime = batchFirst(tf, backwards ? tf.reverse(outputs, 0) : outputs);
    // As in Keras, the halves give zeros at masked steps, where a layer alone repeats its last output.
    const heeded = maskOf(place);
    const shown = heeded ? keep(tf, inTime, heeded, 0) : inTime;
    return finish(isReversed ? tf.reverse(shown, 1) : shown);
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

function walk(definition: Recurrent, place: Place, half: Half): Walked {
  const { path, pass } = place;
  const { tf, watch } = pass;
  const { dropout, recurrent_dropout, stateful } = definition.arguments;
  const mask = maskOf(place);
  const timeFirst = (x: Tensor): Tensor => {
    const turned = tf.transpose(x, [1, 0, 2]);
    return half.backwards ? tf.reverse(turned, 0) : turned;
  };
  const { tensor } = place.input;
  // With dropout of its state, Keras computes a cell gate by gate, and each gate drops its own inputs.
  const gates = Math.max(1, gateNames[definition.kind].length);
  const copies = recurrent_dropout > 0 ? gates : 1;
  const inputs = dropout > 0 ? Array.from({ length: copies }, () => pass.drop(tensor, dropout, true)) : [tensor];
  const isKept = stateful && half.initial.length === 0;
  const states = statesOf(definition, undefined);
  const batch = tensor.shape[0] ?? 0;
  const recalled = states.map(({ port }) => (isKept ? pass.recall(`${path}/${port}`) : undefined));
  const start = (): Tensor[] => states.map(({ units }, i) => recalled[i] ?? tf.zeros([batch, units]));
  const walked = walkSteps(definition, place, {
    inputs: inputs.map(timeFirst),
    mask: mask && timeFirst(tf.expandDims(mask, -1)),
    initial: half.initial.length > 0 ? half.initial : start(),
    factors: pass.training && recurrent_dropout > 0 ? dropFactors(definition, place, gates) : undefined,
    showsStart: recalled.every((state) => state === undefined),
    watched: watch?.open({ name: path, kind: definition.kind, definition, place, half }),
  });
  if (isKept) walked.states.forEach((state, i) => pass.keep(`${path}/${states[i]?.port ?? ""}`, state));
  return walked;
}

/** What the state before each step is multiplied with: the same for all steps of a sequence, apart for each gate. */
function dropFactors(definition: Recurrent, { pass, input }: Place, gates: number): Tensor[] {
  const { tf } = pass;
  const units = statesOf(definition, undefined).at(definition.kind === "Jordan" ? 1 : 0)?.units ?? 0;
  const ones = tf.fill([input.tensor.shape[0] ?? 0, 1, units], 1);
  const { recurrent_dropout: rate } = definition.arguments;
  return Array.from({ length: gates }, () => tf.squeeze(pass.drop(ones, rate, true), [1]));
}

/** A walk over steps that lie in the order in which they are read. */
interface Steps {
  /** (T, B, F), one or one for each gate. */
  readonly inputs: readonly Tensor[];
  readonly mask: StepMask;
  readonly initial: readonly Tensor[];
  readonly factors: readonly Tensor[] | undefined;
  /** A masked step before the first that counts gives the state that the walk began with; else it gives zeros. */
  readonly showsStart: boolean;
  readonly watched: WatchedLayer | undefined;
}

function walkSteps(definition: Recurrent, place: Place, steps: Steps): Walked {
  const { inputs, mask, factors, watched } = steps;
  const [x] = inputs;
  const isPlain = !mask && !factors && !watched && inputs.length === 1;
  if (!x || !isPlain || !hasUsualActivations(definition)) return stepByStep(definition, place, steps);
  if (definition.kind === "LSTM") return fusedLstm(definition, place, x, steps.initial);
  if (definition.kind === "GRU" && definition.arguments.reset_after) return gru(definition, place, x, steps.initial);
  return stepByStep(definition, place, steps);
}

function hasUsualActivations({ kind, arguments: given }: Recurrent): boolean {
  if (kind !== "LSTM" && kind !== "GRU") return false;
  return given.activation.name === "tanh" && given.recurrent_activation.name === "sigmoid";
}

function gru({ arguments: given }: Recurrent, place: Place, x: Tensor, [h]: readonly Tensor[]): Walked {
  const { tf } = place.pass;
  const [inputBias, recurrentBias] = given.use_bias ? unstackAll(tf, weightOf(place, "bias")) : [];
  const gates = project(tf, [x], weightOf(place, "kernel"), inputBias);
  const kernel = weightOf(place, "recurrent_kernel");
  const bias = recurrentBias ?? tf.zeros([3 * given.units]);
  const outputs = wholeGru(tf, { gates, kernel, bias, h: h as Tensor });
  return { outputs, states: given.return_state || given.stateful ? [lastOf(tf, outputs)] : [] };
}

function fusedLstm({ arguments: given }: Recurrent, place: Place, x: Tensor, initial: readonly Tensor[]): Walked {
  const { tf } = place.pass;
  const kernel = place.pass.stacked(`${place.path}/kernel`, `${place.path}/recurrent_kernel`);
  const bias = given.use_bias ? weightOf(place, "bias") : tf.zeros([4 * given.units]);
  const [h, c] = initial as readonly [Tensor, Tensor];
  const wantsStates = given.return_state || given.stateful;
  const { outputs, cells } = blockLstm(tf, { x, kernel, bias, h, c }, wantsStates);
  return { outputs, states: cells ? [lastOf(tf, outputs), lastOf(tf, cells)] : [] };
}

/** x W + b for all steps; where each gate drops its own inputs, gate by gate. */
function project(tf: Tf, inputs: readonly Tensor[], kernel: Tensor, bias: Tensor | undefined): Tensor {
  const parts = inputs.length === 1 ? [kernel] : tf.split(kernel, inputs.length, -1);
  const products = inputs.map((x, gate) => product(tf, x, parts[gate] as Tensor));
  const projected = products.length === 1 ? (products[0] as Tensor) : tf.concat(products, -1);
  return bias ? tf.add(projected, bias) : projected;
}

function stepByStep(
  definition: Recurrent,
  place: Place,
  { inputs, mask, initial, factors, showsStart, watched }: Steps,
): Walked {
  const { tf } = place.pass;
  const { use_bias } = definition.arguments;
  const [steps = 0] = inputs[0]?.shape ?? [];
  const resetAfter = definition.kind === "GRU" && definition.arguments.reset_after;
  const bias = use_bias ? weightOf(place, "bias") : undefined;
  const [inputBias, recurrentBias] = resetAfter && bias ? unstackAll(tf, bias) : [bias, undefined];
  const gates = unstackAll(tf, project(tf, inputs, weightOf(place, "kernel"), inputBias));
  const cell = cellOf(definition, place, { recurrentBias, factors });
  const counts = mask && unstackAll(tf, mask);
  const either = (isCounted: Tensor, one: Tensor, old: Tensor): Tensor =>
    wherePositive(tf, tf.tile(isCounted, [1, one.shape[1] ?? 1]), one, old);
  // Inside, the output comes first; a Jordan layer's is its second state.
  const isJordan = definition.kind === "Jordan";
  const turn = (states: readonly Tensor[]): readonly Tensor[] => (isJordan ? states.toReversed() : states);
  const hiddenAt = isJordan ? 1 : 0;
  let state = turn(initial);
  let output = showsStart ? (state[0] as Tensor) : tf.zerosLike(state[0] as Tensor);
  const outputs: Tensor[] = [];
  for (let t = 0; t < steps; t++) {
    const before = state;
    const look: Look | undefined = watched?.look(t);
    const next = cell(gates[t] as Tensor, before, look);
    const isCounted = counts?.[t];
    if (isCounted) {
      // A step that does not count leaves the state, and so the output, as it was.
      const stays = before.map((one, i) => (look && i === hiddenAt ? look.hidden(one) : one));
      state = next.map((one, i) => either(isCounted, one, stays[i] as Tensor));
      output = showsStart ? (state[0] as Tensor) : either(isCounted, state[0] as Tensor, output);
    } else {
      state = next;
      output = state[0] as Tensor;
    }
    watched?.states.push(turn(state));
    outputs.push(output);
  }
  return { outputs: tf.stack(outputs), states: turn(state) };
}

/** One half, or a layer of its own, over another input of as many rows as wanted: every output, in the order in which steps are read. */
export function walkAgain(definition: Recurrent, place: Place, half: Half): Tensor {
  const { tf } = place.pass;
  const { outputs } = walk(definition, place, half);
  const mask = maskOf(place);
  if (!half.zeroMasked || !mask) return outputs;
  const turned = tf.transpose(mask, [1, 0]);
  return keep(tf, outputs, half.backwards ? tf.reverse(turned, 0) : turned, 0);
}
