/**
 * The rows of the score for one sequence: input, prediction, decision, right value, one cell a step.
 *
 * Here everything becomes text and a shade from 0 to 1; what it looks like is the view's affair. Held by
 * test/pictures/answers/voices.test.ts.
 */
import { type Language, say } from "../../core/messages/message";
import type { InputVoice } from "./inputModel";
import { formatFixed, formatNumber, formatProbability } from "../numbers";
import type { Answer, OutputScore, Value } from "./scoreModel";

export interface Cell {
  readonly text: string;
  /** 0 to 1: how much of the tint the cell gets; absent for a plain cell. */
  readonly shade?: number;
  readonly tint: "accent" | "plain";
  /** ✓ or ✗ beside the text. */
  readonly right?: boolean;
  /** What the text says, where it is a number that a curve can be drawn of. */
  readonly number?: number;
}

export interface Voice {
  /** `input`, `prediction`, … in the reader's language. */
  readonly title: string;
  /** The smaller line below: the feature, `> 0.5`. */
  readonly subtitle: string;
  readonly cells: readonly Cell[];
  /** The same as numbers, where all are. */
  readonly numbers?: readonly number[];
}

/** The voices of one sequence whose answers have a time axis. */
export function voicesOf(
  score: OutputScore,
  inputs: readonly InputVoice[],
  sequence: number,
  language: Language,
): readonly Voice[] {
  const steps = score.sequences[sequence] ?? [];
  const several = new Set(inputs.map(({ input }) => input)).size > 1;
  const heard = inputs.map((voice) => ({
    title: say(language, "panel.input"),
    subtitle: nameOfInput(voice, several, language),
    cells: voice.values.map((value) => inputCell(value, voice)),
    ...numbersOf(voice.values),
  }));
  const spoken = Array.from({ length: score.features }, (_none, feature) =>
    answerVoices(
      score,
      steps.map((step) => step[feature]),
      score.features > 1 ? say(language, "panel.feature", { number: feature + 1 }) : "",
      language,
    ),
  );
  return [...heard, ...spoken.flat()];
}

export function nameOfInput({ input, feature }: InputVoice, several: boolean, language: Language): string {
  if (feature === undefined) return several ? input : "";
  return several
    ? say(language, "panel.named", { name: input, number: feature })
    : say(language, "panel.feature", { number: feature });
}

/** The rows of one feature's answers. */
function answerVoices(
  score: OutputScore,
  answers: readonly (Answer | undefined)[],
  subtitle: string,
  language: Language,
): readonly Voice[] {
  const row = (
    title: string,
    below: string,
    cell: (answer: Answer) => Cell,
    number?: (answer: Answer) => Value | undefined,
  ): Voice => ({
    title,
    subtitle: below || subtitle,
    cells: answers.map((answer) => (answer ? cell(answer) : { text: "", tint: "plain" })),
    ...(number && numbersOf(answers.map((answer) => answer && number(answer)))),
  });
  const hasTargets = answers.some((answer) => answer?.target !== undefined);
  if (score.kind === "classes") {
    return [
      row(say(language, "panel.class"), "", decisionCell),
      row(say(language, "panel.probability"), "", probabilityCell),
      ...(hasTargets ? [row(say(language, "panel.targetClass"), "", targetCell)] : []),
    ];
  }
  if (score.kind === "binary") {
    const rule = say(language, "panel.overHalf");
    return [
      row(say(language, "panel.prediction"), "", probabilityCell),
      row(say(language, "panel.decision"), subtitle ? "" : rule, decisionCell),
      ...(hasTargets ? [row(say(language, "panel.target"), "", bitCell)] : []),
    ];
  }
  const values = valueCells(score.decimals);
  return [
    row(say(language, "panel.prediction"), "", values.prediction, ({ prediction }) => prediction),
    ...(hasTargets
      ? [
          row(say(language, "panel.target"), "", values.target, ({ target }) => target),
          row(say(language, "panel.difference"), "", values.difference, ({ difference }) => difference),
        ]
      : []),
  ];
}

function numbersOf(values: readonly (Value | undefined)[]): Pick<Voice, "numbers"> {
  return values.every((value) => typeof value === "number") ? { numbers: values } : {};
}

export function inputCell(value: Value, { range, decimals }: Pick<InputVoice, "range" | "decimals">): Cell {
  if (typeof value !== "number") return { text: value, tint: "plain" };
  const text = decimals === undefined ? formatNumber(value) : formatFixed(value, decimals);
  if (!range || !Number.isFinite(value)) return { text, tint: "plain" };
  return { text, tint: "plain", shade: (value - range[0]) / (range[1] - range[0] || 1) };
}

export function probabilityCell({ prediction }: Answer): Cell {
  const text = formatProbability(prediction);
  return Number.isFinite(prediction)
    ? { text, tint: "accent", shade: Math.min(1, Math.max(0, prediction)) }
    : { text, tint: "accent" };
}

export function decisionCell({ decided, right }: Answer): Cell {
  return { text: textOf(decided), tint: "plain", ...(right === undefined ? {} : { right }) };
}

export function targetCell({ target }: Answer): Cell {
  return { text: target === undefined ? "" : textOf(target), tint: "plain" };
}

/** A right value of 0 or 1 is shaded like the input's bits. */
export function bitCell(answer: Answer): Cell {
  const { target } = answer;
  return typeof target === "number"
    ? { ...targetCell(answer), shade: Math.min(1, Math.max(0, target)) }
    : targetCell(answer);
}

/** Prediction, right value and difference of a value, all with the same decimals, and with more where two would look alike and are not. */
export function valueCells(
  decimals: number,
): Readonly<Record<"prediction" | "target" | "difference", (answer: Answer) => Cell>> {
  const write = (value: Value | undefined, answer: Answer): string =>
    typeof value === "number" ? formatFixed(value, decimalsOf(answer, decimals)) : (value ?? "");
  return {
    prediction: (answer) => ({ text: write(answer.prediction, answer), tint: "plain" }),
    target: (answer) => ({ text: write(answer.target, answer), tint: "plain" }),
    difference: (answer) => ({ text: signed(answer.difference, answer), tint: "plain" }),
  };

  /** The sign says which way the prediction is off; what is nothing has none. */
  function signed(difference: number | undefined, answer: Answer): string {
    const text = write(difference, answer);
    if (difference === undefined || !Number.isFinite(difference)) return (difference ?? 0) > 0 ? `+${text}` : text;
    const shown = difference !== 0 && Number(text.replace("−", "-")) === 0 ? formatNumber(difference) : text;
    return difference > 0 ? `+${shown}` : shown;
  }
}

/** A float32 has seven digits; what differs beyond them is not told by more. */
const mostMoreDecimals = 4;

function decimalsOf({ prediction, target }: Answer, least: number): number {
  if (typeof target !== "number" || prediction === target || !Number.isFinite(prediction - target)) return least;
  const isAlike = (decimals: number): boolean => formatFixed(prediction, decimals) === formatFixed(target, decimals);
  let decimals = least;
  while (decimals < least + mostMoreDecimals && isAlike(decimals)) decimals++;
  return isAlike(decimals) ? least : decimals;
}

export function textOf(value: Value): string {
  return typeof value === "number" ? formatNumber(value) : value;
}
