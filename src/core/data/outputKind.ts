/**
 * What an output of the network means: classes, yes or no, or values.
 *
 * Labels that the data declares are classes whatever the loss is. Else the loss decides: cross-entropies make classes, or yes and no; behind all
 * others are values in the data's own units, also where a softmax or sigmoid gives them. Without a loss the last activation is asked; behind a
 * Flatten or Reshape a softmax's row is no longer one choice among classes. test/core/data/decodePredictions.test.ts holds this.
 */
import type { LossSettings, ModelGraph, TensorRef } from "../model/graph";
import { lastActivation } from "../model/lastActivation";
import type { DataColumn } from "./dataset";

export type OutputKind = "classes" | "binary" | "values";

interface Meaning {
  readonly loss: LossSettings | undefined;
  readonly target: Pick<DataColumn, "labels" | "words"> | undefined;
}

/** `target`: the output's targets, for what the data declares of them. */
export function outputKind(graph: Pick<ModelGraph, "layers">, ref: TensorRef, { loss, target }: Meaning): OutputKind {
  const last = lastActivation(graph, ref);
  const bySoftmax = last?.isRegrouped ? "values" : "classes";
  if (target?.labels) return bySoftmax;
  switch (loss?.name) {
    case "binary_crossentropy":
      return last?.activation.name === "softmax" ? bySoftmax : "binary";
    case "categorical_crossentropy":
    case "sparse_categorical_crossentropy":
      return bySoftmax;
    case undefined:
      if (last?.activation.name === "softmax") return bySoftmax;
      return last?.activation.name === "sigmoid" ? "binary" : "values";
    default:
      return "values";
  }
}

/** Above it a yes: the middle of probabilities, or of what stands before the sigmoid that the loss takes in. */
export const yesFrom = (graph: Pick<ModelGraph, "layers">, ref: TensorRef, loss: LossSettings | undefined): number =>
  loss?.arguments["from_logits"] === true && lastActivation(graph, ref)?.activation.name !== "sigmoid" ? 0 : 0.5;
