/**
 * The event files that a run was asked for, opened before anything of the run is written. test/tensorflow/eventLog.test.ts.
 */
import { message } from "../core/messages/message";
import { EventLog } from "../tensorflow/eventLog";
import { loadTested, TensorFlowMissing } from "../tensorflow/openTensorFlow";
import { problemOf, refuse } from "./prepareNetwork";

/** Undefined where none are wanted. Throws `JobRefused` where TensorFlow, which writes them, is not there, or the folder cannot be made. */
export async function openEventLog(folder: string | undefined, epochs: number): Promise<EventLog | undefined> {
  if (folder === undefined) return undefined;
  try {
    return new EventLog(await loadTested({ environment: process.env }), folder, epochs);
  } catch (error) {
    if (error instanceof TensorFlowMissing) {
      const { reason } = error;
      return refuse("engine", reason.id === "tensorflow-absent" ? message("log-needs-tensorflow") : reason);
    }
    return refuse("engine", message("cli-cannot-save", { file: folder, problem: problemOf(error) }));
  }
}
