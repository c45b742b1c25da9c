/**
 * First weights, by the formulas of Keras 3 (keras/src/initializers/random_initializers.py).
 *
 * Pure functions of a stream. Distributions are Keras's; the numbers themselves are this project's own, and
 * the same on every machine. test/core/random/initializers.test.ts.
 */
import type { KerasObject } from "../model/argumentTypes";
import { defaultsOf, type InitializerName, initializers } from "../model/objectTables";
import { orthogonal } from "./orthogonal";
import type { RandomStream } from "./randomStream";

export type Initializer = KerasObject<InitializerName>;
type Fill = (count: number, draw: () => number) => Float32Array;

const fill: Fill = (count, draw) => {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = draw();
  return values;
};

/** Keras draws again what lies more than two standard deviations away. */
function truncatedNormal(stream: RandomStream): number {
  for (;;) {
    const value = stream.normal();
    if (value >= -2 && value <= 2) return value;
  }
}

/** Standard deviation of a normal distribution cut at ±2. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

type Mode = "fan_in" | "fan_out" | "fan_avg";
type Distribution = "truncated_normal" | "untruncated_normal" | "uniform";

function varianceScaling(scale: number, mode: Mode, distribution: Distribution): Made {
  return (shape, count, stream) => {
    const [fanIn, fanOut] = countFans(shape);
    const fans = { fan_in: fanIn, fan_out: fanOut, fan_avg: (fanIn + fanOut) / 2 };
    const variance = scale / Math.max(1, fans[mode]);
    if (distribution === "untruncated_normal") {
      const deviation = Math.sqrt(variance);
      return fill(count, () => deviation * stream.normal());
    }
    if (distribution === "truncated_normal") {
      const deviation = Math.sqrt(variance) / TRUNCATED_DEVIATION;
      return fill(count, () => deviation * truncatedNormal(stream));
    }
    const limit = Math.sqrt(3 * variance);
    return fill(count, () => (2 * stream.uniform() - 1) * limit);
  };
}

/** How many inputs and outputs a weight of this shape joins, as Keras counts them. */
export function countFans(shape: readonly number[]): readonly [number, number] {
  if (shape.length === 0) return [1, 1];
  if (shape.length === 1) return [shape[0] as number, shape[0] as number];
  const field = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return [(shape.at(-2) as number) * field, (shape.at(-1) as number) * field];
}

type Made = (
  shape: readonly number[],
  count: number,
  stream: RandomStream,
  argument: (name: string) => number,
  word: (name: string) => string,
) => Float32Array;

const makers: { readonly [Name in InitializerName]: Made } = {
  glorot_uniform: varianceScaling(1, "fan_avg", "uniform"),
  glorot_normal: varianceScaling(1, "fan_avg", "truncated_normal"),
  he_uniform: varianceScaling(2, "fan_in", "uniform"),
  he_normal: varianceScaling(2, "fan_in", "truncated_normal"),
  lecun_uniform: varianceScaling(1, "fan_in", "uniform"),
  lecun_normal: varianceScaling(1, "fan_in", "truncated_normal"),
  orthogonal: (shape, _count, stream, argument) => orthogonal(shape, stream, argument("gain")),
  zeros: (_shape, count) => new Float32Array(count),
  ones: (_shape, count) => new Float32Array(count).fill(1),
  constant: (_shape, count, _stream, argument) => new Float32Array(count).fill(argument("value")),
  /** Keras calls the truncated normal distribution `normal` too. */
  variance_scaling: (shape, count, stream, argument, word) => {
    const given = word("distribution");
    const distribution = given === "normal" ? "truncated_normal" : (given as Distribution);
    return varianceScaling(argument("scale"), word("mode") as Mode, distribution)(shape, count, stream, argument, word);
  },
  /** Ones where row and column are the same, also where there are more of one than of the other. */
  identity: (shape, count, _stream, argument) => {
    const columns = shape.at(-1) ?? 1;
    const values = new Float32Array(count);
    for (let at = 0; at < Math.min(count, columns * columns); at += columns + 1) values[at] = argument("gain");
    return values;
  },
  random_uniform: (_shape, count, stream, argument) => {
    const low = argument("minval");
    const high = argument("maxval");
    return fill(count, () => low + (high - low) * stream.uniform());
  },
  random_normal: (_shape, count, stream, argument) => {
    const mean = argument("mean");
    const deviation = argument("stddev");
    return fill(count, () => mean + deviation * stream.normal());
  },
  truncated_normal: (_shape, count, stream, argument) => {
    const mean = argument("mean");
    const deviation = argument("stddev");
    return fill(count, () => mean + deviation * truncatedNormal(stream));
  },
};

/** Row-major numbers of `shape`. */
export function initialize(initializer: Initializer, shape: readonly number[], stream: RandomStream): Float32Array {
  const make = makers[initializer.name];
  const given = { ...defaultsOf(initializers[initializer.name]), ...initializer.arguments };
  const argument = (name: string): number => Number(given[name]);
  const count = shape.reduce((product, size) => product * size, 1);
  const word = (name: string): string => String(given[name]);
  return make(shape, count, stream, argument, word);
}
