/**
 * A batch through the whole network, forward. test/tensorflow/golden.test.ts.
 */
import type { ModelGraph, Port, TensorRef } from "../core/model/graph";
import { computeLayer } from "./layers/computations";
import type { Pass, Value } from "./pass";
import type { Tensor } from "./tfjs";

/** Is shown what each layer gives out, in the order in which they are computed. */
export type See = (layer: string, value: Value) => void;

/** `inputs` in the order of `ModelGraph.inputs`; the outputs in their order. */
export function runNetwork(graph: ModelGraph, pass: Pass, inputs: readonly Tensor[], see?: See): Value[] {
  const values = new Map<string, Value>();
  const valueOf = ({ layer, port }: TensorRef): Value => {
    const value = values.get(`${layer}/${port}`);
    if (value === undefined) throw new RangeError(`no tensor ${layer}/${port}`);
    return value;
  };
  for (const [index, layer] of graph.layers.entries()) {
    const given =
      layer.kind === "Input"
        ? [{ tensor: inputs[graph.inputs.indexOf(index)] as Tensor, isData: true as const }]
        : layer.inputs.map(valueOf);
    const place = {
      pass,
      path: layer.name,
      input: given[0] as Value,
      inputs: given,
      initialState: (layer.initialState ?? []).map(valueOf),
      inner: layer.inner,
      compute: computeLayer,
    };
    for (const [port, value] of Object.entries(computeLayer(layer, place))) {
      values.set(`${index}/${port as Port}`, value);
      see?.(layer.name, value);
    }
  }
  return graph.outputs.map(valueOf);
}
