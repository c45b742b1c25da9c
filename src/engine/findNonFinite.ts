/**
 * Where the numbers of a step first went wrong: in what a layer gives out, in the loss, or on the way back.
 *
 * Layers are walked in the order in which they are computed. test/engine/guard.test.ts.
 */
import type { NonFinite } from "../core/training/networkSession";
import type { PlanTensor } from "./plan/tensors";
import type { Plan } from "./plan/planNetwork";

/** `memory`: all of it, after a step that was stopped. Undefined where everything is finite. */
export function findNonFinite(plan: Plan, memory: ArrayBufferLike): NonFinite | undefined {
  const floats = new Float32Array(memory);
  const isBroken = (tensor: PlanTensor, at: number, { rows, padded }: { rows: number; padded: number }): boolean => {
    for (let t = 0; t < tensor.steps; t++) {
      for (let r = 0; r < rows; r++) {
        const from = at / 4 + (t * padded + r) * tensor.ld;
        if (!floats.subarray(from, from + tensor.features).every(Number.isFinite)) return true;
      }
    }
    return false;
  };
  const used = plan.shards.filter(({ frame }) => frame.values.rows > 0);
  const tensors = used[0]?.tensors ?? [];
  const layerWhere = (indexes: readonly number[], place: "value" | "gradient"): string | undefined => {
    const index = indexes.find((i) =>
      used.some(({ frame, tensors: own }) => {
        const placed = own[i];
        return (
          placed !== undefined &&
          !placed.tensor.holdsWords &&
          placed[place] !== 0 &&
          isBroken(placed.tensor, placed[place], frame.values)
        );
      }),
    );
    return index === undefined ? undefined : tensors[index]?.layer;
  };

  const indexes = tensors.map((_, i) => i);
  const output = layerWhere(indexes, "value");
  if (output !== undefined) return { layer: output, where: "output" };
  const totals = new Float64Array(memory, plan.results?.totals ?? 0, plan.targets.length);
  const loss = totals.findIndex((total) => !Number.isFinite(total));
  if (loss >= 0) return { layer: plan.outputLayers[loss] ?? "", where: "loss" };
  const gradient = layerWhere(indexes.toReversed(), "gradient");
  if (gradient !== undefined) return { layer: gradient, where: "gradient" };
  const weight = plan.weights.findLast(({ floats: count }, i) =>
    used.some(({ weightGradients }) => {
      const at = (weightGradients[i] ?? 0) / 4;
      return at !== 0 && !floats.subarray(at, at + count).every(Number.isFinite);
    }),
  );
  return weight && { layer: weight.layer, where: "gradient" };
}
