/**
 * The boundary between the extension and the map of the network.
 *
 * The host sends the whole network after every change that can be seen, and where the editor's cursor is; the view asks for both with
 * `ready`. Both sides check what they receive. test/pictures/network/networkView.test.ts.
 */
import * as v from "valibot";

const ShapeSchema = v.array(v.nullable(v.number()));

export const NetworkNodeSchema = v.object({
  name: v.string(),
  kind: v.string(),
  /** What a person reads beside the kind: `32`, `5 softmax`; of a Bidirectional its merge mode. */
  detail: v.string(),
  /** Of a Bidirectional the layers inside, forward and backward: `LSTM 16`; else absent. */
  halves: v.optional(v.strictTuple([v.string(), v.string()])),
  /** What a recurrent layer hands from step to step: `h`, `c`; empty for others. */
  states: v.array(v.string()),
  /** A recurrent layer that reads from the end. */
  backwards: v.boolean(),
  /** How long the time is that the layer goes through; null is a free length, absent: it knows no time. */
  steps: v.optional(v.nullable(v.number())),
  /** What comes out: something at every step, the last step alone, or one thing made of all of its input. */
  gives: v.picklist(["steps", "last", "once"]),
  /** Absent where it is not known: the layer or its input is broken. */
  shape: v.optional(ShapeSchema),
  params: v.optional(v.number()),
  trainable: v.boolean(),
  isOutput: v.boolean(),
});
export type NetworkNode = v.InferOutput<typeof NetworkNodeSchema>;

/** A tensor, or the states, on its way from one layer to another. */
export const NetworkEdgeSchema = v.object({
  /** Indices of nodes; `from` is the smaller one. */
  from: v.number(),
  to: v.number(),
  /** What it is beside the layer's one output: `h, c`, `forward`. */
  label: v.string(),
  /** It begins the other layer's states. */
  isState: v.boolean(),
  shape: v.optional(ShapeSchema),
});
export type NetworkEdge = v.InferOutput<typeof NetworkEdgeSchema>;

export const NetworkViewSchema = v.object({
  /** The model file's base name. */
  file: v.string(),
  name: v.string(),
  /** In the order of the file: a layer takes from layers before it. */
  nodes: v.array(NetworkNodeSchema),
  edges: v.array(NetworkEdgeSchema),
  totalParams: v.number(),
  /** Errors in the file: what is broken is drawn as far as it is known. */
  errors: v.number(),
});
export type NetworkView = v.InferOutput<typeof NetworkViewSchema>;

export const HostToMapSchema = v.variant("type", [
  v.object({ type: v.literal("network"), network: NetworkViewSchema }),
  /** The layer at the editor's cursor. */
  v.object({ type: v.literal("cursor"), layer: v.nullable(v.string()) }),
]);
export type HostToMap = v.InferOutput<typeof HostToMapSchema>;

/** A picture of a thousand layers has half of this. */
const LARGEST_PICTURE = 20_000_000;

export const MapToHostSchema = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  /** Go to the layer's line in the model file. */
  v.object({ type: v.literal("reveal"), layer: v.string() }),
  /** Keep the picture in a file that the person chooses. */
  v.object({ type: v.literal("save"), svg: v.pipe(v.string(), v.maxLength(LARGEST_PICTURE), v.startsWith("<svg")) }),
]);
export type MapToHost = v.InferOutput<typeof MapToHostSchema>;
