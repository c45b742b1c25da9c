/**
 * All entries of one region: the batch taken out of the dataset, the operations that outputs and losses need, and the way back.
 *
 * test/engine/plan.test.ts.
 */
import { Operation } from "./codes";
import type { PlanOperation, TapeEntry } from "./network";
import type { Activity, PlanTensor } from "./tensors";
import type { LoweredGraph } from "./lowerGraph";
import { emitLoss, type LossTargets, type PlannedLoss } from "./operations/loss";
import { emitActivities } from "./penalties";
import type { Region } from "./region";

export interface RegionTapes {
  /** What the outputs need. */
  readonly predict: readonly TapeEntry[];
  /** What losses and metrics need; metrics themselves are left to the caller. */
  readonly forward: readonly TapeEntry[];
  /** The losses and their own gradients. */
  readonly losses: readonly TapeEntry[];
  readonly backward: readonly TapeEntry[];
}

export interface RegionWork {
  readonly lowered: LoweredGraph;
  /** Where the numbers of each input lie, (samples, …). */
  readonly inputs: readonly number[];
  /** Empty where nothing goes back. */
  readonly losses: readonly PlannedLoss[];
  readonly targets: readonly LossTargets[];
  /** Tensors that are read beside the losses'. */
  readonly measured: readonly PlanTensor[];
  /** What is held small, and where the region's sum goes. */
  readonly activities?: { readonly all: readonly Activity[]; readonly total: number };
}

export function emitRegion(
  region: Region,
  { lowered, inputs, losses, targets, measured, activities }: RegionWork,
): RegionTapes {
  const { network, outputs, layerOf } = lowered;
  emitGathers(region, lowered, inputs);
  const gathers = region.takeForward();
  const forPredictions = findNeeded(network.operations, outputs);
  // A layer that leads to no output is no part of the model.
  const written = new Set([...forPredictions].flatMap(({ writes, alsoWrites = [] }) => [writes, ...alsoWrites]));
  const held = activities?.all.filter(({ tensor }) => written.has(tensor)) ?? [];
  const lossTensors = [
    ...losses.flatMap(({ tensor, mask }) => withMask(tensor, mask)),
    ...held.map(({ tensor }) => tensor),
  ];
  const measuredTensors = measured.flatMap((tensor) => withMask(tensor, tensor.mask));
  const forLosses = findNeeded(network.operations, lossTensors);
  const forTraining = findNeeded(network.operations, [...lossTensors, ...measuredTensors]);
  const predict = [...gathers];
  const forward = [...gathers];
  const wayBack: { readonly operation: PlanOperation; readonly back: () => void }[] = [];
  for (const operation of network.operations) {
    if (!forPredictions.has(operation) && !forTraining.has(operation)) continue;
    region.layer = layerOf.get(operation) ?? region.layer;
    const back = operation.emit(region);
    const entries = region.takeForward();
    if (forPredictions.has(operation)) predict.push(...entries);
    if (forTraining.has(operation)) forward.push(...entries);
    if (forLosses.has(operation) && operation.writes.needsGradient) wayBack.push({ operation, back });
  }
  losses.forEach((loss, i) => emitLoss(region, loss, i, targets[i] ?? { address: 0 }));
  if (activities) emitActivities(region, held, activities.total);
  forward.push(...region.takeForward());
  const lossEntries = region.takeBackward();
  // Through ids no gradient comes: what stands before them alone has none.
  const hasGradient = ({ writes, alsoWrites = [] }: PlanOperation): boolean =>
    [writes, ...alsoWrites].some((tensor) => region.gradient(tensor) !== 0);
  for (const { operation, back } of wayBack.toReversed()) if (hasGradient(operation)) back();
  return { predict, forward, losses: lossEntries, backward: region.takeBackward() };
}

const withMask = (tensor: PlanTensor, mask: PlanTensor | undefined): PlanTensor[] => (mask ? [tensor, mask] : [tensor]);

function emitGathers(region: Region, { inputs, inputLayers }: LoweredGraph, columns: readonly number[]): void {
  for (const [i, tensor] of inputs.entries()) {
    region.layer = inputLayers[i] ?? "";
    const record = region.record("Gather", {
      steps: tensor.steps,
      features: tensor.features,
      source: columns[i] ?? 0,
      target: region.value(tensor),
      ld: tensor.ld,
    });
    region.forward(Operation.gather, record);
  }
}

/** The operations that some of these tensors come from. */
function findNeeded(operations: readonly PlanOperation[], wanted: readonly PlanTensor[]): Set<PlanOperation> {
  const tensors = new Set(wanted);
  const needed = new Set<PlanOperation>();
  for (const operation of operations.toReversed()) {
    if (![operation.writes, ...(operation.alsoWrites ?? [])].some((tensor) => tensors.has(tensor))) continue;
    needed.add(operation);
    for (const read of operation.reads) tensors.add(read);
  }
  return needed;
}
