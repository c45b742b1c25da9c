/**
 * The learning rate of every step, by Keras 3's formulas.
 *
 * Keras computes them in float32; here they are float64 with + − × ÷ alone, the same bits on every machine, and the session
 * rounds once. Steps count from 0, as Keras's iterations. test/core/training/schedule.test.ts and the goldens hold this.
 */
import type { ScheduleName, ScheduleSettings } from "../model/scheduleTable";
import { cosineOfHalfTurns, power } from "../numerics/elementaryFunctions";

type ArgumentsOf<Name extends ScheduleName> = Extract<ScheduleSettings, { readonly name: Name }>["arguments"];
type Formulas = { readonly [Name in ScheduleName]: (given: ArgumentsOf<Name>, step: number) => number };

const formulas: Formulas = {
  exponential_decay: (given, step) =>
    given.initial_learning_rate * power(given.decay_rate, decays(given.decay_steps, given.staircase, step)),

  inverse_time_decay: (given, step) =>
    given.initial_learning_rate / (1 + given.decay_rate * decays(given.decay_steps, given.staircase, step)),

  /** A value holds up to and with the step of its boundary. */
  piecewise_constant_decay({ boundaries, values }, step) {
    const passed = boundaries.filter((boundary) => step > boundary).length;
    return values[passed] as number;
  },

  polynomial_decay(given, step) {
    const { initial_learning_rate: first, end_learning_rate: last, decay_steps: steps } = given;
    const cycles = given.cycle && step > 0 ? Math.ceil(step / steps) : 1;
    const done = given.cycle ? step : Math.min(step, steps);
    return (first - last) * power(1 - done / (steps * cycles), given.power) + last;
  },

  cosine_decay(given, step) {
    const { initial_learning_rate: first, warmup_target: target, decay_steps: steps, alpha } = given;
    const warmup = target === null ? 0 : given.warmup_steps;
    if (target !== null && step < warmup) return ((target - first) * step) / warmup + first;
    const done = Math.min(step - warmup, steps) / steps;
    return (target ?? first) * halfWave(done, 1, alpha);
  },

  /** Each period is `t_mul` times as long as the one before it, and begins at `m_mul` times its height. */
  cosine_decay_restarts(given, step) {
    const { t_mul: growth, m_mul: height, alpha } = given;
    let restarts = 0;
    let begin = 0;
    let length = given.first_decay_steps;
    if (growth === 1) {
      restarts = Math.floor(step / length);
      begin = restarts * length;
    } else {
      for (; step >= begin + length; restarts++) {
        begin += length;
        length *= growth;
      }
    }
    return given.initial_learning_rate * halfWave((step - begin) / length, power(height, restarts), alpha);
  },
};

/** How often a rate has decayed; a staircase counts whole decays only. */
function decays(steps: number, staircase: boolean, step: number): number {
  return staircase ? Math.floor(step / steps) : step / steps;
}

/** From `height` down to 0 along half a wave, and squeezed between `alpha` and 1. */
function halfWave(done: number, height: number, alpha: number): number {
  return (1 - alpha) * (0.5 * height * (1 + cosineOfHalfTurns(done))) + alpha;
}

/** The learning rate of one step, in float64. */
export function scheduledRate({ name, arguments: given }: ScheduleSettings, step: number): number {
  return (formulas[name] as (given: unknown, step: number) => number)(given, step);
}
