/**
 * The thread that reads model files for the extension host: the entry of dist/analysis.js.
 *
 * Each text is analysed once, when something is asked about it. test/extension/analysisThread.test.ts holds this.
 */
import { parentPort } from "node:worker_threads";
import { analyzeModelFile } from "../../core/analyzeModelFile";
import { message } from "../../core/messages/message";
import type { ModelFile } from "../../core/model/modelFile";
import type { FromAnalysis, ToAnalysis } from "./analysisMessages";
import { answers } from "./answers";

/** UTF-16 units. A longer text (data written into the file) would keep this thread for seconds after every key. */
const LARGEST_LIVE_TEXT = 2_000_000;

const files = new Map<string, ModelFile>();

parentPort?.on("message", (request: ToAnalysis) => {
  if (request.type === "forget") files.delete(request.key);
  else parentPort?.postMessage(answerTo(request));
});

function answerTo({ id, key, text, fileName, question, details }: ToAnalysis & { type: "ask" }): FromAnalysis {
  try {
    if (text !== undefined) files.delete(key);
    const file = files.get(key) ?? analyse(text ?? "", fileName);
    files.set(key, file);
    const answer = answers[question] as (file: ModelFile, ...details: readonly unknown[]) => unknown;
    return { id, answer: answer(file, ...details) };
  } catch (error) {
    return { id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** A text beyond the limit is not read; training it works, since the training process reads it whole. */
function analyse(text: string, fileName: string): ModelFile {
  if (text.length <= LARGEST_LIVE_TEXT) return analyzeModelFile(text, { fileName });
  const paused = message("analysis-paused", { limit: LARGEST_LIVE_TEXT / 1_000_000 });
  return {
    ...analyzeModelFile("", { fileName }),
    text,
    diagnostics: [
      { code: paused.id, severity: "information", range: { start: 0, end: 1 }, message: paused, fixes: [] },
    ],
    missingForTraining: undefined,
  };
}
