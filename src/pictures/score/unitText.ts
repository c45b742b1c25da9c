/**
 * A sample's words or characters, each with what one unit holds when the layer has read it: text to be coloured by that, as Karpathy, Johnson
 * and Li do it for single cells (Visualizing and Understanding Recurrent Networks, 2015), and which words the unit is high or low at.
 *
 * Made of the rows of the score, so it shows what they show. Held by test/pictures/score/unitText.test.ts.
 */
import { type Language, say } from "../../core/messages/message";
import { formatNumber } from "../numbers";
import { type Scale, shareOf } from "./heatMap";
import type { HeatBody, ScoreRow } from "./scoreRows";

export interface TextToken {
  readonly step: number;
  /** As it stands in the data; empty: a step that was filled up. */
  readonly text: string;
  /** NaN: left out by a mask. */
  readonly value: number;
  /** 0 to 1 on the scale. */
  readonly share: number;
}

/** A word or character over all of its steps. */
export interface TokenMean {
  readonly text: string;
  readonly count: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface UnitText {
  readonly tokens: readonly TextToken[];
  /** Words stand apart, characters do not. */
  readonly isOfWords: boolean;
  /** Of this unit alone: symmetric around 0, or a gate's. */
  readonly scale: Scale;
  readonly isDiverging: boolean;
  /** From the highest mean to the lowest. */
  readonly means: readonly TokenMean[];
  readonly said: string;
}

export interface ColouredBy {
  readonly key: string;
  readonly title: string;
  /** `c`, `f`. */
  readonly sign: string;
}

type HeatRow = ScoreRow & { readonly body: HeatBody };

const isOfUnit = (row: ScoreRow, unit: number): row is HeatRow =>
  row.body.kind === "heat" && row.body.isOfUnits && unit < (row.body.map.tensor.shape[1] ?? 0);

/** By what text can be coloured: the states first, of which the memory is the first, then the gates. */
export function colouredBy(rows: readonly ScoreRow[], unit: number): readonly ColouredBy[] {
  const units = rows.filter((row) => isOfUnit(row, unit));
  return [
    ...units.filter(({ key }) => key.startsWith("state/")),
    ...units.filter(({ key }) => key.startsWith("gate/")),
  ].map(({ key, title }) => ({ key, title, sign: key.slice(key.indexOf("/") + 1) }));
}

/** Undefined where the layer reads no words or characters. `by`: the row that colours, the first that can where it is none of them. */
export function unitTextOf(
  rows: readonly ScoreRow[],
  { unit, by, language }: { readonly unit: number; readonly by: string | undefined; readonly language: Language },
): UnitText | undefined {
  const texts = textsOf(rows);
  const known = colouredBy(rows, unit);
  const key = known.find((one) => one.key === by)?.key ?? known[0]?.key;
  const row = rows.find((one) => one.key === key);
  if (!texts || !row || !isOfUnit(row, unit)) return undefined;
  const { map, isDiverging } = row.body;
  const units = map.tensor.shape[1] ?? 0;
  const values = texts.map((_text, step) =>
    map.counted?.[step] === 0 ? Number.NaN : (map.tensor.values[step * units + unit] ?? Number.NaN),
  );
  const finite = values.filter(Number.isFinite);
  const most = Math.max(...finite.map(Math.abs), 0) || 1;
  const scale = isDiverging ? { low: -most, high: most } : map.scale;
  const tokens = texts.map((text, step): TextToken => {
    const value = values[step] ?? Number.NaN;
    return { step, text, value, share: shareOf(value, scale) };
  });
  const means = meansOf(tokens);
  return {
    ...{ tokens, scale, isDiverging, means },
    isOfWords: texts.some((text) => [...text].length > 1),
    said: sayText(tokens, means, { unit, row, finite }, language),
  };
}

/** The words or characters of the first input that is made of them. */
function textsOf(rows: readonly ScoreRow[]): readonly string[] | undefined {
  for (const { key, body } of rows) {
    if (!key.startsWith("input/") || body.kind !== "cells") continue;
    const cells = body.cells.map((cell) => ({ text: cell?.text ?? "", isNumber: cell?.number !== undefined }));
    if (cells.some(({ isNumber }) => isNumber) || cells.filter(({ text }) => text !== "").length < 2) continue;
    return cells.map(({ text }) => text);
  }
  return undefined;
}

function meansOf(tokens: readonly TextToken[]): readonly TokenMean[] {
  const byText = new Map<string, number[]>();
  for (const { text, value } of tokens) {
    if (text === "" || !Number.isFinite(value)) continue;
    byText.set(text, [...(byText.get(text) ?? []), value]);
  }
  return [...byText]
    .map(([text, values]) => ({
      ...{ text, count: values.length },
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      ...{ low: Math.min(...values), high: Math.max(...values) },
    }))
    .sort((a, b) => b.mean - a.mean);
}

/** Signs for what has none: a space, the end of a line, a tab. */
export const visible = (text: string): string => text.replaceAll(" ", "␣").replaceAll("\n", "↵").replaceAll("\t", "⇥");

function sayText(
  tokens: readonly TextToken[],
  means: readonly TokenMean[],
  { unit, row, finite }: { readonly unit: number; readonly row: ScoreRow; readonly finite: readonly number[] },
  language: Language,
): string {
  const at = (value: number): TextToken | undefined => tokens.find((token) => token.value === value);
  const [high, low] = [at(Math.max(...finite)), at(Math.min(...finite))];
  if (!high || !low) return "";
  const args = {
    ...{ unit: unit + 1, title: row.title },
    ...{ high: visible(high.text), highStep: high.step + 1, highValue: formatNumber(high.value) },
    ...{ low: visible(low.text), lowStep: low.step + 1, lowValue: formatNumber(low.value) },
  };
  const said = say(language, "score.text.said", args);
  const repeated = means.filter(({ count }) => count > 1);
  const [first, last] = [repeated[0], repeated.at(-1)];
  if (!first || !last || first === last) return said;
  const mean = {
    ...{ high: visible(first.text), highMean: formatNumber(first.mean), highCount: first.count },
    ...{ low: visible(last.text), lowMean: formatNumber(last.mean), lowCount: last.count },
  };
  return `${said} ${say(language, "score.text.means", mean)}`;
}
