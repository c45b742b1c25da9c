/**
 * How much data a file has, without making what can be made: what a plan has to know of it.
 *
 * test/cli/summary.test.ts holds this through the costs that it shows.
 */
import { encodeDataset } from "./encodeDataset";
import type { DataContext } from "./networkSlots";
import { checkTask } from "./tasks/checkTask";

export interface DataShape {
  readonly samples: number;
  /** Of one sample, in the order of the Inputs. */
  readonly inputShapes: readonly (readonly number[])[];
}

/** Undefined where the file has no data, or data that does not fit. */
export function dataShape(file: DataContext): DataShape | undefined {
  const task = file.data?.task;
  if (task) {
    const { fitted } = checkTask(file, task);
    return fitted && { samples: task.samples, inputShapes: [fitted.input.shape.slice(1)] };
  }
  const { dataset } = encodeDataset(file);
  return (
    dataset && { samples: dataset.samples, inputShapes: dataset.inputs.map(({ tensor }) => tensor.shape.slice(1)) }
  );
}
