/**
 * Numbers as a row of little bars, for a terminal. test/charts/sparkline.test.ts holds it.
 */
const BARS = "▁▂▃▄▅▆▇█";

/** At most so many values: neighbours are averaged where there are more. */
export function thin(values: ArrayLike<number>, most: number): number[] {
  const count = Math.min(values.length, Math.max(1, most));
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * values.length) / count);
    const to = Math.floor(((i + 1) * values.length) / count);
    let sum = 0;
    for (let k = from; k < to; k++) sum += values[k] as number;
    return sum / (to - from);
  });
}

/** One bar a value, from the lowest at `low` to the highest at `high`; `?` where a value is no number. */
export function sparkline(values: readonly number[], low: number, high: number): string {
  return values
    .map((value) => {
      if (!Number.isFinite(value)) return "?";
      const part = high > low ? (value - low) / (high - low) : 0;
      return BARS[Math.min(BARS.length - 1, Math.max(0, Math.floor(part * BARS.length)))] as string;
    })
    .join("");
}
