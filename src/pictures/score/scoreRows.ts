/**
 * The rows of the score: what of one sample and one recurrent layer stands under the time axis, in which order, with its words.
 *
 * Plain data: what it looks like is drawRow.ts's affair, and nothing here knows a page. Held by test/pictures/score/score.test.ts.
 */
import type { Tensor } from "../../core/data/dataset";
import { type Language, say } from "../../core/messages/message";
import { measureRows } from "../../core/probes/layerProbe";
import type { ModelView, ScoreView } from "../../protocol/panel";
import type { Predictions } from "../../protocol/training";
import { readInputs } from "../answers/inputModel";
import { formatNumber } from "../numbers";
import { readOutput } from "../answers/scoreModel";
import { type Cell, type Voice, voicesOf } from "../answers/voices";
import { type Belt, beltOf } from "./belt";
import { extremesOf, gateScale, type HeatMap, type Scale, symmetricScale } from "./heatMap";

export interface ScoreRow {
  /** Unique among the rows: `gate/i`, `state/c`, `output/0/1`. */
  readonly key: string;
  readonly title: string;
  /** The smaller line below. */
  readonly subtitle: string;
  readonly body: RowBody;
  /** A sentence that says what the picture shows. */
  readonly said: string;
  /** What it holds at a step, as text; empty where it holds nothing. */
  at(step: number): string;
}

export type RowBody =
  | { readonly kind: "cells"; readonly cells: readonly (Cell | undefined)[] }
  | { readonly kind: "heat"; readonly map: HeatMap; readonly isDiverging: boolean; readonly isOfUnits: boolean }
  | { readonly kind: "belt"; readonly belt: Belt }
  | {
      readonly kind: "bars";
      readonly values: Float64Array;
      readonly range: readonly [number, number];
      readonly colour: "gradient" | "decides";
    };

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
    ...voices.spoken.map((voice, at) => rowOfVoice(voice, `output/${at}`)),
  ];
}

/** Rows of an input or output of very many features say nothing one by one. */
const mostVoices = 8;

function spokenVoices({ score, model, predictions: all, output, language }: RowsWanted): {
  heard: readonly Voice[];
  spoken: readonly Voice[];
} {
  const own = score.predictions ?? all;
  const index = score.predictions ? 0 : score.sample;
  const [steps = 0] = score.layer.states.h.shape;
  const given = own?.outputs[output];
  if (!own || !given) return { heard: [], spoken: [] };
  const read = readOutput(given);
  const inputs = readInputs(own.inputs, model).voices(index);
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
    spoken: voices
      .slice(inputs.length)
      .slice(0, 3 * mostVoices)
      .flatMap((voice) => fits(voice, false)),
  };
}

function rowOfVoice({ title, subtitle, cells, numbers }: Voice, key: string): ScoreRow {
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

function stateRows({ score: { layer }, order, unit, language }: RowsWanted): readonly ScoreRow[] {
  const { states } = layer;
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
        { key: `state/${state}`, title, subtitle: state, map, isDiverging: true, isOfUnits: true },
        { unit, language },
      ),
    ];
  });
}

const range = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_none, i) => i);

function heatRow(
  {
    key,
    title,
    subtitle,
    map,
    isDiverging,
    isOfUnits,
  }: Omit<ScoreRow, "body" | "said" | "at"> & { map: HeatMap; isDiverging: boolean; isOfUnits: boolean },
  { unit, language }: { unit: number; language: Language },
): ScoreRow {
  const [steps = 0, units = 0] = map.tensor.shape;
  const { low, high } = extremesOf(map.tensor);
  const args = { title, units, steps, low: formatNumber(low), high: formatNumber(high) };
  const counts = (step: number): boolean => map.counted?.[step] !== 0;
  return {
    ...{ key, title, subtitle },
    body: { kind: "heat", map, isDiverging, isOfUnits },
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
