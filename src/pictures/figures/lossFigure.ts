/** The loss, or another measure, over the epochs as a figure, with what the best constant answer loses. */
import { type Language, say } from "../../core/messages/message";
import type { EpochRow } from "../../protocol/training";
import { groupMeasures, nameMeasure } from "../loss/lossSummary";
import { thinRows } from "../loss/thinning";
import { formatNumber } from "../numbers";
import type { FileColours } from "../palettes";
import { css, type Pen } from "../pen";
import { stretchesOf } from "../stretches";
import { drawTitle, type Figure, HEAD, MARGIN } from "./figure";
import { linearTicks, logTicks } from "./ticks";

export interface LossWanted {
  readonly name: string;
  readonly rows: readonly EpochRow[];
  /** What the best constant answer loses. */
  readonly baseline: number | undefined;
  readonly isLog: boolean;
  readonly width: number;
  readonly language: Language;
}

const AXIS = 58;
const CHART = 240;
/** Further charts, of metrics and the learning rate, are lower. */
const SMALL = 120;
/** Below a chart: its axis, its legend, and the next one's title. */
export const GAP = 74;

export interface Chart {
  readonly title: string;
  readonly keys: readonly string[];
  readonly top: number;
  readonly height: number;
  readonly isLog: boolean;
  readonly baseline: number | undefined;
}

/** A chart for the losses, and one for each other measure below it. */
export function lossFigure({ name, rows, baseline, isLog, width, language }: LossWanted): Figure {
  let top = HEAD + 14;
  const charts = groupMeasures(rows).map(({ name: group, keys }): Chart => {
    const isLoss = group === "loss";
    const chart = {
      ...{ keys, top, height: isLoss ? CHART : SMALL, isLog: isLog && isLoss },
      title: isLoss ? "" : nameMeasure(group, language),
      baseline:
        isLoss && baseline !== undefined && Number.isFinite(baseline) && (!isLog || baseline > 0)
          ? baseline
          : undefined,
    };
    top += chart.height + GAP;
    return chart;
  });
  const title = say(language, "panel.loss");
  const columns = [...new Set(["epoch", ...rows.flatMap((row) => Object.keys(row))])];
  return {
    ...{ width, height: top - GAP + 48, title: `${title}: ${name}` },
    description: say(language, "figure.lossSaid", { epochs: rows.length }),
    draw: (pen, colours) => {
      drawTitle(pen, title, name, colours);
      for (const chart of charts) drawChart(pen, { chart, rows, width, language }, colours);
    },
    numbers: { columns, rows: rows.map((row) => columns.map((column) => row[column as keyof EpochRow])) },
  };
}

interface Drawing {
  readonly chart: Chart;
  readonly rows: readonly EpochRow[];
  readonly width: number;
  readonly language: Language;
  /** What runs along the axis; absent: epochs. */
  readonly axis?: string;
  /** How a key is called; absent: as a measure is. */
  readonly nameOf?: (key: string) => string;
}

export function drawChart(pen: Pen, drawing: Drawing, { palette, series }: FileColours): void {
  const { chart, rows, width, language } = drawing;
  const { axis = say(language, "panel.epoch").toLowerCase(), nameOf = (key) => nameMeasure(key, language) } = drawing;
  const { keys, top, height, isLog, baseline } = chart;
  const [left, right, bottom] = [MARGIN + AXIS, width - MARGIN, top + height];
  const isShown = (value: number | undefined): value is number =>
    value !== undefined && Number.isFinite(value) && (!isLog || value > 0);
  const values = [...rows.flatMap((row) => keys.map((key) => row[key])), baseline].filter(isShown);
  const { low, high, ticks } = isLog ? logTicks(values) : linearTicks(values, height / 40);
  const scale = isLog ? Math.log : (value: number): number => value;
  const y = (value: number): number => bottom - ((scale(value) - scale(low)) / (scale(high) - scale(low))) * height;
  const [first, last] = [rows[0]?.epoch ?? 0, rows.at(-1)?.epoch ?? 1];
  const x = (epoch: number): number => left + ((epoch - first) / Math.max(1, last - first)) * (right - left);
  const faint = css(palette.faint);
  for (const tick of ticks) {
    pen.rect(left, y(tick), right - left, 0.6, css(palette.cell));
    pen.text(formatNumber(tick), left - 8, y(tick), faint, { size: 10, align: "right" });
  }
  for (const tick of linearTicks([first, last], (right - left) / 90).ticks) {
    if (tick < first || tick > last || !Number.isInteger(tick)) continue;
    pen.text(String(tick), x(tick), bottom + 14, faint, { size: 10 });
  }
  pen.text(axis, right, bottom + 32, faint, { size: 10, align: "right" });
  if (chart.title !== "")
    pen.text(chart.title, MARGIN, top - 16, css(palette.text), { size: 11, align: "left", bold: true });
  if (baseline !== undefined) {
    pen.line([[left, y(baseline)], [right, y(baseline)]], faint, 1); // prettier-ignore
    const said = say(language, "panel.baseline", { loss: formatNumber(baseline) });
    pen.text(said, right, y(baseline) - 7, faint, { size: 10, align: "right" });
  }
  const drawnRows = thinRows(rows, keys, 1000).map((at) => rows[at] as EpochRow);
  keys.forEach((key, at) => {
    const colour = css(series[at % series.length] ?? palette.text);
    for (const stretch of stretchesOf(drawnRows, (row) => isShown(row[key]))) {
      const points = stretch.map((row) => [x(row.epoch), y(row[key] as number)] as const);
      if (points.length === 1) pen.disc(points[0]![0], points[0]![1], 3, colour, colour);
      else drawCurve(pen, points, colour, at);
    }
  });
  let at = left;
  keys.forEach((key, index) => {
    const colour = css(series[index % series.length] ?? palette.text);
    drawCurve(pen, [[at, bottom + 32], [at + 18, bottom + 32]], colour, index); // prettier-ignore
    const label = nameOf(key);
    pen.text(label, at + 24, bottom + 32, css(palette.text), { size: 10, align: "left" });
    at += 24 + label.length * 6.4 + 16;
  });
}

/** After the first, curves differ by their strokes too: colour is never the only sign. */
const dashes = [[7, 4], [2, 3], [10, 3, 2, 3]] as const; // prettier-ignore

function drawCurve(pen: Pen, points: readonly (readonly [number, number])[], stroke: string, at: number): void {
  const dash = at === 0 ? undefined : dashes[(at - 1) % dashes.length];
  if (!dash) return pen.line(points, stroke, 2);
  const way = points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
  pen.path(way, { stroke, width: 2, dash });
}
