/**
 * What the network was shown, as voices over time: one voice for each feature of each input.
 *
 * A list without a second axis is either a sequence of single values or one vector without time; the rank of the
 * Input layer's shape tells which. Held by test/pictures/answers/inputModel.test.ts.
 */
import type { ModelView } from "../../protocol/panel";
import type { InputSamples } from "../../protocol/training";
import { commonDecimals } from "../numbers";
import { depthOf, listOf, type Value } from "./scoreModel";

export interface InputVoice {
  /** Name of the input. */
  readonly input: string;
  /** Number of the feature from 1, where the input has several. */
  readonly feature?: number;
  readonly timed: boolean;
  /** One value a step; a single one without time. */
  readonly values: readonly Value[];
  /** Lowest and highest number over all sequences, where shading by size helps to see the shape. */
  readonly range?: readonly [number, number];
  /** With how many decimals its numbers are written, where they are not all whole. */
  readonly decimals?: number;
}

export interface InputScore {
  readonly voices: (sequence: number) => readonly InputVoice[];
  readonly steps: number;
}

/** Reads all inputs; the voices of one sequence are made when they are asked for. */
export function readInputs(inputs: readonly InputSamples[], model: ModelView | undefined): InputScore {
  const read = inputs.map((input) => {
    const timed = hasTime(input, model);
    return { input, timed, scale: scaleOf(input.values) };
  });
  const steps = Math.max(1, ...read.map(({ input, timed }) => (timed ? listOf(input.values[0]).length : 1)));
  const voices = (sequence: number): readonly InputVoice[] =>
    read.flatMap(({ input, timed, scale }) => voicesOf(input, sequence, timed, scale));
  return { voices, steps };
}

function voicesOf(
  { name, values }: InputSamples,
  sequence: number,
  timed: boolean,
  scale: Scale,
): readonly InputVoice[] {
  const steps = timed ? listOf(values[sequence]) : [values[sequence]];
  const features = Math.max(1, ...steps.map((step) => listOf(step).length));
  return Array.from({ length: features }, (_none, feature) => ({
    input: name,
    ...(features > 1 ? { feature: feature + 1 } : {}),
    timed,
    values: steps.map((step) => textOrNumber(listOf(step)[feature])),
    ...scale,
  }));
}

function hasTime({ name, values }: InputSamples, model: ModelView | undefined): boolean {
  const depth = depthOf(values[0]);
  if (depth !== 1) return depth > 1;
  const layer = model?.layers.find((one) => one.name === name) ?? model?.layers.find((one) => /^Input/.test(one.kind));
  const rank = layer?.outputShapes[0]?.length;
  if (rank !== 2) return true;
  return model?.layers.some(({ kind }) => kind === "Embedding") ?? false;
}

type Scale = Pick<InputVoice, "range" | "decimals">;

/** Shading shows zeros and ones, and numbers that vary smoothly; on labels such as 1 to 5 it would mean nothing. */
function scaleOf(values: readonly unknown[]): Scale {
  const all = values.slice(0, 2000).flat<unknown[], number>(Infinity);
  const numbers = all.filter((value) => typeof value === "number");
  if (numbers.length < all.length || numbers.length === 0) return {};
  if (numbers.every((value) => value === 0 || value === 1)) return { range: [0, 1] };
  if (numbers.every(Number.isInteger)) return {};
  const low = numbers.reduce((least, value) => Math.min(least, value), Infinity);
  const high = numbers.reduce((most, value) => Math.max(most, value), -Infinity);
  return { decimals: commonDecimals(numbers), ...(high > low ? { range: [low, high] as const } : {}) };
}

function textOrNumber(value: unknown): Value {
  return typeof value === "number" || typeof value === "string" ? value : "";
}
