/**
 * Runs side by side: their losses on one axis, how much of the gradient arrives at each step on one axis with a log scale, and their gates
 * and states one under the other. The panel draws it, and saves it. Held by test/pictures/comparisonFigure.test.ts.
 */
import { type Language, say } from "../../core/messages/message";
import { measureRows } from "../../core/probes/layerProbe";
import type { ComparedRun, ModelView } from "../../protocol/panel";
import type { EpochRow } from "../../protocol/training";
import { formatNumber } from "../numbers";
import { drawTitle, type Figure, HEAD, type NumberTable, shifted } from "./figure";
import { type Chart, drawChart, GAP } from "./lossFigure";
import { layOutRows } from "./rowsFigure";
import { insideBlock } from "./scoreFigure";

export interface ComparisonWanted {
  readonly runs: readonly ComparedRun[];
  readonly model: ModelView | undefined;
  /** Of the losses; gradients always have it. */
  readonly isLog: boolean;
  /** Counted from 0. */
  readonly unit: number;
  readonly step: number;
  readonly width: number;
  readonly language: Language;
}

const LOSSES = 200;
const GRADIENTS = 150;

export function comparisonFigure({ runs, model, isLog, unit, step, width, language }: ComparisonWanted): Figure {
  const top = HEAD + 14;
  const losses = alongside(runs.map(({ rows }) => rows.map(({ epoch, loss }) => [epoch, loss] as const)));
  const gradients = alongside(runs.map((run) => gradientOf(run).map((norm, t) => [t + 1, norm] as const)));
  const nameOf = (key: string): string => runs[Number(key)]?.name ?? key;
  const keys = runs.map((_run, at) => String(at));
  const charts: { readonly chart: Chart; readonly rows: readonly EpochRow[]; readonly axis: string }[] = [
    {
      chart: { title: "", keys, top, height: LOSSES, isLog, baseline: undefined },
      ...{ rows: losses, axis: say(language, "panel.epoch").toLowerCase() },
    },
  ];
  if (gradients.length > 0) {
    const title = say(language, "figure.gradient");
    const chart = { title, keys, top: top + LOSSES + GAP, height: GRADIENTS, isLog: true, baseline: undefined };
    charts.push({ chart, rows: gradients, axis: "t" });
  }
  const below = charts.at(-1)!.chart;
  const blocks = runs.flatMap(({ name, score }) => {
    if (!score) return [];
    const block = insideBlock({ model, view: "gates", unit, step, language }, score, true);
    return [{ ...block, heading: `${name} · ${block.heading ?? ""}` }];
  });
  const sheet = layOutRows(blocks, width);
  const down = below.top + below.height + 56;
  const title = say(language, "figure.comparison");
  const names = runs.map(({ name }) => name).join(" · ");
  return {
    ...{ width, height: down + (blocks.length > 0 ? sheet.height : 0), title: `${title}: ${names}` },
    description: runs.map((run) => sayRun(run, language)).join("\n"),
    draw: (pen, colours) => {
      drawTitle(pen, title, names, colours);
      for (const { chart, rows, axis } of charts)
        drawChart(pen, { chart, rows, width, language, axis, nameOf }, colours);
      if (blocks.length > 0) sheet.draw(shifted(pen, 0, down), say(language, "figure.gates"), "", colours);
    },
    numbers: numbersOf(runs),
  };
}

/** |dL/dh| by step of the layer that is shown; empty without one. */
export const gradientOf = ({ score }: ComparedRun): readonly number[] =>
  score?.layer.gradient ? Array.from(measureRows(score.layer.gradient)) : [];

export function sayRun(run: ComparedRun, language: Language): string {
  const last = run.rows.at(-1);
  const args = { run: run.name, loss: formatNumber(last?.loss ?? Number.NaN), epochs: last?.epoch ?? 0 };
  const gradient = gradientOf(run);
  if (gradient.length === 0) return say(language, "comparison.said", args);
  const ends = { first: formatNumber(gradient[0] ?? Number.NaN), last: formatNumber(gradient.at(-1) ?? Number.NaN) };
  return say(language, "comparison.said.gradient", { ...args, ...ends });
}

/** Several lists of (place, value) as rows by place; each list's values have its index as their key. */
function alongside(lists: readonly (readonly (readonly [number, number])[])[]): readonly EpochRow[] {
  const rows = new Map<number, EpochRow>();
  lists.forEach((list, at) => {
    for (const [place, value] of list)
      rows.set(place, { ...(rows.get(place) ?? { epoch: place, loss: Number.NaN }), [String(at)]: value });
  });
  return [...rows.values()].sort((a, b) => a.epoch - b.epoch);
}

function numbersOf(runs: readonly ComparedRun[]): NumberTable {
  const rows = runs.flatMap((run) => [
    ...run.rows.map(({ epoch, loss }) => [run.name, "loss", epoch, loss] as const),
    ...gradientOf(run).map((norm, t) => [run.name, "gradient_norm", t + 1, norm] as const),
  ]);
  return { columns: ["run", "quantity", "at", "value"], rows };
}
