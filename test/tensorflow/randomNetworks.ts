/**
 * Networks made by chance, for tests that hold one engine against the other: chains of layers over time and over rows, branches that are
 * joined, states that are handed on, masks, dropout, regularizers and constraints.
 *
 * A network is a function of its number, so one that fails can be had again.
 */
import type { DataColumn } from "../../src/core/data/dataset";
import { stateNames } from "../../src/core/model/layerTable";
import { createStream } from "../../src/core/random/randomStream";
import type { SessionRequest } from "../../src/core/training/networkSession";
import { buildCompile, buildGraph, type LayerItem } from "../engine/buildGraph";

export const SAMPLES = 5;

export interface RandomNetwork {
  readonly items: readonly LayerItem[];
  readonly optimizer: Readonly<Record<string, object>>;
  readonly request: SessionRequest;
}

/** Draws for one network. */
class Choices {
  private readonly stream;

  constructor(number: number) {
    this.stream = createStream(number, "weights", 99);
  }

  /** From `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.stream.uniform() * (high - low + 1));
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.whole(0, items.length - 1)] as Item;
  }

  chance(share: number): boolean {
    return this.stream.uniform() < share;
  }

  maybe<Item>(item: Item, share = 0.4): Item | Record<string, never> {
    return this.chance(share) ? item : {};
  }

  column(name: string, shape: readonly number[], draw = () => this.stream.normal() * 0.7): DataColumn {
    const count = shape.reduce((product, size) => product * size, 1);
    return { name, tensor: { shape, values: Float32Array.from({ length: count }, draw) } };
  }
}

const smooth = ["linear", "sigmoid", "tanh", "softsign", "silu", "gelu", "softplus", "mish", "exponential"] as const;
/** A gate without bounds lets a state grow without bounds, and figures that explode prove nothing. */
const gates = ["sigmoid", "hard_sigmoid", "tanh", "softsign", "sparse_sigmoid"] as const;
const bent = ["relu", "elu", "selu", "leaky_relu", "hard_sigmoid", "celu", "squareplus", "sparse_plus"] as const;
const inCells = ["tanh", "sigmoid", "softsign", "elu", "hard_sigmoid", "hard_tanh"] as const;
/** States that are kept from batch to batch add up over twenty steps, and factors multiply: only bounded ones stay comparable. */
const bounded = ["tanh", "sigmoid", "softsign", "hard_sigmoid", "hard_tanh"] as const;

const regularizer = (draw: Choices): object =>
  draw.of([
    { name: "l2", arguments: { l2: 0.01 } },
    { name: "l1", arguments: { l1: 0.003 } },
    { name: "l1_l2", arguments: { l1: 0.002, l2: 0.01 } },
  ]);

const constraint = (draw: Choices): object =>
  draw.of([
    { name: "max_norm", arguments: { max_value: 0.8, axis: 0 } },
    { name: "max_norm", arguments: { max_value: 1.2, axis: 1 } },
    { name: "unit_norm", arguments: { axis: 0 } },
    { name: "non_neg", arguments: {} },
  ]);

interface Cell {
  readonly kind: keyof typeof stateNames;
  readonly given: Readonly<Record<string, unknown>>;
}

function cell(draw: Choices, activations: readonly string[] = inCells): Cell {
  const kind = draw.of(["LSTM", "GRU", "SimpleRNN", "Jordan"] as const);
  const common = {
    units: draw.whole(1, 9),
    ...draw.maybe({ activation: draw.of(activations) }),
    ...draw.maybe({ use_bias: false }),
    ...draw.maybe({ dropout: 0.3 }, 0.3),
    ...draw.maybe({ recurrent_dropout: 0.25 }, 0.2),
    ...draw.maybe({ kernel_regularizer: regularizer(draw) }, 0.1),
    ...draw.maybe({ kernel_constraint: constraint(draw) }, 0.15),
    ...draw.maybe({ recurrent_constraint: constraint(draw) }, 0.15),
  };
  const own = {
    LSTM: { ...draw.maybe({ unit_forget_bias: false }), ...draw.maybe({ recurrent_activation: draw.of(gates) }) },
    GRU: { ...draw.maybe({ reset_after: false }), ...draw.maybe({ recurrent_activation: draw.of(gates) }) },
    SimpleRNN: {},
    Jordan: {
      ...draw.maybe({ output_units: draw.whole(1, 5) }),
      ...draw.maybe({ output_activation: draw.of(activations) }),
    },
  };
  return { kind, given: { ...common, ...own[kind] } };
}

const recurrent = (draw: Choices, return_sequences: boolean): LayerItem => {
  if (draw.chance(0.2)) {
    const { kind, given } = cell(draw, bounded);
    return { [kind]: { ...given, return_sequences, stateful: true, ...draw.maybe({ go_backwards: true }) } };
  }
  const { kind, given } = cell(draw);
  if (draw.chance(0.67)) return { [kind]: { ...given, return_sequences, ...draw.maybe({ go_backwards: true }) } };
  const merge_mode = draw.of(["concat", "sum", "mul", "ave"] as const);
  const back = cell(draw);
  return {
    Bidirectional: {
      ...{ [kind]: { ...given, return_sequences }, merge_mode },
      ...draw.maybe({ backward_layer: backwardLayer(back, { kind, given }, merge_mode, return_sequences) }, 0.5),
    },
  };
};

/** A layer of its own for the other direction; number by number, it gives as many as the first. */
function backwardLayer(back: Cell, first: Cell, merge_mode: string, return_sequences: boolean): LayerItem {
  const { units, output_units = units } = first.given;
  const size = merge_mode === "concat" ? {} : { units: output_units };
  const { output_units: _, ...own } = { ...back.given, ...size } as Readonly<Record<string, unknown>>;
  const given = merge_mode === "concat" ? back.given : own;
  return { [back.kind]: { ...given, return_sequences, go_backwards: true } };
}

/** A network while it grows: names for branches, and its layers so far. */
class Growing {
  readonly items: LayerItem[] = [];
  private names = 0;

  name(): string {
    return `n${this.names++}`;
  }

  /** Under a name of its own, `from` the layers named. */
  add(item: LayerItem, from?: string | readonly string[], more: object = {}): string {
    const [kind, value] = typeof item === "string" ? [item, {}] : (Object.entries(item)[0] as [string, unknown]);
    const given = typeof value === "object" ? value : { [kind === "SpatialDropout1D" || kind === "Dropout" ? "rate" : kind === "Dense" ? "units" : "activation"]: value }; // prettier-ignore
    const name = this.name();
    this.items.push({ [kind]: { ...given, ...more, name, ...(from !== undefined && { from }) } });
    return name;
  }
}

/** From a sequence to a sequence; the name of what it ends with. */
type OverTime = (draw: Choices, net: Growing, from: string) => string;

const join = (draw: Choices): LayerItem => ({ [draw.of(["Add", "Multiply", "Average", "Subtract"])]: {} });

const overTime: readonly OverTime[] = [
  (draw, net, from) => net.add(recurrent(draw, true), from),
  (draw, net, from) => net.add(recurrent(draw, true), from),
  (draw, net, from) =>
    net.add({ TimeDistributed: { Dense: { units: draw.whole(1, 6), activation: draw.of(smooth) } } }, from),
  (draw, net, from) =>
    net.add(
      { Dense: { units: draw.whole(1, 6), activation: draw.of(bent), ...draw.maybe({ use_bias: false }) } },
      from,
    ),
  (draw, net, from) =>
    net.add({ LayerNormalization: { ...draw.maybe({ scale: false }), ...draw.maybe({ center: false }) } }, from),
  (draw, net, from) => net.add({ SpatialDropout1D: draw.of([0.1, 0.5]) }, from),
  (draw, net, from) => net.add({ Activation: draw.of(smooth) }, from),
  // Two branches of the same width, and a join.
  (draw, net, from) => {
    const units = draw.whole(1, 6);
    const { kind, given } = cell(draw, bounded);
    const left = net.add({ [kind]: { ...given, units, output_units: units, return_sequences: true } }, from);
    const right = net.add({ Dense: { units, activation: draw.of(bounded) } }, from);
    return net.add(join(draw), [left, right]);
  },
  (draw, net, from) => {
    const left = net.add({ Dense: { units: draw.whole(1, 5), activation: draw.of(bent) } }, from);
    return net.add({ Concatenate: {} }, [from, left]);
  },
  // The halves of a Bidirectional apart.
  (draw, net, from) => {
    const { kind, given } = cell(draw, bounded);
    const both = net.add({ Bidirectional: { [kind]: { ...given, return_sequences: true }, merge_mode: "none" } }, from);
    return net.add(draw.chance(0.5) ? { Concatenate: {} } : join(draw), [`${both}/forward`, `${both}/backward`]);
  },
  // An encoder hands its states on.
  (draw, net, from) => {
    const { kind, given } = cell(draw, bounded);
    const isBoth = draw.chance(0.3);
    const states = stateNames[kind];
    const wrap = (more: object): LayerItem => {
      const inner = { [kind]: { ...given, ...more } };
      return isBoth ? { Bidirectional: inner } : inner;
    };
    const encoder = net.add(wrap({ return_state: true }), from);
    const handed = (isBoth ? ["forward", "backward"] : [""]).flatMap((half) =>
      states.map((state) => [encoder, half, state].filter((part) => part !== "").join("/")),
    );
    return net.add(wrap({ return_sequences: true }), from, { initial_state: handed });
  },
  (draw, net, from) => {
    const units = draw.whole(1, 6);
    const query = net.add({ Dense: { units, activation: draw.of(bounded) } }, from);
    const value = net.add({ Dense: { units, activation: draw.of(bounded) } }, from);
    const key = draw.chance(0.4) ? [net.add({ Dense: units }, from)] : [];
    const given = {
      score_mode: draw.of(["dot", "concat"]),
      use_scale: draw.chance(0.5),
      use_causal_mask: draw.chance(0.3),
      ...draw.maybe({ dropout: 0.2 }, 0.3),
    };
    return net.add({ Attention: given }, [query, value, ...key]);
  },
];

/** From a sequence to one row. */
const toRow: readonly OverTime[] = [
  (draw, net, from) => net.add(recurrent(draw, false), from),
  (draw, net, from) => net.add(recurrent(draw, false), from),
  (_, net, from) => net.add("Flatten", from),
  (_, net, from) => net.add("GlobalAveragePooling1D", from),
  (_, net, from) => net.add("GlobalMaxPooling1D", from),
  // The last output and the states, side by side.
  (draw, net, from) => {
    const { kind, given } = cell(draw);
    const one = net.add({ [kind]: { ...given, return_state: true } }, from);
    return net.add({ Concatenate: {} }, [one, ...stateNames[kind].map((state) => `${one}/${state}`)]);
  },
];

const onRows: readonly OverTime[] = [
  (draw, net, from) =>
    net.add(
      {
        Dense: {
          ...{ units: draw.whole(1, 7), activation: draw.of(bent), kernel_regularizer: regularizer(draw) },
          ...draw.maybe({ kernel_constraint: constraint(draw), bias_constraint: { name: "non_neg", arguments: {} } }),
        },
      },
      from,
    ),
  (draw, net, from) => net.add({ Dropout: draw.of([0, 0.25]) }, from),
  (draw, net, from) =>
    net.add({ Activation: draw.of(["softmax", "log_softmax", "sparsemax", "tanh_shrink", "log_sigmoid"]) }, from),
  (_, net, from) => net.add("LayerNormalization", from),
  (draw, net, from) => {
    const units = draw.whole(1, 5);
    const sides = [0, 1].map(() => net.add({ Dense: { units, activation: draw.of(bounded) } }, from));
    return net.add(join(draw), sides);
  },
];

interface End {
  readonly units: number;
  readonly activation: string;
  readonly loss: string;
  /** Width of the targets. */
  readonly width: number;
  readonly target: () => number;
}

function end(draw: Choices): End {
  const units = draw.whole(2, 4);
  const one = { units, width: units };
  return draw.of<End>([
    { ...one, activation: "linear", loss: draw.of(["mse", "huber", "log_cosh"]), target: () => draw.whole(-20, 20) / 20 },
    { units, width: 1, activation: "softmax", loss: "sparse_categorical_crossentropy", target: () => draw.whole(0, units - 1) },
    { ...one, activation: "softmax", loss: "categorical_crossentropy", target: () => draw.whole(0, 1) },
    { ...one, activation: "sigmoid", loss: "binary_crossentropy", target: () => draw.whole(0, 1) },
    { ...one, activation: "softplus", loss: "poisson", target: () => draw.whole(0, 3) },
  ]); // prettier-ignore
}

/** Adaptive steps divide by what may be next to nothing: their epsilon keeps rounding from deciding a step's sign. */
const optimizers = [
  { sgd: { learning_rate: 0.05, momentum: 0.9, nesterov: true } },
  { sgd: { learning_rate: 0.1, clipnorm: 0.5 } },
  { rmsprop: { learning_rate: 0.003, epsilon: 1e-3 } },
  { adam: { learning_rate: 0.003, epsilon: 1e-3 } },
  { adamw: { learning_rate: 0.003, epsilon: 1e-3, weight_decay: 0.01, global_clipnorm: 1 } },
  { nadam: { learning_rate: 0.003, epsilon: 1e-3 } },
  { adagrad: { learning_rate: 0.03, epsilon: 1e-3 } },
];

/** Some steps hold zeros in all features, which a Masking leaves out; every sample keeps its first step. */
function blank({ tensor }: DataColumn, draw: Choices): void {
  const [, steps = 1, features = 1] = tensor.shape;
  for (let s = 0; s < SAMPLES; s++) {
    for (let t = 1; t < steps; t++) {
      const at = (s * steps + t) * features;
      if (draw.chance(0.3)) tensor.values.fill(0, at, at + features);
    }
  }
}

export function randomNetwork(number: number): RandomNetwork {
  const draw = new Choices(number);
  const net = new Growing();
  const [steps, features] = [draw.whole(1, 9), draw.whole(1, 5)];
  const rows = 7;
  const isText = draw.chance(0.2);
  const isMasked = draw.chance(0.35);
  net.items.push({ Input: { shape: isText ? [steps] : [steps, features], name: "x" } });
  let at = "x";
  if (isText) at = net.add({ Embedding: { input_dim: rows, output_dim: features, mask_zero: isMasked } }, at);
  else if (isMasked) at = net.add({ Masking: { mask_value: 0 } }, at);
  for (let i = draw.whole(0, 2); i > 0; i--) at = draw.of(overTime)(draw, net, at);
  at = draw.of(toRow)(draw, net, at);
  for (let i = draw.whole(0, 2); i > 0; i--) at = draw.of(onRows)(draw, net, at);
  const { units, activation, loss, width, target } = end(draw);
  net.add({ Dense: { units, activation } }, at);
  const x = isText
    ? draw.column("x", [SAMPLES, steps], () => draw.whole(0, rows - 1))
    : draw.column("x", [SAMPLES, steps, features]);
  if (isMasked) blank(isText ? { ...x, tensor: { shape: [SAMPLES, steps, 1], values: x.tensor.values } } : x, draw);
  if (isText) for (let s = 0; s < SAMPLES; s++) x.tensor.values[s * steps] = draw.whole(1, rows - 1);
  const dataset = { samples: SAMPLES, inputs: [x], targets: [draw.column("y", [SAMPLES, width], target)] };
  const optimizer = draw.of<Readonly<Record<string, object>>>(optimizers);
  const graph = buildGraph(net.items);
  const request = { graph, compile: buildCompile(optimizer, loss), dataset, batchSize: SAMPLES, seed: number };
  return { items: net.items, optimizer, request: { ...request, reproducible: false } };
}

/** The same layers without constraints, which act on weights after a step and not on gradients. */
export function withoutConstraints(items: readonly LayerItem[]): LayerItem[] {
  const free = (value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !key.endsWith("_constraint"))
            .map(([key, one]) => [key, free(one)]),
        )
      : value;
  return items.map((item) => free(item) as LayerItem);
}
