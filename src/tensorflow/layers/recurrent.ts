/**
 * SimpleRNN, LSTM, GRU and Jordan, and the Bidirectional around them, by Keras 3's formulas.
 *
 * The input's products are formed for all steps at once; the loop does only what needs the step before. An LSTM with the usual
 * activations is one fused operation. Inside, time comes first: (T, B, F). test/tensorflow/recurrent.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import type { RecurrentKind } from "../../core/model/layerTable";
import { outputUnits } from "../../core/model/ports";
import { type Place, type Values, weightOf } from "../pass";
import { type Activation, activationNamed } from "./activations";
import { wherePositive } from "./conditions";
import { blockLstm } from "./blockLstm";
import { keep } from "./masks";
import { unstackAll } from "./pieces";
import { join, product } from "./plain";
import type { Tensor, Tf } from "../tfjs";

type Recurrent = DefinitionOf<RecurrentKind>;

/** From the input's part of the gates at one step and the state before it to the state after it; h comes first. */
type Cell = (gates: Tensor, state: readonly Tensor[]) => readonly Tensor[];

/** Which steps count, time first: (T, B, 1). */
type StepMask = Tensor | undefined;

/** All outputs, or the last one: of the step that was read last. */
export function computeRecurrent(definition: Recurrent, place: Place): Values {
  const { tf } = place.pass;
  const { go_backwards, return_sequences } = definition.arguments;
  const outputs = walk(definition, place, go_backwards);
  if (!return_sequences) return { output: { tensor: lastOf(tf, outputs) } };
  return { output: { tensor: batchFirst(tf, outputs), mask: place.input.mask } };
}

export function computeBidirectional({ arguments: given }: DefinitionOf<"Bidirectional">, place: Place): Values {
  const { tf } = place.pass;
  const definition = place.inner as Recurrent;
  const sequences = definition.arguments.return_sequences;
  const half = (name: "forward" | "backward"): Tensor => {
    const outputs = walk(definition, { ...place, path: `${place.path}/${name}` }, name === "backward");
    if (!sequences) return lastOf(tf, outputs);
    const inTime = batchFirst(tf, name === "backward" ? tf.reverse(outputs, 0) : outputs);
    // As in Keras, the halves give zeros at masked steps, where a layer alone repeats its last output.
    return place.input.mask ? keep(tf, inTime, place.input.mask, 0) : inTime;
  };
  const forward = half("forward");
  const backward = half("backward");
  const mask = sequences ? place.input.mask : undefined;
  if (given.merge_mode === "none") return { forward: { tensor: forward, mask }, backward: { tensor: backward, mask } };
  return { output: { tensor: join(tf, [forward, backward], given.merge_mode), mask } };
}

const batchFirst = (tf: Tf, x: Tensor): Tensor => tf.transpose(x, [1, 0, 2]);
const lastOf = (tf: Tf, x: Tensor): Tensor => tf.squeeze(tf.slice(x, (x.shape[0] ?? 1) - 1, 1), [0]);

/** The outputs in the order in which the steps were read: (T, B, H). */
function walk(definition: Recurrent, place: Place, backwards: boolean): Tensor {
  const { tf } = place.pass;
  const { dropout } = definition.arguments;
  const { tensor, mask } = place.input;
  const timeFirst = (x: Tensor): Tensor => {
    const turned = tf.transpose(x, [1, 0, 2]);
    return backwards ? tf.reverse(turned, 0) : turned;
  };
  const x = timeFirst(dropout > 0 ? place.pass.drop(tensor, dropout, true) : tensor);
  if (mask) return stepByStep(definition, place, x, timeFirst(tf.expandDims(mask, -1)));
  return isFusible(definition) ? fused(definition, place, x) : stepByStep(definition, place, x, undefined);
}

function isFusible(definition: Recurrent): boolean {
  if (definition.kind !== "LSTM") return false;
  const { activation, recurrent_activation } = definition.arguments;
  return activation === "tanh" && recurrent_activation === "sigmoid";
}

function fused({ arguments: given }: Recurrent, place: Place, x: Tensor): Tensor {
  const { tf } = place.pass;
  const kernel = tf.concat([weightOf(place, "kernel"), weightOf(place, "recurrent_kernel")], 0);
  return blockLstm(tf, x, kernel, given.use_bias ? weightOf(place, "bias") : tf.zeros([4 * given.units]));
}

function stepByStep(definition: Recurrent, place: Place, x: Tensor, mask: StepMask): Tensor {
  const { tf } = place.pass;
  const { use_bias } = definition.arguments;
  const width = outputUnits(definition);
  const [steps = 0, batch = 0] = x.shape;
  const resetAfter = definition.kind === "GRU" && definition.arguments.reset_after;
  const bias = use_bias ? weightOf(place, "bias") : undefined;
  const [inputBias, recurrentBias] = resetAfter && bias ? unstackAll(tf, bias) : [bias, undefined];
  const projected = product(tf, x, weightOf(place, "kernel"));
  const gates = unstackAll(tf, inputBias ? tf.add(projected, inputBias) : projected);
  const cell = cellOf(definition, place, recurrentBias);
  const counts = mask && unstackAll(tf, mask);
  const keepState = (isCounted: Tensor, one: Tensor, old: Tensor): Tensor =>
    wherePositive(tf, tf.tile(isCounted, [1, width]), one, old);
  const zeros = tf.zeros([batch, width]);
  let state: readonly Tensor[] = definition.kind === "LSTM" ? [zeros, zeros] : [zeros];
  const outputs: Tensor[] = [];
  for (let t = 0; t < steps; t++) {
    const before = state;
    const next = cell(gates[t] as Tensor, before);
    // A step that does not count leaves the state, and so the output, as it was.
    state = counts ? next.map((one, i) => keepState(counts[t] as Tensor, one, before[i] as Tensor)) : next;
    outputs.push(state[0] as Tensor);
  }
  return tf.stack(outputs);
}

function cellOf(definition: Recurrent, place: Place, recurrentBias: Tensor | undefined): Cell {
  const { tf } = place.pass;
  const u = weightOf(place, "recurrent_kernel");
  const activation = activationNamed(definition.arguments.activation, place.path);
  const times = (h: Tensor | undefined, kernel: Tensor): Tensor => tf.matMul(h as Tensor, kernel);
  if (definition.kind === "SimpleRNN") return (x, [h]) => [activation(tf, tf.add(x, times(h, u)))];
  if (definition.kind === "Jordan") return jordanCell(definition, place, activation);
  const gate = activationNamed(definition.arguments.recurrent_activation, place.path);
  if (definition.kind === "LSTM") {
    return (x, [h, c]) => {
      const [i, f, g, o] = tf.split(tf.add(x, times(h, u)), 4, -1) as [Tensor, Tensor, Tensor, Tensor];
      const next = tf.add(tf.mul(gate(tf, f), c as Tensor), tf.mul(gate(tf, i), activation(tf, g)));
      return [tf.mul(gate(tf, o), activation(tf, next)), next];
    };
  }
  const mix = (z: Tensor, h: Tensor, candidate: Tensor): Tensor[] => [
    tf.add(candidate, tf.mul(z, tf.sub(h, candidate))),
  ];
  if (definition.arguments.reset_after) {
    return (x, [h]) => {
      const inner = recurrentBias ? tf.add(times(h, u), recurrentBias) : times(h, u);
      const [xz, xr, xh] = tf.split(x, 3, -1) as [Tensor, Tensor, Tensor];
      const [hz, hr, hh] = tf.split(inner, 3, -1) as [Tensor, Tensor, Tensor];
      const candidate = activation(tf, tf.add(xh, tf.mul(gate(tf, tf.add(xr, hr)), hh)));
      return mix(gate(tf, tf.add(xz, hz)), h as Tensor, candidate);
    };
  }
  const { units } = definition.arguments;
  const [uGates, uCandidate] = tf.split(u, [2 * units, units], -1) as [Tensor, Tensor];
  return (x, [h]) => {
    const [xGates, xh] = tf.split(x, [2 * units, units], -1) as [Tensor, Tensor];
    const [z, r] = tf.split(tf.add(xGates, times(h, uGates)), 2, -1) as [Tensor, Tensor];
    const held = tf.mul(gate(tf, r), h as Tensor);
    const candidate = activation(tf, tf.add(xh, times(held, uCandidate)));
    return mix(gate(tf, z), h as Tensor, candidate);
  };
}

/** The recurrence runs over the layer's own output: h = act(x W + y U + b), y = out(h V + c). Jordan (1986). */
function jordanCell({ arguments: given }: DefinitionOf<"Jordan">, place: Place, activation: Activation): Cell {
  const { tf } = place.pass;
  const u = weightOf(place, "recurrent_kernel");
  const v = weightOf(place, "output_kernel");
  const shift = given.use_bias ? weightOf(place, "output_bias") : undefined;
  const out = activationNamed(given.output_activation, place.path);
  return (x, [y]) => {
    const hidden = activation(tf, tf.add(x, tf.matMul(y as Tensor, u)));
    const sum = tf.matMul(hidden, v);
    return [out(tf, shift ? tf.add(sum, shift) : sum)];
  };
}
