/**
 * What `unroll forecast` has to say of one target, as plain data: scores, verdict, and the forecast beyond the last row.
 */
import type { MeasuredForecast } from "./measureForecast";
import type { ForecastRow } from "./nixtlaTable";

/** Why there is an interval or none, or how far it can be trusted. */
export type IntervalNote = "no_validation" | "few_residuals" | "chosen_on_validation" | "free_running";

export interface ForecastReport {
  readonly target: string;
  readonly horizon: number;
  /** m of MASE and RMSSE. */
  readonly season: number | null;
  readonly measured: MeasuredForecast;
  readonly notes: readonly IntervalNote[];
  /** Of the test part, window by window. */
  readonly test: readonly ForecastRow[];
  /** Beyond the last row. */
  readonly future: readonly ForecastRow[];
}
