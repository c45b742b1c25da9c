/**
 * Learning-rate schedules a file may name, with Keras 3's names and defaults; core/training/schedule.ts has their formulas.
 */
import { boolean, integer, number, numberList, type ValuesOf } from "./argumentTypes";

const LARGEST_STEPS = Number.MAX_SAFE_INTEGER;

const initial = { initial_learning_rate: number({ required: true, min: 0, first: 0.01 }) };
const decaySteps = { decay_steps: integer({ required: true, min: 1, max: LARGEST_STEPS, first: 1000 }) };

export const schedules = {
  exponential_decay: {
    ...initial,
    ...decaySteps,
    decay_rate: number({ required: true, min: 0, first: 0.9 }),
    staircase: boolean(false),
  },
  piecewise_constant_decay: {
    boundaries: numberList({ min: 0, whole: true, first: [1000] }),
    values: numberList({ min: 0, first: [0.01, 0.001] }),
  },
  polynomial_decay: {
    ...initial,
    ...decaySteps,
    end_learning_rate: number({ default: 0.0001, min: 0 }),
    power: number({ default: 1, min: 0, first: 2 }),
    cycle: boolean(false),
  },
  inverse_time_decay: {
    ...initial,
    ...decaySteps,
    decay_rate: number({ required: true, min: 0, first: 0.9 }),
    staircase: boolean(false),
  },
  cosine_decay: {
    ...initial,
    ...decaySteps,
    alpha: number({ default: 0, min: 0, first: 0.1 }),
    warmup_target: number({ default: null, min: 0, first: 0.01 }),
    warmup_steps: integer({ default: 0, min: 0, max: LARGEST_STEPS, first: 1000 }),
  },
  cosine_decay_restarts: {
    ...initial,
    first_decay_steps: integer({ required: true, min: 1, max: LARGEST_STEPS, first: 1000 }),
    t_mul: number({ default: 2, min: 1 }),
    m_mul: number({ default: 1, min: 0, first: 0.9 }),
    alpha: number({ default: 0, min: 0, first: 0.1 }),
  },
} as const;

export type ScheduleName = keyof typeof schedules;

/** A schedule with every argument filled in. */
export type ScheduleSettings = {
  readonly [Name in ScheduleName]: { readonly name: Name; readonly arguments: ValuesOf<(typeof schedules)[Name]> };
}[ScheduleName];

/** How each is written, for a message that shows it. */
export const scheduleExamples: Readonly<Record<ScheduleName, string>> = {
  exponential_decay: "exponential_decay: {initial_learning_rate: 0.01, decay_steps: 1000, decay_rate: 0.9}",
  piecewise_constant_decay: "piecewise_constant_decay: {boundaries: [1000], values: [0.01, 0.001]}",
  polynomial_decay: "polynomial_decay: {initial_learning_rate: 0.01, decay_steps: 1000}",
  inverse_time_decay: "inverse_time_decay: {initial_learning_rate: 0.01, decay_steps: 1000, decay_rate: 0.5}",
  cosine_decay: "cosine_decay: {initial_learning_rate: 0.01, decay_steps: 1000}",
  cosine_decay_restarts: "cosine_decay_restarts: {initial_learning_rate: 0.01, first_decay_steps: 1000}",
};
