/**
 * The made tasks: data that follows from a seed, so that a model file of any size needs no data file.
 *
 * Each entry says its shapes and values and fills one sample. Every sample draws from a stream of its own, so the first
 * hundred are the same however many there are, and only + − × ÷ are used, so they are the same on every machine.
 * docs/language.md defines each task in words; test/core/data/tasks.test.ts holds the definitions.
 */
import type { RandomStream } from "../../random/randomStream";
import type { TaskName } from "../../model/sectionTable";
import { fillBrackets } from "./brackets";
import { sineOfTurns } from "./sineOfTurns";

/** What the numbers of one side can be. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

export interface TaskEntry {
  readonly shortest: number;
  /** Shape of one sample of x, (T, F), for a length. */
  readonly x: (length: number) => readonly number[];
  /** Shape of one sample of y. */
  readonly y: (length: number) => readonly number[];
  readonly inputs: ValueRange;
  readonly targets: ValueRange;
  /** Fills one sample; `x` and `y` are its own numbers, row-major, and zero at first. */
  readonly fill: (stream: RandomStream, length: number, x: Float32Array, y: Float32Array) => void;
}

/** In [0, 1), a multiple of 2⁻²⁴: float32 holds it exactly. */
const uniform = (stream: RandomStream): number => (stream.bits() >>> 8) / 2 ** 24;
const bit = (stream: RandomStream): number => stream.bits() >>> 31;
const below = (stream: RandomStream, count: number): number => Math.floor(stream.uniform() * count);

const bits: ValueRange = { low: 0, high: 1, whole: true };
const shares: ValueRange = { low: 0, high: 1, whole: false };
const single = (length: number): readonly number[] => [length, 1];
const one = (): readonly number[] => [1];

/** Steps between a value and its repetition in `delay`. */
const delayOf = (length: number): number => Math.max(1, Math.floor(length / 4));

/** Pulses of `flip_flop`, one step in so many. */
const PULSE_EVERY = 10;

/** Hochreiter and Schmidhuber 1997, with the values and halves of Le, Jaitly and Hinton 2015. */
const adding: TaskEntry = {
  shortest: 2,
  x: (length) => [length, 2],
  y: one,
  inputs: shares,
  targets: { low: 0, high: 2, whole: false },
  fill: (stream, length, x, y) => {
    for (let step = 0; step < length; step++) x[2 * step] = uniform(stream);
    const half = Math.floor(length / 2);
    for (const step of [below(stream, half), half + below(stream, length - half)]) {
      x[2 * step + 1] = 1;
      y[0] = (y[0] ?? 0) + (x[2 * step] ?? 0);
    }
  },
};

/** A wave of any phase, 10 to 40 steps long; y is the value behind the last one. */
const sine: TaskEntry = {
  shortest: 1,
  x: single,
  y: one,
  inputs: { low: -1, high: 1, whole: false },
  targets: { low: -1, high: 1, whole: false },
  fill: (stream, length, x, y) => {
    const phase = uniform(stream);
    const period = 10 + 30 * uniform(stream);
    for (let step = 0; step < length; step++) x[step] = sineOfTurns(phase + step / period);
    y[0] = sineOfTurns(phase + length / period);
  },
};

/** Bits to be remembered, then a flag that asks for them in the same order. */
const copy: TaskEntry = {
  shortest: 2,
  x: (length) => [length, 2],
  y: single,
  inputs: bits,
  targets: bits,
  fill: (stream, length, x, y) => {
    const half = Math.floor(length / 2);
    const asked = length - half;
    for (let step = 0; step < half; step++) {
      const shown = bit(stream);
      x[2 * step] = shown;
      x[2 * (asked + step) + 1] = 1;
      y[asked + step] = shown;
    }
  },
};

const parity: TaskEntry = {
  shortest: 1,
  x: single,
  y: one,
  inputs: bits,
  targets: bits,
  fill: (stream, length, x, y) => {
    for (let step = 0; step < length; step++) {
      x[step] = bit(stream);
      y[0] = (y[0] ?? 0) === x[step] ? 0 : 1;
    }
  },
};

const delay: TaskEntry = {
  shortest: 2,
  x: single,
  y: single,
  inputs: shares,
  targets: shares,
  fill: (stream, length, x, y) => {
    for (let step = 0; step < length; step++) x[step] = uniform(stream);
    y.set(x.subarray(0, length - delayOf(length)), delayOf(length));
  },
};

/** Sussillo and Barak 2013: three switches, each set to −1 or 1 by its own pulses. */
const flipFlop: TaskEntry = {
  shortest: 1,
  x: (length) => [length, 3],
  y: (length) => [length, 3],
  inputs: { low: -1, high: 1, whole: true },
  targets: { low: -1, high: 1, whole: true },
  fill: (stream, length, x, y) => {
    for (let at = 0; at < 3 * length; at++) {
      if (at < 3 || below(stream, PULSE_EVERY) === 0) x[at] = 2 * bit(stream) - 1;
      y[at] = x[at] || (y[at - 3] ?? 0);
    }
  },
};

/** Balanced or not? Half of the rows are. */
const brackets: TaskEntry = {
  shortest: 2,
  x: single,
  y: one,
  inputs: { low: -1, high: 1, whole: true },
  targets: bits,
  fill: fillBrackets,
};

/** The course's second example: is this bit equal to the one before? The first has none before. */
const equalPrevious: TaskEntry = {
  shortest: 1,
  x: single,
  y: single,
  inputs: bits,
  targets: bits,
  fill: (stream, length, x, y) => {
    for (let step = 0; step < length; step++) {
      x[step] = bit(stream);
      y[step] = step > 0 && x[step] === x[step - 1] ? 1 : 0;
    }
  },
};

export const madeTasks: { readonly [Name in TaskName]: TaskEntry } = {
  adding,
  sine,
  copy,
  parity,
  delay,
  flip_flop: flipFlop,
  brackets,
  equal_previous: equalPrevious,
};
