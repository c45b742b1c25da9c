/**
 * Both engines on the same generated networks: the same predictions, gradients and training.
 *
 * A network is a function of its number, so one that fails can be had again: its layers are part of the failure's text.
 */
import { describe, expect, it } from "vitest";
import type { DataColumn } from "../../src/core/data/dataset";
import { createStream } from "../../src/core/random/randomStream";
import type { NamedTensor, NetworkSession, SessionRequest } from "../../src/core/training/networkSession";
import { buildCompile, buildGraph, type LayerItem } from "../engine/buildGraph";
import { engine } from "../engine/kernels";
import { hasTensorFlow, tensorFlowEngine } from "./tensorFlow";

const NETWORKS = 200;
const SAMPLES = 5;
const all = Int32Array.of(0, 1, 2, 3, 4);

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

  maybe<Item>(item: Item): Item | Record<string, never> {
    return this.stream.uniform() < 0.4 ? item : {};
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

const regularizer = (draw: Choices): object =>
  draw.of([
    { name: "l2", arguments: { l2: 0.01 } },
    { name: "l1", arguments: { l1: 0.003 } },
    { name: "l1_l2", arguments: { l1: 0.002, l2: 0.01 } },
  ]);

function recurrent(draw: Choices, sequences: boolean): LayerItem {
  const kind = draw.of(["LSTM", "GRU", "SimpleRNN", "Jordan"]);
  const common = {
    units: draw.whole(1, 9),
    return_sequences: sequences,
    ...draw.maybe({ activation: draw.of(inCells) }),
    ...draw.maybe({ use_bias: false }),
    ...draw.maybe({ dropout: 0.3 }),
  };
  const own = {
    LSTM: { ...draw.maybe({ unit_forget_bias: false }), ...draw.maybe({ recurrent_activation: draw.of(gates) }) },
    GRU: { ...draw.maybe({ reset_after: false }), ...draw.maybe({ recurrent_activation: draw.of(gates) }) },
    SimpleRNN: {},
    Jordan: {
      ...draw.maybe({ output_units: draw.whole(1, 5) }),
      ...draw.maybe({ output_activation: draw.of(inCells) }),
    },
  };
  const given = { ...common, ...own[kind as keyof typeof own] };
  if (draw.whole(0, 2) > 0) return { [kind]: { ...given, ...draw.maybe({ go_backwards: true }) } };
  return { Bidirectional: { [kind]: given, merge_mode: draw.of(["concat", "sum", "mul", "ave"]) } };
}

/** Layers from a sequence to a sequence. */
const overTime: readonly ((draw: Choices) => LayerItem)[] = [
  (draw) => recurrent(draw, true),
  (draw) => recurrent(draw, true),
  (draw) => ({ TimeDistributed: { Dense: { units: draw.whole(1, 6), activation: draw.of(smooth) } } }),
  (draw) => ({ Dense: { units: draw.whole(1, 6), activation: draw.of(bent), ...draw.maybe({ use_bias: false }) } }),
  (draw) => ({ LayerNormalization: { ...draw.maybe({ scale: false }), ...draw.maybe({ center: false }) } }),
  (draw) => ({ SpatialDropout1D: draw.of([0.1, 0.5]) }),
  (draw) => ({ Activation: draw.of(smooth) }),
];

/** From a sequence to one row. */
const toRow: readonly ((draw: Choices) => LayerItem)[] = [
  (draw) => recurrent(draw, false),
  (draw) => recurrent(draw, false),
  () => "Flatten",
  () => "GlobalAveragePooling1D",
  () => "GlobalMaxPooling1D",
];

const onRows: readonly ((draw: Choices) => LayerItem)[] = [
  (draw) => ({ Dense: { units: draw.whole(1, 7), activation: draw.of(bent), kernel_regularizer: regularizer(draw) } }),
  (draw) => ({ Dropout: draw.of([0, 0.25]) }),
  (draw) => ({ Activation: draw.of(["softmax", "log_softmax", "sparsemax", "tanh_shrink", "log_sigmoid"]) }),
  () => "LayerNormalization",
];

const several = (draw: Choices, most: number, from: readonly ((draw: Choices) => LayerItem)[]): LayerItem[] =>
  Array.from({ length: draw.whole(0, most) }, () => draw.of(from)(draw));

/** What a network ends with, its loss, and how a number of its targets is drawn. */
const ends = (draw: Choices): { layers: LayerItem[]; loss: string; classes: number; target: () => number } => {
  const units = draw.whole(2, 4);
  const free = (): number => draw.whole(-20, 20) / 20;
  return draw.of([
    { layers: [{ Dense: units }], loss: draw.of(["mse", "huber", "log_cosh"]), classes: 0, target: free },
    {
      layers: [{ Dense: units }, { Activation: "softmax" }],
      loss: "sparse_categorical_crossentropy",
      classes: units,
      target: () => draw.whole(0, units - 1),
    },
    {
      layers: [{ Dense: { units, activation: "softmax" } }],
      loss: "categorical_crossentropy",
      classes: 0,
      target: () => draw.whole(0, 1),
    },
    {
      layers: [{ Dense: { units, activation: "sigmoid" } }],
      loss: "binary_crossentropy",
      classes: 0,
      target: () => draw.whole(0, 1),
    },
    {
      layers: [{ Dense: { units, activation: "softplus" } }],
      loss: "poisson",
      classes: 0,
      target: () => draw.whole(0, 3),
    },
  ]);
};

const optimizers = [
  { sgd: { learning_rate: 0.05, momentum: 0.9, nesterov: true } },
  { sgd: { learning_rate: 0.1, clipnorm: 0.5 } },
  { rmsprop: { learning_rate: 0.003, epsilon: 1e-3 } },
  { adam: { learning_rate: 0.003, epsilon: 1e-3 } },
  { adamw: { learning_rate: 0.003, epsilon: 1e-3, weight_decay: 0.01, global_clipnorm: 1 } },
  { nadam: { learning_rate: 0.003, epsilon: 1e-3 } },
  { adagrad: { learning_rate: 0.03, epsilon: 1e-3 } },
];

function generate(number: number): { items: LayerItem[]; optimizer: object; request: SessionRequest } {
  const draw = new Choices(number);
  const [steps, features] = [draw.whole(1, 9), draw.whole(1, 5)];
  const isText = draw.whole(0, 4) === 0;
  const rows = 7;
  const first: LayerItem[] = isText
    ? [{ Input: [steps] }, { Embedding: { input_dim: rows, output_dim: features } }]
    : [{ Input: [steps, features] }];
  const { layers, loss, classes, target } = ends(draw);
  const items = [...first, ...several(draw, 2, overTime), draw.of(toRow)(draw), ...several(draw, 2, onRows), ...layers];
  const graph = buildGraph(items);
  const units = Object.values(layers[0] as Record<string, unknown>)[0] as number | { units: number };
  const width = classes > 0 ? 1 : typeof units === "number" ? units : units.units;
  const x = isText
    ? draw.column("x", [SAMPLES, steps], () => draw.whole(0, rows - 1))
    : draw.column("x", [SAMPLES, steps, features]);
  const dataset = { samples: SAMPLES, inputs: [x], targets: [draw.column("y", [SAMPLES, width], target)] };
  const optimizer = draw.of(optimizers);
  const compile = buildCompile(optimizer, loss);
  return {
    items,
    optimizer,
    request: { graph, compile, dataset, batchSize: SAMPLES, seed: number, reproducible: false },
  };
}

const numbers = (tensors: readonly { readonly values: Float32Array }[]): number[] =>
  tensors.flatMap(({ values }) => Array.from(values));

const worst = (a: readonly number[], b: readonly number[]): number =>
  a.length === b.length
    ? a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 0)) / Math.max(1, Math.abs(value))), 0)
    : Number.POSITIVE_INFINITY;

/** The other engine's gradients are the way that its weights go in a step of plain gradient descent with a rate of 1. */
function gradientsOf(request: SessionRequest): number[] {
  const session = engine.open({
    ...request,
    compile: { ...buildCompile({ sgd: { learning_rate: 1 } }, "mse"), losses: request.compile?.losses ?? [] },
  });
  const before = session.weights();
  session.trainBatch(all);
  const after: readonly NamedTensor[] = session.weights();
  return before.flatMap(({ values }, i) => Array.from(values, (value, j) => value - (after[i]?.values[j] ?? 0)));
}

function train(session: NetworkSession): number[] {
  const losses = Array.from({ length: 20 }, () => session.trainBatch(all)[0] ?? Number.NaN);
  return [...losses, ...numbers(session.predict())];
}

describe.skipIf(!hasTensorFlow)("both engines agree", () => {
  it.each(Array.from({ length: 10 }, (_, i) => i))(`on networks ${NETWORKS / 10} · %i and following`, (part) => {
    const failures: string[] = [];
    for (let number = (part * NETWORKS) / 10; number < ((part + 1) * NETWORKS) / 10; number++) {
      const { items, optimizer, request } = generate(number);
      const session = tensorFlowEngine().open(request);
      const other = engine.open(request);
      const errors = {
        predictions: worst(numbers(other.predict()), numbers(session.predict())),
        gradients: worst(
          gradientsOf(request),
          [...session.gradients(all).values()].flatMap((values) => Array.from(values)),
        ),
        training: worst(train(other), train(session)),
      };
      session.dispose();
      const agree = errors.predictions < 1e-5 && errors.gradients < 1e-4 && errors.training < 1e-3;
      if (!agree)
        failures.push(`${number}: ${JSON.stringify({ errors, optimizer, items, loss: request.compile?.losses })}`);
    }
    expect(failures).toEqual([]);
  });
});
