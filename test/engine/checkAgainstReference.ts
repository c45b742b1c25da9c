/**
 * One door for all comparisons of the engine with the float64 reference: predictions, losses and the gradient of every
 * weight, on both builds, for a batch that leaves pad rows.
 *
 * The gradient is what one step of plain gradient descent takes from the weights, so no kernel needs a back door.
 */
import { expect } from "vitest";
import type { DataColumn, Dataset } from "../../src/core/data/dataset";
import { idSources } from "../../src/core/model/idSources";
import type { CompileSettings, ModelGraph } from "../../src/core/model/graph";
import { countQuantiles } from "../../src/core/model/quantiles";
import { createStream, streamKey } from "../../src/core/random/randomStream";
import { threefry2x32 } from "../../src/core/random/threefry";
import type { NamedTensor } from "../../src/core/training/networkSession";
import { runReference, type DropoutMask } from "../reference/network";
import { buildCompile, buildGraph, type LayerItem, type LossItem } from "./buildGraph";
import { type EngineUnderTest, openOn } from "./everyEngine";
import { builds, engine } from "./kernels";

export interface Comparison {
  readonly loss?: LossItem | readonly LossItem[];
  readonly lossWeights?: readonly number[];
  readonly outputs?: readonly string[];
  readonly samples?: number;
  readonly seed?: number;
  /** Sizes that stand in for free lengths. */
  readonly inputShapes?: readonly (readonly number[])[];
  /** "classes": one-hot rows; "labels": class numbers; "bits": 0 or 1. */
  readonly targets?: "numbers" | "classes" | "labels" | "bits";
  readonly mask?: DropoutMask;
  /** Sequences of different lengths: the steps behind a sample's last hold this number, in every input. */
  readonly padding?: number;
  readonly tolerance?: number;
  /** Default: both builds of the kernels. */
  readonly engines?: readonly EngineUnderTest[];
}

export function randomColumn(name: string, shape: readonly number[], seed: number): DataColumn {
  const stream = createStream(seed, "weights", 99);
  const count = shape.reduce((product, size) => product * size, 1);
  return { name, tensor: { shape, values: Float32Array.from({ length: count }, () => stream.normal()) } };
}

function makeTargets(column: DataColumn, kind: Comparison["targets"]): DataColumn {
  const { shape, values } = column.tensor;
  if (kind === "bits") return { ...column, tensor: { shape, values: values.map((value) => (value > 0 ? 1 : 0)) } };
  if (kind !== "classes" && kind !== "labels") return column;
  const width = shape.at(-1) as number;
  const labels = Float32Array.from({ length: values.length / width }, (_, r) => {
    const row = values.subarray(r * width, (r + 1) * width);
    return row.indexOf(Math.max(...row));
  });
  if (kind === "labels") return { ...column, tensor: { shape: [...shape.slice(0, -1), 1], values: labels } };
  return {
    ...column,
    tensor: { shape, values: values.map((_, i) => (labels[Math.floor(i / width)] === i % width ? 1 : 0)) },
  };
}

/** Weights with nothing left at zero. */
export function shake(weights: readonly NamedTensor[], seed: number): NamedTensor[] {
  return weights.map((weight, i) => {
    const stream = createStream(seed, "weights", 1000 + i);
    return { ...weight, values: weight.values.map((value) => value + 0.1 * stream.normal()) };
  });
}

function inputsOf(graph: ModelGraph, options: Comparison, samples: number): DataColumn[] {
  const known = graph.layers.map((layer) => ({ definition: layer, inputs: layer.inputs }));
  return graph.inputs.map((index, i) => {
    const layer = graph.layers[index];
    const own = layer?.kind === "Input" ? layer.arguments.shape.map((size) => size ?? 1) : [];
    const ids = graph.layers.flatMap((one) =>
      one.kind === "Embedding" && idSources(known, one.inputs[0]?.layer ?? -1).inputs.includes(index)
        ? [one.arguments.input_dim]
        : [],
    );
    const column = randomColumn("x", [samples, ...(options.inputShapes?.[i] ?? own)], 5 + i + (options.seed ?? 0));
    if (ids.length > 0)
      column.tensor.values.forEach((x, at, all) => (all[at] = Math.floor(Math.abs(x) * 97) % Math.min(...ids)));
    if (options.padding !== undefined) pad(column, options.padding);
    return column;
  });
}

/** Sample s keeps 1 + s steps; where there are fewer, the next samples begin again with 1. A step in the middle goes as well. */
function pad({ tensor: { shape, values } }: DataColumn, filling: number): void {
  const [samples = 0, steps = 1] = shape;
  const size = values.length / samples / steps;
  for (let s = 0; s < samples; s++) {
    for (let t = 0; t < steps; t++) {
      const isPadding = t > s % steps || (t === 1 && s % 3 === 2);
      if (isPadding) values.fill(filling, (s * steps + t) * size, (s * steps + t + 1) * size);
    }
  }
}

/** What a comparison is made with: a graph, weights without zeros, and random data of the shapes that fit. */
export interface Prepared {
  readonly graph: ModelGraph;
  readonly compile: CompileSettings;
  readonly dataset: Dataset;
  readonly weights: readonly NamedTensor[];
}

export function prepareComparison(items: readonly LayerItem[], options: Comparison = {}): Prepared {
  const { samples = 5, seed = 1, loss = "mse" } = options;
  const graph = buildGraph(items, options.outputs);
  const inputs = inputsOf(graph, options, samples);
  const losses = Array.isArray(loss) ? (loss as readonly LossItem[]) : graph.outputs.map(() => loss as LossItem);
  const compile = buildCompile({ sgd: { learning_rate: 1 } }, losses, [], options.lossWeights);
  const first = engine.open({
    graph,
    dataset: { samples, inputs, targets: [] },
    batchSize: samples,
    seed,
    reproducible: true,
  });
  const weights = shake(first.weights(), seed);
  const targets = first.predict().map(({ shape }, i) => {
    const row = (shape.at(-1) ?? 1) / (countQuantiles(compile.losses[i]) ?? 1);
    return makeTargets(randomColumn(`y${i}`, [...shape.slice(0, -1), row], 50 + i + seed), options.targets);
  });
  return { graph, compile, dataset: { samples, inputs, targets }, weights };
}

export function checkAgainstReference(items: readonly LayerItem[], options: Comparison = {}): void {
  const { samples = 5, seed = 1, tolerance = 2e-6 } = options;
  const { graph, compile, dataset, weights } = prepareComparison(items, options);
  const batch = Array.from({ length: samples }, (_, i) => samples - 1 - i);
  const masked = { graph, compile, dataset, weights, samples: batch, ...(options.mask ? { mask: options.mask } : {}) };
  const expected = runReference(masked);
  const inOrder = runReference({ graph, compile, dataset, weights, samples: batch.toReversed() });

  for (const build of options.engines ?? builds) {
    const session = openOn(build, { graph, compile, dataset, batchSize: samples, seed });
    session.setWeights(weights);
    session.predict().forEach(({ values }, i) => {
      expectClose(values, (inOrder.outputs[i] ?? []).flat(), tolerance, `${build} prediction ${i}`);
    });
    expectClose(session.trainBatch(Int32Array.from(batch)), expected.losses, tolerance, `${build} loss`);
    expectClose([session.batchPenalty?.() ?? 0], [expected.activities], tolerance, `${build} activities`);
    const after = session.weights();
    after.forEach(({ name, values }, i) => {
      const gradient = Float64Array.from(
        values,
        (value, j) => ((weights[i] as NamedTensor).values[j] as number) - value,
      );
      const frozen = graph.layers.some((layer) => !layer.trainable && name.startsWith(`${layer.name}/`));
      const right = frozen ? gradient.map(() => 0) : (expected.gradients.get(name) as Float64Array);
      expectClose(gradient, right, tolerance, `${build} d ${name}`);
    });
  }
}

/** Errors are relative to max(1, |value|). */
export function expectClose(found: ArrayLike<number>, right: ArrayLike<number>, tolerance: number, what: string): void {
  expect(found.length, what).toBe(right.length);
  for (let i = 0; i < found.length; i++) {
    const expected = right[i] as number;
    const error = Math.abs((found[i] as number) - expected) / Math.max(1, Math.abs(expected));
    if (!(error <= tolerance)) expect.fail(`${what} [${i}]: ${found[i]} instead of ${expected}`);
  }
}

/** A dropout's mask by its definition: 32 bits of the cipher for each number, in groups of eight. */
export function dropoutMaskOf(seed: number, batchRows: number, features: number, step: number): DropoutMask {
  const groups = Math.ceil(features / 8);
  return (dropout, rate, row, t, feature) => {
    const group = (t * batchRows + row) * groups + Math.floor(feature / 8);
    const within = feature % 8;
    const words = threefry2x32([group * 4 + (within % 4), step], streamKey(seed, "dropout", dropout));
    return words[within < 4 ? 0 : 1] >= Math.floor(rate * 2 ** 32) ? 1 / (1 - rate) : 0;
  };
}
