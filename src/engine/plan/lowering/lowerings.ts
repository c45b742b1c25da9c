/**
 * The one table from a kind of layer to its lowering. To add a layer: an entry here, and a kernel pair where no existing
 * operation will do. The compiler asks for an entry for every kind of the layer table.
 * What is refused: test/engine/plan.test.ts.
 */
import type { DefinitionOf, LayerDefinition } from "../../../core/model/graph";
import type { LayerKind } from "../../../core/model/layerTable";
import { lowerAttention } from "./attention";
import { lowerDense } from "./dense";
import { lowerActivation, lowerDropout, lowerMasking } from "./elementwise";
import { lowerFlatten, lowerPooling, lowerRegroup, lowerRepeatVector } from "./regrouping";
import { lowerEmbedding } from "./embedding";
import { lowerConcatenate, lowerJoining } from "./joining";
import { lowerLayerNormalization } from "./normalization";
import { lowerRecurrent } from "./recurrent";
import { addActivities, type Ports, type Site } from "./site";
import { lowerBidirectional, lowerTimeDistributed } from "./wrappers";

type Lowering<Kind extends LayerKind> = (definition: DefinitionOf<Kind>, site: Site) => Ports;

const lowerings: { readonly [Kind in LayerKind]: Lowering<Kind> } = {
  Input: (_, site) => ({ output: site.input }),
  SimpleRNN: (definition, site) => lowerRecurrent(definition, site),
  LSTM: (definition, site) => lowerRecurrent(definition, site),
  GRU: (definition, site) => lowerRecurrent(definition, site),
  Jordan: (definition, site) => lowerRecurrent(definition, site),
  Bidirectional: lowerBidirectional,
  TimeDistributed: lowerTimeDistributed,
  Dense: lowerDense,
  Embedding: lowerEmbedding,
  LayerNormalization: lowerLayerNormalization,
  Activation: lowerActivation,
  Dropout: lowerDropout,
  SpatialDropout1D: lowerDropout,
  Masking: lowerMasking,
  RepeatVector: lowerRepeatVector,
  Flatten: lowerFlatten,
  Reshape: ({ arguments: given }, site) => lowerRegroup(site, given.target_shape),
  GlobalAveragePooling1D: lowerPooling,
  GlobalMaxPooling1D: lowerPooling,
  Attention: lowerAttention,
  Concatenate: lowerConcatenate,
  Add: (_, site) => lowerJoining(site, "sum"),
  Multiply: (_, site) => lowerJoining(site, "mul"),
  Average: (_, site) => lowerJoining(site, "ave"),
  Subtract: (_, site) => lowerJoining(site, "subtract"),
};

export function lowerDefinition(definition: LayerDefinition, site: Site): Ports {
  const lower = lowerings[definition.kind] as Lowering<LayerKind>;
  const ports = lower(definition, { ...site, definition });
  addActivities(site, definition, ports);
  return ports;
}
