/**
 * The dataset as tensors, and batches of it. test/tensorflow/session.test.ts.
 */
import type { Dataset } from "../core/data/dataset";
import type { Tensor, Tf } from "./tfjs";

export interface Batch {
  readonly rows: number;
  readonly inputs: readonly Tensor[];
  readonly targets: readonly Tensor[];
}

export class DatasetTensors {
  private readonly inputs: readonly Tensor[];
  private readonly targets: readonly Tensor[];

  constructor(
    private readonly tf: Tf,
    private readonly dataset: Dataset,
    private readonly batchRows: number,
    withTargets: boolean,
  ) {
    const all = (columns: Dataset["inputs"]): Tensor[] =>
      columns.map(({ tensor }) => tf.tensor(tensor.values, [...tensor.shape]));
    this.inputs = all(dataset.inputs);
    this.targets = withTargets ? all(dataset.targets) : [];
  }

  /** Inside `tidy`. Throws RangeError for samples that do not exist, or too many. */
  batch(samples: Int32Array): Batch {
    if (samples.length < 1 || samples.length > this.batchRows) {
      throw new RangeError(`${samples.length} rows in a batch of ${this.batchRows}`);
    }
    if (samples.some((sample) => sample < 0 || sample >= this.dataset.samples)) throw new RangeError("no such sample");
    const order = this.tf.tensor1d(samples, "int32");
    const choose = (all: readonly Tensor[]): Tensor[] => all.map((tensor) => this.tf.gather(tensor, order));
    return { rows: samples.length, inputs: choose(this.inputs), targets: choose(this.targets) };
  }

  /** The targets of an output as they lie in the dataset, one sample behind the other. */
  targetValues(samples: Int32Array, output: number): Float32Array {
    const values = this.dataset.targets[output]?.tensor.values ?? new Float32Array();
    const size = values.length / this.dataset.samples;
    const targets = new Float32Array(samples.length * size);
    samples.forEach((sample, r) => targets.set(values.subarray(sample * size, (sample + 1) * size), r * size));
    return targets;
  }

  dispose(): void {
    this.tf.dispose([...this.inputs, ...this.targets]);
  }
}
