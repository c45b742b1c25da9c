/**
 * The rows of the score: what of one sample and one recurrent layer stands under the time axis, in which order, with its words.
 *
 * Plain data: what it looks like is drawRow.ts's affair, and nothing here knows a page. Held by test/pictures/score/score.test.ts.
 */
import type { Tensor } from "../../core/data/dataset";
import { type Language, say } from "../../core/messages/message";
import { measureRows } from "../../core/probes/layerProbe";
import type { StateName } from "../../core/model/layerTable";
import type { ModelView, ScoreView } from "../../protocol/panel";
import type { Predictions } from "../../protocol/training";
import { readInputs } from "../answers/inputModel";
import { formatNumber } from "../numbers";
import { readOutput } from "../answers/scoreModel";
import { type Cell, type Voice, voicesOf } from "../answers/voices";
import { type Belt, beltOf } from "./belt";
import type { Lit } from "./explainedCell";
import { extremesOf, gateScale, type HeatMap, type Scale, symmetricScale } from "./heatMap";

export interface ScoreRow {
  /** Unique among the rows: `gate/i`, `state/c`, `output/0/1`. */
  readonly key: string;
  readonly title: string;
  /** The smaller line below. */
  readonly subtitle: string;
  readonly body: RowBody;
  /** What was done to it, where it is looked at as it would be. */
  readonly touched?: string;
  /** A sentence that says what the picture shows. */
  readonly said: string;
  /** What it holds at a step, as text; empty where it holds nothing. */
  at(step: number): string;
}

export type RowBody =
  | { readonly kind: "cells"; readonly cells: readonly (Cell | undefined)[]; readonly lit?: Lit }
  | HeatBody
  | { readonly kind: "belt"; readonly belt: Belt }
  | {
      readonly kind: "bars";
      readonly values: Float64Array;
      readonly range: readonly [number, number];
      readonly colour: "gradient" | "decides";
    };

export interface HeatBody {
  readonly kind: "heat";
  readonly map: HeatMap;
  readonly isDiverging: boolean;
  /** Its rows are units, of which the chosen one is marked; else they are features, or steps of another layer. */
  readonly isOfUnits: boolean;
  /** What the layer begins with, (1, H), where that was handed to it. */
  readonly initial?: Tensor;
  /** The step whose state is handed to another layer. */
  readonly handedAt?: number;
  /** The rows are steps of another layer: that layer's cursor. */
  readonly otherStep?: number;
  /** Cells that the chosen one came from. */
  readonly lit?: Lit;
}

export interface RowsWanted {
  readonly score: ScoreView;
  readonly model: ModelView | undefined;
  /** Of all samples, for a score that has no answer of its own. */
  readonly predictions: Predictions | null;
  /** Which output's answers. */
  readonly output: number;
  readonly unit: number;
  /** Whose dependences on inputs are shown, as far as the layer gives several. */
  readonly step: number;
  readonly order: ArrayLike<number>;
  /** The cursor of the encoder or decoder beside it. */
  readonly otherStep?: number;
  readonly language: Language;
}

/** From the input down to the right value. */
export function rowsOf(wanted: RowsWanted): readonly ScoreRow[] {
  const voices = spokenVoices(wanted);
  return [
    ...voices.heard.map((voice, at) => rowOfVoice(voice, `input/${at}`)),
    ...inputRow(wanted),
    ...gateRows(wanted),
    beltRow(wanted),
    ...stateRows(wanted),
    ...gradientRow(wanted),
    ...decidesRow(wanted),
    ...attentionRows(wanted),
    ...voices.spoken.map((voice, at) => rowOfVoice(voice, `output/${at}`)),
  ];
}

/** Rows of an input or output of very many features say nothing one by one. */
const mostVoices = 8;

function spokenVoices({ score, model, predictions, output, language }: RowsWanted): {
  heard: readonly Voice[];
  spoken: readonly Voice[];
} {
  const own = score.predictions ?? predictions;
  const index = score.predictions ? 0 : score.sample - (predictions?.first ?? 0);
  const [steps = 0] = score.layer.states.h.shape;
  const given = own?.outputs[output];
  if (!own || !given) return { heard: [], spoken: [] };
  const read = readOutput(given);
  const { reads } = score.layer;
  const inputs = readInputs(own.inputs, model)
    .voices(index)
    .filter(({ input }) => reads.includes(input));
  const voices = voicesOf(read, inputs, index, language);
  const fits = (voice: Voice, isInput: boolean): Voice[] => {
    if (voice.cells.length === steps) return [voice];
    if (voice.cells.length !== 1) return [];
    // An answer without time belongs to the last step, an input without time to the first.
    const cells: Cell[] = Array.from({ length: steps }, () => ({ text: "", tint: "plain" }));
    cells[isInput ? 0 : steps - 1] = voice.cells[0] as Cell;
    return [{ ...voice, cells }];
  };
  return {
    heard: voices
      .slice(0, inputs.length)
      .slice(0, mostVoices)
      .flatMap((voice) => fits(voice, true)),
    // What an encoder leads to is said by its decoder.
    spoken:
      score.partner?.stands === "after"
        ? []
        : voices
            .slice(inputs.length)
            .slice(0, 3 * mostVoices)
            .flatMap((voice) => fits(voice, false)),
  };
}

export function rowOfVoice({ title, subtitle, cells, numbers }: Voice, key: string): ScoreRow {
  const withNumbers = cells.map((cell, at) => (numbers?.[at] === undefined ? cell : { ...cell, number: numbers[at] }));
  const texts = cells.map(({ text }) => text).filter((text) => text !== "");
  return {
    ...{ key, title, subtitle },
    body: { kind: "cells", cells: withNumbers },
    said: [title, subtitle, texts.length > 24 ? `${texts.slice(0, 24).join(" ")} …` : texts.join(" ")]
      .filter(Boolean)
      .join(" · "),
    at: (step) => {
      const cell = cells[step];
      if (!cell || cell.text === "") return "";
      return cell.right === undefined ? cell.text : `${cell.text} ${cell.right ? "✓" : "✗"}`;
    },
  };
}

/** What the layer reads, where that is not the network's own input. */
function inputRow({ score, model, language }: RowsWanted): readonly ScoreRow[] {
  const { layer } = score;
  const at = model?.layers.findIndex(({ name }) => name === layer.name.split("/")[0]) ?? -1;
  const before = model?.layers[at - 1];
  if (at < 1 || !before || /^Input/.test(before.kind) || before.kind === "Masking") return [];
  const features = layer.input.shape[1] ?? 0;
  const map: HeatMap = {
    tensor: layer.input,
    scale: symmetricScale(layer.input),
    order: range(features),
    counted: layer.counted,
  };
  return [
    heatRow(
      { key: "reads", title: say(language, "score.reads"), subtitle: "x", map, isDiverging: true, isOfUnits: false },
      { unit: 0, language },
    ),
  ];
}

function gateRows({ score: { layer }, order, unit, language }: RowsWanted): readonly ScoreRow[] {
  return (Object.keys(layer.gates) as (keyof typeof layer.gates)[]).flatMap((gate) => {
    const tensor = layer.gates[gate];
    if (!tensor) return [];
    const isCandidate = gate === "c" || gate === "h";
    const scale = isCandidate
      ? symmetricScale(tensor, layer.cell.activation === "tanh" ? 1 : 0)
      : gateRange(layer.cell.recurrentActivation, tensor);
    const map: HeatMap = { tensor, scale, order, counted: layer.counted };
    const title = say(language, `score.gate.${gate}`);
    const subtitle = say(language, `score.gate.${gate}.does`);
    return [
      heatRow(
        { key: `gate/${gate}`, title, subtitle, map, isDiverging: isCandidate, isOfUnits: true },
        { unit, language },
      ),
    ];
  });
}

function gateRange(activation: string | undefined, tensor: HeatMap["tensor"]): Scale {
  return activation === undefined || /sigmoid/.test(activation) ? gateScale : symmetricScale(tensor);
}

function stateRows({ score, order, unit, language }: RowsWanted): readonly ScoreRow[] {
  const { layer, handOvers } = score;
  const { states, initial } = layer;
  const [steps = 0] = states.h.shape;
  return (["c", "h", "y"] as const).flatMap((state) => {
    const tensor = states[state];
    if (!tensor) return [];
    const own = tensor.shape[1] === order.length ? order : range(tensor.shape[1] ?? 0);
    const scale = symmetricScale(tensor, state === "h" && layer.cell.activation === "tanh" ? 1 : 0);
    const map: HeatMap = { tensor, scale, order: own, counted: layer.counted };
    const title = say(
      language,
      state === "h" && layer.kind === "Jordan" ? "score.state.hidden" : `score.state.${state}`,
    );
    return [
      heatRow(
        {
          ...{ key: `state/${state}`, title, subtitle: state, map, isDiverging: true, isOfUnits: true },
          ...(isHanded(score, state) && initial[state] && { initial: initial[state] }),
          ...(handOvers.some(({ from, states: own }) => from === layer.name && own.includes(state)) && {
            handedAt: layer.direction > 0 ? steps - 1 : 0,
          }),
        },
        { unit, language },
      ),
    ];
  });
}

/** Whether a layer begins with another one's state. */
export const isHanded = ({ layer, handOvers }: ScoreView, state: StateName): boolean =>
  handOvers.some(({ to, states }) => to === layer.name && states.includes(state));

/** Attention as the layer that asks sees it, a map of the other's steps over its own, and as the one that is read sees it, at the other's cursor. */
function attentionRows({ score, step, otherStep = 0, language }: RowsWanted): readonly ScoreRow[] {
  const { layer, attention } = score;
  const [steps = 0] = layer.states.h.shape;
  return attention.flatMap(({ name, weights, queries, values }): readonly ScoreRow[] => {
    const [asking = 0, read = 0] = weights.shape;
    if (queries === layer.name && asking === steps) {
      const others = values === undefined || values === queries ? "" : values;
      return [attentionMap({ name, weights, others, otherStep: others ? otherStep : step }, language)];
    }
    if (values !== layer.name || read !== steps) return [];
    return [readRow({ name, weights, asks: queries ?? name, at: Math.min(otherStep, asking - 1) }, language)];
  });
}

interface AttentionShown {
  readonly name: string;
  readonly weights: Tensor;
}

function attentionMap(
  { name, weights, others, otherStep }: AttentionShown & { readonly others: string; readonly otherStep: number },
  language: Language,
): ScoreRow {
  const [steps = 0, read = 0] = weights.shape;
  const map: HeatMap = { tensor: weights, scale: { low: 0, high: extremesOf(weights).high || 1 }, order: range(read) };
  const title = say(language, "score.attention");
  const mostAt = (step: number): { step: number; weight: number } => {
    const row = weights.values.subarray(step * read, (step + 1) * read);
    const weight = row.reduce((most, value) => Math.max(most, value), 0);
    return { step: row.indexOf(weight), weight };
  };
  const all = Array.from({ length: steps }, (_none, step) => mostAt(step));
  const strongest = all.reduce((best, { weight }, step) => (weight > (all[best]?.weight ?? 0) ? step : best), 0);
  return {
    ...{ key: `attention/${name}`, title },
    subtitle: say(language, others ? "score.attention.reads" : "score.attention.own", { name, layer: others }),
    body: { kind: "heat", map, isDiverging: false, isOfUnits: false, otherStep },
    said: say(language, "score.said.attention", {
      ...{ name, steps, read, step: strongest + 1 },
      ...{ most: (all[strongest]?.step ?? 0) + 1, weight: formatNumber(all[strongest]?.weight ?? 0) },
    }),
    at: (step) => {
      const found = all[step];
      return found
        ? say(language, "score.attention.at", { weight: formatNumber(found.weight), step: found.step + 1 })
        : "";
    },
  };
}

function readRow(
  { name, weights, asks, at }: AttentionShown & { readonly asks: string; readonly at: number },
  language: Language,
): ScoreRow {
  const [, read = 0] = weights.shape;
  const row = weights.values.subarray(at * read, (at + 1) * read);
  const most = row.reduce((best, value) => Math.max(best, value), 0) || 1;
  const cells = Array.from(row, (value): Cell => ({ text: value.toFixed(2), shade: value / most, tint: "accent", number: value })); // prettier-ignore
  const title = say(language, "score.readAt");
  const subtitle = say(language, "score.readAt.by", { layer: asks, step: at + 1 });
  return {
    ...{ key: `read/${name}`, title, subtitle },
    body: { kind: "cells", cells },
    said: say(language, "score.said.readAt", {
      ...{ layer: asks, step: at + 1, most: row.indexOf(most) + 1, weight: formatNumber(most) },
    }),
    at: (step) => formatNumber(row[step] ?? Number.NaN),
  };
}

const ranges = new Map<number, Uint32Array>();

/** 0, 1, 2 and so on: the same list each time, so that what is drawn from it can be seen to be the same. */
function range(count: number): Uint32Array {
  const found = ranges.get(count) ?? Uint32Array.from({ length: count }, (_none, i) => i);
  ranges.set(count, found);
  return found;
}

function heatRow(
  { key, title, subtitle, ...body }: Omit<ScoreRow, "body" | "said" | "at"> & Omit<HeatBody, "kind" | "otherStep">,
  { unit, language }: { unit: number; language: Language },
): ScoreRow {
  const { map, isOfUnits } = body;
  const [steps = 0, units = 0] = map.tensor.shape;
  const { low, high } = extremesOf(map.tensor);
  const args = { title, units, steps, low: formatNumber(low), high: formatNumber(high) };
  const counts = (step: number): boolean => map.counted?.[step] !== 0;
  return {
    ...{ key, title, subtitle },
    body: { kind: "heat", ...body },
    said: say(language, isOfUnits ? "score.said.heat" : "score.said.features", args),
    at: (step) => {
      if (!counts(step)) return say(language, "score.leftOut");
      return isOfUnits && unit < units ? formatNumber(map.tensor.values[step * units + unit] ?? Number.NaN) : "";
    },
  };
}

function beltRow({ score: { layer }, unit, language }: RowsWanted): ScoreRow {
  const belt = beltOf(layer, unit);
  const title = say(language, "score.unit", { unit: unit + 1 });
  return {
    ...{ key: "belt", title, subtitle: say(language, "score.belt") },
    body: { kind: "belt", belt },
    said: belt.say(language),
    at: () => "",
  };
}

const lengths = new WeakMap<Tensor, Float64Array>();

/** The length of each row; found once. */
function lengthsOf(tensor: Tensor): Float64Array {
  const found = lengths.get(tensor) ?? measureRows(tensor);
  lengths.set(tensor, found);
  return found;
}

function gradientRow({ score: { layer }, language }: RowsWanted): readonly ScoreRow[] {
  if (!layer.gradient) return [];
  const values = lengthsOf(layer.gradient);
  return [
    barsRow(
      { key: "gradient", title: say(language, "score.gradient"), subtitle: "|∂L/∂h|", values, colour: "gradient" },
      language,
    ),
  ];
}

/** How far the chosen output of the layer depends on each step of what it reads. */
function decidesRow({ score, step, language }: RowsWanted): readonly ScoreRow[] {
  const { connectivity } = score.layer;
  if (!connectivity) return [];
  const [rows = 0, steps = 0] = connectivity.shape;
  const row = rows === 1 ? 0 : Math.min(step, rows - 1);
  const values = Float64Array.from(connectivity.values.subarray(row * steps, (row + 1) * steps));
  const last = score.layer.direction > 0 ? steps : 1;
  const subtitle = `|∂${score.layer.kind === "Jordan" ? "y" : "h"}${lowered(rows === 1 ? last : row + 1)}/∂x|`;
  return [
    barsRow({ key: "decides", title: say(language, "score.decides"), subtitle, values, colour: "decides" }, language),
  ];
}

const lowered = (number: number): string =>
  String(number).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] as string);

function barsRow(
  {
    key,
    title,
    subtitle,
    values,
    colour,
  }: Omit<ScoreRow, "body" | "said" | "at"> & { values: Float64Array; colour: "gradient" | "decides" },
  language: Language,
): ScoreRow {
  const positive = [...values].filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  const most = values.indexOf(high);
  const args = { title, least: formatNumber(low), most: formatNumber(high), step: most + 1 };
  return {
    ...{ key, title, subtitle },
    body: { kind: "bars", values, range: positive.length > 0 ? [low, high] : [1, 1], colour },
    said: positive.length > 0 ? say(language, "score.said.bars", args) : say(language, "score.said.noBars", { title }),
    at: (step) => formatNumber(values[step] ?? Number.NaN),
  };
}
