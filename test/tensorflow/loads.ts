/** Loads TensorFlow into this process, and writes why it cannot. */
import { loadTested, TensorFlowMissing } from "../../src/tensorflow/openTensorFlow";

const [program = ""] = process.argv.slice(2);
loadTested({ environment: process.env, program }).catch((error: unknown) => {
  if (error instanceof TensorFlowMissing) process.stdout.write(`${error.reason.id} ${error.reason.args.how}`);
  else throw error;
});
