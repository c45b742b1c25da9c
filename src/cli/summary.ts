/**
 * `unroll summary FILE`: the layers with their shapes and parameters, as Keras's `model.summary()`.
 *
 * Works on a file that has only `model`. test/cli/summary.test.ts holds it.
 */
import { plainText } from "../core/text/plainText";
import { stringifyJson } from "../core/data/jsonNumbers";
import { shapeText } from "../core/data/readCells";
import { say } from "../core/messages/message";
import type { Shape } from "../core/model/graph";
import type { LayerReport, ModelFile } from "../core/model/modelFile";
import type { Cost, Machine } from "../engine/plan/cost";
import { trainingCost } from "../worker/trainingCost";
import { oneFile, type ParsedArguments } from "./arguments";
import { hasErrors, readModelFile, writeDiagnostics } from "./modelFiles";
import { coloured, type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";
import { groupedNumber, tableLines } from "./textTable";

export function runSummary(given: ParsedArguments, context: CommandContext): ExitCode {
  const path = oneFile(given, "summary");
  const file = readModelFile(path, context);
  if (!file) return exitCodes.usage;
  writeDiagnostics(path, file.text, file.diagnostics, context);
  if (!file.graph) return exitCodes.modelWrong;
  if (context.json) context.out.write(`${stringifyJson(asJson(file))}\n`);
  else writeSummary(file, context);
  return hasErrors(file.diagnostics) ? exitCodes.modelWrong : exitCodes.success;
}

function kindAsWritten({ text }: ModelFile, { place }: LayerReport): string {
  return text.slice(place.kind.start, place.kind.end).replace(/^(["'])(.*)\1$/, "$2");
}

function shapesOf({ outputs }: LayerReport): readonly Shape[] {
  return (outputs ?? []).map(({ shape }) => shape);
}

/** On one thread, with the build that training would take: the longest wait. */
function costOf(file: ModelFile): { cost: Cost; machine: Machine } | undefined {
  const machine: Machine = { build: file.fit.reproducible ? "exact" : "fast", wide: false, threads: 1 };
  const cost = trainingCost(file, machine);
  return cost && { cost, machine };
}

function asJson(file: ModelFile): unknown {
  const priced = costOf(file);
  return {
    name: file.name,
    layers: file.layers.map((layer) => {
      const shapes = shapesOf(layer);
      return {
        name: layer.name,
        kind: kindAsWritten(file, layer),
        output_shape: shapes.length === 1 ? shapes[0] : shapes,
        params: layer.params ?? 0,
      };
    }),
    total_params: file.totalParams,
    trainable_params: file.trainableParams,
    cost: priced
      ? {
          memory_bytes: priced.cost.bytes,
          flops_per_step: priced.cost.flopsPerStep,
          flops_per_epoch: priced.cost.flopsPerEpoch,
          steps_per_epoch: priced.cost.stepsPerEpoch,
          epoch_ms: priced.cost.epochMs,
          ...priced.machine,
        }
      : null,
  };
}

function writeSummary(file: ModelFile, context: CommandContext): void {
  const { out, language } = context;
  writeLine(out, say(language, "cli-summary-title", { name: file.name }));
  const layout = [
    { title: say(language, "cli-summary-layer"), align: "left" },
    { title: say(language, "cli-summary-kind"), align: "left" },
    { title: say(language, "cli-summary-shape"), align: "left" },
    { title: say(language, "cli-summary-params"), align: "right" },
  ] as const;
  const rows = file.layers.map((layer) => [
    layer.name,
    kindAsWritten(file, layer),
    shapesOf(layer).map(shapeText).join(" "),
    groupedNumber(layer.params ?? 0),
  ]);
  const lines = tableLines(layout, rows, Math.max(40, out.columns));
  for (const [at, line] of lines.entries()) out.write(`${at === 0 ? coloured(out, "bold", plainText(line)) : line}\n`);
  const { totalParams, trainableParams } = file;
  writeLine(out, say(language, "cli-summary-total", { count: groupedNumber(totalParams) }));
  writeLine(out, say(language, "cli-summary-trainable", { count: groupedNumber(trainableParams) }));
  writeLine(out, say(language, "cli-summary-fixed", { count: groupedNumber(totalParams - trainableParams) }));
  const cost = costOf(file)?.cost;
  if (!cost) return;
  const milliseconds = twoDigits(cost.epochMs);
  const megaflops = twoDigits(cost.flopsPerEpoch / 1e6);
  const megabytes = twoDigits(cost.bytes / 2 ** 20);
  writeLine(out, say(language, "cli-summary-cost", { milliseconds, megaflops, megabytes }));
}

const twoDigits = (value: number): string => (value < 10 ? value.toPrecision(2) : groupedNumber(Math.round(value)));
