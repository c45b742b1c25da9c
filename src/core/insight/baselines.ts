/**
 * What answers without any learning would lose, on the samples that train: always the same answer, and for series the last value that
 * was seen. Lines in the loss chart, and what verdicts rest on.
 *
 * Absent where it would not be the same figure as the network's loss: where a mask leaves steps out, samples have weights, or a loss has no such answer.
 * test/core/insight/baselines.test.ts.
 */
import type { DataColumn, Dataset, Scaling, Tensor } from "../data/dataset";
import { cutSamples, sampleAt } from "../data/samples";
import { type OutputKind, outputKind } from "../data/outputKind";
import type { SampleRange } from "../data/splitSamples";
import type { CompileSettings, Layer, LossSettings, ModelGraph } from "../model/graph";
import { bestConstantAnswer, formulas } from "./constantAnswer";

export interface Baselines {
  /** The loss of the best constant answer of each output, weighted and added up as the network's loss is. */
  readonly constant?: {
    readonly loss: number;
    /** Where there is one output with one feature: the answer, in the data's own units, or the commonest class. */
    readonly answer?: number | string;
    readonly kind: OutputKind;
  };
  /** Of "the next value is the last one": one output of values behind one input of the same series. */
  readonly lastValue?: { readonly loss: number };
}

export function measureBaselines(
  graph: ModelGraph,
  { losses, lossWeights }: Pick<CompileSettings, "losses" | "lossWeights">,
  dataset: Dataset,
  training: SampleRange,
): Baselines {
  const isWeighted = dataset.targets.some(({ weights }) => weights !== undefined);
  if (dataset.targets.length === 0 || isWeighted || graph.layers.some(leavesStepsOut)) return {};
  const parts = graph.outputs.map((ref, k) => {
    const column = dataset.targets[k];
    const loss = losses[k];
    const found = column && loss && bestConstantAnswer(cut(column, training), loss);
    return found && { ...found, column, kind: outputKind(graph, ref, { loss, target: column }) };
  });
  const whole = parts.flatMap((part) => part ?? []);
  if (whole.length < parts.length) return {};
  const loss = whole.reduce((sum, part, k) => sum + part.loss * (lossWeights[k] ?? 1), 0);
  const [only] = whole;
  const answer = whole.length === 1 && only ? answerOf(only) : undefined;
  const lastValue = only?.kind === "values" ? lastValueLoss(dataset, losses, lossWeights, training) : undefined;
  return {
    constant: { loss, kind: only?.kind ?? "values", ...(answer !== undefined && { answer }) },
    ...(lastValue !== undefined && { lastValue: { loss: lastValue } }),
  };
}

function leavesStepsOut({ kind, arguments: given }: Layer): boolean {
  return kind === "Masking" || ("mask_zero" in given && given.mask_zero);
}

const cut = ({ tensor }: DataColumn, { from, to }: SampleRange): Tensor => cutSamples(tensor, from, to);

function answerOf({
  answer,
  column,
  kind,
}: {
  readonly answer: readonly number[];
  readonly column: DataColumn;
  readonly kind: OutputKind;
}): number | string | undefined {
  if (kind === "classes") {
    const best = answer.indexOf(Math.max(...answer));
    return (column.labels ?? column.words)?.[best] ?? best;
  }
  const [single] = answer;
  // Of changes the answer is none of the data.
  if (answer.length > 1 || single === undefined || column.change) return undefined;
  return column.scaling ? single * (column.scaling.factor[0] ?? 1) + (column.scaling.offset[0] ?? 0) : single;
}

/** (samples, T, 1) in, (samples, horizon) out; both in the units of one series. */
function lastValueLoss(
  { inputs, targets }: Dataset,
  [loss]: readonly LossSettings[],
  [weight = 1]: readonly number[],
  { from, to }: SampleRange,
): number | undefined {
  const [[input], [target]] = [inputs, targets];
  if (!loss || !input || !target || inputs.length > 1 || targets.length > 1 || input.labels || target.labels) {
    return undefined;
  }
  const [, steps = 0, features = 0, deeper] = input.tensor.shape;
  const [, horizon = 1, further] = target.tensor.shape;
  if (features !== 1 || deeper !== undefined || further !== undefined || loss.name === "quantile") return undefined;
  // Every target against the last value of its own window: the loss of the differences, where the best answer is held at 0.
  const errors = Float32Array.from({ length: (to - from) * horizon }, (_none, at) => {
    const sample = from + Math.floor(at / horizon);
    // Of steps "the last value again" is a step of 0.
    const seen = target.change?.difference
      ? 0
      : unscaledValue(sampleAt(input.tensor, sample)[steps - 1] ?? 0, input.scaling);
    const right = sampleAt(target.tensor, sample)[at % horizon] ?? 0;
    return scaledValue(seen, target.scaling, at % horizon) - right;
  });
  const formula = formulas[loss.name];
  return formula && (weight * errors.reduce((sum, error) => sum + formula(0, error, loss), 0)) / errors.length;
}

const unscaledValue = (value: number, scaling: Scaling | undefined): number =>
  scaling ? value * (scaling.factor[0] ?? 1) + (scaling.offset[0] ?? 0) : value;

const scaledValue = (value: number, scaling: Scaling | undefined, feature: number): number => {
  if (!scaling) return value;
  const at = feature % scaling.offset.length;
  return (value - (scaling.offset[at] ?? 0)) / (scaling.factor[at] ?? 1);
};
