/**
 * Attention over [query, value] or [query, value, key]: scores, softmax, dropout, and the values mixed. test/engine/attention.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import type { PlanWeight } from "../tensors";
import { addActivation } from "../operations/activate";
import { softmax } from "../planActivation";
import { addMix, addScores } from "../operations/attention";
import { addDropout } from "../operations/dropout";
import { addKeep } from "../operations/mask";
import { PlanError } from "../planError";
import { addRows, type Ports, type Site } from "./site";

const ones = { name: "ones", arguments: {} } as const;

/** Throws PlanError where lengths that the file leaves free do not go together. */
export function lowerAttention({ arguments: given }: DefinitionOf<"Attention">, site: Site): Ports {
  const [query, value, key = value] = site.inputs;
  if (query === undefined || value === undefined || key === undefined)
    throw new RangeError(`${site.layer} has no input`);
  for (const { shape } of [query, value, key]) {
    if (shape.length !== 2) throw new PlanError("engine-needs-time", { layer: site.layer, found: shape.join(" × ") });
  }
  if (query.features !== key.features || key.steps !== value.steps) {
    const text = (shape: readonly number[]): string => `(${shape.join(", ")})`;
    const expected = text([value.steps, query.features]);
    throw new PlanError("engine-differing-shapes", { layer: site.layer, found: text(key.shape), expected });
  }
  const one = (name: string): PlanWeight => addRows(site, name, [], ones, null);
  const additive = given.score_mode === "concat";
  const scores = addScores(site.network, query, key, {
    additive,
    causal: given.use_causal_mask,
    mask: value.mask,
    scale: given.use_scale ? one("scale") : undefined,
    weight: additive ? one("concat_score_weight") : undefined,
  });
  const shares = addActivation(site.network, scores, softmax);
  const weights =
    given.dropout > 0
      ? addDropout(site.network, shares, { rate: given.dropout, index: site.nextDropout(), shared: false })
      : shares;
  const mixed = addMix(site.network, weights, value, { name: site.layer, weights: shares });
  return { output: query.mask ? addKeep(site.network, mixed, query.mask) : mixed };
}
