/**
 * Samples that train and samples that validate as one dataset: those that validate stand behind the others. test/core/data/validation.test.ts.
 */
import type { DataColumn, Dataset, Tensor } from "./dataset";

/** Both have the same columns, and samples of the same shape. */
export function joinSamples(train: Dataset, validation: Dataset): Dataset {
  const join = (all: readonly DataColumn[], more: readonly DataColumn[]): DataColumn[] =>
    all.map((column, at) => joinColumns(column, more[at] as DataColumn));
  return {
    samples: train.samples + validation.samples,
    parts: { train: train.samples, validation: validation.samples, test: 0 },
    inputs: join(train.inputs, validation.inputs),
    targets: join(train.targets, validation.targets),
  };
}

function joinColumns(train: DataColumn, validation: DataColumn): DataColumn {
  const tensor = joinTensors(train.tensor, validation.tensor);
  if (!train.weights && !validation.weights) return { ...train, tensor };
  const steps = Math.max(train.weights?.shape[1] ?? 1, validation.weights?.shape[1] ?? 1);
  return { ...train, tensor, weights: joinTensors(weightsOf(train, steps), weightsOf(validation, steps)) };
}

function joinTensors(a: Tensor, b: Tensor): Tensor {
  const values = new Float32Array(a.values.length + b.values.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  return { shape: [(a.shape[0] ?? 0) + (b.shape[0] ?? 0), ...a.shape.slice(1)], values };
}

/** (samples, steps): the weights of whole samples stand at each of their steps, and where there are none all count once. */
function weightsOf({ weights, tensor }: DataColumn, steps: number): Tensor {
  const samples = tensor.shape[0] ?? 0;
  if (weights?.shape[1] === steps) return weights;
  const values = Float32Array.from(
    { length: samples * steps },
    (_, at) => weights?.values[Math.floor(at / steps)] ?? 1,
  );
  return { shape: [samples, steps], values };
}
