/**
 * `unroll predict FILE`: what trained weights answer, decoded into the data's own labels and units.
 *
 * test/cli/predict.test.ts holds it.
 */
import * as path from "node:path";
import { stringifyJson } from "../core/data/jsonNumbers";
import type { PredictRequest, TrainingFact } from "../protocol/training";
import { openEngine } from "../worker/openEngine";
import { type OtherInput, runPrediction } from "../worker/predictJob";
import { message } from "../core/messages/message";
import { engineName, keptEpoch, oneFile, type ParsedArguments, WrongUsage } from "./arguments";
import { readOrSay, writeDiagnostics } from "./modelFiles";
import { writePredictions } from "./predictionTable";
import { reportRefusal } from "./refusal";
import { type CommandContext, type ExitCode, exitCodes } from "./streams";
import { runAsJson, writeWeightsUsed } from "./weightsUsed";

export async function runPredict(given: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const file = oneFile(given, "predict");
  const engine = engineName(given);
  const { texts } = given;
  const { workingFolder } = context;
  if (texts.has("run") && texts.has("weights")) throw new WrongUsage(message("cli-run-or-weights"));
  const epoch = keptEpoch(given);
  const text = readOrSay(file, context);
  if (typeof text !== "string") return text;
  const inputFile = texts.get("input");
  const inputText = inputFile === undefined ? undefined : readOrSay(inputFile, context);
  if (typeof inputText === "number") return inputText;
  const run = texts.get("run");
  const weights = texts.get("weights");
  const data = texts.get("data");
  const request: PredictRequest = {
    type: "predict",
    file: path.resolve(workingFolder, file),
    text,
    workspace: workingFolder,
    engine,
    ...(run !== undefined && { run }),
    ...(epoch !== undefined && { epoch }),
    ...(weights !== undefined && { weights: path.resolve(workingFolder, weights) }),
    ...(data !== undefined && { data: path.resolve(workingFolder, data) }),
  };
  let isSaid = false;
  const other: OtherInput | undefined =
    inputFile !== undefined && inputText !== undefined
      ? {
          text: inputText,
          onWrong: (diagnostics) => {
            isSaid = true;
            writeDiagnostics(inputFile, inputText, diagnostics, context);
          },
        }
      : undefined;
  const answer = await runPrediction(request, { emit: () => undefined, openEngine }, other);
  if (answer.type === "refused") return isSaid ? exitCodes.modelWrong : reportRefusal(answer, file, text, context);
  writeWeightsUsed(answer.used, context);
  if (context.json) context.out.write(`${stringifyJson(asJson(answer))}\n`);
  else writePredictions(answer.predictions, context.out, context.language);
  return exitCodes.success;
}

/** The one output's lists, or maps by name in the order of `outputs`. */
function asJson({ engine, used, predictions: { outputs } }: Extract<TrainingFact, { type: "predicted" }>): unknown {
  const [only] = outputs;
  const run = runAsJson(used);
  if (only && outputs.length === 1) return { engine, predictions: only.predictions, decoded: only.decoded, run };
  return {
    engine,
    predictions: Object.fromEntries(outputs.map(({ name, predictions }) => [name, predictions])),
    decoded: Object.fromEntries(outputs.map(({ name, decoded }) => [name, decoded])),
    run,
  };
}
