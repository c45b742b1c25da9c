/**
 * The self-test's process: loads the package of the folder that it is given, trains, and writes one line of JSON.
 *
 * A library that the processor cannot run ends its process without a word; here nothing else ends with it.
 */
import { loadTensorFlow } from "../loadTensorFlow";
import { createTensorFlowEngine } from "../tensorFlowEngine";
import { runSelfTest, selfTestRequest } from "./selfTest";

const [folder = ""] = process.argv.slice(2);
try {
  const loaded = loadTensorFlow({ folder, name: "", version: "" });
  const loss = runSelfTest(createTensorFlowEngine(loaded).open(selfTestRequest()));
  process.stdout.write(`${JSON.stringify({ loss, tensorFlow: loaded.version, gpu: loaded.gpu })}\n`);
} catch (error) {
  const problem = error instanceof Error ? error.message : String(error);
  process.stdout.write(`${JSON.stringify({ problem })}\n`);
}
