/**
 * Values that an Input cannot take: ids that its Embedding has no row for, fractions where its numbers are whole.
 *
 * Reported at the first cell that is wrong. test/core/data/checkData.test.ts holds this.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { InlineSource } from "../model/modelFile";
import type { Slot } from "./fitTensor";
import type { Cells } from "./readCells";

/** True where every cell suits the Input. */
export function checkInputValues(
  { values, cellAt }: Cells,
  source: InlineSource,
  slot: Slot,
  findings: Findings,
): boolean {
  const { ids, whole, name } = slot;
  if (source.oneHot || (!ids && !whole)) return true;
  if (source.scale !== "none") {
    findings.report(source.values.range, message("data-scale-labels.ids"));
    return false;
  }
  const isWrong = (value: number): boolean =>
    !Number.isInteger(value) || (ids ? value < 0 || value >= ids.count : false);
  const at = values.findIndex((value) => isWrong(Number(value)));
  if (at < 0) return true;
  const wrong = cellAt(at);
  const found = wrong.source;
  findings.report(
    wrong.range,
    ids
      ? message("data-id-range", { found, layer: ids.layer, last: ids.count - 1 })
      : message("data-id-range.whole", { found, name }),
  );
  return false;
}
