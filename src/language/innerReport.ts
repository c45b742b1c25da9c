/**
 * The layer inside a wrapper, seen by itself: what it takes and gives, as if it stood alone. A half of Bidirectional gets the whole
 * sequence, the layer of TimeDistributed one step of it. test/language/hover.test.ts holds this.
 */
import type { Shape } from "../core/model/graph";
import type { LayerReport } from "../core/model/modelFile";
import { countParams } from "../core/shapes/paramCount";
import { inferOutputs } from "../core/shapes/shapeRules";

/** Undefined for a layer that wraps none, or whose inner one is not understood. */
export function innerReport(layer: LayerReport): LayerReport | undefined {
  const { definition, inner, inputShapes, place } = layer;
  const kind = place.arguments["layer"];
  if (!definition || !inner || !kind) return undefined;
  const shapes = inputShapes?.map((shape) => (definition.kind === "TimeDistributed" ? oneStep(shape) : shape));
  const result = shapes && inferOutputs(inner, shapes);
  const outputs = result?.ok ? result.outputs : undefined;
  const params = outputs && countParams(inner, undefined, shapes?.[0] ?? []);
  return {
    ...layer,
    ...{ definition: inner, inner: undefined, inputShapes: shapes, outputs, params },
    place: { ...place, kind },
  };
}

const oneStep = ([batch = null, , ...rest]: Shape): Shape => [batch, ...rest];
