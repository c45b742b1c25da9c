/**
 * Where the ids that an Embedding reads come from: the Inputs whose numbers reach it as they are, and whether anything is computed on the
 * way. What is computed is cut to whole numbers, as in Keras, and no gradient goes back through that.
 *
 * test/core/model/idSources.test.ts, test/engine/embedding.test.ts.
 */
import type { LayerDefinition, TensorRef } from "./graph";

/** A layer as far as it is known, in a list of layers in which each reads those above it. */
interface KnownLayer {
  readonly definition: LayerDefinition | undefined;
  readonly inputs: readonly TensorRef[] | undefined;
}

export interface IdSources {
  /** Indices of Inputs. */
  readonly inputs: readonly number[];
  readonly computed: boolean;
}

/** Layers that move numbers or put 0 in their place. */
function keepsNumbers(definition: LayerDefinition): boolean {
  switch (definition.kind) {
    case "Flatten":
    case "Reshape":
    case "RepeatVector":
    case "Concatenate":
    case "Masking":
    case "GlobalMaxPooling1D":
      return true;
    case "Activation":
      return definition.arguments.activation.name === "linear";
    case "Dropout":
    case "SpatialDropout1D":
      return definition.arguments.rate === 0;
    default:
      return false;
  }
}

/** Of the layer `at` itself, which is what an Embedding reads. */
export function idSources(layers: readonly KnownLayer[], at: number): IdSources {
  const { definition, inputs } = layers[at] ?? {};
  if (definition?.kind === "Input") return { inputs: [at], computed: false };
  if (!definition || !keepsNumbers(definition)) return { inputs: [], computed: true };
  const all = (inputs ?? []).map(({ layer }) => idSources(layers, layer));
  return { inputs: [...new Set(all.flatMap((one) => one.inputs))], computed: all.some(({ computed }) => computed) };
}
