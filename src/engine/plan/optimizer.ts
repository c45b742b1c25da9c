/**
 * The optimizer's records and memory, with Keras's settings.
 *
 * test/engine/optimizer.test.ts compares each rule with the float64 reference.
 */
import type { OptimizerSettings } from "../../core/model/graph";
import type { OptimizerName } from "../../core/model/objectTables";
import { ClipCode, Operation, OptimizerCode } from "./codes";
import type { Emission, TapeEntry } from "./network";
import type { PlanWeight } from "./tensors";
import { fieldOffset } from "./records";
import type { PlacedWords } from "./program";
import { blockFloats } from "./weightBlock";

type Slot = "first" | "second" | "third";

interface Memory {
  readonly code: OptimizerCode;
  /** What Keras calls the memories that the rule has. */
  readonly names: Readonly<Partial<Record<Slot, string>>>;
  readonly first?: boolean;
  /** True, or the number that the memory begins with. */
  readonly second?: boolean | number;
  readonly third?: boolean;
  readonly momentum?: number;
  readonly decay?: number;
  readonly variant?: boolean;
  readonly momentumProduct?: boolean;
}

type Given = (name: string) => number;

const adam = (given: Given): Memory => ({
  code: OptimizerCode.adam,
  names: { first: "momentum", second: "velocity", third: "velocity_hat" },
  first: true,
  second: true,
  third: given("amsgrad") !== 0,
  momentum: given("beta_1"),
  decay: given("beta_2"),
  variant: given("amsgrad") !== 0,
});

const rules: Readonly<Record<OptimizerName, (given: Given) => Memory>> = {
  sgd: (given) => ({
    code: OptimizerCode.sgd,
    names: { first: "momentum" },
    first: given("momentum") !== 0,
    momentum: given("momentum"),
    variant: given("nesterov") !== 0,
  }),
  rmsprop: (given) => ({
    code: OptimizerCode.rmsprop,
    names: { first: "momentum", second: "velocity", third: "average_gradient" },
    first: given("momentum") > 0,
    second: true,
    third: given("centered") !== 0,
    momentum: given("momentum"),
    decay: given("rho"),
    variant: given("centered") !== 0,
  }),
  adam,
  // Keras's AdamW is its Adam with another default for weight_decay.
  adamw: adam,
  nadam: (given) => ({ ...adam(given), code: OptimizerCode.nadam, momentumProduct: true }),
  adamax: (given) => ({
    ...adam(given),
    code: OptimizerCode.adamax,
    names: { first: "momentum", second: "norm" },
  }),
  adagrad: (given) => ({
    code: OptimizerCode.adagrad,
    names: { second: "accumulator" },
    second: given("initial_accumulator_value"),
  }),
  adadelta: (given) => ({
    code: OptimizerCode.adadelta,
    names: { first: "accumulated_delta_var", second: "accumulated_grad" },
    first: true,
    second: true,
    decay: given("rho"),
  }),
};

/** Far below anything that counts; keeps 0 / 0 out of the pads where a file says `epsilon: 0`. */
const SMALLEST_EPSILON = 1e-37;

/** An arena in the layout of the trainable weights. */
export interface OptimizerMemory {
  /** Keras's name: `velocity`. */
  readonly name: string;
  readonly address: number;
}

export interface PlacedOptimizer {
  readonly memories: readonly OptimizerMemory[];
  /** nadam: where the product of its momenta lies, an f32; else 0. */
  readonly momentumProduct: number;
  /** Where the learning rate lies, an f32; it may change between steps. */
  readonly learningRate: number;
  readonly entries: readonly TapeEntry[];
  /** What the memory begins with where that is not zeros. */
  readonly image: readonly PlacedWords[];
}

/** One pass over the trainable weights, which come first in the arena, and before it the clipping of their gradients. */
export function placeOptimizer(
  e: Emission,
  { name, arguments: settings }: OptimizerSettings,
  trainable: readonly PlanWeight[],
  weights: number,
  gradients: { readonly address: number; readonly floats: number },
): PlacedOptimizer {
  const given: Given = (argument) => Number(settings[argument] ?? 0);
  const memory = rules[name](given);
  const slot = (wanted: boolean | number | undefined): number =>
    wanted === undefined || wanted === false ? 0 : e.buffer(gradients.floats);
  const { momentum = 0, decay = 0 } = memory;
  const update = e.record("Update", {
    code: memory.code,
    count: gradients.floats,
    weights,
    gradients: gradients.address,
    first: slot(memory.first),
    second: slot(memory.second),
    third: slot(memory.third),
    momentumProduct: memory.momentumProduct ? e.buffer(1) : 0,
    learningRate: given("learning_rate"),
    momentum,
    decay,
    momentumRest: 1 - momentum,
    decayRest: 1 - decay,
    epsilon: Math.max(given("epsilon"), SMALLEST_EPSILON),
    weightDecay: given("weight_decay"),
    variant: memory.variant ? 1 : 0,
  });
  const memories = (["first", "second", "third"] as const).flatMap((one) => {
    const address = update.values[one];
    return address === 0 ? [] : [{ name: memory.names[one] ?? one, address }];
  });
  const { second, momentumProduct } = update.values;
  return {
    memories,
    momentumProduct,
    learningRate: update.address + fieldOffset("Update", "learningRate"),
    entries: [...placeClips(e, given, trainable, gradients), [Operation.update, update.address]],
    image: [
      ...(typeof memory.second === "number" ? [fill(second, gradients.floats, memory.second)] : []),
      ...(memory.momentumProduct ? [fill(momentumProduct, 1, 1)] : []),
    ],
  };
}

function fill(address: number, floats: number, value: number): PlacedWords {
  return { address, words: new Int32Array(new Float32Array(floats).fill(value).buffer) };
}

/** Keras takes the first of these that is set. */
function placeClips(
  e: Emission,
  given: Given,
  trainable: readonly PlanWeight[],
  { address, floats }: { readonly address: number; readonly floats: number },
): TapeEntry[] {
  const clip = (code: ClipCode, name: string, at: number, count: number): TapeEntry => [
    Operation.clip,
    e.record("Clip", { code, count, gradients: at, limit: given(name) }).address,
  ];
  if (given("clipnorm") > 0) {
    return trainable.map((weight) =>
      clip(ClipCode.norm, "clipnorm", e.weightGradient(weight), blockFloats(weight.block)),
    );
  }
  if (given("global_clipnorm") > 0) return [clip(ClipCode.globalNorm, "global_clipnorm", address, floats)];
  if (given("clipvalue") > 0) return [clip(ClipCode.value, "clipvalue", address, floats)];
  return [];
}
