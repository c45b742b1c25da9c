/**
 * Networks by chance, as model files, for the comparison with real Keras: layers, wrappers, masks, states, losses, optimizers and metrics,
 * with numbers that are saturated or tiny on purpose.
 *
 * What Keras has not, or draws by chance (Jordan, dropout, first values), is left to test/tensorflow/randomNetworks.ts, whose networks are
 * graphs for one engine beside the other; these are files that Keras reads too. A network is a function of its number.
 * test/differential/keras.test.ts.
 */
import { createStream } from "../../src/core/random/randomStream";

type Given = Readonly<Record<string, unknown>>;
export type Item = string | Given;

/** A model file as data (JSON is YAML), and how far its first weights are stretched. */
export interface Network {
  readonly number: number;
  readonly stretch: number;
  readonly spec: Given;
}

const SAMPLES = 5;

class Draw {
  private readonly stream;
  constructor(number: number) {
    this.stream = createStream(number, "weights", 77);
  }
  whole(low: number, high: number): number {
    return low + Math.floor(this.stream.uniform() * (high - low + 1));
  }
  of<One>(all: readonly One[]): One {
    return all[this.whole(0, all.length - 1)] as One;
  }
  chance(share: number): boolean {
    return this.stream.uniform() < share;
  }
  maybe(share: number, given: () => Given): Given {
    return this.chance(share) ? given() : {};
  }
  /** Nested lists of that shape. */
  numbers(shape: readonly number[], draw: () => unknown): unknown {
    const [size, ...rest] = shape;
    return size === undefined ? draw() : Array.from({ length: size }, () => this.numbers(rest, draw));
  }
  /** A float32 that is short when written. */
  normal(scale: number): number {
    return Math.fround(Number((this.stream.normal() * scale).toPrecision(4)));
  }
}

const single = ["linear", "relu", "sigmoid", "tanh", "hard_sigmoid", "softplus", "softsign", "elu", "selu", "leaky_relu", "relu6", "hard_tanh", "silu", "gelu", "mish", "celu", "log_sigmoid", "tanh_shrink", "soft_shrink", "squareplus", "sparse_plus", "sparse_sigmoid", "hard_silu"] as const; // prettier-ignore
const inCells = ["tanh", "tanh", "sigmoid", "softsign", "relu", "elu", "hard_sigmoid", "softplus", "gelu", "mish", "log_sigmoid", "softmax"] as const; // prettier-ignore
const gates = ["sigmoid", "sigmoid", "hard_sigmoid", "tanh", "softsign", "sparse_sigmoid"] as const;

const regularizer = (draw: Draw): unknown => draw.of([{ l2: 0.01 }, { l1: 0.003 }, { l1_l2: { l1: 0.002, l2: 0.01 } }]);
const constraint = (draw: Draw): unknown =>
  draw.of([{ max_norm: { max_value: 0.8 } }, { max_norm: { max_value: 1.2, axis: 1 } }, { unit_norm: { axis: 0 } }, "non_neg"]); // prettier-ignore

function cell(draw: Draw): { readonly kind: "LSTM" | "GRU" | "SimpleRNN"; readonly given: Given } {
  const kind = draw.of(["LSTM", "GRU", "SimpleRNN"] as const);
  return {
    kind,
    given: {
      units: draw.whole(1, 5),
      ...draw.maybe(0.4, () => ({ activation: draw.of(inCells) })),
      ...draw.maybe(0.15, () => ({ use_bias: false })),
      ...draw.maybe(0.1, () => ({ kernel_regularizer: regularizer(draw) })),
      ...draw.maybe(0.1, () => ({ recurrent_regularizer: regularizer(draw) })),
      ...draw.maybe(0.1, () => ({ kernel_constraint: constraint(draw) })),
      ...draw.maybe(0.1, () => ({ recurrent_constraint: constraint(draw) })),
      ...(kind === "SimpleRNN" ? {} : draw.maybe(0.3, () => ({ recurrent_activation: draw.of(gates) }))),
      ...(kind === "GRU" ? draw.maybe(0.4, () => ({ reset_after: false })) : {}),
      ...(kind === "GRU" ? draw.maybe(0.1, () => ({ bias_constraint: { max_norm: { max_value: 0.1 } } })) : {}),
    },
  };
}

class Growing {
  readonly items: Item[] = [];
  private count = 0;
  add(kind: string, given: Given, from?: string | readonly string[]): string {
    const name = `n${this.count++}`;
    this.items.push({ [kind]: { ...given, name, ...(from === undefined ? {} : { from }) } });
    return name;
  }
}

const dense = (draw: Draw, units = draw.whole(1, 5)): Given => ({
  units,
  activation: draw.of(single),
  ...draw.maybe(0.15, () => ({ use_bias: false })),
  ...draw.maybe(0.15, () => ({ kernel_constraint: constraint(draw) })),
  ...draw.maybe(0.1, () => ({ activity_regularizer: regularizer(draw) })),
});

function recurrent(draw: Draw, net: Growing, from: string, sequences: boolean, stateful: boolean): string {
  const { kind, given } = cell(draw);
  const one = { ...given, return_sequences: sequences };
  if (!stateful && draw.chance(0.35)) {
    const merge_mode = draw.of(["concat", "sum", "mul", "ave"]);
    const units = merge_mode === "concat" ? {} : { units: given["units"] };
    const isTurned = draw.chance(0.1);
    const own = draw.maybe(isTurned ? 1 : 0.4, () => {
      const back = cell(draw);
      const layer = { ...back.given, ...units, return_sequences: sequences, go_backwards: !isTurned };
      return { backward_layer: { [back.kind]: layer } };
    });
    return net.add("Bidirectional", { [kind]: { ...one, go_backwards: isTurned }, merge_mode, ...own }, from);
  }
  return net.add(kind, { ...one, ...draw.maybe(0.2, () => ({ go_backwards: true })), ...(stateful ? { stateful } : {}) }, from); // prettier-ignore
}

/** A step from a sequence to a sequence. */
function overTime(draw: Draw, net: Growing, from: string, stateful: boolean): string {
  switch (draw.whole(0, 8)) {
    case 0:
    case 1:
      return recurrent(draw, net, from, true, stateful);
    case 2:
      return net.add("Dense", dense(draw), from);
    case 3: {
      const { activity_regularizer: _, ...given } = dense(draw);
      return net.add("TimeDistributed", { Dense: given }, from);
    }
    case 4:
      return net.add("LayerNormalization", draw.maybe(0.3, () => ({ scale: false })), from); // prettier-ignore
    case 5: {
      const units = draw.whole(1, 4);
      const sides = [net.add("Dense", dense(draw, units), from), net.add("Dense", dense(draw, units), from)];
      return net.add(draw.of(["Add", "Multiply", "Average", "Subtract", "Concatenate"]), {}, sides);
    }
    case 6: {
      const { kind, given } = cell(draw);
      const encoder = net.add(kind, { ...given, return_state: true }, from);
      return net.add(kind, { ...given, return_sequences: true, initial_state: encoder }, from);
    }
    case 7: {
      const units = draw.whole(1, 4);
      const sides = [0, 1].map(() => net.add("Dense", { units, activation: "tanh" }, from));
      return net.add("Attention", { use_scale: draw.chance(0.5), score_mode: draw.of(["dot", "concat"]) }, sides);
    }
    default:
      return net.add("Activation", { activation: draw.of(single) }, from);
  }
}

function toRow(draw: Draw, net: Growing, from: string, stateful: boolean): string {
  const way = draw.whole(0, 5);
  if (way === 0) return net.add("Flatten", {}, from);
  if (way === 1) return net.add("GlobalAveragePooling1D", {}, from);
  if (way === 2) return net.add("GlobalMaxPooling1D", {}, from);
  return recurrent(draw, net, from, false, stateful);
}

interface End {
  readonly activation: string;
  readonly loss: unknown;
  /** Class numbers in the place of rows. */
  readonly sparse?: true;
  readonly target: (draw: Draw) => number;
  readonly metrics: readonly unknown[];
}

const bit = (draw: Draw): number => draw.whole(0, 1);
const ends: readonly End[] = [
  { activation: "linear", loss: "mse", target: (draw) => draw.normal(1), metrics: ["mae", "root_mean_squared_error"] },
  { activation: "tanh", loss: "mae", target: (draw) => draw.normal(1), metrics: ["mse"] },
  { activation: "linear", loss: { huber: { delta: 0.5 } }, target: (draw) => draw.normal(2), metrics: [] },
  { activation: "softsign", loss: "log_cosh", target: (draw) => draw.normal(3), metrics: ["mse"] },
  { activation: "softplus", loss: "poisson", target: (draw) => draw.whole(0, 4), metrics: [] },
  { activation: "softmax", loss: "kl_divergence", target: (draw) => draw.whole(0, 10) / 10, metrics: ["mse"] },
  { activation: "sigmoid", loss: "binary_crossentropy", target: bit, metrics: ["accuracy", "precision", "recall", "auc"] },
  { activation: "softmax", loss: "categorical_crossentropy", target: bit, metrics: ["accuracy"] },
  { activation: "softmax", loss: "categorical_crossentropy", target: (draw) => draw.whole(0, 10) / 10, metrics: ["mse"] },
  { activation: "softmax", loss: "sparse_categorical_crossentropy", sparse: true, target: bit, metrics: ["accuracy"] },
  { activation: "softplus", loss: "categorical_crossentropy", target: bit, metrics: [] },
  { activation: "linear", loss: "cosine_similarity", target: (draw) => draw.normal(1), metrics: ["cosine_similarity", "mse"] },
  { activation: "sigmoid", loss: "mse", target: bit, metrics: [{ precision: { thresholds: [0.3, 0.6] } }, { recall: { thresholds: [0.4, 0.7], top_k: 1 } }] },
  { activation: "hard_sigmoid", loss: "binary_crossentropy", target: bit, metrics: ["accuracy"] },
]; // prettier-ignore

/** Steps that divide by what may be next to nothing have an epsilon that keeps rounding from deciding a sign. */
const optimizers = (draw: Draw): unknown =>
  draw.of([
    { sgd: { learning_rate: 0.05 } },
    { sgd: { learning_rate: 0.05, momentum: 0.9, nesterov: draw.chance(0.5) } },
    { sgd: { learning_rate: 0.1, clipnorm: 0.5 } },
    { sgd: { learning_rate: 0.1, clipvalue: 0.05 } },
    { rmsprop: { learning_rate: 0.01, epsilon: 1e-3, centered: draw.chance(0.3), momentum: draw.of([0, 0.5]) } },
    { adam: { learning_rate: 0.01, epsilon: 1e-3, amsgrad: draw.chance(0.3) } },
    { adamw: { learning_rate: 0.01, epsilon: 1e-3, weight_decay: 0.05 } },
    { nadam: { learning_rate: 0.01, epsilon: 1e-3 } },
    { adamax: { learning_rate: 0.01, epsilon: 1e-3 } },
    { adagrad: { learning_rate: 0.05, epsilon: 1e-3 } },
    { adadelta: { learning_rate: 1.5, epsilon: 1e-3 } },
    { adam: { learning_rate: { exponential_decay: { initial_learning_rate: 0.02, decay_steps: 2, decay_rate: 0.8 } }, epsilon: 1e-3 } },
    { sgd: { learning_rate: 0.05, global_clipnorm: 1, weight_decay: 0.02 } },
  ]); // prettier-ignore

/** How the output ends: a Dense, a layer of activation by itself, a cell, or either in a TimeDistributed. */
function finish(
  draw: Draw,
  net: Growing,
  from: string,
  steps: number | undefined,
  units: number,
  activation: string,
): string {
  const way = draw.whole(0, 5);
  if (steps !== undefined && way === 0) return net.add("TimeDistributed", { Dense: { units, activation } }, from);
  if (steps !== undefined && way === 1) {
    return net.add("SimpleRNN", { units, activation, return_sequences: true }, from);
  }
  if (way === 2) return net.add("Activation", { activation }, net.add("Dense", { units }, from));
  return net.add("Dense", { units, activation }, from);
}

export function randomNetwork(number: number): Network {
  const draw = new Draw(number);
  const net = new Growing();
  const [steps, features] = [draw.whole(1, 5), draw.whole(1, 4)];
  const isText = draw.chance(0.15);
  const isMasked = draw.chance(0.3);
  const stateful = !isMasked && draw.chance(0.1);
  net.items.push({ Input: { shape: isText ? [steps] : [steps, features], name: "x", ...(isText ? { dtype: "int32" } : {}) } });
  let at = "x";
  // Ids may be moved before they are looked up.
  if (isText && !isMasked && draw.chance(0.3)) at = net.add("Reshape", { target_shape: [steps] }, at);
  if (isText) at = net.add("Embedding", { input_dim: 6, output_dim: features, mask_zero: isMasked }, at);
  else if (isMasked) at = net.add("Masking", { mask_value: 0 }, at);
  for (let i = draw.whole(0, 2); i > 0; i--) at = overTime(draw, net, at, stateful);
  const overSteps = draw.chance(0.4);
  if (!overSteps) {
    at = toRow(draw, net, at, stateful);
    if (draw.chance(0.4)) at = net.add("Dense", dense(draw), at);
  }
  const how = draw.of(ends);
  const units = draw.whole(2, 4);
  const last = finish(draw, net, at, overSteps ? steps : undefined, units, how.activation);
  const lead = overSteps ? [SAMPLES, steps] : [SAMPLES];
  const scale = draw.of([1, 1, 1, 1, 1e-6, 20]);
  // A sample keeps its first step: the mean of no step at all is 0 / 0.
  let count = 0;
  const mayGo = (): boolean => count++ % steps !== 0 && isMasked;
  const x = isText
    ? draw.numbers([SAMPLES, steps], () => draw.whole(mayGo() ? 0 : 1, 5))
    : draw.numbers([SAMPLES, steps], () =>
        mayGo() && draw.chance(0.3) ? Array.from({ length: features }, () => 0) : draw.numbers([features], () => draw.normal(scale)),
      ); // prettier-ignore
  const y = draw.numbers(how.sparse ? lead : [...lead, units], () => how.target(draw));
  const compile = { optimizer: optimizers(draw), loss: how.loss, ...(how.metrics.length > 0 && { metrics: how.metrics }) };
  // A stateful network needs batches of one size.
  const fit = { epochs: 3, batch_size: stateful ? SAMPLES : draw.of([2, 5]), shuffle: false };
  const spec = { data: { x, y }, model: net.items, compile, fit, outputs: [last] };
  return { number, stretch: draw.of([1, 1, 1, 1, 8, 1e-3]), spec };
} // prettier-ignore
