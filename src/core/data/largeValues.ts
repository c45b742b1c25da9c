/**
 * Numbers as they come, prices in thousands or pixels up to 255, that nobody has scaled: gates saturate, steps are far too short for the
 * way, and all answers come out alike. A hint; test/core/choices.test.ts holds it.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { InlineSource } from "../model/modelFile";
import type { Tensor } from "./dataset";
import type { Slot } from "./fitTensor";

/** From here on weights of the usual sizes and the steps of the usual optimizers do not fit the numbers. */
const LARGE = 100;

/** Ids and classes are no sizes, and labels have a column of their own each. */
export function checkLargeValues(
  side: "x" | "y",
  tensor: Tensor,
  { source, slot }: { readonly source: InlineSource; readonly slot: Slot },
  findings: Findings,
): void {
  const isSize = side === "x" ? !slot.whole && !slot.ids : slot.comparesNumbers;
  if (source.oneHot || source.scale !== "none" || !isSize) return;
  let largest = 0;
  for (const value of tensor.values) largest = Math.max(largest, Math.abs(value));
  if (largest < LARGE) return;
  const found = String(Number(largest.toPrecision(6)));
  const text = side === "x" ? message("large-values", { found }) : message("large-values.targets", { found });
  findings.report(source.values.items[0]?.range ?? source.range, text, { severity: "hint" });
}
