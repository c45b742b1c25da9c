/** The reference's gradients against finite differences of its own losses, for every layer, activation and loss; behind masks, with states dropped and activities held. */
import { describe, expect, it } from "vitest";
import type { Dataset } from "../../src/core/data/dataset";
import { createStream } from "../../src/core/random/randomStream";
import type { NamedTensor } from "../../src/core/training/networkSession";
import { listPlannedWeights } from "../../src/engine/plan/lowerGraph";
import { buildCompile, buildGraph, type LayerItem } from "../engine/buildGraph";
import { referenceActivations, rowActivations } from "./activations";
import { type DropoutMask, runReference } from "./network";

function randomTensor(shape: readonly number[], seed: number): { shape: readonly number[]; values: Float32Array } {
  const stream = createStream(seed, "weights", 7);
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float32Array.from({ length: count }, () => 0.7 * stream.normal()) };
}

/** `last`: features of the output; it is a sequence of `steps`, or one row where `steps` is 0. */
function checkGradients(
  items: readonly LayerItem[],
  steps: number,
  last: number,
  loss = "mse",
  drop?: DropoutMask,
): void {
  const graph = buildGraph(items);
  const input = graph.layers[0];
  const shape = input?.kind === "Input" ? input.arguments.shape.map(Number) : [];
  const y = randomTensor(steps > 0 ? [2, steps, last] : [2, last], 3);
  if (loss.includes("crossentropy")) y.values.forEach((_, i) => (y.values[i] = i % last === 1 ? 1 : 0));
  const x = randomTensor([2, ...shape], 2);
  // A step of the first sample, for a Masking; elsewhere it is a step like others.
  x.values.fill(0, 0, shape.at(-1));
  const dataset: Dataset = {
    samples: 2,
    inputs: [{ name: "x", tensor: x }],
    targets: [{ name: "y", tensor: y }],
  };
  const weights: NamedTensor[] = listPlannedWeights(graph).map(({ name, shape: size }, i) => ({
    name,
    ...randomTensor(size, 10 + i),
  }));
  const run = (given: readonly NamedTensor[]) =>
    runReference({
      graph,
      compile: buildCompile("sgd", loss),
      dataset,
      weights: given,
      samples: [0, 1],
      ...(drop && { mask: drop }),
    });
  const { gradients } = run(weights);
  for (const { name, values } of weights) {
    for (let i = 0; i < values.length; i += Math.max(1, Math.floor(values.length / 6))) {
      const lossAt = (by: number): number => {
        const moved = weights.map((weight) =>
          weight.name === name ? { ...weight, values: values.map((v, j) => (j === i ? v + by : v)) } : weight,
        );
        const { losses, activities } = run(moved);
        return (losses[0] as number) + activities;
      };
      // Steps that float32 weights hold exactly enough; the difference of the moved weights is what counts.
      const up = Math.fround((values[i] as number) + 2 ** -10) - (values[i] as number);
      const down = Math.fround((values[i] as number) - 2 ** -10) - (values[i] as number);
      const slope = (lossAt(up) - lossAt(down)) / (up - down);
      expect(Math.abs((gradients.get(name)?.[i] as number) - slope), `${name} [${i}]`).toBeLessThan(
        1e-4 * Math.max(1, Math.abs(slope)),
      );
    }
  }
}

const smooth = referenceActivations.filter(
  (name) =>
    ![
      "relu",
      "relu6",
      "leaky_relu",
      "hard_sigmoid",
      "hard_tanh",
      "selu",
      "soft_shrink",
      "hard_shrink",
      "hard_silu",
    ].includes(name),
);

describe("the reference's gradients", () => {
  it.each(["SimpleRNN", "LSTM", "GRU", "Jordan"])("%s", (kind) => {
    checkGradients([{ Input: [4, 2] }, { [kind]: { units: 3, return_sequences: true } }, { [kind]: 2 }], 0, 2);
    // States are handed on, and what stands before them learns too.
    const states = { LSTM: ["first/h", "first/c"], Jordan: ["first/h", "first/y"] }[kind] ?? ["first/h"];
    checkGradients(
      [
        { Input: [4, 2] },
        { [kind]: { units: 3, return_sequences: true, return_state: true, name: "first" } },
        { [kind]: { units: 3, initial_state: states } },
      ],
      0,
      3,
    );
    checkGradients(
      [{ Input: [4, 2] }, { Bidirectional: { [kind]: { units: 3, return_sequences: true }, merge_mode: "mul" } }],
      4,
      3,
    );
  });
  it.each(["SimpleRNN", "LSTM", "GRU", "Jordan"])("%s behind a mask, with states dropped, and held small", (kind) => {
    const layer = (given: object) => ({ [kind]: { units: 3, return_sequences: true, ...given } });
    checkGradients([{ Input: [4, 2] }, { Masking: 0 }, layer({}), { Dense: 2 }], 4, 2);
    checkGradients([{ Input: [4, 2] }, { Masking: 0 }, { Bidirectional: layer({}) }, { Dense: 2 }], 4, 2);
    const activity_regularizer = { name: "l2", arguments: { l2: 0.3 } };
    checkGradients([{ Input: [4, 2] }, layer({ activity_regularizer }), { Dense: 2 }], 4, 2);
    const drop: DropoutMask = (_, rate, row, step, feature) => ((row + step + feature) % 3 === 0 ? 0 : 1 / (1 - rate));
    checkGradients(
      [{ Input: [4, 2] }, layer({ recurrent_dropout: 0.4, dropout: 0.2 }), { Dense: 2 }],
      4,
      2,
      "mse",
      drop,
    );
  });
  it("GRU with the reset gate before", () =>
    checkGradients([{ Input: [4, 2] }, { GRU: { units: 3, reset_after: false } }], 0, 3));
  it.each(["concat", "sum", "ave"])("Bidirectional %s", (merge_mode) =>
    checkGradients([{ Input: [3, 2] }, { Bidirectional: { LSTM: { units: 2 }, merge_mode } }, { Dense: 2 }], 0, 2),
  );
  it("Jordan with more outputs than units", () =>
    checkGradients([{ Input: [4, 2] }, { Jordan: { units: 2, output_units: 3, return_sequences: true } }], 4, 3));
  it.each([
    ["dot", {}],
    ["dot", { use_scale: true }],
    ["concat", { use_scale: true }],
    ["dot", { use_causal_mask: true }],
  ] as const)("Attention %s %j", (score_mode, given) =>
    checkGradients(
      [
        { Input: { shape: [3, 2], name: "in" } },
        { Dense: { units: 3, name: "query", from: "in" } },
        { LSTM: { units: 3, return_sequences: true, name: "value", from: "in" } },
        { Attention: { from: ["query", "value"], score_mode, ...given } },
      ],
      3,
      3,
    ),
  );
  it.each([
    { elu: { alpha: 0.4 } },
    { celu: { alpha: 0.3 } },
    { gelu: { approximate: true } },
    { squareplus: { b: 0.5 } },
  ])("activation %j", (activation) =>
    checkGradients([{ Input: [2] }, { Dense: { units: 3, activation } }, { Dense: 2 }], 0, 2),
  );
  it("LayerNormalization", () =>
    checkGradients([{ Input: [3, 2] }, { Dense: 5 }, "LayerNormalization", { Dense: 2 }], 3, 2));
  it.each([...smooth, ...rowActivations])("activation %s", (activation) =>
    checkGradients([{ Input: [2] }, { Dense: { units: 3, activation } }, { Dense: 2 }], 0, 2),
  );
  it.each([
    ["mean_squared_error", "tanh"],
    ["mean_absolute_error", "tanh"],
    ["huber", "tanh"],
    ["quantile", "tanh"],
    ["log_cosh", "tanh"],
    ["poisson", "softplus"],
    ["kl_divergence", "softmax"],
    ["binary_crossentropy", "sigmoid"],
    ["binary_crossentropy", "softmax"],
    ["categorical_crossentropy", "softmax"],
    ["categorical_crossentropy", "exponential"],
  ])("%s behind %s", (loss, activation) =>
    checkGradients([{ Input: [2] }, { Dense: { units: 3, activation } }], 0, 3, loss),
  );
});
