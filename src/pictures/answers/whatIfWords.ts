/**
 * What if, in words and numbers: what was done to the network, what it changes of the answer, and edits of an input from what was typed.
 * Held by test/pictures/answers/whatIfWords.test.ts.
 */
import type { InputEdit } from "../../core/data/editSample";
import { type Language, say } from "../../core/messages/message";
import { writtenNumber } from "../../core/messages/writtenNumber";
import type { Intervention } from "../../core/probes/interventions";
import type { ScoreView } from "../../protocol/panel";
import type { Predictions } from "../../protocol/training";
import { formatNumber } from "../numbers";
import type { ScoreRow } from "../score/scoreRows";
import { type Answer, listOf, type OutputScore, readOutput } from "./scoreModel";

/** `forget gate of unit 3: 1`, `all units, input gate: 0`, `unit 2 silent` */
export function nameIntervention(one: Intervention, language: Language): string {
  if (one.what === "silence") return say(language, "whatIf.silent", { unit: one.unit + 1 });
  const gate = say(language, `score.gate.${one.gate}`);
  const value = formatNumber(one.value);
  return one.unit === undefined
    ? say(language, "whatIf.heldAll", { gate, value })
    : say(language, "whatIf.held", { gate, unit: one.unit + 1, value });
}

/** Rows that something was done to say what. */
export function markTouched(
  rows: readonly ScoreRow[],
  layer: string,
  interventions: readonly Intervention[],
  edits: readonly InputEdit[],
  language: Language,
): readonly ScoreRow[] {
  const own = interventions.filter((one) => one.layer === layer);
  if (own.length === 0 && edits.length === 0) return rows;
  return rows.map((row) => {
    const done = own.filter((one) => (one.what === "clamp" ? row.key === `gate/${one.gate}` : row.key === "state/h"));
    const said = [
      ...done.map((one) => nameIntervention(one, language)),
      ...(row.key.startsWith("input/") && edits.length > 0
        ? [say(language, "whatIf.edited", { count: edits.length })]
        : []),
    ].join(", ");
    return said === "" ? row : { ...row, touched: said, said: `${row.said} ${said}.` };
  });
}

export interface AnswerChange {
  /** Counted from 0. */
  readonly step: number;
  readonly feature: number;
  /** As numbers that differ where they do, however little, and of classes and bits with the decision. */
  readonly before: string;
  readonly now: string;
  /** How far the prediction moved. */
  readonly moved: number;
  /** Another class or bit. */
  readonly decidesOtherwise: boolean;
}

/** What one output answers for the sample, as it is and as it would be. */
export function compareAnswers(score: ScoreView, output: number): readonly AnswerChange[] {
  const { predictions, whatIf } = score;
  const [before, now] = [whatIf?.untouched?.predictions, predictions].map((one) => readAnswers(one, output));
  if (!before || !now) return [];
  return (now.sequences[0] ?? []).flatMap((answers, step) =>
    answers.flatMap((answer, feature): AnswerChange[] => {
      const old = before.sequences[0]?.[step]?.[feature];
      if (!old) return [];
      const [was, is] = apart(old.prediction, answer.prediction);
      const decidesOtherwise = now.kind !== "values" && String(old.decided) !== String(answer.decided);
      const text = (number: string, { decided }: Answer): string =>
        now.kind === "values" ? number : `${number} (${decided})`;
      const moved = answer.prediction - old.prediction;
      return [{ step, feature, before: text(was, old), now: text(is, answer), moved, decidesOtherwise }];
    }),
  );
}

function readAnswers(predictions: Predictions | undefined, at: number): OutputScore | undefined {
  const output = predictions?.outputs[at] ?? predictions?.outputs[0];
  return output && readOutput(output);
}

/** Two numbers with as many digits as it takes to tell them apart. */
function apart(one: number, other: number): readonly [string, string] {
  const short = [formatNumber(one), formatNumber(other)] as const;
  if (one === other || short[0] !== short[1]) return short;
  for (let digits = 4; digits < 10; digits++) {
    const both = [one.toPrecision(digits), other.toPrecision(digits)] as const;
    if (both[0] !== both[1]) return both;
  }
  return short;
}

/** Which answers change, and which of them most. */
export function sayChanges(changes: readonly AnswerChange[], language: Language): string {
  if (changes.length === 0) return say(language, "whatIf.noAnswers");
  const [first, ...others] = changes;
  const most = others.reduce((so, one) => (Math.abs(one.moved) > Math.abs(so.moved) ? one : so), first as AnswerChange);
  if (most.moved === 0) return say(language, "whatIf.nothing");
  const count = changes.filter(({ decidesOtherwise }) => decidesOtherwise).length;
  const decisions = /\(/.test(most.now) ? [say(language, "whatIf.decisions", { count, all: changes.length })] : [];
  const { step } = most;
  const [before, now] = [most.before, most.now].map((text) => inSentence(text, language)) as [string, string];
  const moved =
    changes.length === 1
      ? say(language, "whatIf.moved", { before, now })
      : say(language, "whatIf.movedMost", { step: step + 1, before, now });
  return [...decisions, moved].join(" ");
}

/** `0.98 (1)` with its number as the language writes it. */
const inSentence = (text: string, language: Language): string =>
  text.replace(/^\S+/, (number) => writtenNumber(number, language));

/** The sample's own values of its first input, as a person types them: steps apart by spaces, features by commas. */
export function writeInput(predictions: Predictions | undefined): string {
  return stepsOf(predictions)
    .map((step) =>
      step.map((value) => (typeof value === "number" ? String(Number(value.toPrecision(7))) : value)).join(","),
    )
    .join(" ");
}

/** Steps of features; a label stands alone. */
function stepsOf(predictions: Predictions | undefined): (string | number)[][] {
  const [input] = predictions?.inputs ?? [];
  if (!input) return [];
  return listOf(input.values[0]).map((step) =>
    listOf(step).map((value) => (typeof value === "number" || typeof value === "string" ? value : String(value))),
  );
}

/** What of the first input differs from its own values; undefined where there are more or fewer than it has. */
export function readInput(text: string, own: Predictions | undefined): readonly InputEdit[] | undefined {
  const input = own?.inputs[0]?.name;
  const steps = stepsOf(own);
  const typed = text
    .trim()
    .split(/\s+/)
    .map((step) => step.split(","));
  if (input === undefined || typed.length !== steps.length) return undefined;
  if (typed.some((step, t) => step.length !== steps[t]?.length)) return undefined;
  const shown = writeInput(own)
    .split(" ")
    .map((step) => step.split(","));
  return typed.flatMap((step, t) =>
    step.flatMap((value, feature): InputEdit[] =>
      value === shown[t]?.[feature]
        ? []
        : [
            {
              input,
              step: t,
              feature,
              value: typeof steps[t]?.[feature] === "number" && Number.isFinite(Number(value)) ? Number(value) : value,
            },
          ],
    ),
  );
}
