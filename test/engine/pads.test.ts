/** The invariants that the kernels rely on: pad columns hold zeros, pad rows have zero gradients, pads of weights stay zero. */
import { describe, expect, it } from "vitest";
import { allActivations, referenceActivations, rowActivations } from "../reference/activations";
import { planNetwork } from "../../src/engine/plan/planNetwork";
import { allocateMemory, instantiateKernels } from "../../src/engine/kernelModule";
import { WasmSession } from "../../src/engine/wasmSession";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { randomColumn } from "./checkAgainstReference";
import { kernelBytes } from "./kernels";

/** Trains a full and a short batch and looks at every pad in the memory. */
function checkPads(items: readonly LayerItem[], outputFeatures: number, loss: string, optimizer: string): void {
  const samples = 6;
  const graph = buildGraph(items);
  const compile = buildCompile(optimizer, loss);
  const inputs = [randomColumn("x", [samples, 5, 3], 1)];
  const target = randomColumn("y", [samples, 5, outputFeatures], 2);
  if (loss.includes("crossentropy"))
    target.tensor.values.forEach((_, i, all) => (all[i] = i % outputFeatures === 0 ? 1 : 0));
  const plan = planNetwork({ graph, compile, samples, inputShapes: [[5, 3]], batchSize: 6, seed: 1, shards: 2 });
  const memory = allocateMemory(plan.bytes);
  const kernels = instantiateKernels(new WebAssembly.Module(kernelBytes.exact), memory);
  const dataset = { samples, inputs, targets: [target] };
  const session = new WasmSession(plan, memory, kernels, "exact", {
    graph,
    compile,
    dataset,
    batchSize: 6,
    seed: 1,
    reproducible: true,
  });
  const floats = new Float32Array(memory.buffer);

  for (const rows of [6, 3]) {
    session.predict();
    session.trainBatch(Int32Array.from({ length: rows }, (_, i) => i));
    for (const { frame, tensors } of plan.shards) {
      const { rows: own, padded } = frame.values;
      for (const { tensor, value, gradient } of own > 0 ? tensors : []) {
        for (let at = 0; at < tensor.steps * padded * tensor.ld; at++) {
          const isPadColumn = at % tensor.ld >= tensor.features;
          const isPadRow = Math.floor(at / tensor.ld) % padded >= own;
          if (isPadColumn && floats[value / 4 + at] !== 0) expect.fail(`value of ${tensor.shape.join("×")} at ${at}`);
          if (gradient && (isPadColumn || isPadRow) && floats[gradient / 4 + at] !== 0) {
            expect.fail(`gradient of ${tensor.shape.join("×")} at ${at}: ${floats[gradient / 4 + at]}`);
          }
        }
      }
    }
  }
  const numbers = session.weights().reduce((sum, { values }) => sum + values.length, 0);
  const nonZero = plan.weights.reduce((sum, { address, floats: count }) => {
    return sum + floats.subarray(address / 4, address / 4 + count).filter((value) => value !== 0).length;
  }, 0);
  expect(nonZero).toBeLessThanOrEqual(numbers);
  const written = session.weights().reduce((sum, { values }) => sum + values.filter((value) => value !== 0).length, 0);
  expect(nonZero).toBe(written);
}

describe("pads stay zero", () => {
  const sequence = { units: 5, return_sequences: true };
  it.each(["sgd", "rmsprop", "adam"])("in a stack of everything, %s", (optimizer) => {
    const items = [
      { Input: [5, 3] },
      { Bidirectional: { LSTM: sequence, merge_mode: "concat" } },
      { Dropout: 0.3 },
      { GRU: { ...sequence, units: 7 } },
      { GRU: { ...sequence, reset_after: false } },
      { Bidirectional: { SimpleRNN: sequence, merge_mode: "mul" } },
      { TimeDistributed: { Dense: { units: 9, activation: "softplus" } } },
      { Dense: { units: 3, activation: "softmax" } },
    ];
    checkPads(items, 3, "categorical_crossentropy", optimizer);
  });

  it.each(["GlobalAveragePooling1D", "GlobalMaxPooling1D"])("where numbers move about, with %s", (kind) => {
    const items = [
      { Input: [5, 3] },
      { GRU: sequence },
      { SpatialDropout1D: 0.3 },
      "LayerNormalization",
      { LayerNormalization: { scale: false } },
      { Reshape: [-1, 1] },
      { SimpleRNN: { ...sequence, units: 6 } },
      kind,
      { RepeatVector: 5 },
      "Flatten",
      { Reshape: [5, 6] },
      { Dense: 2 },
    ];
    checkPads(items, 2, "mse", "adam");
  });

  it.each(["dot", "concat"])("behind attention %s, masked", (score_mode) => {
    const items = [
      { Input: { shape: [5, 3], name: "in" } },
      { Masking: { from: "in", name: "m" } },
      { GRU: { ...sequence, from: "m", name: "q" } },
      { Dense: { units: 5, from: "in", name: "v" } },
      { Attention: { from: ["q", "v", "q"], score_mode, use_scale: true, dropout: 0.2 } },
      { Dense: { units: 3, activity_regularizer: { name: "l2", arguments: { l2: 0.1 } } } },
      { Dense: 2 },
    ];
    checkPads(items, 2, "mse", "adam");
  });

  it.each([...referenceActivations, ...rowActivations])("behind the activation %s", (activation) => {
    checkPads(
      [{ Input: [5, 3] }, { Activation: activation }, { Dense: 6 }, { Activation: activation }, { Dense: 2 }],
      2,
      "mse",
      "adam",
    );
  });

  it.each(allActivations)("in cells with %s", (activation) => {
    // Negative recurrent weights keep the unbounded activations from growing beyond float32.
    const recurrent_initializer = { name: "constant", arguments: { value: -0.1 } };
    const kernel_initializer = { name: "constant", arguments: { value: 0.01 } };
    const given = { ...sequence, activation, recurrent_initializer, kernel_initializer, unit_forget_bias: false };
    const gated = { ...given, recurrent_activation: activation };
    for (const cell of [
      { SimpleRNN: given },
      { LSTM: gated },
      { GRU: gated },
      { GRU: { ...gated, reset_after: false } },
      { Jordan: { ...given, output_units: 6, output_activation: activation } },
    ]) {
      checkPads([{ Input: [5, 3] }, { Dense: 3 }, cell, { Dense: 2 }], 2, "mae", "adam");
    }
  });
});
