/**
 * Fewer points for the same picture: of each stretch of epochs the first row and every measure's lowest and highest.
 *
 * A curve of 100,000 epochs is drawn on a thousand pixels; peaks must survive, and so must gaps (values that are not
 * finite). Held by test/pictures/loss/lossSummary.test.ts.
 */
import type { EpochRow } from "../../protocol/training";

/** Indexes of the rows to draw, ascending, first and last always among them. */
export function thinRows(rows: readonly EpochRow[], keys: readonly string[], stretches: number): readonly number[] {
  if (rows.length <= stretches * 2) return rows.map((_row, index) => index);
  const chosen = new Set<number>([0, rows.length - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const start = Math.floor((stretch * rows.length) / stretches);
    const end = Math.floor(((stretch + 1) * rows.length) / stretches);
    chosen.add(start);
    for (const key of keys) addExtremes(rows, key, start, end, chosen);
  }
  return [...chosen].sort((a, b) => a - b);
}

function addExtremes(rows: readonly EpochRow[], key: string, start: number, end: number, chosen: Set<number>): void {
  let low = -1;
  let high = -1;
  let gap = -1;
  for (let index = start; index < end; index++) {
    const value = rows[index]?.[key];
    if (value === undefined || !Number.isFinite(value)) gap = index;
    else {
      if (low < 0 || value < (rows[low]?.[key] ?? 0)) low = index;
      if (high < 0 || value > (rows[high]?.[key] ?? 0)) high = index;
    }
  }
  for (const index of [low, high, gap]) if (index >= 0) chosen.add(index);
}

/** Indexes of about `count` rows at even distances, for a table: every `step`th epoch, the first and the last. */
export function pickRows(total: number, count: number): { readonly step: number; readonly indexes: readonly number[] } {
  const step = Math.max(1, Math.ceil(total / count));
  const indexes = new Set<number>(total > 0 ? [0] : []);
  for (let index = step - 1; index < total; index += step) indexes.add(index);
  if (total > 0) indexes.add(total - 1);
  return { step, indexes: [...indexes] };
}
