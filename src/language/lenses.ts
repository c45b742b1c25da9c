/**
 * Code lenses: Train and Predict above `model:`.
 */
import type { ModelFile } from "../core/model/modelFile";
import type { TextRange } from "../core/text/range";

export interface Lens {
  readonly range: TextRange;
  readonly action: "train" | "predict";
}

/** Shown also while the file has errors: Train then says what is wrong. None without a model. */
export function provideLenses({ modelRange }: ModelFile): Lens[] {
  if (!modelRange) return [];
  return [
    { range: modelRange, action: "train" },
    { range: modelRange, action: "predict" },
  ];
}
