/**
 * The engine on TensorFlow for tests, where it is set up: `npm test` does that first, into the cache, and says so where it cannot.
 */
import { loadTensorFlow, type LoadedTensorFlow } from "../../src/tensorflow/loadTensorFlow";
import { createTensorFlowEngine, type TensorFlowEngine } from "../../src/tensorflow/tensorFlowEngine";
import { findPackages } from "../../src/tensorflow/tensorFlowFolder";

const [found] = findPackages(process.env);

export const hasTensorFlow = found !== undefined;
if (!hasTensorFlow) console.error("\n!!! SKIPPED: TensorFlow is not set up; `npm run setup:tensorflow` does it !!!");

let loaded: LoadedTensorFlow | undefined;

export function tensorFlow(): LoadedTensorFlow {
  if (!found) throw new Error("TensorFlow is not set up");
  return (loaded ??= loadTensorFlow(found));
}

export function tensorFlowEngine(): TensorFlowEngine {
  return createTensorFlowEngine(tensorFlow());
}
