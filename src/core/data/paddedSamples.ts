/**
 * Samples that are padding alone, where a layer takes the mean over the steps that a mask leaves: over none, which is no number, in Keras
 * too. test/core/choices.test.ts and test/worker/trainJob.test.ts hold this.
 */
import type { ModelGraph } from "../model/graph";
import type { Dataset } from "./dataset";
import { sampleAt } from "./samples";

export interface PaddedSample {
  /** From 0. */
  readonly sample: number;
  /** Index of the Input, as in `ModelGraph.inputs`. */
  readonly input: number;
  /** The layer that takes the mean, and the one that masks. */
  readonly layer: string;
  readonly mask: string;
}

/** Layers that hand a mask on as they got it. */
const keepsMask =
  /^(Activation|Dropout|SpatialDropout1D|LayerNormalization|Dense|TimeDistributed|SimpleRNN|LSTM|GRU|Jordan|Bidirectional)$/;

/** The first such sample. */
export function findPaddedSample(
  graph: ModelGraph,
  dataset: Pick<Dataset, "inputs" | "samples">,
): PaddedSample | undefined {
  for (const mean of graph.layers) {
    if (mean.kind !== "GlobalAveragePooling1D") continue;
    const mask = maskAbove(graph, mean.inputs[0]?.layer);
    const input = mask && graph.inputs.indexOf(mask.layer.inputs[0]?.layer ?? -1);
    const tensor = input === undefined ? undefined : dataset.inputs[input]?.tensor;
    if (!mask || !tensor || input === undefined) continue;
    for (let sample = 0; sample < dataset.samples; sample++) {
      const own = sampleAt(tensor, sample);
      if (own.every((value) => value === mask.value)) return { sample, input, layer: mean.name, mask: mask.layer.name };
    }
  }
  return undefined;
}

/** The Masking layer or the Embedding whose mask comes down to here, straight from an Input. */
function maskAbove({ layers }: ModelGraph, from: number | undefined) {
  for (let at = from; at !== undefined; at = layers[at]?.inputs[0]?.layer) {
    const layer = layers[at];
    if (!layer) return undefined;
    const isFromInput = layers[layer.inputs[0]?.layer ?? -1]?.kind === "Input";
    if (layer.kind === "Masking")
      return isFromInput ? { layer, value: Math.fround(layer.arguments.mask_value) } : undefined;
    if (layer.kind === "Embedding") return layer.arguments.mask_zero && isFromInput ? { layer, value: 0 } : undefined;
    if (!keepsMask.test(layer.kind)) return undefined;
  }
  return undefined;
}
