/**
 * Does a made task fit the network? Asked at every keystroke, so only shapes are compared and nothing is made.
 *
 * test/core/data/tasks.test.ts holds this.
 */
import type { Diagnostic } from "../../diagnostics/diagnostic";
import { Findings } from "../../diagnostics/findings";
import { message } from "../../messages/message";
import type { MadeTask } from "../../model/modelFile";
import { fitInput, fitTarget, type Slot } from "../fitTensor";
import { type DataContext, inputSlots, outputSlots } from "../networkSlots";
import { madeTasks, type TaskEntry } from "./madeTasks";

/** Where the numbers go, and the shapes of all samples as the network takes them. */
export interface FittedTask {
  readonly input: { readonly name: string; readonly shape: readonly number[] };
  readonly target: { readonly name: string; readonly shape: readonly number[] };
}

/** `fitted` is undefined without a sound graph, or where the task does not fit (then that is in the diagnostics). */
export function checkTask(
  file: DataContext,
  task: MadeTask,
): { readonly fitted: FittedTask | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const findings = new Findings();
  const [inputs, outputs] = [inputSlots(file), outputSlots(file)];
  const [input, output] = [inputs[0], outputs[0]];
  const source = file.data?.x[0];
  if (!file.graph || !input || !output || !source) return { fitted: undefined, diagnostics: [] };
  const entry = madeTasks[task.name];
  const ends = inputs.length > 1 ? "inputs" : outputs.length > 1 ? "outputs" : undefined;
  if (ends) {
    const names = (ends === "inputs" ? inputs : outputs).map(({ name }) => name).join(", ");
    findings.report(task.nameRange, message(`task-ends.${ends}`, { task: task.name, names }));
    return { fitted: undefined, diagnostics: findings.list };
  }
  checkInputRange(input, task, entry, findings);
  checkTargetRange(output, task, entry, findings);
  if (findings.hasErrors) return { fitted: undefined, diagnostics: findings.list };
  const shaped = (shape: readonly number[]) => ({ shape: [task.samples, ...shape], values: new Float32Array() });
  const x = fitInput(shaped(entry.x(task.length)), { slot: input, source, findings });
  const y = x && fitTarget(shaped(entry.y(task.length)), { slot: output, source, findings });
  const fitted = x &&
    y && { input: { name: input.name, shape: x.shape }, target: { name: output.name, shape: y.shape } };
  return { fitted, diagnostics: findings.list };
}

/** Ids must be whole, not negative and below the rows of their Embedding. */
function checkInputRange({ ids, whole, name }: Slot, task: MadeTask, entry: TaskEntry, findings: Findings): void {
  const { low, high, whole: areWhole } = entry.inputs;
  const fits = areWhole && (!ids || (low >= 0 && high < ids.count));
  if (fits || (!ids && !whole)) return;
  findings.report(task.nameRange, message("task-values.ids", { task: task.name, name, low, high }));
}

/** What a loss takes as targets. */
function checkTargetRange({ loss, shape }: Slot, task: MadeTask, entry: TaskEntry, findings: Findings): void {
  const { low, high, whole } = entry.targets;
  const classes = shape?.at(-1) ?? Number.POSITIVE_INFINITY;
  const wrong =
    (loss === "binary_crossentropy" && (low < 0 || high > 1)) ||
    (loss === "sparse_categorical_crossentropy" && (!whole || low < 0 || high >= classes)) ||
    (loss === "categorical_crossentropy" && (entry.y(task.length).at(-1) ?? 1) === 1);
  if (!wrong || !loss) return;
  const cure = whole && low === 0 && high === 1 ? "binary_crossentropy" : "mean_squared_error";
  findings.report(task.nameRange, message("task-values.loss", { task: task.name, low, high, loss, cure }));
}
