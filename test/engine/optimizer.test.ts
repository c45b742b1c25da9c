/** Each optimizer's rule, with all its settings, against its formula in float64 over several steps. */
import { describe, expect, it } from "vitest";
import { buildCompile, buildGraph } from "./buildGraph";
import { expectClose, randomColumn } from "./checkAgainstReference";
import { builds, engine } from "./kernels";

interface Slots {
  m: number;
  v: number;
  extra: number;
}
type Given = Readonly<Record<string, number | boolean>>;
/** What is added to a weight with gradient g at step t; from the update rules of keras/src/optimizers. */
type Rule = (given: Given, slots: Slots, g: number, t: number) => number;

const number = (given: Given, name: string, fallback: number): number => Number(given[name] ?? fallback);

const rules: Readonly<Record<string, Rule>> = {
  sgd(given, slots, g) {
    const rate = number(given, "learning_rate", 0.01);
    const momentum = number(given, "momentum", 0);
    slots.m = momentum * slots.m - rate * g;
    return given.nesterov ? momentum * slots.m - rate * g : slots.m;
  },
  rmsprop(given, slots, g) {
    const rho = number(given, "rho", 0.9);
    slots.v = rho * slots.v + (1 - rho) * g * g;
    slots.extra = rho * slots.extra + (1 - rho) * g;
    const variance = given.centered ? slots.v - slots.extra ** 2 : slots.v;
    const step = (number(given, "learning_rate", 0.001) * g) / Math.sqrt(variance + number(given, "epsilon", 1e-7));
    slots.m = number(given, "momentum", 0) * slots.m + step;
    return -slots.m;
  },
  adam(given, slots, g, t) {
    const b1 = number(given, "beta_1", 0.9);
    const b2 = number(given, "beta_2", 0.999);
    const alpha = (number(given, "learning_rate", 0.001) * Math.sqrt(1 - b2 ** t)) / (1 - b1 ** t);
    slots.m += (g - slots.m) * (1 - b1);
    slots.v += (g * g - slots.v) * (1 - b2);
    slots.extra = Math.max(slots.extra, slots.v);
    return (-slots.m * alpha) / (Math.sqrt(given.amsgrad ? slots.extra : slots.v) + number(given, "epsilon", 1e-7));
  },
};

/** Nadam's momentum at step t. */
const scheduled = (given: Given, t: number): number => number(given, "beta_1", 0.9) * (1 - 0.5 * 0.96 ** t);

Object.assign(rules, {
  nadam(given, slots, g, t) {
    const b1 = number(given, "beta_1", 0.9);
    const b2 = number(given, "beta_2", 0.999);
    slots.m += (g - slots.m) * (1 - b1);
    slots.v += (g * g - slots.v) * (1 - b2);
    slots.extra = (t === 1 ? 1 : slots.extra) * scheduled(given, t);
    const next = scheduled(given, t + 1);
    const moment = (next * slots.m) / (1 - slots.extra * next) + ((1 - scheduled(given, t)) * g) / (1 - slots.extra);
    const root = Math.sqrt(slots.v / (1 - b2 ** t)) + number(given, "epsilon", 1e-7);
    return (-moment * number(given, "learning_rate", 0.001)) / root;
  },
  adamax(given, slots, g, t) {
    const b1 = number(given, "beta_1", 0.9);
    slots.m += (g - slots.m) * (1 - b1);
    slots.v = Math.max(number(given, "beta_2", 0.999) * slots.v, Math.abs(g));
    return (
      (-number(given, "learning_rate", 0.001) * slots.m) / ((1 - b1 ** t) * (slots.v + number(given, "epsilon", 1e-7)))
    );
  },
  adagrad(given, slots, g, t) {
    if (t === 1) slots.v = number(given, "initial_accumulator_value", 0.1);
    slots.v += g * g;
    return (-number(given, "learning_rate", 0.001) * g) / Math.sqrt(slots.v + number(given, "epsilon", 1e-7));
  },
  adadelta(given, slots, g) {
    const rho = number(given, "rho", 0.95);
    const epsilon = number(given, "epsilon", 1e-7);
    slots.v = rho * slots.v + (1 - rho) * g * g;
    const step = (Math.sqrt(slots.m + epsilon) * g) / Math.sqrt(slots.v + epsilon);
    slots.m = rho * slots.m + (1 - rho) * step * step;
    return -number(given, "learning_rate", 0.001) * step;
  },
} satisfies Record<string, Rule>);
Object.assign(rules, { adamw: rules.adam });

/** One weight, so both norms are its gradient's size. */
function clipGradient(given: Given, g: number): number {
  const limit = number(given, "clipnorm", number(given, "global_clipnorm", number(given, "clipvalue", Infinity)));
  return Math.min(Math.max(g, -limit), limit);
}

const settings: readonly (readonly [string, Given])[] = [
  ["sgd", {}],
  ["sgd", { learning_rate: 0.1, momentum: 0.8 }],
  ["sgd", { learning_rate: 0.1, momentum: 0.8, nesterov: true }],
  ["rmsprop", {}],
  ["rmsprop", { learning_rate: 0.01, rho: 0.7, epsilon: 0.01 }],
  ["rmsprop", { momentum: 0.5 }],
  ["rmsprop", { centered: true, epsilon: 0.001 }],
  ["rmsprop", { centered: true, momentum: 0.5, epsilon: 0.001 }],
  ["adam", {}],
  ["adam", { learning_rate: 0.05, beta_1: 0.8, beta_2: 0.95, epsilon: 0.01 }],
  ["adam", { amsgrad: true, beta_2: 0.5, learning_rate: 0.02 }],
  ["adamw", {}],
  ["adamw", { weight_decay: 0.3, learning_rate: 0.05 }],
  ["nadam", {}],
  ["nadam", { learning_rate: 0.05, beta_1: 0.8, beta_2: 0.95, epsilon: 0.01 }],
  ["adamax", {}],
  ["adamax", { learning_rate: 0.05, beta_1: 0.8, beta_2: 0.7, epsilon: 0.01 }],
  ["adagrad", {}],
  ["adagrad", { learning_rate: 0.1, initial_accumulator_value: 0, epsilon: 0.01 }],
  ["adadelta", { learning_rate: 1 }],
  ["adadelta", { learning_rate: 0.5, rho: 0.6, epsilon: 0.01 }],
  ["sgd", { clipnorm: 0.5 }],
  ["sgd", { global_clipnorm: 0.5, momentum: 0.5 }],
  ["adagrad", { clipvalue: 0.5, learning_rate: 0.1 }],
  ["rmsprop", { weight_decay: 0.2, learning_rate: 0.01 }],
];

describe.each(settings)("%s %j", (name, given) => {
  it.each(builds)("%s build", (build) => {
    // One weight, no bias: y = w x, loss (w x − t)², whose gradient is written down at once.
    const xs = [1, -0.5, 2, 0.3, -1.5, 0.7];
    const ts = [0.2, 1, -1, 0.5, 0.1, 2];
    const graph = buildGraph([{ Input: [1] }, { Dense: { units: 1, use_bias: false } }]);
    const column = (values: number[]) => ({
      name: "v",
      tensor: { shape: [values.length, 1], values: Float32Array.from(values) },
    });
    const dataset = { samples: xs.length, inputs: [column(xs)], targets: [column(ts)] };
    const compile = buildCompile({ [name]: given }, "mse");
    const session = engine.open({ graph, compile, dataset, batchSize: 1, seed: 1, reproducible: build === "exact" });
    let w = session.weights()[0]?.values[0] as number;
    const slots = { m: 0, v: 0, extra: 0 };
    for (let t = 1; t <= 24; t++) {
      const i = t % xs.length;
      const [x, target] = [xs[i] as number, ts[i] as number];
      const gradient = clipGradient(given, 2 * (w * x - target) * x);
      const decay = number(given, "weight_decay", name === "adamw" ? 0.004 : 0) * w;
      const rate = number(given, "learning_rate", name === "sgd" ? 0.01 : 0.001);
      w += (rules[name] as Rule)(given, slots, gradient, t) - decay * rate;
      session.trainBatch(Int32Array.of(i));
      // Keras's 1 − β₂ in float32 is itself off by 1e-5.
      expectClose(session.weights()[0]?.values ?? [], [w], 2e-5, `step ${t}`);
    }
    expect(
      Math.abs(
        w -
          (engine.open({ graph, dataset, batchSize: 1, seed: 1, reproducible: true }).weights()[0]
            ?.values[0] as number),
      ),
    ).toBeGreaterThan(1e-3);
  });
});

describe("clipping of several weights", () => {
  const graph = buildGraph([{ Input: [3] }, { Dense: { units: 4, activation: "tanh" } }, { Dense: 2 }]);
  const dataset = {
    samples: 3,
    inputs: [randomColumn("x", [3, 3], 1)],
    targets: [randomColumn("y", [3, 2], 2)],
  };
  const gradients = (given: Given, reproducible: boolean): number[][] => {
    const compile = buildCompile({ sgd: { learning_rate: 1, ...given } }, "mse");
    const session = engine.open({ graph, compile, dataset, batchSize: 3, seed: 1, reproducible });
    const before = session.weights();
    session.trainBatch(Int32Array.of(0, 1, 2));
    return session
      .weights()
      .map(({ values }, i) => Array.from(values, (value, j) => (before[i]?.values[j] as number) - value));
  };
  const norm = (all: readonly number[]): number => Math.hypot(...all);

  it.each(builds)("%s build", (build) => {
    const reproducible = build === "exact";
    const plain = gradients({}, reproducible);
    const limit = 0.5;
    const all = norm(plain.flat());
    expect(plain.some((one) => norm(one) > limit) && plain.some((one) => norm(one) < limit)).toBe(true);
    expectClose(
      gradients({ clipnorm: limit }, reproducible).flat(),
      plain.flatMap((one) => one.map((g) => (g * limit) / Math.max(norm(one), limit))),
      1e-6,
      "clipnorm",
    );
    expectClose(
      gradients({ global_clipnorm: limit }, reproducible).flat(),
      plain.flat().map((g) => (g * limit) / all),
      1e-6,
      "global_clipnorm",
    );
    expectClose(gradients({ global_clipnorm: 2 * all }, reproducible).flat(), plain.flat(), 1e-6, "below the norm");
    expectClose(
      gradients({ clipvalue: 0.1 }, reproducible).flat(),
      plain.flat().map((g) => Math.min(Math.max(g, -0.1), 0.1)),
      1e-6,
      "clipvalue",
    );
  });
});
