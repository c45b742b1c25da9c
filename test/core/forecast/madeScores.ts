/** What makeScores.py has written. */
import { readFileSync } from "node:fs";
import * as path from "node:path";

interface MadeCase {
  readonly season: number;
  readonly horizon: number;
  readonly train: readonly number[];
  readonly truth: readonly number[];
  readonly model: readonly number[];
  readonly other: readonly number[];
  readonly half: readonly number[];
  readonly expected: Readonly<
    Record<"mae" | "rmse" | "mase" | "rmsse" | "smape" | "coverage" | "winkler" | "pinball", number> &
      Record<"by_step" | "rmse_by_step", readonly number[]>
  >;
  readonly diebold_mariano: readonly { readonly overlap: number; readonly statistic: number; readonly p: number }[];
}

export const made = JSON.parse(readFileSync(path.join(__dirname, "scores.json"), "utf8")) as {
  readonly cases: readonly MadeCase[];
  readonly linear: {
    readonly y: readonly number[];
    readonly x: readonly number[];
    readonly window: number;
    readonly horizon: number;
    readonly end: number;
    readonly test: readonly number[];
    readonly forecast: readonly (readonly number[])[];
  };
  readonly tails: readonly { readonly t: number; readonly degrees: number; readonly p: number }[];
};
