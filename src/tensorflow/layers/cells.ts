/**
 * The cells of recurrent layers, one step of each, by Keras 3's formulas. test/tensorflow/recurrent.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import type { RecurrentKind } from "../../core/model/layerTable";
import { type GateName, gateNames } from "../../core/probes/layerProbe";
import { type Place, weightOf } from "../pass";
import type { Tensor } from "../tfjs";
import { type Activation, activationOf } from "./activations";

/** Who looks into a step: is shown the gates, and may stand between h and all that follows from it. */
export interface Look {
  gate(name: GateName, value: Tensor): void;
  hidden(h: Tensor): Tensor;
}

/** From the input's part of the gates at one step and the state before it to the state after it; the layer's output comes first. */
export type Cell = (gates: Tensor, state: readonly Tensor[], look?: Look) => readonly Tensor[];

export interface CellParts {
  /** Of a GRU with `reset_after`, which has two. */
  readonly recurrentBias?: Tensor | undefined;
  /** What dropout multiplies the state before with, (B, H) for each gate; absent where nothing is dropped. */
  readonly factors?: readonly Tensor[] | undefined;
}

export function cellOf(
  definition: DefinitionOf<RecurrentKind>,
  place: Place,
  { recurrentBias, factors }: CellParts,
): Cell {
  const { tf } = place.pass;
  const u = weightOf(place, "recurrent_kernel");
  const activation = activationOf(definition.arguments.activation);
  const dropped = (h: Tensor | undefined, gate: number): Tensor => {
    const factor = factors?.[gate];
    return factor ? tf.mul(h as Tensor, factor) : (h as Tensor);
  };
  /** h U for all gates side by side; each drops its own part of h. */
  const times = (h: Tensor | undefined, kernel: Tensor, gates: number): Tensor => {
    if (!factors) return tf.matMul(h as Tensor, kernel);
    const parts = gates === 1 ? [kernel] : tf.split(kernel, gates, -1);
    return tf.concat(
      parts.map((part, gate) => tf.matMul(dropped(h, gate), part)),
      -1,
    );
  };
  if (definition.kind === "SimpleRNN") {
    return (x, [h], look) => [shown(activation(tf, tf.add(x, times(h, u, 1))), look)];
  }
  if (definition.kind === "Jordan") return jordanCell(definition, place, activation, dropped);
  const gate = activationOf(definition.arguments.recurrent_activation);
  if (definition.kind === "LSTM") {
    return (x, [h, c], look) => {
      const [zi, zf, zg, zo] = tf.split(tf.add(x, times(h, u, 4)), 4, -1) as [Tensor, Tensor, Tensor, Tensor];
      const [i, f, g, o] = [gate(tf, zi), gate(tf, zf), activation(tf, zg), gate(tf, zo)];
      if (look) gateNames.LSTM.forEach((name, at) => look.gate(name, [i, f, g, o][at] as Tensor));
      const next = tf.add(tf.mul(f, c as Tensor), tf.mul(i, g));
      return [shown(tf.mul(o, activation(tf, next)), look), next];
    };
  }
  const mix = (gates: Record<"z" | "r" | "h", Tensor>, h: Tensor, look: Look | undefined): Tensor[] => {
    if (look) for (const name of gateNames.GRU) look.gate(name, gates[name]);
    return [shown(tf.add(gates.h, tf.mul(gates.z, tf.sub(h, gates.h))), look)];
  };
  if (definition.arguments.reset_after) {
    return (x, [h], look) => {
      const product = times(h, u, 3);
      const inner = recurrentBias ? tf.add(product, recurrentBias) : product;
      const [xz, xr, xh] = tf.split(x, 3, -1) as [Tensor, Tensor, Tensor];
      const [hz, hr, hh] = tf.split(inner, 3, -1) as [Tensor, Tensor, Tensor];
      const r = gate(tf, tf.add(xr, hr));
      const candidate = activation(tf, tf.add(xh, tf.mul(r, hh)));
      return mix({ z: gate(tf, tf.add(xz, hz)), r, h: candidate }, h as Tensor, look);
    };
  }
  const { units } = definition.arguments;
  const [uGates, uCandidate] = tf.split(u, [2 * units, units], -1) as [Tensor, Tensor];
  return (x, [h], look) => {
    const [xGates, xh] = tf.split(x, [2 * units, units], -1) as [Tensor, Tensor];
    const [az, ar] = tf.split(tf.add(xGates, times(h, uGates, 2)), 2, -1) as [Tensor, Tensor];
    const [z, r] = [gate(tf, az), gate(tf, ar)];
    const held = tf.mul(r, dropped(h, 2));
    const candidate = activation(tf, tf.add(xh, tf.matMul(held, uCandidate)));
    return mix({ z, r, h: candidate }, h as Tensor, look);
  };
}

const shown = (h: Tensor, look: Look | undefined): Tensor => (look ? look.hidden(h) : h);

/** The recurrence runs over the layer's own output: h = act(x W + y U + b), y = out(h V + c). Jordan (1986). */
function jordanCell(
  { arguments: given }: DefinitionOf<"Jordan">,
  place: Place,
  activation: Activation,
  dropped: (y: Tensor | undefined, gate: number) => Tensor,
): Cell {
  const { tf } = place.pass;
  const u = weightOf(place, "recurrent_kernel");
  const v = weightOf(place, "output_kernel");
  const shift = given.use_bias ? weightOf(place, "output_bias") : undefined;
  const out = activationOf(given.output_activation);
  return (x, [y], look) => {
    const hidden = shown(activation(tf, tf.add(x, tf.matMul(dropped(y, 0), u))), look);
    const sum = tf.matMul(hidden, v);
    return [out(tf, shift ? tf.add(sum, shift) : sum), hidden];
  };
}
