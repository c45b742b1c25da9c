/**
 * Scaling of values feature by feature, and the way back to the data's own units.
 *
 * Figures are those of the whole population (divided by n). Only + − × ÷ √ are used, so that the same data gives the
 * same bits on every machine. test/core/data/scaling.test.ts holds both directions.
 */
import type { Scaling, Tensor } from "./dataset";

/** Mean and deviation, or minimum and span, of each feature of the last axis. A constant feature keeps its size. */
export function measureScaling({ shape, values }: Tensor, kind: "standard" | "minmax"): Scaling {
  const features = shape.length > 1 ? (shape.at(-1) ?? 1) : 1;
  const offset = new Float64Array(features);
  const factor = new Float64Array(features);
  for (let feature = 0; feature < features; feature++) {
    const [middle, size] = (kind === "standard" ? moments : extent)(values, feature, features);
    offset[feature] = middle;
    factor[feature] = size > 0 ? size : 1;
  }
  return { offset, factor };
}

function moments(values: Float32Array, feature: number, features: number): [number, number] {
  const count = values.length / features;
  let sum = 0;
  for (let at = feature; at < values.length; at += features) sum += values[at] ?? 0;
  const mean = sum / count;
  let squares = 0;
  for (let at = feature; at < values.length; at += features) {
    const distance = (values[at] ?? 0) - mean;
    squares += distance * distance;
  }
  return [mean, Math.sqrt(squares / count)];
}

function extent(values: Float32Array, feature: number, features: number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = feature; at < values.length; at += features) {
    low = Math.min(low, values[at] ?? 0);
    high = Math.max(high, values[at] ?? 0);
  }
  return [low, high - low];
}

/** (value − offset) / factor. */
export function scaled({ shape, values }: Tensor, { offset, factor }: Scaling): Tensor {
  const features = offset.length;
  return {
    shape,
    values: values.map((value, at) => (value - (offset[at % features] ?? 0)) / (factor[at % features] ?? 1)),
  };
}

/** scaled × factor + offset: in the data's own units. */
export function unscaled({ shape, values }: Tensor, { offset, factor }: Scaling): Tensor {
  const features = offset.length;
  return {
    shape,
    values: values.map((value, at) => value * (factor[at % features] ?? 1) + (offset[at % features] ?? 0)),
  };
}
