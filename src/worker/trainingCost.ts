/**
 * What training a file would cost on this machine, before anything is allocated.
 *
 * test/cli/summary.test.ts holds this.
 */
import { dataShape } from "../core/data/dataShape";
import type { ModelFile } from "../core/model/modelFile";
import { planFit } from "../core/training/fitPlan";
import { type Cost, type Machine, planCost } from "../engine/plan/cost";
import { PlanError } from "../engine/plan/planError";

/** Undefined where the file lacks data or a loss, or cannot be planned. */
export function trainingCost(file: ModelFile, machine: Machine): Cost | undefined {
  const { graph, compile, fit } = file;
  const shape = graph && compile && !file.missingForTraining ? dataShape(file) : undefined;
  if (!graph || !compile || !shape) return undefined;
  try {
    const { training } = planFit(fit, compile, shape.samples);
    const request = { graph, compile, ...shape, batchSize: fit.batchSize, seed: 0 };
    return planCost(request, machine, training.to - training.from);
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}
