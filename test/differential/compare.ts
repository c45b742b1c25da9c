/**
 * One network on one engine beside what Keras made of it: the largest difference, relative to max(1, |value|), of the predictions before
 * training, of every figure of every epoch, and of the predictions afterwards. test/differential/keras.test.ts.
 */
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { encodeDataset } from "../../src/core/data/encodeDataset";
import { asHistory } from "../../src/core/training/columnNames";
import { planFit } from "../../src/core/training/fitPlan";
import { type EngineUnderTest, openOn } from "../engine/everyEngine";
import { trainWithHistory } from "../engine/trainWithHistory";
import type { Network } from "./networks";

/** What Keras gives back: all numbers in nested lists, the first weights by name. */
export interface Trained {
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly before: unknown;
  readonly history: Readonly<Record<string, readonly number[]>>;
  readonly after: unknown;
}

/** Of the predictions before, of the epochs, and of the predictions after. */
export interface Differences {
  readonly before: number;
  readonly epochs: number;
  readonly after: number;
}

/** What counts as equal: figures by epoch, and what twenty or so steps have made of the weights. */
export const TOLERANCE: Differences = { before: 5e-5, epochs: 5e-5, after: 2e-4 };

export const isWithin = (found: Differences): boolean =>
  found.before <= TOLERANCE.before && found.epochs <= TOLERANCE.epochs && found.after <= TOLERANCE.after;

const flatten = (nested: unknown): number[] => [nested].flat(Infinity) as number[];

/** Infinite where one of them is a number and the other is none. */
function largest(found: unknown, right: unknown): number {
  const [a, b] = [flatten(found), flatten(right)];
  if (a.length !== b.length) return Infinity;
  return a.reduce((worst, value, i) => {
    const expected = b[i] as number;
    if (Object.is(value, expected) || (Number.isNaN(value) && Number.isNaN(expected))) return worst;
    const error = Math.abs(value - expected) / Math.max(1, Math.abs(expected));
    return Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }, 0);
}

export function differences(found: Omit<Trained, "weights">, right: Omit<Trained, "weights">): Differences {
  const columns = Object.keys(right.history);
  const each = columns.map((column) => largest(found.history[column] ?? [], right.history[column] ?? []));
  return {
    before: largest(found.before, right.before),
    epochs: Math.max(0, ...each),
    after: largest(found.after, right.after),
  };
}

/** The figures of all epochs by their columns, those of several thresholds in lists, as in Keras. */
function historyOf(rows: readonly Readonly<Record<string, number | number[]>>[]): Record<string, number[]> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== "epoch");
  return Object.fromEntries(columns.map((column) => [column, rows.flatMap((row) => row[column] ?? Number.NaN)]));
}

/** Reads the network as a model file, sets the weights, and trains as the file says. Throws with the findings where there is an error. */
export async function trainHere(
  network: Network,
  weights: Trained["weights"],
  engine: EngineUnderTest,
): Promise<Omit<Trained, "weights">> {
  const file = analyzeModelFile(JSON.stringify(network.spec), { fileName: "network.rnn.yaml" });
  const { graph, compile, fit } = file;
  const { dataset } = encodeDataset(file);
  if (!graph || !compile || !dataset) throw new Error(JSON.stringify(file.diagnostics.map(({ message }) => message)));
  const session = openOn(engine, { graph, compile, dataset, batchSize: fit.batchSize, seed: 1 });
  session.setWeights(session.weights().map((one) => ({ ...one, values: Float32Array.from(weights[one.name] ?? []) })));
  const predict = (): number[] => session.predict().flatMap(({ values }) => Array.from(values));
  const before = predict();
  const outputNames = dataset.targets.map(({ name }) => name);
  const plan = planFit(fit, compile, dataset);
  // A state that is kept goes on from the predictions in Keras too.
  const { rows } = await trainWithHistory({ ...plan, session, seed: 1, outputNames, now: () => performance.now() });
  const after = predict();
  session.dispose();
  return { before, history: historyOf(rows.map(asHistory)), after };
}
