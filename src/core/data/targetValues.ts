/**
 * Values that a loss cannot take: class numbers outside the network's classes, targets outside 0 … 1.
 *
 * Reported at the first cell that is wrong. test/core/data/checkData.test.ts holds this.
 */
import type { Findings } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
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
    const { name } = slot;
    findings.report(
      wrong.range,
      classes === 1
        ? message("data-class-range.one", { name })
        : message("data-class-range", { found: wrong.source, classes, last: classes - 1 }),
    );
    return false;
  }
  if (slot.loss === "binary_crossentropy" && source.scale !== "minmax") {
    const at = values.findIndex((value) => Number(value) < 0 || Number(value) > 1);
    if (at < 0) return true;
    const wrong = cellAt(at);
    findings.report(wrong.range, message("data-binary-range", { found: wrong.source }));
    return false;
  }
  if (source.scale === "none") checkReach({ values, cellAt }, slot, findings);
  return true;
}

/** Targets that no answer can equal, since the last activation keeps its values within bounds; counts below zero. */
function checkReach({ values, cellAt }: Pick<Cells, "values" | "cellAt">, slot: Slot, findings: Findings): void {
  const { reach, loss } = slot;
  const low = Math.max(reach?.low ?? Number.NEGATIVE_INFINITY, loss === "poisson" ? 0 : Number.NEGATIVE_INFINITY);
  const high = reach?.high ?? Number.POSITIVE_INFINITY;
  const at = values.findIndex((value) => Number(value) < low || Number(value) > high);
  if (at < 0) return;
  const { range, source: found } = cellAt(at);
  findings.report(range, reachText(found, slot), { severity: "hint" });
}

function reachText(found: string, { reach, loss }: Slot): Message {
  if (loss === "poisson" && found.startsWith("-")) return message("target-reach.counts", { found });
  const { activation = "", low = 0, high = 0 } = reach ?? {};
  return Number.isFinite(high)
    ? message("target-reach", { found, activation, low, high })
    : message("target-reach.low", { found, activation, low });
}
