/**
 * A map unit × step as blocks of one value each: what is drawn is plain data before it is a picture.
 *
 * Where several steps or units share a pixel, the block has the value that lies farthest from the scale's middle: what stands out must not
 * be averaged away. Held by test/pictures/score/score.test.ts.
 */
import type { Tensor } from "../../core/data/dataset";
import type { StepAxis } from "./stepAxis";

/** What colours mean: `low` and `high` are the ends, numbers beyond them have the ends' colours. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

export const gateScale: Scale = { low: 0, high: 1 };

/** Symmetric around 0, as far as the numbers reach; −1 to 1 where they keep inside of that and `least` says so. */
export function symmetricScale(tensor: Tensor, least = 0): Scale {
  const { low, high } = extremesOf(tensor);
  const most = Math.max(least, Math.abs(low), Math.abs(high)) || 1;
  return { low: -most, high: most };
}

const extremes = new WeakMap<Tensor, Scale>();

/** The least and the most of its finite numbers; 0 where it has none. Found once, however often it is drawn. */
export function extremesOf(tensor: Tensor): Scale {
  const known = extremes.get(tensor);
  if (known) return known;
  let [low, high] = [Infinity, -Infinity];
  for (const value of tensor.values) {
    if (value < low && value !== -Infinity) low = value;
    if (value > high && value !== Infinity) high = value;
  }
  const found = low <= high ? { low, high } : { low: 0, high: 0 };
  extremes.set(tensor, found);
  return found;
}

/** 0 to 1; NaN stays NaN. */
export function shareOf(value: number, { low, high }: Scale): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

export interface HeatBlocks {
  /** Edges of the blocks in pixels: x0, x1 of each column, y0, y1 of each row. */
  readonly columns: Float32Array;
  readonly rows: Float32Array;
  /** Rows × columns. NaN: left out by a mask, or no number. */
  readonly values: Float32Array;
}

export interface HeatMap {
  /** (T, H) */
  readonly tensor: Tensor;
  readonly scale: Scale;
  /** Which unit stands in which row. */
  readonly order: ArrayLike<number>;
  /** (T): 0 for a step that is left out. */
  readonly counted?: Uint8Array | undefined;
}

/** Blocks for rows of `height` pixels in all; no block is smaller than a pixel of the screen, which is 1 / `density`. */
export function blocksOf(map: HeatMap, axis: StepAxis, height: number, density: number): HeatBlocks {
  const columns = columnsOf(axis, density);
  const rows = rowsOfHeight(map.order.length, height, density);
  return { columns: edges(columns), rows: edges(rows), values: farthestOf(map, columns, rows) };
}

/** Each block's value: of the lowest and highest of its rows at its steps, the one farther from the scale's middle. */
export function farthestOf(map: HeatMap, columns: readonly number[], rows: readonly number[]): Float32Array {
  const { scale, counted } = map;
  const { lows, highs } = squeezeUnits(map, rows);
  const [across, down] = [columns.length / 4, rows.length / 4];
  const found = new Float32Array(across * down);
  const [lowest, highest] = [new Float32Array(down), new Float32Array(down)];
  const middle = (scale.low + scale.high) / 2;
  for (let c = 0; c < across; c++) {
    lowest.fill(Infinity);
    highest.fill(-Infinity);
    for (let t = columns[4 * c] as number; t < (columns[4 * c + 1] as number); t++) {
      if (counted && counted[t] === 0) continue;
      for (let row = 0, at = t * down; row < down; row++, at++) {
        const [low, high] = [lows[at] as number, highs[at] as number];
        if (low < (lowest[row] as number)) lowest[row] = low;
        if (high > (highest[row] as number)) highest[row] = high;
      }
    }
    for (let r = 0; r < down; r++) {
      const [low, high] = [lowest[r] as number, highest[r] as number];
      found[r * across + c] = low > high ? Number.NaN : high - middle >= middle - low ? high : low;
    }
  }
  return found;
}

/** (T, rows of blocks): the lowest and highest of each row's units at each step; where none is a number, the lowest is above the highest. */
interface Squeezed {
  readonly order: ArrayLike<number>;
  readonly down: number;
  readonly lows: Float32Array;
  readonly highs: Float32Array;
}

const squeezed = new WeakMap<Tensor, Squeezed>();

/** The only walk over all numbers, in the order in which they lie: kept while the cursor moves, which changes columns alone. */
function squeezeUnits({ tensor, order }: HeatMap, rows: readonly number[]): Squeezed {
  const down = rows.length / 4;
  const known = squeezed.get(tensor);
  if (known?.order === order && known.down === down) return known;
  const { values, shape } = tensor;
  const [steps, units] = shape as [number, number];
  const [lows, highs] = [new Float32Array(steps * down), new Float32Array(steps * down)];
  lows.fill(Infinity);
  highs.fill(-Infinity);
  const rowOf = new Int32Array(units);
  for (let r = 0; r < down; r++) {
    for (let at = rows[4 * r] as number; at < (rows[4 * r + 1] as number); at++) rowOf[order[at] as number] = r;
  }
  for (let t = 0, at = 0; t < steps; t++) {
    for (let unit = 0, first = t * down; unit < units; unit++, at++) {
      const value = values[at] as number;
      const to = first + (rowOf[unit] as number);
      if (value < (lows[to] as number)) lows[to] = value;
      if (value > (highs[to] as number)) highs[to] = value;
    }
  }
  const made = { order, down, lows, highs };
  squeezed.set(tensor, made);
  return made;
}

const grouped = new WeakMap<StepAxis, { readonly density: number; readonly columns: readonly number[] }>();

/** from, to, x0, x1 of each group of steps that share a column; found once for all maps of an axis. */
export function columnsOf(axis: StepAxis, density: number): readonly number[] {
  const known = grouped.get(axis);
  if (known?.density === density) return known.columns;
  const columns = groupColumns(axis, density);
  grouped.set(axis, { density, columns });
  return columns;
}

function groupColumns(axis: StepAxis, density: number): number[] {
  const found: number[] = [];
  for (let step = 0; step < axis.steps;) {
    const { x0, x1 } = axis.column(step);
    let to = step + 1;
    let end = x1;
    if (x1 - x0 < 1 / density) {
      const pixel = Math.floor(x0 * density);
      while (to < axis.steps && Math.floor(axis.column(to).x0 * density) === pixel && !axis.hasNumbers(to))
        end = axis.column(to++).x1;
      found.push(step, to, pixel / density, (pixel + 1) / density);
    } else found.push(step, to, x0, end);
    step = to;
  }
  return found;
}

/** from, to, y0, y1 of each group of units that share a row. */
export function rowsOfHeight(units: number, height: number, density: number): number[] {
  const found: number[] = [];
  const size = height / units;
  if (size >= 1 / density) {
    const gap = size >= 9 ? 1 : 0;
    for (let row = 0; row < units; row++) found.push(row, row + 1, row * size, (row + 1) * size - gap);
    return found;
  }
  const pixels = Math.floor(height * density);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [from, to] = [Math.floor((pixel * units) / pixels), Math.floor(((pixel + 1) * units) / pixels)];
    found.push(from, Math.max(from + 1, to), pixel / density, (pixel + 1) / density);
  }
  return found;
}

export const edges = (groups: readonly number[]): Float32Array =>
  Float32Array.from({ length: groups.length / 2 }, (_none, i) => groups[(i >> 1) * 4 + 2 + (i & 1)] as number);

/** The row of a unit, and the unit of a row at some height. */
export function unitAt(y: number, height: number, order: ArrayLike<number>): number {
  const row = Math.min(order.length - 1, Math.max(0, Math.floor((y / height) * order.length)));
  return order[row] as number;
}
