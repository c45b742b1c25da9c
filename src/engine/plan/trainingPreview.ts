/**
 * What training a file would take on a machine, before data is made or memory allocated: its cost, or why it will not do.
 *
 * Pure, so that `check`, `summary` and `train` say the same. test/cli/preview.test.ts holds this.
 */
import { addCures } from "../../core/cures/addCures";
import type { Diagnostic } from "../../core/diagnostics/diagnostic";
import { codeOf } from "../../core/diagnostics/findings";
import type { ModelFile } from "../../core/model/modelFile";
import { planFit } from "../../core/training/fitPlan";
import { type Cost, costOf, type Machine, planInShards, type ThreadChoice } from "./cost";
import { checkMemory } from "./memoryLimit";
import { placeOfPlanError } from "./planErrorPlace";
import { PlanError } from "./planError";
import { refuseUnevenBatches } from "./statefulBatches";

export interface TrainingMachine extends Omit<ThreadChoice, "epochs"> {
  /** V8's 256-bit path. */
  readonly wide: boolean;
  /** Bytes that are left; absent: not known. */
  readonly freeBytes?: number;
}

export interface TrainingPreview {
  /** Absent where the file lacks something for training, or cannot be planned. */
  readonly cost?: Cost;
  /** With the threads that the run would have. */
  readonly machine?: Machine;
  /** Why it would be refused. */
  readonly finding?: Diagnostic;
}

/** Of a file without errors; of another it says nothing. */
export function previewTraining(
  file: ModelFile,
  { wide, freeBytes, ...choice }: TrainingMachine,
  epochs = file.fit.epochs,
): TrainingPreview {
  const { graph, compile, fit } = file;
  const shape = file.missingForTraining ? undefined : file.dataShape;
  if (!graph || !compile || !shape) return {};
  const request = { graph, compile, ...shape, batchSize: fit.batchSize, seed: 0 };
  const { training, validation } = planFit(fit, compile, shape);
  const parts = [training, ...(validation ? [validation] : [])].map(({ from, to }) => to - from);
  const threading = { ...choice, epochs };
  let priced: TrainingPreview = {};
  try {
    const { plan, threads } = planInShards(request, threading);
    const machine = { build: choice.build, wide, threads };
    priced = { cost: costOf(plan, machine, training.to - training.from), machine };
    checkMemory(plan, request, (changed) => planInShards({ ...request, ...changed }, threading).plan, freeBytes);
    refuseUnevenBatches(plan, parts);
    return priced;
  } catch (error) {
    if (error instanceof PlanError) return { ...priced, finding: findingOf(file, error) };
    throw error;
  }
}

/** A refusal of the engine as a finding in the file. */
function findingOf(file: ModelFile, error: PlanError): Diagnostic {
  const { id, args } = error;
  const finding: Diagnostic = {
    code: codeOf(id),
    severity: "error",
    range: placeOfPlanError(file, error),
    message: { id, args },
    fixes: [],
  };
  return addCures({ ...file, diagnostics: [finding] })[0] ?? finding;
}
