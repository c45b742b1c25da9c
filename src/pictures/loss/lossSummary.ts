/**
 * What the curve says, in sentences; and which measures belong on one chart.
 *
 * Every number in a sentence is one of the rows. Held by test/pictures/loss/lossSummary.test.ts.
 */
import { type Language, message, type Message, say } from "../../core/messages/message";
import { risesWithQuality } from "../../core/training/columnNames";
import type { EpochRow } from "../../protocol/training";
import { formatNumber } from "../numbers";

/** Measures that share a unit and so a chart: `loss`, `val_loss`, `last_loss` are one group, each metric another. */
export interface MeasureGroup {
  readonly name: string;
  readonly keys: readonly string[];
}

/** The groups of a run, the loss first. The first rows tell the keys, the last ones what came later. */
export function groupMeasures(rows: readonly EpochRow[]): readonly MeasureGroup[] {
  const groups = new Map<string, string[]>([["loss", ["loss"]]]);
  const samples = [rows[0], rows[1], rows.at(-1)].filter((row) => row !== undefined);
  for (const key of new Set(samples.flatMap((row) => Object.keys(row)))) {
    if (key === "epoch" || key === "loss") continue;
    const plain = key.replace(/^val_/, "");
    const name = plain === "loss" || plain.endsWith("_loss") ? "loss" : plain;
    groups.set(name, [...(groups.get(name) ?? []), key]);
  }
  return [...groups].map(([name, keys]) => ({ name, keys }));
}

/** Keras's names stay as they are; only the loss itself has a word in the reader's language. */
export function nameMeasure(key: string, language: Language): string {
  return key === "loss" ? say(language, "panel.loss").toLowerCase() : key;
}

/** One measure over the run: how it went, and what is odd about it. `name` begins the sentence. */
export function summarizeMeasure(rows: readonly EpochRow[], key: string, name: string): readonly Message[] {
  const points = rows.flatMap((row) => (row[key] === undefined ? [] : [{ epoch: row.epoch, value: row[key] }]));
  const finite = points.filter(({ value }) => Number.isFinite(value));
  const first = finite[0];
  const last = finite.at(-1);
  if (points.length === 0) return [];
  const odd = summarizeNotFinite(points, name);
  if (!first || !last) return [message("panel.measureNever", { name }), ...odd];
  if (finite.length === 1) {
    return [message("panel.measureOnce", { name, last: formatNumber(last.value), at: last.epoch }), ...odd];
  }
  if (key === "learning_rate") return summarizeRate(finite, name);
  const high = risesWithQuality(key);
  const best = finite.reduce((found, point) =>
    (high ? point.value > found.value : point.value < found.value) ? point : found,
  );
  const way = Math.sign(Number(last.value.toPrecision(3)) - Number(first.value.toPrecision(3)));
  const begin = points[0]?.epoch ?? 1;
  const shared = {
    name,
    first: formatNumber(first.value),
    last: formatNumber(last.value),
    epochs: (points.at(-1)?.epoch ?? 0) - begin + 1,
    at: best.epoch,
  };
  const late = begin > (rows[0]?.epoch ?? 1) ? [message("panel.measureLate", { name, at: begin })] : [];
  const extreme = formatNumber(best.value);
  return [
    high ? sayHigh(way, { ...shared, highest: extreme }) : sayLow(way, { ...shared, lowest: extreme }),
    ...late,
    ...odd,
  ];
}

interface Point {
  readonly epoch: number;
  readonly value: number;
}

/** A learning rate has no best: how it went, and in how many steps where they can be counted. */
function summarizeRate(points: readonly Point[], name: string): readonly Message[] {
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const changes = points.filter(({ value }, at) => at > 0 && value !== points[at - 1]?.value);
  const args = { name, first: formatNumber(first.value), last: formatNumber(last.value) };
  const from = first.epoch > 1 ? [message("panel.measureLate", { name, at: first.epoch })] : [];
  if (changes.length === 0) return [message("panel.rateStayed", { name, last: args.last }), ...from];
  if (changes.length <= FEW_STEPS) {
    const epochs = changes.map(({ epoch }) => epoch).join(", ");
    return [message("panel.rateSteps", { ...args, count: changes.length, epochs }), ...from];
  }
  return [message("panel.rateCourse", { ...args, from: first.epoch, to: last.epoch }), ...from];
}
/** Changes of a learning rate that are told one by one. */
const FEW_STEPS = 5;

interface Course {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  readonly epochs: number;
  readonly at: number;
}

function sayLow(way: number, args: Course & { readonly lowest: string }): Message {
  return way === 0
    ? message("panel.measureStayed", args)
    : message(way < 0 ? "panel.measureFell" : "panel.measureRose", args);
}

function sayHigh(way: number, args: Course & { readonly highest: string }): Message {
  return way === 0
    ? message("panel.measureHighStayed", args)
    : message(way < 0 ? "panel.measureHighFell" : "panel.measureHighRose", args);
}

function summarizeNotFinite(points: readonly { epoch: number; value: number }[], name: string): readonly Message[] {
  const odd = points.filter(({ value }) => !Number.isFinite(value));
  const first = odd[0];
  if (!first) return [];
  const args = { at: first.epoch, name, value: formatNumber(first.value) };
  const said =
    odd.length === 1
      ? message("panel.notFiniteOnce", args)
      : message("panel.notFiniteOften", { ...args, count: odd.length });
  return Number.isFinite(points.at(-1)?.value) ? [said] : [said, message("panel.tryLowerRate")];
}
