/**
 * Predictions as a person reads them: for every sequence and step the answer, its decision and the right value.
 *
 * The lists arrive nested in the network's own shapes; here they become answers by sequence, step and feature, whatever
 * the shape was. A network without time in its answer has one step. Nothing is trusted to be there: a hole becomes an
 * answer without numbers. Held by test/pictures/answers/scoreModel.test.ts.
 */
import { type Borders, type Part, partsOf } from "../../core/data/samplePages";
import type { OutputPredictions, Predictions } from "../../protocol/training";
import { commonDecimals } from "../numbers";
import { unpackNumber } from "../../protocol/panelMessages";

export type Value = string | number;

/** One answer of the network: of one sequence, one step, one feature. */
export interface Answer {
  /** The probability, of the chosen class where the kind is classes; the value, in the data's own units, otherwise. */
  readonly prediction: number;
  /** The class, 0 or 1, or the value. */
  readonly decided: Value;
  readonly target?: Value;
  /** Absent where there is no right value, and where a value is not right or wrong but near or far. */
  readonly right?: boolean;
  /** Prediction − right value. */
  readonly difference?: number;
  /** One for every label, where the kind is classes. */
  readonly probabilities?: readonly number[];
}

export interface OutputScore {
  readonly name: string;
  readonly kind: OutputPredictions["kind"];
  /** The answer has a time axis. */
  readonly timed: boolean;
  readonly labels: readonly Value[];
  /** [sequence][step][feature]; features is 1 for classes. */
  readonly sequences: readonly (readonly (readonly Answer[])[])[];
  /** The number of the first sequence in the data, counted from 0. */
  readonly first: number;
  readonly steps: number;
  readonly features: number;
  readonly tally: Tally;
  /** The sequences that train, validate and test, as far as they are there, by their places in the list; those that train alone where nothing else is. */
  readonly parts: readonly Part[];
  /** With how many decimals values are written; 0 where the kind is not values. */
  readonly decimals: number;
}

/** What the summary sentence rests on. */
export interface Tally {
  readonly right: number;
  readonly judged: number;
  /** Mean of |prediction − right value|, where the kind is values. */
  readonly meanDifference?: number;
  readonly compared: number;
  readonly notNumbers: number;
}

/** Of which samples the lists are. */
export type Extent = Partial<Pick<Predictions, "samples" | "first">> & Borders;

function partsHere(count: number, { samples = count, first = 0, ...borders }: Extent): readonly Part[] {
  return partsOf(samples, borders)
    .map(({ name, from, to }) => ({ name, from: Math.max(0, from - first), to: Math.min(count, to - first) }))
    .filter(({ from, to }) => to > from);
}

/** Reads one output's lists. */
export function readOutput(output: OutputPredictions, extent: Extent = {}): OutputScore {
  const { name, kind } = output;
  const timed = depthOf(output.predictions[0]) >= 2;
  const sequences = output.predictions.map((given, index) => {
    const decoded = output.decoded[index];
    const target = output.targets?.[index];
    const steps = timed ? listOf(given) : [given];
    return steps.map((step, t) => readStep(output, step, stepOf(decoded, t, timed), stepOf(target, t, timed)));
  });
  const widest = sequences.reduce((most, sequence) => Math.max(most, sequence.length), 0);
  const features = Math.max(0, ...(sequences[0] ?? []).map((step) => step.length));
  const classes = kind === "classes" ? (sequences[0]?.[0]?.[0]?.probabilities?.length ?? 0) : 0;
  const labels = Array.from({ length: classes }, (_none, index) => output.labels?.[index] ?? index);
  return {
    name,
    kind,
    timed,
    labels,
    sequences,
    first: extent.first ?? 0,
    steps: widest,
    features,
    tally: tallyOf(sequences),
    parts: partsHere(sequences.length, extent),
    decimals: decimalsOf(kind, sequences),
  };
}

/** Counts over answers: of one sequence, or of all. */
export function tallyOf(sequences: readonly (readonly (readonly Answer[])[])[]): Tally {
  let [right, judged, compared, total, notNumbers] = [0, 0, 0, 0, 0];
  for (const sequence of sequences) {
    for (const step of sequence) {
      for (const answer of step) {
        if (!Number.isFinite(answer.prediction)) notNumbers++;
        if (answer.right !== undefined) judged++;
        if (answer.right === true) right++;
        if (answer.difference !== undefined && Number.isFinite(answer.difference)) {
          compared++;
          total += Math.abs(answer.difference);
        }
      }
    }
  }
  return { right, judged, compared, notNumbers, ...(compared > 0 ? { meanDifference: total / compared } : {}) };
}

function decimalsOf(kind: OutputPredictions["kind"], sequences: OutputScore["sequences"]): number {
  if (kind !== "values") return 0;
  const answers = sequences.slice(0, 1000).flat(2);
  return commonDecimals(
    answers.flatMap(({ prediction, target }) => [prediction, typeof target === "number" ? target : prediction]),
  );
}

function readStep(output: OutputPredictions, given: unknown, decoded: unknown, target: unknown): readonly Answer[] {
  if (output.kind === "classes") return [readClass(listOf(given).map(unpackNumber), valueOf(decoded), valueOf(target))];
  const numbers = flatten(given);
  const decisions = flatten(decoded);
  const targets = flatten(target);
  return numbers.map((number, feature) => {
    const prediction = unpackNumber(number);
    const decided = valueOf(decisions[feature]);
    const wanted = valueOf(targets[feature]);
    return output.kind === "binary" ? readBinary(prediction, decided, wanted) : readValue(prediction, decided, wanted);
  });
}

function readClass(probabilities: readonly number[], decided: Value | undefined, target: Value | undefined): Answer {
  const largest = probabilities.reduce((most, one) => (one > most ? one : most), -Infinity);
  const prediction = probabilities.length > 0 && probabilities.every(Number.isFinite) ? largest : NaN;
  return { prediction, decided: decided ?? "?", probabilities, ...judge(prediction, decided, target) };
}

function readBinary(prediction: number, decided: Value | undefined, target: Value | undefined): Answer {
  return { prediction, decided: decided ?? "?", ...judge(prediction, decided, target) };
}

/** `decoded` is in the data's own units, and so are the right values; `predictions` may be scaled. */
function readValue(given: number, decided: Value | undefined, target: Value | undefined): Answer {
  const prediction = typeof decided === "number" ? decided : given;
  if (typeof target !== "number") return { prediction, decided: prediction };
  return { prediction, decided: prediction, target, difference: prediction - target };
}

/** A decision made from numbers that are not finite is no decision: it counts as wrong. */
function judge(prediction: number, decided: Value | undefined, target: Value | undefined): Partial<Answer> {
  if (target === undefined) return {};
  return { target, right: Number.isFinite(prediction) && String(decided) === String(target) };
}

/** One step of a list that has a time axis, the whole of one that has none. */
function stepOf(value: unknown, step: number, timed: boolean): unknown {
  return timed && Array.isArray(value) ? (value as unknown[])[step] : value;
}

/** The label or number in a list of one, however deep. */
function valueOf(value: unknown): Value | undefined {
  if (Array.isArray(value)) return valueOf((value as unknown[])[0]);
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

export function depthOf(value: unknown): number {
  return Array.isArray(value) ? 1 + depthOf((value as unknown[])[0]) : 0;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function flatten(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]).flat(Infinity) : [value];
}
