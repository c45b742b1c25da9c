/**
 * One golden case on one engine: predictions before, the loss and the metrics of every epoch, predictions after, as real Keras has them.
 *
 * The cases come from test/golden/make.py. Errors are relative to max(1, |value|), elementwise.
 */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { encodeDataset } from "../../src/core/data/encodeDataset";
import type { NetworkSession, SessionRequest } from "../../src/core/training/networkSession";
import { asHistory } from "../../src/core/training/columnNames";
import { planFit } from "../../src/core/training/fitPlan";
import { readSafetensors } from "./readSafetensors";
import { trainWithHistory } from "./trainWithHistory";

interface Expected {
  readonly tolerance: { readonly before: number; readonly loss: number; readonly after: number };
  readonly predictions_before: unknown[];
  readonly loss_by_epoch: number[];
  readonly metrics_by_epoch?: Readonly<Record<string, unknown[]>>;
  readonly predictions_after: unknown[];
}

export const goldenFolder = "test/golden";

/** All numbers of nested lists. */
const flatten = (nested: unknown): number[] => [nested].flat(Infinity) as number[];

export const largestError = (found: ArrayLike<number>, expected: ArrayLike<number>): number => {
  expect(found.length).toBe(expected.length);
  return Array.from(found).reduce((worst, value, i) => {
    const right = expected[i] as number;
    return Math.max(worst, Math.abs(value - right) / Math.max(1, Math.abs(right)));
  }, 0);
};

/** `open` gets the request without saying whether it must be reproducible. */
export async function checkGolden(
  name: string,
  open: (request: Omit<SessionRequest, "reproducible">) => NetworkSession,
): Promise<void> {
  const folder = `${goldenFolder}/${name}`;
  const file = analyzeModelFile(readFileSync(`${folder}/model.rnn.yaml`, "utf8"), { fileName: `${name}.rnn.yaml` });
  const expected = JSON.parse(readFileSync(`${folder}/expected.json`, "utf8")) as Expected;
  const { graph, compile, fit } = file;
  const { dataset } = encodeDataset(file);
  if (!graph || !compile || !dataset) return expect.fail(JSON.stringify(file.diagnostics));
  const { batchSize } = fit;
  const session = open({ graph, compile, dataset, batchSize, seed: 1 });
  session.setWeights(readSafetensors(`${folder}/weights.safetensors`));
  const predictionError = (nested: unknown[]): number => {
    const all = graph.outputs.length > 1 ? nested : [nested];
    return Math.max(...session.predict().map(({ values }, i) => largestError(values, flatten(all[i]))));
  };
  expect(predictionError(expected.predictions_before)).toBeLessThan(expected.tolerance.before);
  const outputNames = dataset.targets.map((target) => target.name);
  const now = (): number => performance.now();
  expect(fit.shuffle).toBe(false);
  const plan = planFit(fit, compile, dataset);
  const { history, rows } = await trainWithHistory({ ...plan, session, seed: 1, outputNames, now });
  const lossError = largestError(history.loss ?? [], expected.loss_by_epoch);
  expect(lossError).toBeLessThan(expected.tolerance.loss);
  for (const [column, values] of Object.entries(expected.metrics_by_epoch ?? {})) {
    expect([column, largestError(flatten(rows.map((row) => asHistory(row)[column])), flatten(values))]).toEqual([
      column,
      expect.closeTo(0, 3),
    ]);
  }
  const afterError = predictionError(expected.predictions_after);
  expect(afterError).toBeLessThan(expected.tolerance.after);
  if (process.env.UNROLL_SHOW_ERRORS) console.log(name, session.engine, session.build, { lossError, afterError });
  session.dispose();
}
