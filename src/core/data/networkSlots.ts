/**
 * The ends of the network that data goes to: its Inputs and outputs, each with what its data must be like.
 *
 * test/core/data/checkData.test.ts holds this.
 */
import type { ModelFile } from "../model/modelFile";
import { type LossSettings, tensorName, type TensorRef } from "../model/graph";
import type { Slot } from "./fitTensor";
import { countQuantiles } from "../model/quantiles";

/** What of a model file the data is checked against. */
export type DataContext = Pick<ModelFile, "text" | "layers" | "graph" | "data" | "compile">;

/** The Inputs of the network, in order. */
export function inputSlots({ graph, layers }: DataContext): Slot[] {
  return (graph?.inputs ?? []).map((layer) => slotOf({ layer, port: "output" }, { graph, layers }, undefined));
}

/** The outputs of the network, in order. */
export function outputSlots({ graph, layers, compile }: DataContext): Slot[] {
  return (graph?.outputs ?? []).map((ref, at) => slotOf(ref, { graph, layers }, compile?.losses[at]));
}

function slotOf(
  ref: TensorRef,
  { graph, layers }: Pick<DataContext, "graph" | "layers">,
  loss: LossSettings | undefined,
): Slot {
  const report = layers[ref.layer];
  return {
    name: tensorName(graph?.layers ?? [], ref),
    shape: report?.outputs?.find(({ port }) => port === ref.port)?.shape,
    loss: loss?.name,
    answers: countQuantiles(loss) ?? 1,
    ...(report?.definition?.kind === "Input"
      ? { whole: report.definition.arguments.dtype === "int32", ids: findIds(graph, ref.layer) }
      : { whole: false, ids: undefined }),
    place: report?.place.kind ?? { start: 0, end: 0 },
    shapeRange: report?.place.arguments.shape,
  };
}

/** The Embedding with the fewest rows among those that read an Input. */
function findIds(graph: DataContext["graph"], input: number): Slot["ids"] {
  const all = (graph?.layers ?? []).flatMap((layer) =>
    layer.kind === "Embedding" && layer.inputs[0]?.layer === input
      ? [{ layer: layer.name, count: layer.arguments.input_dim }]
      : [],
  );
  return all.sort((a, b) => a.count - b.count)[0];
}
