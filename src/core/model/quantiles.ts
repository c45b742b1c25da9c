/**
 * The quantiles of a quantile loss. The output gives, one after the other, every target at the first quantile, every target at the
 * second, and so on. test/engine/quantile.test.ts.
 */
import type { LossSettings } from "./graph";

/** Between 0 and 1, in the order of the file; undefined for every other loss. */
export function quantilesOf(loss: LossSettings | undefined): readonly number[] | undefined {
  const given = loss?.name === "quantile" ? loss.arguments["quantiles"] : undefined;
  return Array.isArray(given) ? (given as readonly number[]) : undefined;
}

export const countQuantiles = (loss: LossSettings | undefined): number | undefined => quantilesOf(loss)?.length;
