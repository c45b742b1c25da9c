/**
 * Whether targets belong to the outputs: their shape, and class numbers that exist. test/engine/session.test.ts.
 */
import type { DataColumn } from "../../core/data/dataset";
import { PlanError } from "./planError";

/** What one output wants of its targets. */
export interface ExpectedTarget {
  /** Of one sample. */
  readonly shape: readonly number[];
  /** Class numbers instead of one number for each feature. */
  readonly sparse: boolean;
  readonly classes: number;
}

const text = (shape: readonly number[]): string => `(${["None", ...shape].join(", ")})`;

/** Throws PlanError `engine-target-shape` or `engine-label`. A last dimension of 1 may be missing, as in Keras. */
export function checkTargets(planned: readonly ExpectedTarget[], given: readonly DataColumn[]): void {
  for (const [i, target] of planned.entries()) {
    const column = given[i];
    const found = column?.tensor.shape.slice(1) ?? [];
    const expected = target.shape;
    const same = (shape: readonly number[]): boolean => shape.join() === found.join();
    if (column === undefined || !(same(expected) || (expected.at(-1) === 1 && same(expected.slice(0, -1))))) {
      throw new PlanError("engine-target-shape", {
        output: column?.name ?? String(i),
        expected: text(expected),
        found: text(found),
      });
    }
    if (target.sparse) checkLabels(column, target.classes);
  }
}

function checkLabels({ name, tensor }: DataColumn, classes: number): void {
  const wrong = tensor.values.find((label) => !Number.isInteger(label) || label < 0 || label >= classes);
  if (wrong !== undefined) throw new PlanError("engine-label", { output: name, classes, label: String(wrong) });
}
