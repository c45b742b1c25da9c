/**
 * Float64 numbers that remember how they were made, so that a gradient follows from plain forward formulas.
 *
 * The reference is meant to be obvious, not fast. test/engine/gradients.test.ts compares gradients with finite differences.
 */

export interface Scalar {
  readonly value: number;
  gradient: number;
}

interface Step {
  readonly result: Scalar;
  readonly parents: readonly (readonly [Scalar, number])[];
}

let steps: Step[] = [];

/** Forgets everything that was computed before. */
export function startRecording(): void {
  steps = [];
}

export const scalar = (value: number): Scalar => ({ value, gradient: 0 });

function derive(value: number, ...parents: (readonly [Scalar, number])[]): Scalar {
  const result = scalar(value);
  steps.push({ result, parents });
  return result;
}

export const add = (a: Scalar, b: Scalar): Scalar => derive(a.value + b.value, [a, 1], [b, 1]);
export const subtract = (a: Scalar, b: Scalar): Scalar => derive(a.value - b.value, [a, 1], [b, -1]);
export const multiply = (a: Scalar, b: Scalar): Scalar => derive(a.value * b.value, [a, b.value], [b, a.value]);
export const divide = (a: Scalar, b: Scalar): Scalar =>
  derive(a.value / b.value, [a, 1 / b.value], [b, -a.value / b.value ** 2]);
export const scale = (a: Scalar, by: number): Scalar => derive(a.value * by, [a, by]);
export const sum = (all: readonly Scalar[]): Scalar =>
  derive(
    all.reduce((total, { value }) => total + value, 0),
    ...all.map((one) => [one, 1] as const),
  );
/** Any function of one number, with its value and its slope there. */
export const apply = (a: Scalar, value: number, slope: number): Scalar => derive(value, [a, slope]);
export const exp = (a: Scalar): Scalar => apply(a, Math.exp(a.value), Math.exp(a.value));
export const log = (a: Scalar): Scalar => apply(a, Math.log(a.value), 1 / a.value);
export const root = (a: Scalar): Scalar => apply(a, Math.sqrt(a.value), 0.5 / Math.sqrt(a.value));
export const clip = (a: Scalar, low: number, high: number): Scalar =>
  apply(a, Math.min(Math.max(a.value, low), high), a.value >= low && a.value <= high ? 1 : 0);

/** Σ aᵢ bᵢ + c. */
export function dot(a: readonly Scalar[], b: readonly Scalar[], c: Scalar): Scalar {
  const value = a.reduce((total, one, i) => total + one.value * (b[i] as Scalar).value, c.value);
  const parents = a.flatMap((one, i) => {
    const other = b[i] as Scalar;
    return [[one, other.value] as const, [other, one.value] as const];
  });
  return derive(value, [c, 1], ...parents);
}

/** Fills the gradients of everything that `root` was computed from. */
export function backward(root: Scalar): void {
  root.gradient = 1;
  for (const { result, parents } of steps.toReversed()) {
    if (result.gradient === 0) continue;
    for (const [parent, slope] of parents) parent.gradient += slope * result.gradient;
  }
}
