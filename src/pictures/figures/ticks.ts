/** Round numbers along an axis, and how far it reaches. Held by test/pictures/figures.test.ts. */

export interface Ticks {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** About `count` steps of 1, 2 or 5 times a power of ten; from zero where the values are not far above it. */
export function linearTicks(values: readonly number[], count: number): Ticks {
  let [low, high] = extremes(values);
  if (low > 0 && low < high * 0.5) low = 0;
  if (low === high)
    [low, high] = [low - Math.max(0.1, Math.abs(low) * 0.1), high + Math.max(0.1, Math.abs(high) * 0.1)];
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_none, at) => Number(((first + at) * step).toPrecision(12)));
  return { low: ticks[0] ?? low, high: ticks.at(-1) ?? high, ticks };
}

/** Powers of ten; of few, 2 and 5 of each as well. */
export function logTicks(values: readonly number[]): Ticks {
  const [low, high] = extremes(values.filter((value) => value > 0));
  if (!(low > 0)) return { low: 0.1, high: 1, ticks: [0.1, 1] };
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = last - first;
  const every = Math.max(1, Math.ceil(powers / 8));
  const parts = powers <= 2 ? [1, 2, 5] : [1];
  const ticks = Array.from({ length: powers + 1 }, (_none, at) => first + at)
    .filter((power) => (power - first) % every === 0)
    .flatMap((power) => parts.map((part) => Number(`${part}e${power}`)));
  const inside = ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
  return { low: Math.min(low, ...inside) / 1.1, high: Math.max(high, ...inside) * 1.1, ticks: inside };
}

function extremes(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}
