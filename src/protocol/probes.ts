/**
 * What was seen inside a network, as it crosses from the process that looks: core/probes/layerProbe.ts.
 */
import * as v from "valibot";
import { GateSchema } from "./whatIf";

/** (T, H), as float32: this boundary carries typed arrays as they are. */
export const StepsSchema = v.object({
  shape: v.pipe(v.array(v.number()), v.readonly()),
  values: v.custom<Float32Array>((value) => value instanceof Float32Array),
});

const StatesSchema = v.object({ h: StepsSchema, c: v.exactOptional(StepsSchema), y: v.exactOptional(StepsSchema) });

/** core/probes/layerProbe.ts */
export const probedLayer = {
  name: v.string(),
  kind: v.picklist(["SimpleRNN", "LSTM", "GRU", "Jordan"]),
  direction: v.picklist([1, -1]),
  input: StepsSchema,
  initial: StatesSchema,
  counted: v.exactOptional(v.custom<Uint8Array>((value) => value instanceof Uint8Array)),
  states: StatesSchema,
  gates: v.record(GateSchema, StepsSchema),
  gradient: v.exactOptional(StepsSchema),
};

/** core/probes/attentionProbe.ts, and which recurrent layers it lies between: core/probes/layerLinks.ts */
export const AttentionSchema = v.object({
  name: v.string(),
  weights: StepsSchema,
  queries: v.exactOptional(v.string()),
  values: v.exactOptional(v.string()),
});

/** How a cell computes: the names of its activations, and its weights by Keras's names and shapes, where they are not too many to be told. */
export const CellSchema = v.object({
  activation: v.string(),
  recurrentActivation: v.exactOptional(v.string()),
  outputActivation: v.exactOptional(v.string()),
  resetAfter: v.exactOptional(v.boolean()),
  weights: v.exactOptional(v.record(v.string(), StepsSchema)),
});

const { name, states, gates, gradient } = probedLayer;
/** What of a layer an intervention can change, without it. */
export const UntouchedLayerSchema = v.object({ name, states, gates, gradient });
