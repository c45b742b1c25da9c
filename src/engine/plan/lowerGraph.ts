/**
 * A model graph to primitive operations, with the lengths that the data have.
 *
 * test/engine/plan.test.ts; that the weights are as many as the editor counts: test/agreement.
 */
import type { ModelGraph, Port, TensorRef } from "../../core/model/graph";
import { usedLayers } from "../../core/model/usedLayers";
import { lowerDefinition } from "./lowering/lowerings";
import type { Site } from "./lowering/site";
import type { Network, PlanOperation } from "./network";
import { type PlanTensor, type PlanWeight, createTensor } from "./tensors";
import { PlanError } from "./planError";

export interface LoweredGraph {
  readonly network: Network;
  /** In the order of `ModelGraph.inputs` and `outputs`. */
  readonly inputs: readonly PlanTensor[];
  readonly outputs: readonly PlanTensor[];
  /** Names of the layers that give the inputs. */
  readonly inputLayers: readonly string[];
  /** The layer that each operation and each weight belongs to. */
  readonly layerOf: ReadonlyMap<PlanOperation | PlanWeight, string>;
}

/** `shapes`: of one sample, for each Input. Throws PlanError where they do not fit or a layer cannot be run. */
export function lowerGraph(
  graph: ModelGraph,
  shapes: readonly (readonly number[])[],
  { probed = false }: Pick<Network, "probed"> = {},
): LoweredGraph {
  const network: Network = { weights: [], operations: [], activities: [], probed };
  const tensors = new Map<string, PlanTensor>();
  const key = (layer: number, port: Port): string => `${layer}/${port}`;
  const tensorOf = ({ layer, port }: TensorRef): PlanTensor => {
    const tensor = tensors.get(key(layer, port));
    if (tensor === undefined) throw new RangeError(`no tensor ${key(layer, port)}`);
    return tensor;
  };
  const layerOf = new Map<PlanOperation | PlanWeight, string>();
  const used = usedLayers(graph);
  let dropouts = 0;
  for (const [index, layer] of graph.layers.entries()) {
    const inputs =
      layer.kind === "Input"
        ? [inputTensor(layer.name, layer.arguments.shape, shapes[graph.inputs.indexOf(index)], isIds(graph, index))]
        : layer.inputs.map(tensorOf);
    const site: Site = {
      network,
      layer: layer.name,
      definition: layer,
      path: layer.name,
      trainable: layer.trainable && used.has(index),
      input: inputs[0] as PlanTensor,
      inputs,
      initialState: (layer.initialState ?? []).map(tensorOf),
      inner: layer.inner,
      lower: lowerDefinition,
      nextDropout: () => dropouts++,
    };
    for (const [port, tensor] of Object.entries(lowerDefinition(layer, site))) {
      tensors.set(key(index, port as Port), tensor);
    }
    for (const made of [...network.operations, ...network.weights]) {
      if (!layerOf.has(made)) layerOf.set(made, layer.name);
    }
  }
  return {
    network,
    inputs: graph.inputs.map((layer) => tensorOf({ layer, port: "output" })),
    outputs: graph.outputs.map(tensorOf),
    inputLayers: graph.inputs.map((layer) => graph.layers[layer]?.name ?? ""),
    layerOf,
  };
}

/** Ids alone: the last number of the Input's shape is then a length, and may be free. */
function isIds({ layers }: ModelGraph, input: number): boolean {
  const readers = layers.filter(({ inputs }) => inputs.some(({ layer }) => layer === input));
  return readers.length > 0 && readers.every(({ kind }) => kind === "Embedding");
}

function inputTensor(
  name: string,
  expected: readonly (number | null)[],
  found: readonly number[] | undefined,
  areIds: boolean,
): PlanTensor {
  const fits = found?.length === expected.length && expected.every((size, i) => size === null || size === found[i]);
  if (found === undefined || !fits) {
    const text = (shape: readonly (number | null)[]): string => `(${shape.map((s) => s ?? "None").join(", ")})`;
    throw new PlanError("engine-input-shape", { layer: name, expected: text(expected), found: text(found ?? []) });
  }
  if (expected.at(-1) === null && !areIds) throw new PlanError("engine-free-features", { layer: name });
  // One step alone may be an initial state, which recurrent layers copy in whole panels.
  return createTensor(found, { needsGradient: false, align: found.length === 1 ? 16 : 4 });
}

export interface WeightSummary {
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

/** The weights that the engine would make, in the order of the layers; nothing is allocated. Free lengths count as 1. */
export function listPlannedWeights(graph: ModelGraph): WeightSummary[] {
  const shapes = graph.inputs.map((index) => {
    const layer = graph.layers[index];
    return layer?.kind === "Input" ? layer.arguments.shape.map((size) => size ?? 1) : [];
  });
  const { network } = lowerGraph(graph, shapes);
  return network.weights.map(({ name, shape, trainable }) => ({ name, shape, trainable }));
}
