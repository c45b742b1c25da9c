/**
 * The shapes that a network would have if some of its layers were others: cures ask before they offer something.
 *
 * test/core/shapes/inferAgain.test.ts.
 */
import type { Shape, TensorRef } from "../model/graph";
import type { LayerReport } from "../model/modelFile";
import { statesOf } from "../model/ports";
import { inferOutputs, type PortShape } from "./shapeRules";

/** What of a layer its shapes follow from. */
export type PlannedLayer = Pick<LayerReport, "definition" | "inner" | "inputs" | "initialState">;

/** Shapes by port for each layer, in order; undefined where a layer is not understood or cannot take its input. */
export function inferAgain(layers: readonly PlannedLayer[]): readonly (readonly PortShape[] | undefined)[] {
  const outputs: (readonly PortShape[] | undefined)[] = [];
  const shapeOf = ({ layer, port }: TensorRef): Shape | undefined =>
    outputs[layer]?.find((output) => output.port === port)?.shape;
  for (const layer of layers) outputs.push(infer(layer, shapeOf));
  return outputs;
}

function infer(
  { definition, inner, inputs, initialState }: PlannedLayer,
  shapeOf: (ref: TensorRef) => Shape | undefined,
): readonly PortShape[] | undefined {
  const shapes = inputs?.map(shapeOf);
  if (!definition || !shapes?.every((shape): shape is Shape => shape !== undefined)) return undefined;
  const states = initialState?.length ? statesOf(definition, inner) : [];
  const starts = states.every(({ units }, i) => {
    const shape = initialState?.[i] && shapeOf(initialState[i]);
    return shape?.length === 2 && shape[1] === units;
  });
  const result = inferOutputs(definition, shapes, inner);
  return result.ok && starts ? result.outputs : undefined;
}
