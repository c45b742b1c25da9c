/**
 * Which cell explains itself, and the cells that it came from, lit up in the rows: what it reads at its step and the states before it, by what
 * each contributes. Held by test/pictures/score/explainedCell.test.ts.
 */
import { type ExplainedCell, explainCell, type GateSum } from "../../core/probes/cellArithmetic";
import type { ScoreView } from "../../protocol/panel";
import type { ScoreRow } from "./scoreRows";

export interface ChosenCell {
  readonly step: number;
  readonly unit: number;
  /** The gate whose sum is taken apart; absent: what decides of the memory. */
  readonly gate?: string | undefined;
}

/** Within what the layer has. */
export function placeOf({ layer }: ScoreView, { step, unit }: ChosenCell): { step: number; unit: number } {
  const [steps = 0, units = 0] = layer.states.h.shape;
  return { step: Math.min(step, steps - 1), unit: Math.min(unit, units - 1) };
}

/** Undefined where the weights were too many to be told. */
export function explained(score: ScoreView, choices: ChosenCell): ExplainedCell | undefined {
  const { weights, resetAfter } = score.layer.cell;
  const { step, unit } = placeOf(score, choices);
  return weights && explainCell(score.layer, { weights, ...(resetAfter !== undefined && { resetAfter }) }, unit, step);
}

/** The sum whose contributions are named: the one chosen, else what decides of the memory. */
export function chosenSum({ sums }: ExplainedCell, gate: string | undefined): GateSum | undefined {
  return sums.find(({ name }) => name === gate) ?? sums.find(({ name }) => name === "f" || name === "z") ?? sums[0];
}

/** Cells of one column that the chosen cell came from. */
export interface Lit {
  /** `start`: what the layer begins with. */
  readonly at: number | "start";
  /** From −1 to 1 for each unit or feature: its product, the largest of all being 1 or −1. */
  readonly shares: Float32Array;
}

/** Adds the light to the rows whose cells contribute to the chosen sum. */
export function lightUp(rows: readonly ScoreRow[], score: ScoreView, choices: ChosenCell): readonly ScoreRow[] {
  const cell = explained(score, choices);
  const sum = cell && chosenSum(cell, choices.gate);
  if (!cell || !sum || cell.isLeftOut) return rows;
  const { layer } = score;
  const most = Math.abs(sum.contributions[0]?.product ?? 0);
  if (!(most > 0)) return rows;
  const shares = (from: "input" | "state", size: number): Float32Array => {
    const found = new Float32Array(size);
    for (const one of sum.contributions) if (one.from === from) found[one.index] = one.product / most;
    return found;
  };
  const before = cell.before < 0 ? "start" : cell.before;
  // The output of a Jordan layer is what comes back to its hidden units, and they make it.
  const [past, at] = sum.name === "y" ? ["h", cell.step] as const : [layer.kind === "Jordan" ? "y" : "h", before] as const; // prettier-ignore
  const features = shares("input", layer.input.shape[1] ?? 0);
  const heard = rows.filter(({ key }) => key.startsWith("input/")).length;
  return rows.map((row): ScoreRow => {
    const { body, key } = row;
    if (body.kind === "heat" && key === `state/${past}`)
      return { ...row, body: { ...body, lit: { at, shares: shares("state", body.map.tensor.shape[1] ?? 0) } } };
    if (body.kind === "heat" && key === "state/c" && sum.name !== "y") {
      const own = new Float32Array(body.map.tensor.shape[1] ?? 0);
      own[cell.unit] = 1;
      return { ...row, body: { ...body, lit: { at: before, shares: own } } };
    }
    if (body.kind === "heat" && key === "reads")
      return { ...row, body: { ...body, lit: { at: cell.step, shares: features } } };
    if (body.kind !== "cells" || !key.startsWith("input/")) return row;
    // A row a feature, or one for all of them, as for a label.
    const own =
      heard === features.length ? features.subarray(Number(key.slice(6)), Number(key.slice(6)) + 1) : features;
    const share = own.reduce((largest, one) => (Math.abs(one) > Math.abs(largest) ? one : largest), 0);
    return { ...row, body: { ...body, lit: { at: cell.step, shares: Float32Array.of(share) } } };
  });
}
