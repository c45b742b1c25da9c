/**
 * `train --save-tfjs DIR`: what cannot be saved so is said before training; the files are written when it has ended.
 *
 * test/tensorflow/layersModel.test.ts.
 */
import * as path from "node:path";
import { encodeDataset } from "../core/data/encodeDataset";
import { message, type Message, render } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { readRun } from "../runs/readRun";
import { readRunWeights } from "../runs/readWeights";
import { NotInTfLayers } from "../tensorflow/layersModel/describeLayer";
import { checkLayersModel, saveLayersModel } from "../tensorflow/layersModel/saveLayersModel";
import { loadTested, TensorFlowMissing } from "../tensorflow/openTensorFlow";
import type { CommandContext, ExitCode } from "./streams";
import { exitCodes, writeLine } from "./streams";

/** Writes the model with the weights of a run's folder. */
export type SaveTfjs = (run: string) => Promise<ExitCode>;

/** An exit code where nothing can be saved; undefined for a file that `train` itself will refuse. */
export async function prepareTfjs(
  target: string,
  { graph, ...file }: ModelFile,
  context: CommandContext,
): Promise<SaveTfjs | ExitCode | undefined> {
  const { dataset } = encodeDataset({ graph, ...file });
  if (!graph || !dataset) return undefined;
  const folder = path.resolve(context.workingFolder, target);
  const tell = (problem: Message): ExitCode => {
    writeLine(context.err, `unroll: ${render(problem, context.language)}`);
    return exitCodes.usage;
  };
  try {
    const loaded = await loadTested({ environment: context.environment });
    checkLayersModel(loaded, { graph, dataset });
    return async (run) => {
      try {
        const weights = readRunWeights(readRun(run))?.tensors ?? [];
        await saveLayersModel(loaded, { graph, dataset, weights }, folder);
        return exitCodes.success;
      } catch (error) {
        tell(problemOf(error, target));
        return exitCodes.trainingFailed;
      }
    };
  } catch (error) {
    return tell(problemOf(error, target));
  }
}

function problemOf(error: unknown, file: string): Message {
  if (error instanceof NotInTfLayers) return error.reason;
  if (error instanceof TensorFlowMissing) {
    return error.reason.id === "tensorflow-absent" ? message("tfjs-needs-tensorflow") : error.reason;
  }
  const problem = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return message("cli-cannot-save", { file, problem });
}
