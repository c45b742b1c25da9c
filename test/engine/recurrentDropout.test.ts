/** Dropout of the states that recurrent layers hand from step to step, against the float64 reference with the same masks. */
import { describe, expect, it } from "vitest";
import type { LayerItem } from "./buildGraph";
import { buildCompile, buildGraph } from "./buildGraph";
import { checkAgainstReference, dropoutMaskOf } from "./checkAgainstReference";
import { everyEngine } from "./everyEngine";
import { engine } from "./kernels";

const cells = [["SimpleRNN", {}], ["LSTM", {}], ["GRU", {}], ["GRU", { reset_after: false }], ["Jordan", {}], ["LSTM", { activation: "elu" }], ["GRU", { recurrent_activation: "silu" }]] as const; // prettier-ignore

describe.each(cells)("%s %j", (kind, extra) => {
  const layer = (given: object): LayerItem => ({ [kind]: { ...extra, units: 5, recurrent_dropout: 0.4, ...given } });
  const options = { samples: 6, seed: 9, mask: dropoutMaskOf(9, 6, 5, 1), engines: everyEngine };

  it("drops the same numbers at every step, those of each gate apart", () => {
    checkAgainstReference([{ Input: [4, 2] }, { Dense: 3 }, layer({})], options);
    checkAgainstReference([{ Input: [4, 2] }, layer({ return_sequences: true }), layer({}), { Dense: 2 }], options);
    checkAgainstReference([{ Input: [1, 2] }, layer({})], options);
  });

  it("with dropout of inputs: those of each gate apart too", () => {
    checkAgainstReference([{ Input: [4, 2] }, { Dense: 5 }, layer({ dropout: 0.3 }), { Dense: 2 }], options);
    checkAgainstReference([{ Input: [4, 5] }, layer({ dropout: 0.3, use_bias: false })], options);
  });

  it("each direction its own, and from an initial state", () => {
    checkAgainstReference([{ Input: [4, 2] }, { Bidirectional: layer({ return_sequences: true }) }], options);
    const names = kind === "LSTM" || kind === "Jordan" ? ["start", "start"] : ["start"];
    checkAgainstReference(
      [
        { Input: { shape: [2], name: "v" } },
        { Dense: { units: 5, name: "start" } },
        { Input: { shape: [3, 2], name: "x" } },
        layer({ from: "x", initial_state: names }),
      ],
      options,
    );
  });
});

it("keeps the right share, at every update another one, and is off in predictions", () => {
  // The first step makes ones of zeros; the second shows the mask: its output is the mean of what is kept of them.
  const units = 2000;
  const zeros = { name: "zeros", arguments: {} };
  const average = { name: "constant", arguments: { value: 1 / units } };
  const one = { name: "ones", arguments: {} };
  const given = {
    kernel_initializer: zeros,
    recurrent_initializer: zeros,
    bias_initializer: one,
    activation: "linear",
  };
  const jordan = { units: 1, output_units: units, recurrent_dropout: 0.25, ...given };
  const graph = buildGraph([
    { Input: [2, 1] },
    { Jordan: { ...jordan, kernel_initializer: one, recurrent_initializer: average, bias_initializer: zeros } },
    { Dense: { units: 1, kernel_initializer: average, trainable: false } },
  ]);
  const x = { name: "x", tensor: { shape: [1, 2, 1], values: Float32Array.of(1, 0) } };
  const y = { name: "y", tensor: { shape: [1, 1], values: Float32Array.of(0) } };
  const compile = buildCompile({ sgd: { learning_rate: 0 } }, "mae");
  const dataset = { samples: 1, inputs: [x], targets: [y] };
  const session = engine.open({ graph, compile, dataset, batchSize: 1, seed: 3, reproducible: true });
  expect(session.predict()[0]?.values[0]).toBeCloseTo(1, 4);
  const losses = Array.from({ length: 8 }, () => session.trainBatch(Int32Array.of(0))[0] ?? 0);
  // What is kept is divided by 0.75, so the mean stays near 1; its spread is that of 2,000 draws.
  for (const loss of losses) expect(Math.abs(loss - 1)).toBeLessThan(5 * Math.sqrt(0.25 / 0.75 / units));
  expect(new Set(losses).size).toBeGreaterThan(5);
  expect(session.predict()[0]?.values[0]).toBeCloseTo(1, 4);
});
