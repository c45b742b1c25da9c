/**
 * Which loss kernel an output gets, and which tensor it reads.
 *
 * A cross-entropy behind the softmax or sigmoid that made the output reads what stands before it where Keras on TensorFlow does
 * (core/model/takesLogits.ts): stable, and the activation's own gradient is never formed. test/engine/loss.test.ts and logits.test.ts.
 */
import type { CompileSettings, LossSettings } from "../../../core/model/graph";
import type { LossName } from "../../../core/model/objectTables";
import { quantilesOf } from "../../../core/model/quantiles";
import { ActivationCode, LossCode, Operation } from "../codes";
import type { Emission, Network, SharedPlace } from "../network";
import type { PlanTensor } from "../tensors";
import { PlanError } from "../planError";
import { addCopy } from "./activate";

export interface PlannedLoss {
  readonly tensor: PlanTensor;
  readonly code: LossCode;
  /** Class numbers instead of one number for each feature. */
  readonly sparse: boolean;
  /** Numbers of a target's row: 1 for a class number, one for each feature, or for each feature and quantile. */
  readonly targetFeatures: number;
  /** Where Huber's loss becomes linear; 0 for the others. */
  readonly delta: number;
  /** Of a quantile loss; empty for the others. */
  readonly quantiles: readonly number[];
  /** What the loss counts in the sum over all outputs. */
  readonly weight: number;
  /** Which steps of the output count. */
  readonly mask: PlanTensor | undefined;
}

interface LossEntry {
  readonly code: LossCode;
  readonly sparse?: true;
  readonly fused?: { readonly activation: ActivationCode; readonly code: LossCode };
}

const { softmax, sigmoid } = ActivationCode;
const entries: Readonly<Partial<Record<LossName, LossEntry>>> = {
  mean_squared_error: { code: LossCode.meanSquaredError },
  mean_absolute_error: { code: LossCode.meanAbsoluteError },
  huber: { code: LossCode.huber },
  log_cosh: { code: LossCode.logCosh },
  quantile: { code: LossCode.quantile },
  cosine_similarity: { code: LossCode.cosineSimilarity },
  poisson: { code: LossCode.poisson },
  kl_divergence: { code: LossCode.klDivergence },
  binary_crossentropy: {
    code: LossCode.binaryCrossentropy,
    fused: { activation: sigmoid, code: LossCode.binaryCrossentropyLogits },
  },
  categorical_crossentropy: {
    code: LossCode.categoricalCrossentropy,
    fused: { activation: softmax, code: LossCode.categoricalCrossentropyLogits },
  },
  sparse_categorical_crossentropy: {
    code: LossCode.sparseCategoricalCrossentropy,
    sparse: true,
    fused: { activation: softmax, code: LossCode.sparseCategoricalCrossentropyLogits },
  },
};

/** What a loss may read of an output: its tensor, or what stands before the activation that made it. */
export interface LossOutput {
  readonly tensor: PlanTensor;
  readonly takesLogits: boolean;
}

/** Losses in the order of the outputs. No two of them read the same tensor: each writes its own gradient. */
export function planLosses(
  network: Network,
  outputs: readonly LossOutput[],
  { losses, lossWeights }: Pick<CompileSettings, "losses" | "lossWeights">,
): PlannedLoss[] {
  const taken = new Set<PlanTensor>();
  return outputs.map(({ tensor: output, takesLogits }, i) => {
    const settings = losses[i] as LossSettings;
    const { name, arguments: given } = settings;
    const entry = entries[name];
    if (entry === undefined) throw new PlanError("engine-not-built", { layer: "compile", argument: name });
    const maker = takesLogits ? network.operations.find(({ writes }) => writes === output) : undefined;
    const logits = maker?.activation === entry.fused?.activation ? maker?.reads[0] : undefined;
    const fused = entry.fused !== undefined && logits !== undefined;
    let tensor = fused ? logits : output;
    if (taken.has(tensor)) tensor = addCopy(network, tensor);
    taken.add(tensor);
    const code = entry.fused && (fused || given["from_logits"] === true) ? entry.fused.code : entry.code;
    const quantiles = quantilesOf(settings) ?? [];
    const { features } = tensor;
    const targetFeatures = entry.sparse ? 1 : features / Math.max(1, quantiles.length);
    if (!Number.isInteger(targetFeatures)) {
      throw new PlanError("engine-quantiles", { units: features, quantiles: quantiles.length });
    }
    return {
      tensor,
      code,
      sparse: entry.sparse === true,
      targetFeatures,
      delta: Number(given["delta"] ?? 0),
      quantiles,
      weight: lossWeights[i] ?? 1,
      mask: output.mask,
    };
  });
}

/** Where the targets of a loss lie, and what each of their rows counts. */
export interface LossTargets {
  readonly address: number;
  /** (samples, steps), or (samples, 1); absent: all count once. */
  readonly weights?: { readonly address: number; readonly floats: number; readonly steps: number };
}

/** Emits one loss; its gradient is the first that the tensor gets. */
export function emitLoss(e: Emission, loss: PlannedLoss, output: number, { address, weights }: LossTargets): void {
  const { tensor, code, targetFeatures, delta, quantiles, weight, mask } = loss;
  const counted = mask && emitCount(e, mask);
  const record = e.record("Loss", {
    steps: tensor.steps,
    code,
    features: tensor.features,
    output,
    y: e.value(tensor),
    yLd: tensor.ld,
    dy: e.giveGradient(tensor).address,
    targets: address,
    targetFeatures,
    delta,
    weight,
    quantiles: quantiles.length > 0 ? e.constant(quantiles) : 0,
    mask: mask ? e.value(mask) : 0,
    counted: counted?.first ?? 0,
    countedStride: counted?.stride ?? 0,
    weights: weights?.address ?? 0,
    weightSteps: weights?.steps ?? 0,
  });
  e.backward(Operation.loss, record);
}

/** Every shard counts its steps on its way forward; the loss adds up those of all. */
function emitCount(e: Emission, mask: PlanTensor): SharedPlace {
  const place = e.shared(2);
  e.forward(Operation.countSteps, e.record("CountSteps", { steps: mask.steps, mask: e.value(mask), count: place.own }));
  e.awaitShards();
  return place;
}
