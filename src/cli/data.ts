/**
 * `unroll data FILE`: what the data of a model file really is, once it has been read: columns, parts, scaling, the first window.
 *
 * The JSON is fixed by docs/language.md. test/cli/series.test.ts holds it.
 */
import * as path from "node:path";
import { tableLines } from "../charts/textTable";
import type { Dataset } from "../core/data/dataset";
import { encodeDataset } from "../core/data/encodeDataset";
import { stringifyJson } from "../core/data/jsonNumbers";
import { nest } from "../core/data/nestedLists";
import { shapeText } from "../core/data/readCells";
import { cutSamples } from "../core/data/samples";
import { readSeries } from "../core/data/series/encodeSeries";
import { describeSeries, type DescribedSeries } from "../core/data/series/describeSeries";
import { type PartName, partNames } from "../core/data/series/seriesParts";
import { TableRefused } from "../core/data/tables/tableProblem";
import { hasErrors } from "../core/diagnostics/diagnostic";
import { findLeaks } from "../core/forecast/leakage";
import { proveSeries, type SeriesProof } from "../core/forecast/proveSeries";
import { type Message, message, render, say } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { plainText } from "../core/text/plainText";
import { tableSource } from "../sources/readTableFile";
import { oneFile, type ParsedArguments } from "./arguments";
import { readModelFile, writeDiagnostics } from "./modelFiles";
import { writeReason } from "./refusal";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";

export function runData(given: ParsedArguments, context: CommandContext): ExitCode {
  const name = oneFile(given, "data");
  const file = readModelFile(name, context);
  if (typeof file === "number") return file;
  writeDiagnostics(name, file.text, file.diagnostics, context);
  if (file.form) return showSeries(file, name, given.switches.has("prove"), context);
  const { dataset } = encodeDataset(file);
  if (hasErrors(file.diagnostics)) return exitCodes.modelWrong;
  if (!dataset) {
    writeReason({ reason: message("cli-data-no-data"), range: file.modelRange }, name, file.text, context);
    return exitCodes.modelWrong;
  }
  showSamples(file, dataset, context);
  return exitCodes.success;
}

/** Also where the network does not fit yet: what is wrong with it has been told. */
function showSeries(file: ModelFile, name: string, isProved: boolean, context: CommandContext): ExitCode {
  const { form, fit } = file;
  if (!form) return exitCodes.modelWrong;
  const tables = tableSource(path.resolve(context.workingFolder, name), context.workingFolder);
  try {
    const series = readSeries(form, tables, fit.validationSplit, { survey: true });
    const described = describeSeries(form, series);
    const leaks = findLeaks(form, series);
    const proof = isProved ? proveSeries(form, tables, fit.validationSplit) : undefined;
    if (context.json) {
      const more = { leaks: leaks.map((leak) => ({ code: leak.id, message: render(leak, context.language) })) };
      context.out.write(`${stringifyJson({ ...described, ...more, ...(proof && { proof }) })}\n`);
    } else {
      writeSeries(described, context);
      writeLeaks(leaks, proof, context);
    }
    if (proof && proof.is !== "proved") return exitCodes.modelWrong;
  } catch (error) {
    // It stands among the findings already.
    if (!(error instanceof TableRefused)) throw error;
    return exitCodes.modelWrong;
  }
  return hasErrors(file.diagnostics) ? exitCodes.modelWrong : exitCodes.success;
}

function writeSeries(described: DescribedSeries, { out, language }: CommandContext): void {
  const { file, rows, encoding, separator, decimal, columns, parts, scaling, first } = described;
  const written =
    separator === null ? "" : `, separator: ${JSON.stringify(separator)}, decimal: ${JSON.stringify(decimal)}`;
  writeLine(out, say(language, "cli-data-title", { file, rows, encoding, written }));
  const width = Math.max(40, out.columns);
  const put = (lines: readonly string[]): void => {
    out.write(`\n${lines.map(plainText).join("\n")}\n`);
  };
  put(
    tableLines(
      [
        { title: say(language, "cli-data-column"), align: "left" },
        { title: say(language, "cli-data-kind"), align: "left" },
        { title: say(language, "cli-data-missing"), align: "right" },
        { title: say(language, "cli-data-scaling"), align: "left" },
      ],
      columns.map(({ name, kind, missing }, at) => [
        name || String(at),
        say(language, `data-kind.${kind}`),
        String(missing),
        scalingText(scaling[String(at)] ?? scaling[name], language),
      ]),
      width,
    ),
  );
  put(
    tableLines(
      [
        { title: say(language, "cli-data-part"), align: "left" },
        { title: say(language, "cli-data-rows"), align: "right" },
        { title: say(language, "cli-data-from"), align: "left" },
        { title: say(language, "cli-data-to"), align: "left" },
        { title: say(language, "cli-data-windows"), align: "right" },
      ],
      partNames.map((name) => {
        const part = parts[name];
        const place = (row: number | null, time: string | number | undefined): string =>
          row === null ? "" : time === undefined ? String(row) : `${row} · ${time}`;
        const [from, to] = [place(part.first, part.first_time), place(part.last, part.last_time)];
        return [say(language, `data-part.${name}`), String(part.rows), from, to, String(part.windows)];
      }),
      width,
    ),
  );
  if (!first) return;
  const x = first.x.map((row) => (row.length === 1 ? String(row[0]) : `(${row.join(", ")})`)).join(" ");
  const y = first.y.map((row) => (Array.isArray(row) ? `(${row.join(", ")})` : String(row))).join(" ");
  put([`${say(language, "cli-data-first")} ${x} → ${y}`]);
}

function writeLeaks(
  leaks: readonly Message[],
  proof: SeriesProof | undefined,
  { out, language }: CommandContext,
): void {
  const count = leaks.length;
  writeLine(out, `\n${count === 0 ? say(language, "cli-data-no-leaks") : say(language, "cli-data-leaks", { count })}`);
  for (const leak of leaks) writeLine(out, plainText(`- ${render(leak, language)}`));
  if (!proof) return;
  const part = (name: PartName): string => say(language, `data-part.${name}`);
  const said =
    proof.is === "proved"
      ? say(language, "cli-data-proved", { windows: proof.windows, parts: proof.parts.map(part).join(", ") })
      : proof.is === "window"
        ? say(language, "cli-data-not-proved", { row: proof.row, part: part(proof.part) })
        : say(language, "cli-data-not-proved.fitted");
  writeLine(out, said);
}

function scalingText(
  scaling: DescribedSeries["scaling"][string] | undefined,
  language: CommandContext["language"],
): string {
  if (!scaling) return "";
  const short = (value: number): string => String(Number(value.toPrecision(6)));
  return "mean" in scaling
    ? say(language, "cli-data-mean", { mean: short(scaling.mean), deviation: short(scaling.standard_deviation) })
    : say(language, "cli-data-span", { low: short(scaling.minimum), high: short(scaling.maximum) });
}

/** Data of the model file itself: the shapes that the network gets, and the first sample as it is fed. */
function showSamples(
  { data }: ModelFile,
  { samples, inputs, targets }: Dataset,
  { json, out, language }: CommandContext,
): void {
  const columns = [...inputs, ...targets].map(({ name, tensor }) => {
    const { shape, values } = cutSamples(tensor, 0, 1);
    return { name, shape: tensor.shape, first: (nest(shape, Array.from(values)) as unknown[])[0] };
  });
  const x = columns.slice(0, inputs.length);
  const y = columns.slice(inputs.length);
  if (json) {
    out.write(`${stringifyJson({ form: data?.task ? "task" : "values", rows: samples, x, y })}\n`);
    return;
  }
  writeLine(out, say(language, "cli-data-samples", { samples }));
  for (const [side, list] of [
    ["x", x],
    ["y", y],
  ] as const) {
    for (const { name, shape, first } of list)
      writeLine(out, `${side} ${name} ${shapeText(shape)}: ${JSON.stringify(first)}`);
  }
}
