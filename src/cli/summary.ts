/**
 * `unroll summary FILE`: the layers with their shapes and parameters, as Keras's `model.summary()`.
 *
 * Works on a file that has only `model`. test/cli/summary.test.ts holds it.
 */
import { coloured } from "../charts/page";
import { plainText } from "../core/text/plainText";
import { stringifyJson } from "../core/data/jsonNumbers";
import { shapeText } from "../core/data/readCells";
import { hasErrors } from "../core/diagnostics/diagnostic";
import { say } from "../core/messages/message";
import { writtenNumber } from "../core/messages/writtenNumber";
import type { Shape } from "../core/model/graph";
import type { LayerReport, ModelFile } from "../core/model/modelFile";
import { memorySize } from "../engine/plan/memorySize";
import type { TrainingPreview } from "../engine/plan/trainingPreview";
import { oneFile, type ParsedArguments } from "./arguments";
import { readModelFile, writeDiagnostics } from "./modelFiles";
import { previewHere, withPreview } from "../machine/previewHere";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";
import { tableLines } from "../charts/textTable";

export function runSummary(given: ParsedArguments, context: CommandContext): ExitCode {
  const path = oneFile(given, "summary");
  const file = readModelFile(path, context);
  if (typeof file === "number") return file;
  const preview = previewHere(file);
  const diagnostics = withPreview(file, preview);
  writeDiagnostics(path, file.text, diagnostics, context);
  if (!file.graph) return exitCodes.modelWrong;
  if (context.json) context.out.write(`${stringifyJson(asJson(file, preview))}\n`);
  else writeSummary(file, preview, context);
  return hasErrors(diagnostics) ? exitCodes.modelWrong : exitCodes.success;
}

function kindAsWritten({ text }: ModelFile, { place }: LayerReport): string {
  return text.slice(place.kind.start, place.kind.end).replace(/^(["'])(.*)\1$/, "$2");
}

function shapesOf({ outputs }: LayerReport): readonly Shape[] {
  return (outputs ?? []).map(({ shape }) => shape);
}

function asJson(file: ModelFile, { cost, machine }: TrainingPreview): unknown {
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
    cost: cost
      ? {
          memory_bytes: cost.bytes,
          flops_per_step: cost.flopsPerStep,
          flops_per_epoch: cost.flopsPerEpoch,
          steps_per_epoch: cost.stepsPerEpoch,
          epoch_ms: cost.epochMs,
          ...machine,
        }
      : null,
  };
}

function writeSummary(file: ModelFile, { cost }: TrainingPreview, context: CommandContext): void {
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
    writtenNumber(layer.params ?? 0, language),
  ]);
  const lines = tableLines(layout, rows, Math.max(40, out.columns));
  for (const [at, line] of lines.entries()) out.write(`${at === 0 ? coloured(out, "bold", plainText(line)) : line}\n`);
  const { totalParams, trainableParams } = file;
  writeLine(out, say(language, "cli-summary-total", { count: totalParams }));
  writeLine(out, say(language, "cli-summary-trainable", { count: trainableParams }));
  writeLine(out, say(language, "cli-summary-fixed", { count: totalParams - trainableParams }));
  if (!cost) return;
  const milliseconds = twoDigits(cost.epochMs);
  const megaflops = twoDigits(cost.flopsPerEpoch / 1e6);
  const memory = memorySize(cost.bytes);
  writeLine(out, say(language, "cli-summary-cost", { milliseconds, megaflops, memory }));
}

const twoDigits = (value: number): string => (value < 10 ? value.toPrecision(2) : String(Math.round(value)));
