/** The curve on its canvas, drawn by uPlot in the theme's colours; made anew when curves, scale or theme change. */
import uPlot from "uplot";
import type { EpochRow } from "../../src/protocol/training";
import { formatNumber } from "../../src/pictures/numbers";
import { readThemeColours, type ThemeColours } from "../shades";
import { smoothed } from "../../src/pictures/loss/smoothing";
import { thinRows } from "../../src/pictures/loss/thinning";

export interface Curves {
  readonly rows: readonly EpochRow[];
  readonly count: number;
  readonly keys: readonly string[];
  readonly log: boolean;
  /** With the curves themselves faint behind. */
  readonly isSmooth: boolean;
  /** Epochs the run is going to have: the axis reaches so far. 0 where it is over. */
  readonly ahead: number;
  /** A level to compare with, a line across the chart; absent: none. */
  readonly baseline?: number | undefined;
  /** Grows with every change of the theme. */
  readonly themeAge: number;
}

/** More points than a wide panel has pixels are of no use. */
const stretches = 1000;
const height = 140;
/** Of a curve behind its smoothed self. */
const FAINT = 0.35;
/** Curves differ by their dashes too, not by colour alone; panel.css draws the legend alike. */
const dashes = [[], [6, 4], [2, 3], [10, 3, 2, 3], [1, 5]];

export type Point = (index: number | undefined, keys: readonly string[], rows: readonly EpochRow[]) => void;

/** Where epochs lie on the chart, in CSS pixels from its left edge. */
export interface ChartPlace {
  readonly xOf: (epoch: number) => number;
  readonly epochAt: (x: number) => number;
}

/** `point` is told the row below the pointer, `moved` that epochs lie elsewhere: the chart draws a moment after it was told what. */
export function mountLossChart(root: HTMLElement, point: Point, moved: () => void): (curves: Curves) => ChartPlace {
  let plot: uPlot | undefined;
  let latest: Curves | undefined;
  let shown: readonly number[] = [];
  let made = "";
  let drawn = "";
  const resize = new ResizeObserver(() => {
    if (!plot || root.clientWidth === 0) return;
    plot.setSize({ width: root.clientWidth, height });
  });
  resize.observe(root);

  const place: ChartPlace = {
    xOf: (epoch) => {
      if (!plot) return 0;
      const { left, width } = plot.over.getBoundingClientRect();
      return left - root.getBoundingClientRect().left + Math.min(width, Math.max(0, plot.valToPos(epoch, "x")));
    },
    epochAt: (x) => {
      if (!plot) return 0;
      return plot.posToVal(x - (plot.over.getBoundingClientRect().left - root.getBoundingClientRect().left), "x");
    },
  };

  return (curves) => {
    latest = curves;
    const needed = JSON.stringify([curves.keys, curves.log, curves.isSmooth, curves.themeAge, curves.baseline]);
    const now = `${needed} ${curves.count} ${curves.ahead} ${curves.rows.at(-1)?.epoch} ${curves.rows.at(-1)?.loss}`;
    if (now === drawn) return place;
    drawn = now;
    shown = thinRows(curves.rows, curves.keys, stretches);
    if (needed !== made || !plot) {
      made = needed;
      plot?.destroy();
      const follow = (at: number | null | undefined): void =>
        point(at === null || at === undefined ? undefined : shown[at], latest?.keys ?? [], latest?.rows ?? []);
      const hooks = { setCursor: [(one: uPlot) => follow(one.cursor.idx)], draw: [moved] };
      const options = optionsFor(curves, () => latest?.ahead ?? 0, readThemeColours(), root.clientWidth || 400, hooks);
      plot = new uPlot(options, align(curves, shown), root);
    } else {
      plot.setData(align(curves, shown));
    }
    return place;
  };
}

function align({ rows, keys, log, isSmooth, baseline }: Curves, indexes: readonly number[]): uPlot.AlignedData {
  const epochs = indexes.map((index) => rows[index]?.epoch ?? 0);
  const drawn = (value: number | undefined): number | null =>
    value === undefined || !Number.isFinite(value) || (log && value <= 0) ? null : value;
  const values = keys.map((key) => indexes.map((index) => drawn(rows[index]?.[key])));
  const smooth = (isSmooth ? keys : []).map((key) => {
    const all = smoothed(rows.map((row) => row[key] ?? Number.NaN));
    return indexes.map((index) => drawn(all[index]));
  });
  return [epochs, ...values, ...smooth, ...(baseline === undefined ? [] : [epochs.map(() => baseline)])];
}

function optionsFor(
  { keys, log, isSmooth, baseline }: Curves,
  ahead: () => number,
  colours: ThemeColours,
  width: number,
  hooks: uPlot.Hooks.Arrays,
): uPlot.Options {
  const curve = (key: string, index: number): uPlot.Series => ({
    label: key,
    stroke: colours.series[index % colours.series.length] ?? colours.text,
    width: 2,
    dash: dashes[index % dashes.length] ?? [],
    points: { show: (plot: uPlot) => plot.data[0].length <= 2, size: 7 },
  });
  const axis: uPlot.Axis = {
    stroke: colours.faint,
    font: "11px system-ui, sans-serif",
    grid: { stroke: colours.grid, width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: false, range: (_plot, low, high) => [low, Math.max(high, ahead(), low + 1)] },
      y: log ? { distr: 3 } : { range: (_plot, low, high) => padded(low, high) },
    },
    axes: [
      {
        ...axis,
        size: 26,
        gap: 4,
        space: 60,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5],
      },
      {
        ...axis,
        size: 52,
        gap: 6,
        space: 34,
        values: (_plot, ticks) => ticks.map((tick) => (tick === null ? "" : formatNumber(tick))),
      },
    ],
    series: [
      {},
      ...keys.map((key, index) => ({ ...curve(key, index), ...(isSmooth && { width: 1, alpha: FAINT }) })),
      ...(isSmooth ? keys.map(curve) : []),
      ...(baseline === undefined ? [] : [{ stroke: colours.faint, width: 1, dash: [4, 4], points: { show: false } }]),
    ],
    hooks,
  };
}

/** From zero where the values are not far above it: a loss is read against nothing lost. */
function padded(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const bottom = low >= 0 && low < high * 0.5 ? 0 : low - (high - low) * 0.08;
  const top = high + (high - bottom) * 0.08;
  return top > bottom
    ? [bottom, top]
    : [low - Math.max(0.1, Math.abs(low) * 0.1), high + Math.max(0.1, Math.abs(high) * 0.1)];
}
