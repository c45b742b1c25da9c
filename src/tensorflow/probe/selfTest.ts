/**
 * Two training steps of a small network, whose second loss is known: it depends on every part that training needs.
 *
 * test/tensorflow/find.test.ts holds the figure against the other engine's.
 */
import { analyzeModelFile } from "../../core/analyzeModelFile";
import { encodeDataset } from "../../core/data/encodeDataset";
import type { NetworkSession, SessionRequest } from "../../core/training/networkSession";

const text = `
model:
  - Input: [4, 1]
  - LSTM: 3
  - Dense: 1
compile: {optimizer: adam, loss: mse}
data:
  x: [[[0.1], [0.2], [0.3], [0.4]], [[0.4], [0.3], [0.2], [0.1]]]
  y: [[0.5], [0.0]]
`;

export const expectedLoss = 0.0873147;

export function selfTestRequest(): SessionRequest {
  const file = analyzeModelFile(text, { fileName: "self-test.rnn.yaml" });
  const { dataset } = encodeDataset(file);
  const { graph, compile } = file;
  if (!graph || !compile || !dataset) throw new Error("the self-test's model is broken");
  return { graph, compile, dataset, batchSize: 2, seed: 1, reproducible: false };
}

/** The loss of the second step. */
export function runSelfTest(session: NetworkSession): number {
  const both = Int32Array.of(0, 1);
  session.trainBatch(both);
  return session.trainBatch(both)[0] ?? Number.NaN;
}
