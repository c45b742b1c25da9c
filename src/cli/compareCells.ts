/**
 * `unroll compare-cells FILE`: the same task, data and seed learnt by SimpleRNN, LSTM and GRU in turn, side by side.
 *
 * The runs are the comparison's own: they lie in a folder that is removed again, or in --out, so none of them is taken for the file's newest.
 * test/cli/compareCells.test.ts holds it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { type ComparedCell, compareCells } from "../charts/cellComparison";
import { analyzeModelFile } from "../core/analyzeModelFile";
import { stringifyJson } from "../core/data/jsonNumbers";
import { hasErrors } from "../core/diagnostics/diagnostic";
import { message, say } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { cellOf } from "../core/model/ports";
import { measureRows } from "../core/probes/layerProbe";
import { withOtherCell } from "../language/otherCell";
import type { EpochRow, TrainingFact, TrainRequest } from "../protocol/training";
import { runInspection } from "../worker/inspectJob";
import { openEngine } from "../worker/openEngine";
import { engineName, oneFile, type ParsedArguments, wholeNumber, WrongUsage } from "./arguments";
import { readOrSay, writeDiagnostics } from "./modelFiles";
import { reportRefusal } from "./refusal";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";
import { trainInPlace } from "./trainInPlace";

const kinds = ["SimpleRNN", "LSTM", "GRU"] as const;
type Kind = (typeof kinds)[number];

interface Compared extends ComparedCell {
  readonly kind: Kind;
  readonly figures: EpochRow;
  /** Whose gradient it is. */
  readonly layer: string;
}

export async function runCompareCells(given: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const file = oneFile(given, "compare-cells");
  const sample = wholeNumber(given, "sample", 0, 2 ** 31 - 1) ?? 0;
  const text = readOrSay(file, context);
  if (typeof text !== "string") return text;
  const model = analyzeModelFile(text, { fileName: path.basename(file) });
  if (hasErrors(model.diagnostics)) {
    writeDiagnostics(file, text, model.diagnostics, context);
    return exitCodes.modelWrong;
  }
  if (!model.layers.some(({ definition, inner }) => definition && cellOf(definition, inner))) {
    throw new WrongUsage(message("inspect-none-recurrent"));
  }
  const out = given.texts.get("out");
  const folder = out === undefined ? mkdtempSync(path.join(tmpdir(), "unroll-cells-")) : path.resolve(context.workingFolder, out); // prettier-ignore
  try {
    const cells: Compared[] = [];
    for (const kind of kinds) {
      const variant = withOtherCell(model, kind);
      if (!variant) {
        writeLine(context.err, `unroll: ${say(context.language, "compare-impossible", { kind })}`);
        continue;
      }
      if (!context.json) writeLine(context.err, say(context.language, "compare-training", { kind }));
      const found = await trainCell(kind, variant, { ...requestOf(given, file, context), out: path.join(folder, kind) }, sample, context); // prettier-ignore
      if (typeof found === "number") return found;
      cells.push(found);
    }
    if (context.json) context.out.write(`${stringifyJson({ sample, cells: cells.map(asJson) })}\n`);
    else for (const line of compareCells(cells, context.out, context.language)) writeLine(context.out, line);
    return exitCodes.success;
  } finally {
    if (out === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function requestOf(
  given: ParsedArguments,
  file: string,
  { workingFolder }: CommandContext,
): Omit<TrainRequest, "text"> {
  const epochs = wholeNumber(given, "epochs", 1, 10_000_000);
  const seed = wholeNumber(given, "seed", 0, Number.MAX_SAFE_INTEGER);
  return {
    type: "train",
    file: path.resolve(workingFolder, file),
    workspace: workingFolder,
    engine: engineName(given),
    askedBy: "option",
    predictions: "never",
    epochMegabytes: 0,
    reproducible: given.switches.has("reproducible"),
    ...(epochs !== undefined && { epochs }),
    ...(seed !== undefined && { seed }),
  };
}

/** Trains one of them and looks into it. */
async function trainCell(
  kind: Kind,
  model: ModelFile,
  request: Omit<TrainRequest, "text"> & { readonly out: string },
  sample: number,
  context: CommandContext,
): Promise<Compared | ExitCode> {
  const { text } = model;
  const facts: TrainingFact[] = [];
  let figures: EpochRow | undefined;
  const { how } = await trainInPlace(
    {
      request: { ...request, text },
      model,
      onFact: (fact) => {
        if (fact.type === "epochsEnded") figures = fact.rows.at(-1) ?? figures;
        else facts.push(fact);
      },
    },
    context,
  );
  if (how === "cancelled") return exitCodes.interrupted;
  const last = facts.at(-1);
  if (last?.type === "refused") return reportRefusal(last, request.file, text, context);
  if (last?.type !== "finished" || last.status === "failed" || !figures) return exitCodes.trainingFailed;
  if (last.status === "stopped") return exitCodes.interrupted;
  const { file, workspace, engine, out: run } = request;
  const seen = await runInspection({ file, workspace, engine, text, run, sample, connectivity: false }, { openEngine });
  if (seen.type === "refused") return reportRefusal(seen, file, text, context);
  const [layer] = seen.layers;
  const gradient = layer?.gradient && Array.from(measureRows(layer.gradient));
  const { epochs, elapsedMs } = last;
  return {
    ...{ kind, params: model.totalParams, epochs, elapsedMs, loss: figures.loss, figures, layer: layer?.name ?? "" },
    ...(gradient && { gradient }),
  };
}

/** As docs/language.md has it. */
function asJson({ kind, params, epochs, elapsedMs, figures, layer, gradient }: Compared): unknown {
  const { epoch: _, ...measures } = figures;
  return {
    ...{ kind, params, epochs, elapsed_ms: elapsedMs, figures: measures, layer },
    gradient_norm_by_step: gradient ?? null,
  };
}
