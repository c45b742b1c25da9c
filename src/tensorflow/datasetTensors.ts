/**
 * Batches of the dataset as tensors: their rows are picked here, since that costs less than operations on tensors of everything.
 * test/tensorflow/session.test.ts.
 */
import type { Dataset } from "../core/data/dataset";
import { gatherSamples } from "../core/data/samples";
import type { Tensor, Tf } from "./tfjs";

export interface Batch {
  readonly rows: number;
  readonly inputs: readonly Tensor[];
  /** In the shapes that the outputs want. */
  readonly targets: readonly Tensor[];
  /** What each row of them counts, (rows, 1) or (rows, steps); undefined where all count once. */
  readonly weights: readonly (Tensor | undefined)[];
}

export class DatasetTensors {
  /** `targetShapes`: of a sample, for each output that has targets here. */
  constructor(
    private readonly tf: Tf,
    private readonly dataset: Dataset,
    private readonly batchRows: number,
    private readonly targetShapes: readonly (readonly number[])[],
  ) {}

  /** Inside `tidy`. Throws RangeError for samples that do not exist, or too many. */
  batch(samples: Int32Array): Batch {
    if (samples.length < 1 || samples.length > this.batchRows) {
      throw new RangeError(`${samples.length} rows in a batch of ${this.batchRows}`);
    }
    if (samples.some((sample) => sample < 0 || sample >= this.dataset.samples)) throw new RangeError("no such sample");
    const rows = samples.length;
    return {
      rows,
      inputs: this.dataset.inputs.map(({ tensor }) =>
        this.tf.tensor(gatherSamples(tensor, samples), [rows, ...tensor.shape.slice(1)]),
      ),
      targets: this.targetShapes.map((shape, output) =>
        this.tf.tensor(this.targetValues(samples, output), [rows, ...shape]),
      ),
      weights: this.targetShapes.map((_, output) => {
        const weights = this.dataset.targets[output]?.weights;
        return weights && this.tf.tensor(gatherSamples(weights, samples), [rows, ...weights.shape.slice(1)]);
      }),
    };
  }

  /** The targets of an output, one sample behind the other. */
  targetValues(samples: Int32Array, output: number): Float32Array {
    const tensor = this.dataset.targets[output]?.tensor;
    return tensor ? gatherSamples(tensor, samples) : new Float32Array();
  }
}
