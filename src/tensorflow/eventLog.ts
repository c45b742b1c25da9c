/**
 * Event files for TensorBoard, as Keras's callback lays them out: `train/` and `validation/` with `epoch_loss`, a curve for each metric,
 * `epoch_learning_rate`, and histograms of the weights.
 *
 * TensorFlow writes them, whichever engine trains. Epochs count from 1, as everywhere in this program. test/tensorflow/eventLog.test.ts
 * reads them with the real TensorBoard.
 */
import { mkdirSync } from "node:fs";
import * as path from "node:path";
import type { NamedTensor } from "../core/training/networkSession";
import type { LoadedTensorFlow } from "./loadTensorFlow";
import type { Tensor, Tf } from "./tfjs";

/** The part of the package that writes event files. */
interface WithWriters {
  readonly node: { summaryFileWriter(folder: string, mostQueued: number, flushEveryMs: number): Writer };
}

interface Writer {
  scalar(tag: string, value: number, step: number): void;
  histogram(tag: string, values: Tensor, step: number, buckets: number): void;
  flush(): void;
}

/** The figures of an epoch; `val_…` are of the samples that validate. */
type Row = Readonly<Record<string, number>> & { readonly epoch: number };

const FLUSH_EVERY_MS = 2000;
/** A run of any length has about so many histograms of each weight. */
const HISTOGRAMS = 20;
const BUCKETS = 30;
const VALIDATION = "val_";

export class EventLog {
  private readonly tf: Tf;
  private readonly folders: { readonly train: string; readonly validation: string };
  private readonly writers = new Map<string, Writer>();
  private readonly every: number;

  /** Throws what the file system throws. */
  constructor(
    private readonly loaded: LoadedTensorFlow,
    folder: string,
    private readonly epochs: number,
  ) {
    this.tf = loaded.tf;
    this.folders = { train: path.join(folder, "train"), validation: path.join(folder, "validation") };
    this.every = Math.max(1, Math.floor(epochs / HISTOGRAMS));
    mkdirSync(this.folders.train, { recursive: true });
  }

  /** `weights` are read where their histograms are due. */
  epoch(
    { epoch, learning_rate: rate, ...figures }: Row,
    learningRate: number,
    weights: () => readonly NamedTensor[],
  ): void {
    for (const [name, value] of Object.entries(figures)) {
      const validates = name.startsWith(VALIDATION);
      const tag = `epoch_${validates ? name.slice(VALIDATION.length) : name}`;
      this.writerOf(validates ? "validation" : "train").scalar(tag, value, epoch);
    }
    this.writerOf("train").scalar("epoch_learning_rate", rate ?? learningRate, epoch);
    if (epoch % this.every === 0 || epoch === 1 || epoch === this.epochs) this.histograms(epoch, weights());
  }

  /** All that was told is on the disk. */
  close(): void {
    for (const writer of this.writers.values()) writer.flush();
  }

  /** Weights whose numbers are all the same have none: the package's writer fails there. */
  private histograms(epoch: number, weights: readonly NamedTensor[]): void {
    const writer = this.writerOf("train");
    for (const { name, shape, values } of weights) {
      if (values.every((value) => value === values[0])) continue;
      this.tf.tidy(() => writer.histogram(`${name}/histogram`, this.tf.tensor(values, shape), epoch, BUCKETS));
    }
  }

  /** A folder without figures gets no file. */
  private writerOf(part: "train" | "validation"): Writer {
    const known = this.writers.get(part);
    if (known) return known;
    const { node } = this.loaded.tf as unknown as WithWriters;
    const folder = this.folders[part];
    mkdirSync(folder, { recursive: true });
    const writer = node.summaryFileWriter(folder, 100, FLUSH_EVERY_MS);
    this.writers.set(part, writer);
    return writer;
  }
}
