/**
 * How far forecasts lie from what came: MAE, RMSE, MASE, RMSSE and sMAPE, over all windows and by step of the horizon.
 *
 * The definitions are those of the M4 competition and of Nixtla's utilsforecast (its sMAPE × 200), so that figures can be held against other
 * tools. test/core/forecast/forecastScores.test.ts holds them against utilsforecast.
 */

/** Values of windows one behind the other: step h of window w at w · horizon + h, in the data's own units. */
export interface WindowValues {
  readonly horizon: number;
  readonly values: Float64Array;
}

/** What the errors of MASE and RMSSE are divided by: those of "as `season` rows before" on the training rows. */
export interface ScoreScale {
  /** Mean of abs(y[t] − y[t − m]). */
  readonly absolute: number;
  /** Mean of its square. */
  readonly square: number;
}

export interface ForecastScores {
  readonly mae: number;
  readonly rmse: number;
  /** NaN where the training rows never change. */
  readonly mase: number;
  readonly rmsse: number;
  /** 0 to 200. */
  readonly smape: number;
  /** MAE by step of the horizon. */
  readonly by_step: number[];
  readonly rmse_by_step: number[];
}

/** `training`: the target's training rows in time order; `season`: m, 1 without one. */
export function scoreScale(training: Float64Array, season: number): ScoreScale {
  let [absolute, square] = [0, 0];
  for (let row = season; row < training.length; row++) {
    const change = (training[row] as number) - (training[row - season] as number);
    absolute += Math.abs(change);
    square += change * change;
  }
  const count = training.length - season;
  return { absolute: absolute / count, square: square / count };
}

/** `truth` and `forecast` have the same windows. NaN without any. */
export function scoreForecasts(truth: WindowValues, forecast: Float64Array, scale: ScoreScale): ForecastScores {
  const { horizon, values } = truth;
  const windows = values.length / horizon;
  const absolute = new Float64Array(horizon);
  const square = new Float64Array(horizon);
  let smape = 0;
  for (let at = 0; at < values.length; at++) {
    const [right, said] = [values[at] as number, forecast[at] as number];
    const error = Math.abs(right - said);
    const size = Math.abs(right) + Math.abs(said);
    absolute[at % horizon] = (absolute[at % horizon] as number) + error;
    square[at % horizon] = (square[at % horizon] as number) + error * error;
    smape += size === 0 ? 0 : (200 * error) / size;
  }
  const mae = sum(absolute) / values.length;
  const mse = sum(square) / values.length;
  return {
    mae,
    rmse: Math.sqrt(mse),
    mase: ratio(mae, scale.absolute),
    rmsse: Math.sqrt(ratio(mse, scale.square)),
    smape: smape / values.length,
    by_step: Array.from(absolute, (one) => one / windows),
    rmse_by_step: Array.from(square, (one) => Math.sqrt(one / windows)),
  };
}

const ratio = (error: number, size: number): number => (size > 0 ? error / size : Number.NaN);

const sum = (values: Float64Array): number => values.reduce((total, one) => total + one, 0);
