/**
 * `unroll forecast FILE`: a trained network against what anybody could have said, and what it says beyond the last row.
 *
 * The JSON is fixed by docs/language.md, one line for each target. test/cli/forecast.test.ts holds it.
 */
import * as path from "node:path";
import { type Column, tableLines } from "../charts/textTable";
import { stringifyJson } from "../core/data/jsonNumbers";
import { intervalLevels } from "../core/forecast/conformal";
import type { ForecastReport } from "../core/forecast/forecastReport";
import { forecastSentence } from "../core/forecast/forecastVerdict";
import { scoreRows } from "../core/forecast/measureForecast";
import { nixtlaTable } from "../core/forecast/nixtlaTable";
import { message, say } from "../core/messages/message";
import { plainText } from "../core/text/plainText";
import { shortNumber } from "../core/text/shortNumber";
import { type ForecastAnswer, type ForecastRequest, runForecast } from "../worker/forecastJob";
import { openEngine } from "../worker/openEngine";
import { engineName, keptEpoch, oneFile, type ParsedArguments, wholeNumber, WrongUsage } from "./arguments";
import { readOrSay } from "./modelFiles";
import { reportRefusal } from "./refusal";
import { saveFile } from "./saveFile";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";
import { runAsJson, writeWeightsUsed } from "./weightsUsed";

const LARGEST_STEPS = 10_000;

export async function runForecastCommand(given: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const file = oneFile(given, "forecast");
  const { texts } = given;
  const { workingFolder } = context;
  if (texts.has("run") && texts.has("weights")) throw new WrongUsage(message("cli-run-or-weights"));
  const steps = wholeNumber(given, "steps", 1, LARGEST_STEPS);
  const epoch = keptEpoch(given);
  const [run, weights, data, csv] = ["run", "weights", "data", "csv"].map((name) => texts.get(name));
  const engine = engineName(given);
  const text = readOrSay(file, context);
  if (typeof text !== "string") return text;
  const request: ForecastRequest = {
    ...{ file: path.resolve(workingFolder, file), text, workspace: workingFolder, engine },
    ...(run !== undefined && { run }),
    ...(epoch !== undefined && { epoch }),
    ...(weights !== undefined && { weights: path.resolve(workingFolder, weights) }),
    ...(data !== undefined && { data: path.resolve(workingFolder, data) }),
    ...(steps !== undefined && { steps }),
  };
  const answer = await runForecast(request, { openEngine });
  if (answer.type === "refused") return reportRefusal(answer, file, text, context);
  writeWeightsUsed(answer.used, context);
  for (const report of answer.reports) {
    if (context.json) context.out.write(`${stringifyJson(asJson(report, answer, context))}\n`);
    else writeReport(report, context);
  }
  return csv === undefined ? exitCodes.success : saveTable(csv, answer, context);
}

function saveTable(csv: string, { name, reports }: ForecastAnswer, context: CommandContext): ExitCode {
  const rows = reports.flatMap(({ test, future }) => [...test, ...future]);
  const code = saveFile(csv, () => nixtlaTable(name, rows), context);
  if (code === exitCodes.success) writeLine(context.err, say(context.language, "cli-forecast-saved", { file: csv }));
  return code;
}

function asJson(
  { target, horizon, measured, notes, future }: ForecastReport,
  { engine, used }: ForecastAnswer,
  { language }: CommandContext,
): unknown {
  return {
    ...{ target, horizon, samples: measured.samples, engine },
    scores: Object.fromEntries(scoreRows(measured)),
    verdict: measured.verdict && forecastSentence(measured.verdict, language),
    better: measured.verdict?.is === "better",
    best_baseline: measured.verdict?.baseline ?? null,
    p: measured.verdict?.p ?? null,
    notes: notes.map((note) => say(language, `forecast-note.${note}`)),
    forecast: future.map(({ time, value, levels }) => ({
      ...{ time, value, low: levels[90]?.[0] ?? null, high: levels[90]?.[1] ?? null },
      levels: Object.fromEntries(
        intervalLevels.map((level) => [
          level,
          levels[level] ? { low: levels[level][0], high: levels[level][1] } : null,
        ]),
      ),
    })),
    run: runAsJson(used),
  };
}

const right = (title: string): Column => ({ title, align: "right" });
const left = (title: string): Column => ({ title, align: "left" });

function writeReport(report: ForecastReport, { out, language }: CommandContext): void {
  const { target, horizon, season, measured, notes, future } = report;
  const { samples, model, verdict } = measured;
  const width = Math.max(40, out.columns);
  const put = (lines: readonly string[]): void => {
    out.write(`${lines.map(plainText).join("\n")}\n\n`);
  };
  put([say(language, "cli-forecast-title", { target, samples, horizon })]);
  const rows = scoreRows(measured);
  const numbers = (values: readonly number[]): string[] => values.map(shortNumber);
  put([
    ...tableLines(
      [left(""), ...["MAE", "RMSE", "MASE", "RMSSE", "sMAPE"].map(right)],
      rows.map(([name, { mae, rmse, mase, rmsse, smape }]) => [
        say(language, `forecast-row.${name}`),
        ...numbers([mae, rmse, mase, rmsse, smape]),
      ]),
      width,
    ),
    say(language, "cli-forecast-definitions", { season: season ?? 1 }),
  ]);
  if (horizon > 1) {
    // As many steps as the window is wide enough for, the first and the last among them.
    const most = Math.max(2, Math.floor((width - 20) / 9));
    const shown = Array.from({ length: Math.min(horizon, most) }, (_, at, count = Math.min(horizon, most)) =>
      Math.round((at * (horizon - 1)) / Math.max(1, count - 1)),
    );
    put(
      tableLines(
        [left(say(language, "cli-forecast-by-step")), ...shown.map((step) => right(String(step + 1)))],
        rows.map(([name, { by_step }]) => [
          say(language, `forecast-row.${name}`),
          ...numbers(shown.map((step) => by_step[step] ?? Number.NaN)),
        ]),
        width,
      ),
    );
  }
  const lines = intervalLevels.flatMap((level) => {
    const scores = model.intervals[level];
    return scores
      ? [
          say(language, "cli-forecast-coverage", {
            ...{ level, covered: shortNumber(100 * scores.coverage), winkler: shortNumber(scores.winkler) },
          }),
        ]
      : [];
  });
  if (model.pinball !== undefined)
    lines.push(say(language, "cli-forecast-pinball", { loss: shortNumber(model.pinball) }));
  lines.push(...notes.map((note) => say(language, `forecast-note.${note}`)));
  if (lines.length > 0) put(lines);
  if (verdict) put([forecastSentence(verdict, language)]);
  put(
    tableLines(
      [
        left(say(language, "cli-forecast-time")),
        right(say(language, "cli-forecast-value")),
        ...intervalLevels.map((level) => right(`${level} %`)),
      ],
      future.map(({ time, value, levels }) => [
        String(time),
        sixDigits(value),
        ...intervalLevels.map((level) => levels[level]?.map(sixDigits).join(" … ") ?? "–"),
      ]),
      width,
    ),
  );
}

const sixDigits = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
