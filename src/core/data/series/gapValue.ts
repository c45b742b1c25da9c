/** What stands in a gap of a series: of a missing cell, and of a span of time without a row. test/core/data/series/everyRows.test.ts, seriesRows.test.ts. */
import type { MissingRule } from "../../model/tableKeys";

export interface GapPlace {
  /** Before and behind the gap. */
  readonly low: number;
  readonly high: number;
  /** How far from `low`, of how many steps from there to `high`. */
  readonly step: number;
  readonly steps: number;
}

/** The number of the rule, the value before it, or on the line between both. */
export function gapValue(rule: MissingRule, { low, high, step, steps }: GapPlace): number {
  if (typeof rule === "number") return rule;
  return rule === "previous" ? low : low + ((high - low) * step) / steps;
}
