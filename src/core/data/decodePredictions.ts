/**
 * A network's answers in the words of the data: labels, 0 or 1, or values in the data's own units.
 *
 * The result is plain nested lists, ready for JSON, a terminal or the panel. NaN stays NaN.
 * test/core/data/decodePredictions.test.ts holds this.
 */
import type { LossSettings, ModelGraph } from "../model/graph";
import { tensorName } from "../model/graph";
import type { DataColumn, Dataset, Label, SampleTensor, Tensor } from "./dataset";
import { nest } from "./nestedLists";
import { type OutputKind, outputKind, yesFrom } from "./outputKind";
import { bordersOf } from "./samplePages";
import { cutSamples } from "./samples";
import { restoredAnswers } from "./series/seriesChanges";
import { unscaled } from "./scaling";
import type { SampleRange } from "./splitSamples";

/** The network's answers over the samples of the data, ready to be shown; the protocol's `Predictions` in shape. */
export interface DecodedPredictions {
  epoch?: number;
  /** Of the data. */
  samples: number;
  /** The number of the lists' first sample, counted from 0; absent: 0. */
  first?: number;
  /** Where the samples begin that validate, and those that test; absent where there are none, or where nobody trained on them. */
  validationFrom?: number;
  testFrom?: number;
  inputs: { name: string; values: unknown[] }[];
  outputs: {
    name: string;
    kind: OutputKind;
    labels?: Label[];
    predictions: unknown[];
    decoded: unknown[];
    targets?: unknown[];
  }[];
}

export interface Answers {
  readonly graph: ModelGraph;
  readonly dataset: Dataset;
  /** Of the outputs; absent where the file has none. */
  readonly losses: readonly LossSettings[] | undefined;
  /** Targets as the file has them, for their labels and figures, where `dataset` itself has none. */
  readonly recipes?: readonly DataColumn[];
  /** One tensor (samples, …) for each output. */
  readonly outputs: readonly Tensor[];
  /** The sample that they begin with; absent: the first. */
  readonly outputsFrom?: number;
  readonly epoch?: number;
  /** The share that validates where the data has no parts of its own: the last samples, as Keras has it. */
  readonly validationSplit?: number | undefined;
  /** Only these samples, where there are very many. */
  readonly shown?: SampleRange;
}

/** Decodes inputs, predictions and right answers of the same samples. */
export function decodePredictions(answers: Answers): DecodedPredictions {
  const { graph, dataset, outputs, epoch, outputsFrom = 0 } = answers;
  const { samples } = dataset;
  const { shown = { from: 0, to: samples } } = answers;
  return {
    ...(epoch === undefined ? {} : { epoch }),
    samples,
    ...(shown.from > 0 && { first: shown.from }),
    ...bordersOf(dataset, answers.validationSplit),
    inputs: dataset.inputs.map((column) => ({ name: column.name, values: inputValues(column, shown) })),
    outputs: graph.outputs.map((ref, at) => {
      const target = dataset.targets[at];
      const recipe = target ?? answers.recipes?.[at];
      const loss = answers.losses?.[at];
      const kind = outputKind(graph, ref, { loss, target: recipe });
      const answer = outputs[at] ?? { shape: [0], values: new Float32Array() };
      const tensor = cut(answer, { from: shown.from - outputsFrom, to: shown.to - outputsFrom });
      return {
        name: tensorName(graph.layers, ref),
        kind,
        ...labelsAs(kind, recipe),
        predictions: list(tensor),
        decoded: decodeOutput(kind, tensor, recipe, { yes: yesFrom(graph, ref, loss), from: shown.from }),
        ...(target ? { targets: decodeTarget(kind, tensor, target, shown) } : {}),
      };
    }),
  };
}

/** As far as they are there. */
const cut = (tensor: SampleTensor, { from, to }: SampleRange): Tensor =>
  cutSamples(tensor, from, Math.min(to, tensor.shape[0] ?? 0));

function list({ shape, values }: Tensor): unknown[] {
  return nest(shape, values) as unknown[];
}

function labelsAs(kind: OutputKind, recipe: DataColumn | undefined): { labels?: Label[] } {
  const labels = kind === "classes" ? (recipe?.labels ?? recipe?.words) : undefined;
  return labels ? { labels: [...labels] } : {};
}

/** `from`: the first of these samples. */
function decodeOutput(
  kind: OutputKind,
  tensor: Tensor,
  recipe: DataColumn | undefined,
  { yes, from }: { readonly yes: number; readonly from: number },
): unknown[] {
  if (kind === "classes") return labelsOf(tensor, recipe?.labels ?? recipe?.words);
  if (kind === "binary")
    return worded({ ...tensor, values: tensor.values.map((value) => (value > yes ? 1 : 0)) }, recipe?.words);
  const plain = recipe?.scaling ? unscaled(tensor, recipe.scaling) : tensor;
  return list(recipe?.change ? restoredAnswers(plain, recipe.change, from) : plain);
}

function decodeTarget(kind: string, tensor: Tensor, target: DataColumn, shown: SampleRange): unknown[] {
  const right = cut(target.tensor, shown);
  const isOneHot = right.shape.length === tensor.shape.length;
  if (target.words) return worded(right, target.words);
  if (kind === "classes" && isOneHot) return labelsOf(right, target.labels, "");
  if (target.change) return list({ ...cut(target.change.own, shown), shape: right.shape });
  return list(target.scaling ? unscaled(right, target.scaling) : right);
}

/** Numbers as the words that they stand for. */
function worded({ shape, values }: Tensor, words: readonly Label[] | undefined): unknown[] {
  return nest(
    shape,
    Array.from(values, (value): Label => words?.[value] ?? value),
  ) as unknown[];
}

/** The label of the largest number along the last axis; without labels its index. `none`: for a row of one number alone, a step that was filled up. */
function labelsOf({ shape, values }: Tensor, labels: readonly Label[] | undefined, none?: Label): unknown[] {
  const classes = shape.at(-1) ?? 1;
  const decoded: Label[] = [];
  for (let start = 0; start < values.length; start += classes) {
    let best = 0;
    for (let at = 1; at < classes; at++) if ((values[start + at] ?? 0) > (values[start + best] ?? 0)) best = at;
    const isNone = none !== undefined && values.subarray(start, start + classes).every((one) => one === values[start]);
    decoded.push(isNone && classes > 1 ? none : (labels?.[best] ?? best));
  }
  return nest(shape.slice(0, -1), decoded) as unknown[];
}

/** Labels, or numbers in the data's own units; a single feature loses its axis. */
function inputValues({ tensor, labels, words, scaling, change }: DataColumn, shown: SampleRange): unknown[] {
  const given = cut(tensor, shown);
  if (words) return worded(given, words);
  if (labels) return labelsOf(given, labels, "");
  const plain = scaling ? unscaled(given, scaling) : given;
  const own = change ? { ...cut(change.own, shown), shape: given.shape } : plain;
  const shape = own.shape.length > 2 && own.shape.at(-1) === 1 ? own.shape.slice(0, -1) : own.shape;
  return nest(shape, Array.from(own.values, withoutNoise)) as unknown[];
}

/** 0.1 is stored as 0.10000000149…; seven digits are what a float32 holds. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(7));
}
