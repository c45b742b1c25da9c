/**
 * Makes the samples of a task.
 *
 * test/core/data/tasks.test.ts holds the numbers, and that they follow from the seed alone.
 */
import { createStream } from "../../random/randomStream";
import type { MadeTask } from "../../model/modelFile";
import type { Dataset } from "../dataset";
import type { FittedTask } from "./checkTask";
import { madeTasks } from "./madeTasks";

export function makeTask({ name, length, samples, seed }: MadeTask, { input, target }: FittedTask): Dataset {
  const x = new Float32Array(product(input.shape));
  const y = new Float32Array(product(target.shape));
  const [xSize, ySize] = [x.length / samples, y.length / samples];
  for (let sample = 0; sample < samples; sample++) {
    madeTasks[name].fill(
      createStream(seed, "data", sample),
      length,
      x.subarray(sample * xSize, (sample + 1) * xSize),
      y.subarray(sample * ySize, (sample + 1) * ySize),
    );
  }
  return {
    samples,
    inputs: [{ name: input.name, tensor: { shape: input.shape, values: x } }],
    targets: [{ name: target.name, tensor: { shape: target.shape, values: y } }],
  };
}

const product = (shape: readonly number[]): number => shape.reduce((size, next) => size * next, 1);
