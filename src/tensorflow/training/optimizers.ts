/**
 * Keras 3's optimizers over all trainable weights at once, which lie in one flat tensor.
 *
 * test/tensorflow/golden.test.ts.
 */
import type { OptimizerSettings } from "../../core/model/graph";
import type { OptimizerName } from "../../core/model/objectTables";
import { PlanError } from "../../engine/plan/planError";
import type { Tensor, Tf } from "../tfjs";

/** One update: what the rule reads. All tensors are flat and of one length. */
export interface Update {
  readonly tf: Tf;
  readonly weights: Tensor;
  readonly gradient: Tensor;
  /** By Keras's name. */
  readonly memory: Readonly<Record<string, Tensor>>;
  readonly rate: number;
  /** Counts from 1. */
  readonly step: number;
}

/** What an update makes. */
interface Updated {
  readonly weights: Tensor;
  readonly memory: Readonly<Record<string, Tensor>>;
}

export interface Optimizer {
  /** Keras's names for what is remembered, in Keras's order, and what each begins with. */
  readonly memory: Readonly<Record<string, number>>;
  readonly update: (update: Update) => Updated;
}

type Given = (argument: string) => number;
type Rule = (given: Given) => Optimizer;

/** share · a + (1 − share) · b. */
const blend = (tf: Tf, share: number, a: Tensor, b: Tensor): Tensor => tf.add(tf.mul(a, share), tf.mul(b, 1 - share));

const sgd: Rule = (given) => {
  const momentum = given("momentum");
  return {
    memory: momentum === 0 ? {} : { momentum: 0 },
    update: ({ tf, weights, gradient, memory, rate }) => {
      const step = tf.mul(gradient, rate);
      if (!memory.momentum) return { weights: tf.sub(weights, step), memory };
      const moved = tf.sub(tf.mul(memory.momentum, momentum), step);
      const change = given("nesterov") ? tf.sub(tf.mul(moved, momentum), step) : moved;
      return { weights: tf.add(weights, change), memory: { momentum: moved } };
    },
  };
};

const rmsprop: Rule = (given) => ({
  memory: {
    ...(given("momentum") > 0 && { momentum: 0 }),
    velocity: 0,
    ...(given("centered") && { average_gradient: 0 }),
  },
  update: ({ tf, weights, gradient, memory, rate }) => {
    const rho = given("rho");
    const velocity = blend(tf, rho, memory.velocity as Tensor, tf.square(gradient));
    const mean = memory.average_gradient && blend(tf, rho, memory.average_gradient, gradient);
    const variance = mean ? tf.sub(velocity, tf.square(mean)) : velocity;
    const step = tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(variance, given("epsilon"))));
    const moved = memory.momentum && tf.add(tf.mul(memory.momentum, given("momentum")), step);
    return {
      weights: tf.sub(weights, moved ?? step),
      memory: { ...(moved && { momentum: moved }), velocity, ...(mean && { average_gradient: mean }) },
    };
  },
});

interface Moments {
  readonly momentum: Tensor;
  readonly velocity: Tensor;
}

function moments({ tf, gradient, memory }: Update, given: Given): Moments {
  return {
    momentum: blend(tf, given("beta_1"), memory.momentum as Tensor, gradient),
    velocity: blend(tf, given("beta_2"), memory.velocity as Tensor, tf.square(gradient)),
  };
}

const adam: Rule = (given) => ({
  memory: { momentum: 0, velocity: 0, ...(given("amsgrad") && { velocity_hat: 0 }) },
  update: (update) => {
    const { tf, weights, memory, rate, step } = update;
    const made = moments(update, given);
    const largest = memory.velocity_hat && tf.maximum(memory.velocity_hat, made.velocity);
    const alpha = (rate * Math.sqrt(1 - given("beta_2") ** step)) / (1 - given("beta_1") ** step);
    const root = tf.add(tf.sqrt(largest ?? made.velocity), given("epsilon"));
    return {
      weights: tf.sub(weights, tf.div(tf.mul(made.momentum, alpha), root)),
      memory: { ...made, ...(largest && { velocity_hat: largest }) },
    };
  },
});

/** Nadam's momentum at one step: its schedule approaches beta_1. */
const scheduled = (beta: number, step: number): number => beta * (1 - 0.5 * 0.96 ** step);

const nadam: Rule = (given) => ({
  memory: { momentum: 0, velocity: 0 },
  update: (update) => {
    const { tf, weights, gradient, rate, step } = update;
    const beta = given("beta_1");
    const made = moments(update, given);
    let product = 1;
    for (let t = 1; t <= step; t++) product *= scheduled(beta, t);
    const next = scheduled(beta, step + 1);
    const ahead = tf.mul(made.momentum, next / (1 - product * next));
    const moment = tf.add(ahead, tf.mul(gradient, (1 - scheduled(beta, step)) / (1 - product)));
    const root = tf.add(tf.sqrt(tf.div(made.velocity, 1 - given("beta_2") ** step)), given("epsilon"));
    return { weights: tf.sub(weights, tf.div(tf.mul(moment, rate), root)), memory: { ...made } };
  },
});

const adamax: Rule = (given) => ({
  memory: { momentum: 0, norm: 0 },
  update: ({ tf, weights, gradient, memory, rate, step }) => {
    const momentum = blend(tf, given("beta_1"), memory.momentum as Tensor, gradient);
    const norm = tf.maximum(tf.mul(memory.norm as Tensor, given("beta_2")), tf.abs(gradient));
    const divisor = tf.mul(tf.add(norm, given("epsilon")), 1 - given("beta_1") ** step);
    return { weights: tf.sub(weights, tf.div(tf.mul(momentum, rate), divisor)), memory: { momentum, norm } };
  },
});

const adagrad: Rule = (given) => ({
  memory: { accumulator: given("initial_accumulator_value") },
  update: ({ tf, weights, gradient, memory, rate }) => {
    const accumulator = tf.add(memory.accumulator as Tensor, tf.square(gradient));
    const step = tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(accumulator, given("epsilon"))));
    return { weights: tf.sub(weights, step), memory: { accumulator } };
  },
});

const adadelta: Rule = (given) => ({
  memory: { accumulated_delta_var: 0, accumulated_grad: 0 },
  update: ({ tf, weights, gradient, memory, rate }) => {
    const before = memory.accumulated_delta_var as Tensor;
    const rho = given("rho");
    const accumulated_grad = blend(tf, rho, memory.accumulated_grad as Tensor, tf.square(gradient));
    const root = (x: Tensor): Tensor => tf.sqrt(tf.add(x, given("epsilon")));
    const step = tf.div(tf.mul(root(before), gradient), root(accumulated_grad));
    const accumulated_delta_var = blend(tf, rho, before, tf.square(step));
    return {
      weights: tf.sub(weights, tf.mul(step, rate)),
      memory: { accumulated_delta_var, accumulated_grad },
    };
  },
});

/** Keras's AdamW is its Adam with another default for weight_decay, which the session sees to. */
const rules: { readonly [Name in OptimizerName]: Rule } = {
  ...{ sgd, rmsprop, adam, adamw: adam },
  ...{ nadam, adamax, adagrad, adadelta },
};

/** Throws PlanError `engine-not-built` for an argument that is no number. */
export function createOptimizer({ name, arguments: settings }: OptimizerSettings): Optimizer {
  return rules[name](numbersOf(settings));
}

export function numbersOf(settings: OptimizerSettings["arguments"]): Given {
  return (argument) => {
    const value: unknown = settings[argument] ?? 0;
    if (typeof value === "object") throw new PlanError("engine-not-built", { layer: "compile", argument });
    return Number(value);
  };
}
