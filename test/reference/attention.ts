/**
 * Keras 3's Attention on one sample, as plain formulas.
 */
import type { DefinitionOf } from "../../src/core/model/graph";
import { activateRow } from "./activations";
import type { Row, Steps, WeightsOf } from "./layers";
import { masked, type StepMask } from "./masks";
import { add, apply, dot, multiply, scalar, sum, type Scalar } from "./scalar";

type Drop = (step: number, feature: number) => number;

export function attention(
  { arguments: given }: DefinitionOf<"Attention">,
  [query = [], value = [], key = value]: readonly Steps[],
  [queryMask, valueMask]: readonly (StepMask | undefined)[],
  weights: WeightsOf,
  drop: Drop | undefined,
  watch: (weights: Steps) => void = () => {},
): Steps {
  const one = (name: string): Scalar => weights(name)?.[0]?.[0] ?? scalar(1);
  const [scale, weight] = [one("scale"), one("concat_score_weight")];
  const tanh = (x: Scalar): Scalar => apply(x, Math.tanh(x.value), 1 - Math.tanh(x.value) ** 2);
  const score = (q: Row, k: Row): Scalar =>
    given.score_mode === "dot"
      ? multiply(scale, dot(q, k, scalar(0)))
      : multiply(weight, sum(q.map((x, j) => tanh(multiply(scale, add(x, k[j] as Scalar))))));
  const weighed = query.map((q, t) => {
    const scores = key.map((k, s) => {
      const hidden = valueMask?.[s] === false || (given.use_causal_mask && s > t);
      return add(score(q, k), scalar(hidden ? -1e9 : 0));
    });
    return activateRow({ name: "softmax", arguments: {} }, scores);
  });
  watch(weighed);
  const mixed = weighed.map((row, t) => {
    const shares = row.map((share, s) => multiply(share, scalar(drop?.(t, s) ?? 1)));
    return (value[0] as Row).map((_, j) => sum(value.map((row, s) => multiply(shares[s] as Scalar, row[j] as Scalar))));
  });
  return masked(mixed, queryMask);
}
