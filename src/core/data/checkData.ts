/**
 * What the editor and `check` know of a file's data: the findings, and the shapes that hints show and plans need.
 *
 * Nothing that can be made is made here. test/core/data/checkData.test.ts holds the findings, test/language/hints.test.ts the shapes.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import type { DataShape, SourceReport } from "../model/modelFile";
import type { Dataset } from "./dataset";
import { encodeDataset } from "./encodeDataset";
import type { DataContext } from "./networkSlots";
import { isStaged, weightSteps } from "./samples";
import { checkTask } from "./tasks/checkTask";
import { madeTasks } from "./tasks/madeTasks";

export interface CheckedData {
  readonly diagnostics: readonly Diagnostic[];
  /** The sources that are sound by themselves, in the order of the text. */
  readonly sources: readonly SourceReport[];
  /** Undefined where the file has no data, or data that does not fit. */
  readonly shape: DataShape | undefined;
}

const shapeOf = (dataset: Dataset): DataShape => ({
  samples: dataset.samples,
  ...(isStaged(dataset) && { staged: true }),
  ...(dataset.parts && { parts: dataset.parts }),
  ...(dataset.targets.some(({ weights }) => weights) && { weightSteps: dataset.targets.map(weightSteps) }),
  inputShapes: dataset.inputs.map(({ tensor }) => tensor.shape.slice(1)),
});

export function checkData(file: DataContext): CheckedData {
  const task = file.data?.task;
  if (task) {
    const { fitted, diagnostics } = checkTask(file, task);
    const { samples, length } = task;
    const { x, y } = madeTasks[task.name];
    const [input, target] = fitted
      ? [fitted.input.shape, fitted.target.shape]
      : [
          [samples, ...x(length)],
          [samples, ...y(length)],
        ];
    const range = file.data.range;
    return {
      diagnostics,
      sources: [
        { range, side: "x", shape: input },
        { range, side: "y", shape: target },
      ],
      shape: fitted && { samples, inputShapes: [input.slice(1)] },
    };
  }
  const { dataset, diagnostics, sources } = encodeDataset(file);
  return { diagnostics, sources, shape: dataset && shapeOf(dataset) };
}
