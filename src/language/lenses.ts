/**
 * Code lenses above `model:`: Train and Predict, or Stop while the file is trained.
 */
import type { ModelFile } from "../core/model/modelFile";
import type { TextRange } from "../core/text/range";

export interface Lens {
  readonly range: TextRange;
  readonly action: "train" | "stop" | "predict";
}

/** Shown also while the file has errors: Train then says what is wrong. None without a model. */
export function provideLenses({ modelRange }: ModelFile, isTraining: boolean): Lens[] {
  if (!modelRange) return [];
  if (isTraining) return [{ range: modelRange, action: "stop" }];
  return [
    { range: modelRange, action: "train" },
    { range: modelRange, action: "predict" },
  ];
}
