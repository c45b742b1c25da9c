/**
 * What a recurrent layer holds, as text: a row for each state, gate and gradient, with its course over time. The command line
 * and the editor show the same. test/cli/inspect.test.ts holds it.
 */
import { shortNumber } from "../core/text/shortNumber";
import type { Tensor } from "../core/data/dataset";
import { judgeLayer } from "../core/insight/layerVerdicts";
import { type Language, say } from "../core/messages/message";
import type { AttentionProbe } from "../core/probes/attentionProbe";
import { gateNames, type InspectedLayer, measureRows, measureSaturation } from "../core/probes/layerProbe";
import { plainText } from "../core/text/plainText";
import { coloured, type Page } from "./page";
import { sparkline, thin } from "./sparkline";
import { tableLines } from "./textTable";
import { verdictLines } from "./verdictLines";

/** Columns that the figures beside the bars take. */
const FIGURES = 56;
const MOST_ROWS = 24;

/** A title and a table, and where it was asked for the connectivity: lines of plain text, coloured where the page is. */
export function reportLayer(layer: InspectedLayer, page: Page, language: Language): string[] {
  const [steps = 0, units = 0] = layer.states.h.shape;
  const radii = gateNames[layer.kind].map((gate, i) => `${gate} ${shortNumber(layer.spectralRadii[i] ?? Number.NaN)}`);
  const radius = shortNumber(Math.max(...layer.spectralRadii));
  const { name, kind } = layer;
  const title = say(language, "inspect-title", { name, kind, steps, units, radius });
  const ofGates = radii.length > 0 ? ` ${say(language, "inspect-radii", { radii: radii.join(", ") })}` : "";
  const layout = [
    { title: say(language, "inspect-quantity"), align: "left" },
    { title: say(language, "inspect-over-time"), align: "left" },
    ...(["inspect-first", "inspect-last", "inspect-low", "inspect-high"] as const).map((id) => ({
      title: say(language, id),
      align: "right" as const,
    })),
  ] as const;
  return [
    plainText(title + ofGates),
    ...tableLines(layout, rowsOf(layer, page, language), Math.max(60, page.columns)),
    ...(layer.connectivity ? reportConnectivity(layer.connectivity, page, language) : []),
    ...verdictLines(judgeLayer(layer), language),
  ];
}

/** Inputs of more features are told by their length. */
const MOST_FEATURES = 4;

function rowsOf({ input, states, gates, gradient }: InspectedLayer, page: Page, language: Language): string[][] {
  const room = Math.max(8, page.columns - FIGURES);
  const course = (title: string, values: Float64Array, low: number, high: number): string[] => {
    const bars = sparkline(thin(values, room), low, high);
    return [title, bars, shortNumber(values[0] ?? Number.NaN), shortNumber(values.at(-1) ?? Number.NaN)];
  };
  const lengths = (title: string, tensor: Tensor): string[] => {
    const values = measureRows(tensor);
    return [...course(title, values, 0, Math.max(...values.filter(Number.isFinite))), "", ""];
  };
  const [, features = 1] = input.shape;
  const inputs =
    features > MOST_FEATURES
      ? [lengths(say(language, "inspect-length", { name: "x" }), input)]
      : Array.from({ length: features }, (_, feature) => {
          const values = columnOf(input, feature);
          const finite = values.filter(Number.isFinite);
          const title = say(language, features === 1 ? "inspect-input" : "inspect-input.feature", { feature: feature + 1 }); // prettier-ignore
          return [...course(title, values, Math.min(...finite), Math.max(...finite)), "", ""];
        });
  return [
    ...inputs,
    ...Object.entries(states).map(([name, tensor]) => lengths(say(language, "inspect-length", { name }), tensor)),
    ...Object.entries(gates).map(([name, tensor]) => {
      const [low, high] = measureSaturation(tensor);
      // The candidate is no share of anything: it runs from −1 to 1, and its middle is 0.
      const isCandidate = name === "c" || name === "h";
      const row = course(say(language, "inspect-mean", { name }), measureMeans(tensor), isCandidate ? -1 : 0, 1);
      return [...row, ...(isCandidate ? ["", ""] : [share(low), share(high)])];
    }),
    ...(gradient ? [gradientRow(measureRows(gradient), room, language)] : []),
  ];
}

/** On a log scale, as the panel draws it: a gradient that is a thousandth is still seen. A step that nothing arrives at stands at the bottom. */
function gradientRow(lengths: Float64Array, room: number, language: Language): string[] {
  const positive = lengths.filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = [Math.log10(Math.min(...positive)), Math.log10(Math.max(...positive))];
  const logs = Float64Array.from(lengths, (value) => (value > 0 ? Math.log10(value) : value === 0 ? low : Number.NaN));
  const ends = [lengths[0], lengths.at(-1)].map((value) => shortNumber(value ?? Number.NaN));
  // Where all are 0 there is no scale: the row is flat.
  const bars = positive.length > 0 ? sparkline(thin(logs, room), low, high) : sparkline(thin(lengths, room), 0, 1);
  return [say(language, "inspect-gradient"), bars, ...ends, "", ""];
}

function columnOf({ shape, values }: Tensor, feature: number): Float64Array {
  const [steps = 0, features = 1] = shape;
  return Float64Array.from({ length: steps }, (_, t) => values[t * features + feature] ?? Number.NaN);
}

/** What an Attention layer weighs: a row for each step of the query, a bar for each of the value. */
export function reportAttention({ name, weights }: AttentionProbe, page: Page, language: Language): string[] {
  const [steps = 0, keys = 0] = weights.shape;
  const { most, lines } = rowsOfBars(weights, page);
  return [plainText(say(language, "inspect-attention", { name, steps, keys, most })), ...lines];
}

function reportConnectivity(connectivity: Tensor, page: Page, language: Language): string[] {
  const { most, lines } = rowsOfBars(connectivity, page);
  return [say(language, "inspect-connectivity", { most }), ...lines];
}

/** Rows from 0 to the largest number of all; of many rows some at even distances. */
function rowsOfBars({ shape, values }: Tensor, page: Page): { readonly most: string; readonly lines: string[] } {
  const [rows = 0, columns = 0] = shape;
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const shown = Math.min(rows, MOST_ROWS);
  const digits = String(rows - 1).length;
  const lines = Array.from({ length: shown }, (_, i) => {
    const t = shown < 2 ? rows - 1 : Math.round((i * (rows - 1)) / (shown - 1));
    const row = thin(values.subarray(t * columns, (t + 1) * columns), page.columns - digits - 3);
    return `${coloured(page, "dim", String(t).padStart(digits))}  ${sparkline(row, 0, most)}`;
  });
  return { most: shortNumber(most), lines };
}

/** The mean of each row. */
function measureMeans({ shape, values }: Tensor): Float64Array {
  const [steps = 0, features = 1] = shape;
  return Float64Array.from({ length: steps }, (_, t) => {
    return values.subarray(t * features, (t + 1) * features).reduce((a, b) => a + b, 0) / features;
  });
}

const share = (part: number): string => `${(part * 100).toFixed(0)} %`;
