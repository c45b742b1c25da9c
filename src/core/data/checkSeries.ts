/**
 * Does a time series fit the network? What its keys say is compared with the Input and the output; the file itself is not read.
 *
 * Windows are (samples, window, columns), answers (samples, horizon) for one target. test/core/model/forms.test.ts holds the findings.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { inputWidth, type SeriesForm, targetColumns } from "../model/seriesForm";
import { type DataContext, inputSlots, outputSlots } from "./networkSlots";
import { shapeText } from "./readCells";

export function checkSeries(series: SeriesForm, file: DataContext, findings: Findings): void {
  if (series.settings.calendar && series.settings.time === null)
    findings.report(series.placeOf("calendar"), message("series-calendar"));
  const [input, secondInput] = inputSlots(file);
  const [output, secondOutput] = outputSlots(file);
  if (input?.shape && !secondInput) checkWindow(series, input.name, input.shape, findings);
  if (output?.shape && !secondOutput && file.graph) {
    checkHorizon(series, output.name, output.shape, output.answers, findings);
  }
}

type Sizes = readonly (number | null)[];

/** Only an Input of steps and features can be held against windows. */
function checkWindow({ settings, placeOf }: SeriesForm, name: string, shape: Sizes, findings: Findings): void {
  const [, steps, features, more] = shape;
  if (steps === undefined || features === undefined || more !== undefined) return;
  const { window } = settings;
  const isOtherWindow = steps !== null && steps !== window;
  if (isOtherWindow) {
    const wanted = `[${window}, ${features ?? "null"}]`;
    findings.report(placeOf("window"), message("data-window", { window, name, steps, wanted }));
  }
  const columns = inputWidth(settings);
  if (features !== null && features !== columns) {
    const wanted = `[${steps ?? "null"}, ${columns}]`;
    const args = { columns, name, expected: shapeText(shape), wanted };
    findings.report(placeOf("inputs"), message("data-window.columns", args));
  }
}

/** One number for each step of the horizon; several targets are left to the data itself. */
function checkHorizon(
  { settings, placeOf }: SeriesForm,
  name: string,
  shape: Sizes,
  answers: number,
  findings: Findings,
): void {
  const [, units, more] = shape;
  if (targetColumns(settings).length !== 1 || units === null || units === undefined || more !== undefined) return;
  const { horizon } = settings;
  const wanted = horizon * answers;
  if (units === wanted) return;
  findings.report(placeOf("horizon"), message("data-horizon", { horizon, name, units, wanted }));
}
