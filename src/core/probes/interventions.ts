/**
 * What if: a gate held at a value, a unit silenced, at every step, in the weights that a probe is made with.
 *
 * A gate is act(x W + h U + b). With its columns of W and U at zero and b at the number that the activation makes the wanted value of, it has
 * that value at every step, and passes no gradient on, whatever engine computes it. A silent unit gives 0: an LSTM's output gate is closed, a
 * GRU's unit keeps nothing and gets nothing new, the others sum up to what their activation makes 0 of. Compared with the float64
 * reference under the same clamp: test/engine/interventions.test.ts.
 */
import { type Message, message } from "../messages/message";
import type { Layer, LayerDefinition, ModelGraph } from "../model/graph";
import { cellOf } from "../model/ports";
import type { NamedTensor } from "../training/networkSession";
import { type GateName, gateNames } from "./layerProbe";
import { listRecurrentLayers, type RecurrentLayer } from "./recurrentLayers";

export type Intervention =
  | {
      readonly what: "clamp";
      /** By its probe's name. */
      readonly layer: string;
      readonly gate: GateName;
      /** Counted from 0; absent: all units. */
      readonly unit?: number | undefined;
      /** After activation. */
      readonly value: number;
    }
  | { readonly what: "silence"; readonly layer: string; readonly unit: number };

/** It cannot be done to this network; `problem` says why, for people. */
export class InterventionImpossible extends Error {
  constructor(readonly problem: Message) {
    super(problem.id);
    this.name = "InterventionImpossible";
  }
}

const fail = (problem: Message): never => {
  throw new InterventionImpossible(problem);
};

/** So far out a float32 sigmoid is 0 or 1, and exp is still no NaN. */
const FAR = 200;

/** What an activation makes a value of; undefined where it never gives that value, or is none of these. */
const inverses: Readonly<Record<string, (value: number) => number | undefined>> = {
  sigmoid: (value) =>
    value < 0 || value > 1 ? undefined : Math.min(FAR, Math.max(-FAR, Math.log(value) - Math.log1p(-value))),
  hard_sigmoid: (value) => (value < 0 || value > 1 ? undefined : 6 * value - 3),
  tanh: (value) => (Math.abs(value) > 1 ? undefined : Math.min(FAR, Math.max(-FAR, Math.atanh(value)))),
  softsign: (value) => (Math.abs(value) < 1 ? value / (1 - Math.abs(value)) : undefined),
  linear: (value) => value,
  relu: (value) => (value < 0 ? undefined : value),
};

/** The network that can be intervened in: where a layer has no bias, it gets one of zeros. */
export function withBiases(graph: ModelGraph): ModelGraph {
  const withBias = <Definition extends LayerDefinition>(definition: Definition): Definition =>
    "use_bias" in definition.arguments
      ? { ...definition, arguments: { ...definition.arguments, use_bias: true } }
      : definition;
  const layers = graph.layers.map((layer): Layer => {
    if (!cellOf(layer, layer.inner)) return layer;
    if (layer.kind !== "Bidirectional") return withBias(layer);
    const { backward_layer: other } = layer.arguments;
    return {
      ...layer,
      ...(layer.inner && { inner: withBias(layer.inner) }),
      arguments: { ...layer.arguments, backward_layer: other && withBias(other) },
    };
  });
  return { ...graph, layers };
}

/** The weights of `withBiases(graph)`, with all interventions in them. Throws `InterventionImpossible`. */
export function intervene(
  graph: ModelGraph,
  weights: readonly NamedTensor[],
  interventions: readonly Intervention[],
): NamedTensor[] {
  const recurrent = listRecurrentLayers(graph);
  const changed = recurrent.reduce(addBiases, copied(weights));
  for (const one of interventions) {
    const layer = recurrent.find(({ name }) => name === one.layer);
    if (layer) new Cell(layer, changed).apply(one);
    else fail(message("what-if-layer", { layer: one.layer }));
  }
  return changed;
}

const copied = (weights: readonly NamedTensor[]): NamedTensor[] =>
  weights.map((weight) => ({ ...weight, values: weight.values.slice() }));

const addBiases = (weights: NamedTensor[], { name, definition }: RecurrentLayer): NamedTensor[] => {
  if (definition.arguments.use_bias) return weights;
  const width = (weight: string): number => weights.find((one) => one.name === `${name}/${weight}`)?.shape[1] ?? 0;
  const zeros = (bias: string, shape: readonly number[]): NamedTensor => ({
    name: `${name}/${bias}`,
    shape,
    values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
  });
  const resets = definition.kind === "GRU" && definition.arguments.reset_after;
  return [
    ...weights,
    zeros("bias", resets ? [2, width("kernel")] : [width("kernel")]),
    ...(definition.kind === "Jordan" ? [zeros("output_bias", [width("output_kernel")])] : []),
  ];
};

/** One recurrent layer, or one half of a Bidirectional, with its weights. */
class Cell {
  private readonly definition;
  private readonly gates: readonly GateName[];

  constructor(
    private readonly layer: RecurrentLayer,
    private readonly weights: readonly NamedTensor[],
  ) {
    this.definition = layer.definition;
    this.gates = gateNames[layer.kind];
  }

  apply(one: Intervention): void {
    const { units } = this.definition.arguments;
    const { unit } = one;
    if (unit !== undefined && !(unit >= 0 && unit < units))
      fail(message("what-if-unit", { layer: one.layer, unit: unit + 1, units }));
    if (one.what === "silence") return this.silence(one.unit);
    if (!this.gates.includes(one.gate)) fail(message("what-if-gate", { layer: one.layer, gate: one.gate }));
    const all = Array.from({ length: units }, (_none, at) => at);
    for (const at of unit === undefined ? all : [unit]) this.hold(one.gate, at, one.value);
  }

  private silence(unit: number): void {
    if (this.definition.kind === "LSTM") return this.hold("o", unit, 0);
    if (this.definition.kind === "GRU") {
      this.hold("z", unit, 0);
      return this.hold("h", unit, 0);
    }
    this.setSum(unit, this.sumFor(this.definition.arguments.activation.name, 0));
  }

  private hold(gate: GateName, unit: number, value: number): void {
    const { kind, arguments: given } = this.definition;
    const isCandidate = (kind === "LSTM" && gate === "c") || (kind === "GRU" && gate === "h");
    const activation = !isCandidate && "recurrent_activation" in given ? given.recurrent_activation : given.activation;
    const column = this.gates.indexOf(gate) * given.units + unit;
    this.setSum(column, this.sumFor(activation.name, value));
  }

  private sumFor(activation: string, value: number): number {
    const sum = inverses[activation]?.(value);
    return sum ?? fail(message("what-if-value", { layer: this.layer.name, activation, value: String(value) }));
  }

  private setSum(column: number, sum: number): void {
    for (const name of ["kernel", "recurrent_kernel", "bias"]) {
      const weight = this.weights.find((one) => one.name === `${this.layer.name}/${name}`);
      const width = weight?.shape.at(-1) ?? 1;
      for (let at = column; at < (weight?.values.length ?? 0); at += width) (weight as NamedTensor).values[at] = 0;
      if (name === "bias" && weight) weight.values[column] = sum;
    }
  }
}
