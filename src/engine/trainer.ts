/**
 * The training loop, for any engine: epochs, batches, shuffling, stopping.
 *
 * The loss of an epoch is the mean over samples of the batch losses seen while training, as Keras reports it. What regularizers add is in `loss`, not in an output's own. The loop gives the
 * process back at least every 15 ms, so that a stop is heard within a step. A loss or a gradient that is no number ends the run.
 * test/engine/trainer.test.ts.
 */
import { shuffledOrder } from "../core/random/shuffledOrder";
import type { NetworkSession, NonFinite } from "../core/training/networkSession";

/** One line of the history: `epoch` counts from 1; `<output>_loss` and `<output>_accuracy` where there are several outputs. */
export interface EpochRow {
  readonly epoch: number;
  readonly loss: number;
  readonly [column: string]: number;
}

export interface TrainingOptions {
  readonly session: NetworkSession;
  readonly samples: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** False: file order. */
  readonly shuffle: boolean;
  readonly seed: number;
  /** In the order of the outputs. */
  readonly outputNames: readonly string[];
  readonly signal?: AbortSignal;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Lets the process do its other work; resolved when it is our turn again. */
  readonly breathe?: () => Promise<void>;
  readonly onEpoch?: (row: EpochRow) => void;
}

export interface TrainingResult {
  readonly status: "finished" | "stopped" | "failed";
  /** Completed epochs. */
  readonly epochs: number;
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** Where something was not finite, and what, where the engine knows: epoch and batch count from 1. */
  readonly failure?: { readonly epoch: number; readonly batch: number; readonly found?: NonFinite };
  readonly elapsedMs: number;
}

/** Longest time without giving the process back. */
const LONGEST_STRETCH_MS = 12;

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

export async function train(options: TrainingOptions): Promise<TrainingResult> {
  const { session, samples, epochs, signal, now, breathe = nextTurn } = options;
  const columns = options.outputNames.length > 1 ? options.outputNames.map((name) => `${name}_loss`) : [];
  const metrics = session.metrics ?? [];
  const metricColumns = metrics.map(({ name, output }) =>
    options.outputNames.length > 1 ? `${options.outputNames[output]}_${name}` : name,
  );
  const history: Record<string, number[]> = { loss: [] };
  for (const column of [...columns, ...metricColumns]) history[column] = [];
  const start = now();
  let lastBreath = start;
  const end = (status: TrainingResult["status"], done: number): TrainingResult => ({
    status,
    epochs: done,
    history,
    elapsedMs: now() - start,
  });
  const fileOrder = Int32Array.from({ length: samples }, (_, i) => i);

  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = options.shuffle ? shuffledOrder(samples, options.seed, epoch) : fileOrder;
    const sums = new Float64Array(options.outputNames.length);
    let penalties = 0;
    const counts = new Float64Array(2 * metrics.length);
    for (let first = 0, batch = 1; first < samples; first += options.batchSize, batch++) {
      if (signal?.aborted) return end("stopped", epoch - 1);
      const chosen = order.subarray(first, first + options.batchSize);
      const losses = session.trainBatch(chosen);
      const penalty = session.batchPenalty?.() ?? 0;
      const found = session.nonFinite?.();
      if (found || !losses.every(Number.isFinite) || !Number.isFinite(penalty))
        return { ...end("failed", epoch - 1), failure: { epoch, batch, ...(found && { found }) } };
      penalties += penalty * chosen.length;
      losses.forEach((loss, i) => (sums[i] = (sums[i] ?? 0) + loss * chosen.length));
      if (metrics.length > 0) session.metricCounts?.().forEach((count, i) => (counts[i] = (counts[i] ?? 0) + count));
      if (now() - lastBreath >= LONGEST_STRETCH_MS) {
        await breathe();
        lastBreath = now();
      }
    }
    const means = sums.map((sum) => sum / samples);
    const row: Record<string, number> = {
      epoch,
      loss: means.reduce((total, mean) => total + mean, penalties / samples),
    };
    columns.forEach((column, i) => (row[column] = means[i] ?? 0));
    metricColumns.forEach((column, i) => (row[column] = metricValue(counts, i, metrics[i]?.root === true)));
    for (const [column, values] of Object.entries(history)) values.push(row[column] ?? 0);
    options.onEpoch?.(row as EpochRow);
  }
  return end("finished", epochs);
}

/** As Keras, 0 where nothing was counted: the precision of a network that never says yes. */
function metricValue(counts: Float64Array, metric: number, root: boolean): number {
  const [part = 0, whole = 0] = counts.subarray(2 * metric, 2 * metric + 2);
  const value = whole === 0 ? 0 : part / whole;
  return root ? Math.sqrt(value) : value;
}
