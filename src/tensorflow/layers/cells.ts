/**
 * The cells of recurrent layers, one step of each, by Keras 3's formulas. test/tensorflow/recurrent.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import type { RecurrentKind } from "../../core/model/layerTable";
import { type Place, weightOf } from "../pass";
import type { Tensor } from "../tfjs";
import { type Activation, activationOf } from "./activations";

/** From the input's part of the gates at one step and the state before it to the state after it; the layer's output comes first. */
export type Cell = (gates: Tensor, state: readonly Tensor[]) => readonly Tensor[];

/** `recurrentBias`: of a GRU with `reset_after`, which has two. */
export function cellOf(definition: DefinitionOf<RecurrentKind>, place: Place, recurrentBias: Tensor | undefined): Cell {
  const { tf } = place.pass;
  const u = weightOf(place, "recurrent_kernel");
  const activation = activationOf(definition.arguments.activation);
  const times = (h: Tensor | undefined, kernel: Tensor): Tensor => tf.matMul(h as Tensor, kernel);
  if (definition.kind === "SimpleRNN") return (x, [h]) => [activation(tf, tf.add(x, times(h, u)))];
  if (definition.kind === "Jordan") return jordanCell(definition, place, activation);
  const gate = activationOf(definition.arguments.recurrent_activation);
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
  const out = activationOf(given.output_activation);
  return (x, [y]) => {
    const hidden = activation(tf, tf.add(x, tf.matMul(y as Tensor, u)));
    const sum = tf.matMul(hidden, v);
    return [out(tf, shift ? tf.add(sum, shift) : sum), hidden];
  };
}
