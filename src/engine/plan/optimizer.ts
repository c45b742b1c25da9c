/**
 * The optimizer's record and memory, with Keras's settings.
 *
 * test/engine/optimizer.test.ts compares each rule with the float64 reference.
 */
import type { OptimizerSettings } from "../../core/model/graph";
import type { OptimizerName } from "../../core/model/objectTables";
import { OptimizerCode } from "./codes";
import type { Layout, PlacedRecord } from "./layout";
import { PlanError } from "./planError";

interface Memory {
  readonly code: OptimizerCode;
  readonly first: boolean;
  readonly second: boolean;
  readonly third: boolean;
  readonly momentum: number;
  readonly decay: number;
  readonly variant: boolean;
}

type Given = (name: string) => number;

const rules: Readonly<Partial<Record<OptimizerName, (given: Given) => Memory>>> = {
  sgd: (given) => ({
    code: OptimizerCode.sgd,
    first: given("momentum") !== 0,
    second: false,
    third: false,
    momentum: given("momentum"),
    decay: 0,
    variant: given("nesterov") !== 0,
  }),
  rmsprop: (given) => ({
    code: OptimizerCode.rmsprop,
    first: given("momentum") > 0,
    second: true,
    third: given("centered") !== 0,
    momentum: given("momentum"),
    decay: given("rho"),
    variant: given("centered") !== 0,
  }),
  adam: (given) => ({
    code: OptimizerCode.adam,
    first: true,
    second: true,
    third: given("amsgrad") !== 0,
    momentum: given("beta_1"),
    decay: given("beta_2"),
    variant: given("amsgrad") !== 0,
  }),
};

/** One pass over the trainable weights, which come first in the arena. Throws PlanError for a rule that is not built. */
export function placeOptimizer(
  layout: Layout,
  { name, arguments: settings }: OptimizerSettings,
  weights: number,
  gradients: { readonly address: number; readonly floats: number },
): PlacedRecord<"Update"> {
  const rule = rules[name];
  if (rule === undefined) throw new PlanError("engine.notBuilt", { layer: "compile", argument: name });
  const given: Given = (argument) => Number(settings[argument] ?? 0);
  const memory = rule(given);
  const slot = (wanted: boolean): number => (wanted ? layout.buffer(gradients.floats) : 0);
  return layout.record("Update", {
    code: memory.code,
    count: gradients.floats,
    weights,
    gradients: gradients.address,
    first: slot(memory.first),
    second: slot(memory.second),
    third: slot(memory.third),
    learningRate: given("learning_rate"),
    momentum: memory.momentum,
    decay: memory.decay,
    momentumRest: 1 - memory.momentum,
    decayRest: 1 - memory.decay,
    epsilon: given("epsilon"),
    variant: memory.variant ? 1 : 0,
  });
}
