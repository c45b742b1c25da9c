/**
 * Values that a loss cannot take: class numbers outside the network's classes, targets outside 0 … 1.
 *
 * Reported at the first cell that is wrong. test/core/data/checkData.test.ts holds this.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { InlineSource } from "../model/modelFile";
import type { Slot } from "./fitTensor";
import type { Cells } from "./readCells";

/** True where every cell suits the loss. */
export function checkTargetValues(
  { values, cellAt }: Cells,
  source: InlineSource,
  slot: Slot,
  findings: Findings,
): boolean {
  if (source.oneHot) return true;
  if (slot.loss === "sparse_categorical_crossentropy") {
    if (source.scale !== "none") {
      findings.report(source.values.range, message("data-scale-labels.classes"));
      return false;
    }
    const classes = slot.shape?.at(-1) ?? 0;
    const at = values.findIndex((value) => !Number.isInteger(value) || Number(value) < 0 || Number(value) >= classes);
    if (at < 0) return true;
    const wrong = cellAt(at);
    findings.report(wrong.range, message("data-class-range", { found: wrong.source, classes, last: classes - 1 }));
    return false;
  }
  if (slot.loss === "binary_crossentropy" && source.scale !== "minmax") {
    const at = values.findIndex((value) => Number(value) < 0 || Number(value) > 1);
    if (at < 0) return true;
    const wrong = cellAt(at);
    findings.report(wrong.range, message("data-binary-range", { found: wrong.source }));
    return false;
  }
  return true;
}
