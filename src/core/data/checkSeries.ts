/**
 * Does a time series fit the network? What its keys say is compared with the Input and the output; the file itself is not read.
 *
 * Windows are (samples, window, columns), answers (samples, horizon) for one target. test/core/model/forms.test.ts holds the findings.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SeriesKeys } from "../model/readForm";
import { type DataContext, inputSlots, outputSlots } from "./networkSlots";
import { shapeText } from "./readCells";

export function checkSeries(series: SeriesKeys, file: DataContext, findings: Findings): void {
  const [input, secondInput] = inputSlots(file);
  const [output, secondOutput] = outputSlots(file);
  if (input?.shape && !secondInput) checkWindow(series, input.name, input.shape, findings);
  if (output?.shape && !secondOutput && file.graph) {
    checkHorizon(series, output.name, output.shape, output.answers, findings);
  }
}

type Sizes = readonly (number | null)[];

/** Only an Input of steps and features can be held against windows. */
function checkWindow({ window, inputs }: SeriesKeys, name: string, shape: Sizes, findings: Findings): void {
  const [, steps, features, more] = shape;
  if (steps === undefined || features === undefined || more !== undefined) return;
  const isOtherWindow = steps !== null && steps !== window.value;
  if (isOtherWindow) {
    const wanted = `[${window.value}, ${features ?? "null"}]`;
    findings.report(window.range, message("data-window", { window: window.value, name, steps, wanted }));
  }
  if (inputs && features !== null && features !== inputs.count) {
    const wanted = `[${steps ?? "null"}, ${inputs.count}]`;
    const args = { columns: inputs.count, name, expected: shapeText(shape), wanted };
    findings.report(inputs.range, message("data-window.columns", args));
  }
}

/** One number for each step of the horizon; several targets are left to the data itself. */
function checkHorizon(
  { horizon, targets }: SeriesKeys,
  name: string,
  shape: Sizes,
  answers: number,
  findings: Findings,
): void {
  const [, units, more] = shape;
  if (targets !== 1 || units === null || units === undefined || more !== undefined) return;
  const wanted = horizon.value * answers;
  if (units === wanted) return;
  findings.report(horizon.range, message("data-horizon", { horizon: horizon.value, name, units, wanted }));
}
