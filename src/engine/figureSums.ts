/**
 * The figures of an epoch while its batches go by: means over samples, as Keras reports them.
 *
 * What regularizers add is in `loss`, not in an output's own. The sums are plain numbers, so that a checkpoint in the middle of an
 * epoch loses nothing. test/engine/trainer.test.ts.
 */
import { columnNames } from "../core/training/columnNames";
import { countNumbers, metricValue } from "../core/training/metricValue";
import type { CountedMetric, NetworkSession } from "../core/training/networkSession";

/** Everything seen so far; finite, so that it can be written as JSON. */
export interface FigureState {
  readonly samples: number;
  readonly losses: readonly number[];
  readonly penalties: number;
  /** What the metrics counted, one after the other. */
  readonly counts: readonly number[];
}

export class FigureSums {
  /** `loss` first. */
  readonly columns: readonly string[];
  private readonly metrics: readonly CountedMetric[];
  private samples = 0;
  private readonly losses: Float64Array;
  private penalties = 0;
  private readonly counts: Float64Array;

  constructor(
    private readonly session: NetworkSession,
    outputs: readonly string[],
  ) {
    this.metrics = session.metrics;
    const byOutput = outputs.map((_, output) => this.metrics.filter((metric) => metric.output === output));
    this.columns = columnNames(
      outputs,
      byOutput.map((metrics) => metrics.map(({ settings }) => settings)),
    );
    this.losses = new Float64Array(outputs.length);
    this.counts = new Float64Array(this.metrics.reduce((sum, { settings }) => sum + countNumbers(settings), 0));
  }

  /** Takes the batch that the session has just seen. */
  add(losses: Float64Array, rows: number): void {
    const penalty = this.session.batchPenalty();
    this.samples += rows;
    this.penalties += penalty * rows;
    losses.forEach((loss, i) => (this.losses[i] = (this.losses[i] ?? 0) + loss * rows));
    if (this.metrics.length > 0) {
      this.session.metricCounts().forEach((count, i) => (this.counts[i] = (this.counts[i] ?? 0) + count));
    }
  }

  /** Samples so far. */
  get seen(): number {
    return this.samples;
  }

  /** In the order of `columns`. */
  figures(): number[] {
    const means = Array.from(this.losses, (sum) => sum / this.samples);
    const { lossWeights } = this.session;
    const loss = means.reduce((total, mean, i) => total + mean * (lossWeights[i] ?? 1), this.penalties / this.samples);
    const own = means.length > 1 ? means : [];
    return [loss, ...own, ...this.measured()];
  }

  private measured(): number[] {
    let at = 0;
    return this.metrics.map(({ settings }) => {
      const first = at;
      at += countNumbers(settings);
      return metricValue(settings, this.counts.subarray(first, at));
    });
  }

  clear(): void {
    this.restore({ samples: 0, losses: [], penalties: 0, counts: [] });
  }

  state(): FigureState {
    const { samples, penalties } = this;
    return { samples, losses: Array.from(this.losses), penalties, counts: Array.from(this.counts) };
  }

  restore({ samples, losses, penalties, counts }: FigureState): void {
    this.samples = samples;
    this.penalties = penalties;
    this.losses.fill(0).set(losses);
    this.counts.fill(0).set(counts);
  }
}
