/**
 * The layers inside a wrapper, each seen by itself: what it takes and gives, as if it stood alone. A half of Bidirectional gets the whole
 * sequence, the layer of TimeDistributed one step of it. test/language/hover.test.ts holds this.
 */
import type { LayerDefinition, Shape } from "../core/model/graph";
import type { LayerReport } from "../core/model/modelFile";
import { countParams } from "../core/shapes/paramCount";
import { inferOutputs } from "../core/shapes/shapeRules";
import type { TextRange } from "../core/text/range";

/** None for a layer that wraps none; of a Bidirectional also that of `backward_layer`, where it stands in the file. */
export function innerReports(layer: LayerReport): readonly LayerReport[] {
  const { definition, inner, place } = layer;
  const backward = definition?.kind === "Bidirectional" ? definition.arguments.backward_layer : null;
  return [
    reportOf(layer, inner, place.arguments["layer"]),
    reportOf(layer, backward ?? undefined, place.arguments["backward_layer.kind"]),
  ].flatMap((one) => one ?? []);
}

function reportOf(
  layer: LayerReport,
  inner: LayerDefinition | undefined,
  kind: TextRange | undefined,
): LayerReport | undefined {
  const { definition, inputShapes, place } = layer;
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
