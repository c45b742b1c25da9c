/**
 * What is done to a network that is looked into, as it crosses the boundaries from the panel to the process that looks.
 */
import * as v from "valibot";

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const finite = v.pipe(v.number(), v.finite());
export const GateSchema = v.picklist(["i", "f", "c", "o", "z", "r", "h"]);

/** core/probes/interventions.ts */
export const InterventionSchema = v.variant("what", [
  v.object({ what: v.literal("clamp"), layer: v.string(), gate: GateSchema, unit: v.optional(count), value: finite }),
  v.object({ what: v.literal("silence"), layer: v.string(), unit: count }),
]);
/** core/data/editSample.ts */
export const InputEditSchema = v.object({
  input: v.string(),
  step: count,
  feature: count,
  value: v.union([finite, v.pipe(v.string(), v.maxLength(1000))]),
});
/** What is done to a network that is looked into: "what if". */
export const whatIfEntries = {
  interventions: v.optional(v.pipe(v.array(InterventionSchema), v.maxLength(1000))),
  /** Of the sample's input. */
  edits: v.optional(v.pipe(v.array(InputEditSchema), v.maxLength(100_000))),
};
