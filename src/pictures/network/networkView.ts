/**
 * The network as its map shows it, from the analysis of the file: also between mistakes, as far as it is known.
 *
 * test/pictures/network/networkView.test.ts.
 */
import type { LayerDefinition, Port, Shape, TensorRef } from "../../core/model/graph";
import { stateNames } from "../../core/model/layerTable";
import type { LayerReport, ModelFile } from "../../core/model/modelFile";
import { kindAndDetail, layerDetail } from "../../core/model/layerDetail";
import { cellsOf, halvesOf } from "../../core/model/ports";
import type { NetworkEdge, NetworkNode, NetworkView } from "../../protocol/network";

export function networkViewOf({ name, layers, graph, totalParams, diagnostics }: ModelFile, file: string): NetworkView {
  const outputs = new Set(graph?.outputs.map(({ layer }) => layer));
  return {
    file,
    name,
    nodes: layers.map((layer, at) => nodeOf(layer, outputs.has(at), isIds(layers, at))),
    edges: layers.flatMap((layer, at) => edgesInto(layers, layer, at)),
    totalParams,
    errors: diagnostics.filter(({ severity }) => severity === "error").length,
  };
}

function nodeOf(layer: LayerReport, isOutput: boolean, isSequenceOfIds: boolean): NetworkNode {
  const { definition, inner, name, outputs, params, trainable } = layer;
  const cells = definition ? cellsOf(definition, inner) : [];
  const [cell] = cells;
  const isRecurrent = cell !== undefined;
  const halves = definition && halvesOf(definition, inner);
  const shape = outputs?.[0]?.shape;
  const hasTime = shape !== undefined && (shape.length > 2 || isSequenceOfIds);
  const steps = isRecurrent ? layer.inputShapes?.[0]?.[1] : hasTime ? shape[1] : undefined;
  return {
    name,
    kind: definition?.kind ?? "?",
    detail: definition ? detailOf(definition, inner) : "",
    ...(halves && { halves: [kindAndDetail(halves.forward), kindAndDetail(halves.backward)] }),
    states: [...new Set(cells.flatMap(({ kind }): readonly string[] => stateNames[kind]))],
    backwards: cell?.arguments.go_backwards === true,
    ...(steps !== undefined && { steps }),
    gives: hasTime ? "steps" : isRecurrent ? "last" : "once",
    ...(shape && { shape: [...shape] }),
    ...(params !== undefined && { params }),
    trainable,
    isOutput,
  };
}

/** The halves of a Bidirectional are drawn, so its words are the merge mode alone. */
function detailOf(definition: LayerDefinition, inner: LayerDefinition | undefined): string {
  return definition.kind === "Bidirectional" ? definition.arguments.merge_mode : layerDetail(definition, inner);
}

/** An Input whose numbers are ids has time where others have features. */
function isIds(layers: readonly LayerReport[], at: number): boolean {
  const feedsEmbedding = (layer: LayerReport): boolean =>
    layer.definition?.kind === "Embedding" && layer.inputs?.[0]?.layer === at;
  return layers[at]?.definition?.kind === "Input" && layers.some(feedsEmbedding);
}

/** Several states of one layer go together; so do several outputs with different names. */
function edgesInto(
  layers: readonly LayerReport[],
  { inputs = [], initialState = [] }: LayerReport,
  to: number,
): NetworkEdge[] {
  return [...grouped(layers, inputs, to, false), ...grouped(layers, initialState, to, true)];
}

function grouped(
  layers: readonly LayerReport[],
  tensors: readonly TensorRef[],
  to: number,
  isState: boolean,
): NetworkEdge[] {
  const sources = [...new Set(tensors.map(({ layer }) => layer))];
  return sources.map((from) => {
    const ports = tensors.filter(({ layer }) => layer === from).map(({ port }) => port);
    const shape = shapeOf(layers[from], ports[0]);
    const label = ports.map((port) => (port === "output" ? "" : port)).filter(Boolean);
    return { from, to, label: label.join(", "), isState, ...(shape && { shape: [...shape] }) };
  });
}

const shapeOf = (layer: LayerReport | undefined, port: Port | undefined): Shape | undefined =>
  layer?.outputs?.find((output) => output.port === port)?.shape;
