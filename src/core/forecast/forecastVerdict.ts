/**
 * The verdict on a forecast: the model against the best baseline, by how much, and whether that is more than noise.
 *
 * "Not better than the last value" is a frequent and honest answer. test/core/forecast/forecastVerdict.test.ts.
 */
import { type Language, say } from "../messages/message";
import { shortNumber } from "../text/shortNumber";
import { type BaselineName, baselineNames } from "./baselineForecasts";
import { dieboldMariano } from "./dieboldMariano";
import type { WindowValues } from "./forecastScores";

/** Below it a difference is more than noise. */
export const SIGNIFICANCE = 0.05;
/** A baseline whose MAE is at most so many times that of the best one is as good. */
const NO_OTHER = 1.01;

export interface ForecastVerdict {
  readonly is: "better" | "not_better" | "worse";
  readonly baseline: BaselineName;
  readonly modelMae: number;
  readonly baselineMae: number;
  readonly p: number;
}

/** Undefined where there is nothing to compare. `overlap`: as Diebold and Mariano's test takes it. */
export function judgeForecast(
  truth: WindowValues,
  model: Float64Array,
  baselines: Partial<Readonly<Record<BaselineName, Float64Array>>>,
  overlap: number,
): ForecastVerdict | undefined {
  const losses = windowErrors(truth, model);
  if (losses.length === 0) return undefined;
  const known = baselineNames.flatMap((name) => {
    const forecast = baselines[name];
    if (!forecast) return [];
    const own = windowErrors(truth, forecast);
    return [{ name, own, mae: mean(own) }];
  });
  const [first, ...others] = known;
  if (!first) return undefined;
  const best = others.reduce((least, one) => (one.mae < least.mae ? one : least), first);
  // What is as good as the best but for a hundredth is no other answer: the simplest of these has the name.
  const simplest = known.find(({ mae }) => mae <= best.mae * NO_OTHER) ?? best;
  const modelMae = mean(losses);
  const against = ({ name, own, mae }: (typeof known)[number]): ForecastVerdict => {
    const { p } = dieboldMariano(losses, own, overlap);
    const isMore = p < SIGNIFICANCE;
    const is = modelMae < mae && isMore ? "better" : modelMae > mae && isMore ? "worse" : "not_better";
    return { is, baseline: name, modelMae, baselineMae: mae, p };
  };
  const verdict = against(best);
  const named = against(simplest);
  return verdict.is !== "better" && named.is !== "better" ? named : verdict;
}

/** The mean absolute error of each window. */
function windowErrors({ horizon, values }: WindowValues, forecast: Float64Array): Float64Array {
  const errors = new Float64Array(values.length / horizon);
  values.forEach((right, at) => {
    const window = Math.floor(at / horizon);
    errors[window] = (errors[window] as number) + Math.abs(right - (forecast[at] as number)) / horizon;
  });
  return errors;
}

const mean = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** One sentence. */
export function forecastSentence(verdict: ForecastVerdict, language: Language): string {
  const { is, baseline, modelMae, baselineMae, p } = verdict;
  const share = (100 * Math.abs(baselineMae - modelMae)) / baselineMae;
  return say(language, `forecast-verdict.${is}`, {
    baseline: say(language, `baseline.${baseline}`),
    ...{ model: shortNumber(modelMae), other: shortNumber(baselineMae), percent: shortNumber(share) },
    p: p < 0.001 ? "< 0.001" : `= ${shortNumber(p)}`,
    level: SIGNIFICANCE * 100,
  });
}
