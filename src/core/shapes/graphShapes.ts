/**
 * The shapes of a whole graph, with the Inputs' shapes as given: free in the editor, concrete in an engine.
 */
import type { ModelGraph, Port, Shape } from "../model/graph";
import { type PortShape, inferOutputs } from "./shapeRules";

export interface GraphShapes {
  /** By layer index. */
  readonly outputs: readonly (readonly PortShape[])[];
  shapeOf(layer: number, port: Port): Shape;
}

/**
 * Infers all shapes of a graph that has been checked.
 *
 * `inputShapes` replaces the shapes of the Inputs, in their order, batch included; a free length becomes concrete so.
 */
export function inferGraphShapes(graph: ModelGraph, inputShapes?: readonly Shape[]): GraphShapes {
  const outputs: (readonly PortShape[])[] = [];
  const shapeOf = (layer: number, port: Port): Shape => {
    const found = outputs[layer]?.find((output) => output.port === port);
    if (!found) throw new RangeError(`layer ${layer} has no port ${port}`);
    return found.shape;
  };
  graph.layers.forEach((layer, index) => {
    const given = inputShapes?.[graph.inputs.indexOf(index)];
    if (given && layer.kind === "Input") {
      outputs.push([{ port: "output", shape: given }]);
      return;
    }
    const shapes = layer.inputs.map((source) => shapeOf(source.layer, source.port));
    const result = inferOutputs(layer, shapes, layer.inner);
    if (!result.ok) throw new RangeError(`${layer.name}: ${result.problem}`);
    outputs.push(result.outputs);
  });
  return { outputs, shapeOf };
}
