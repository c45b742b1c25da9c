/**
 * A noisy curve smoothed as TensorBoard smooths it: an exponential moving average that is divided by the weight it has so far, so that its
 * beginning is not pulled to 0. Held by test/pictures/loss/smoothing.test.ts.
 */

/** What a point keeps of the curve before it: TensorBoard's own default. */
export const SMOOTHING = 0.6;

/** What is no finite number stays as it is, and leaves the average alone. */
export function smoothed(values: readonly number[], keeps = SMOOTHING): readonly number[] {
  let [sum, weight] = [0, 0];
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    sum = sum * keeps + (1 - keeps) * value;
    weight = weight * keeps + (1 - keeps);
    return sum / weight;
  });
}
