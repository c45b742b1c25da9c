/**
 * A map as the pixels of its row: half a million shapes would take seconds. The pixels are kept while the map stays: where the cursor moves,
 * only the columns between the focus that was and the one that is are looked at and painted again; where another unit is chosen, none.
 *
 * Held by test/pictures/score/redraw.test.ts, measured by bench/redraw.mjs.
 */
import type { Tensor } from "../../core/data/dataset";
import type { Palette, Rgb } from "../pen";
import { columnsOf, edges, farthestOf, type HeatMap, rowsOfHeight, shareOf } from "./heatMap";
import type { StepAxis } from "./stepAxis";

export interface HeatSheet {
  readonly axis: StepAxis;
  readonly height: number;
  readonly density: number;
  readonly palette: Palette;
}

interface Kept {
  readonly data: Uint32Array;
  /** What else the pixels follow from. */
  readonly of: readonly unknown[];
  /** from, to, x0, x1 of each column. */
  columns: readonly number[];
}

const kept = new WeakMap<Tensor, Kept>();

/** Red, green, blue and opacity of each pixel, in the order of memory; `colours` from the least to the most. */
export function bitmapOf(map: HeatMap, colours: readonly Rgb[], isDiverging: boolean, sheet: HeatSheet): Uint32Array {
  const { tensor, order, counted, scale } = map;
  const { axis, height, density, palette } = sheet;
  const [width, down] = [Math.round(axis.width * density), Math.round(height * density)];
  const of = [order, counted, scale.low, scale.high, palette, isDiverging, width, down, height, density];
  const known = kept.get(tensor);
  const isKept = known?.of.every((one, at) => one === of[at]) === true;
  const now = isKept ? known : { data: new Uint32Array(width * down), of, columns: [] };
  const columns = columnsOf(axis, density);
  const [from, to] = changed(now.columns, columns);
  if (isKept && from === columns.length && to === columns.length) return now.data;
  const part = columns.slice(from, to);
  const was = now.columns.slice(from, now.columns.length - (columns.length - to));
  const [left, right] = reach([...was, ...part], density, width);
  paint(now.data, { map, colours, part, left, right }, sheet);
  now.columns = columns;
  kept.set(tensor, now);
  return now.data;
}

/** Where two lists of columns begin to differ, and where they are the same again, as places in the second one. */
function changed(before: readonly number[], now: readonly number[]): readonly [number, number] {
  const isSame = (a: number, b: number): boolean =>
    [0, 1, 2, 3].every((i) => before[a + i] === now[b + i]) && before[a] !== undefined;
  let from = 0;
  while (from < now.length && isSame(from, from)) from += 4;
  let to = now.length;
  for (let was = before.length; to > from && was > from && isSame(was - 4, to - 4); was -= 4) to -= 4;
  return [from, to];
}

/** The pixels across that columns take. */
function reach(columns: readonly number[], density: number, width: number): readonly [number, number] {
  let [left, right] = [width, 0];
  for (let at = 0; at < columns.length; at += 4) {
    const first = Math.round((columns[at + 2] as number) * density);
    left = Math.min(left, first);
    right = Math.max(right, first + 1, Math.round((columns[at + 3] as number) * density));
  }
  return [left, Math.min(width, right)];
}

interface Painting {
  readonly map: HeatMap;
  readonly colours: readonly Rgb[];
  readonly part: readonly number[];
  /** Pixels that are painted anew. */
  readonly left: number;
  readonly right: number;
}

function paint(data: Uint32Array, { map, colours, part, left, right }: Painting, sheet: HeatSheet): void {
  const { axis, height, density } = sheet;
  const [width, down] = [Math.round(axis.width * density), Math.round(height * density)];
  const rows = rowsOfHeight(map.order.length, height, density);
  const values = farthestOf(map, part, rows);
  // In the order of memory: red first, on machines as they are.
  const packed = Uint32Array.from(
    colours,
    ([red, green, blue]) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0,
  );
  const most = colours.length - 1;
  const across = part.length / 4;
  const [xs, ys] = [edges(part), edges(rows)];
  const from = Int32Array.from({ length: across }, (_none, c) => Math.round((xs[2 * c] as number) * density));
  const to = Int32Array.from({ length: across }, (_none, c) => Math.min(width, Math.max((from[c] as number) + 1, Math.round((xs[2 * c + 1] as number) * density)))); // prettier-ignore
  const line = new Uint32Array(Math.max(0, right - left));
  for (let y = 0; y < down; y++) data.fill(0, y * width + left, y * width + right);
  for (let r = 0, at = 0; r < ys.length / 2; r++) {
    line.fill(0);
    for (let c = 0; c < across; c++, at++) {
      const value = values[at] as number;
      if (Number.isNaN(value)) continue;
      const colour = packed[Math.round(shareOf(value, map.scale) * most)] as number;
      for (let x = (from[c] as number) - left, end = (to[c] as number) - left; x < end; x++) line[x] = colour;
    }
    const first = Math.round((ys[2 * r] as number) * density);
    const end = Math.min(down, Math.max(first + 1, Math.round((ys[2 * r + 1] as number) * density)));
    for (let y = first; y < end; y++) data.set(line, y * width + left);
  }
}
