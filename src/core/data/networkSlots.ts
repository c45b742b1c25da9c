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
export type DataContext = Pick<ModelFile, "text" | "layers" | "graph" | "data" | "compile"> & {
  /** The outputs as far as they are known; those of the graph where there is one. */
  readonly outputs?: readonly TensorRef[] | undefined;
};

/** The Inputs of the network, in order; also where a layer is wrong. */
export function inputSlots({ layers }: DataContext): Slot[] {
  return layers.flatMap(({ definition }, layer) =>
    definition?.kind === "Input" ? [slotOf({ layer, port: "output" }, layers, undefined)] : [],
  );
}

/** The outputs of the network, in order; also where a layer is wrong. */
export function outputSlots({ graph, outputs = graph?.outputs, layers, compile }: DataContext): Slot[] {
  return (outputs ?? []).map((ref, at) => slotOf(ref, layers, compile?.losses[at]));
}

function slotOf(ref: TensorRef, layers: DataContext["layers"], loss: LossSettings | undefined): Slot {
  const report = layers[ref.layer];
  return {
    name: tensorName(layers, ref),
    shape: report?.outputs?.find(({ port }) => port === ref.port)?.shape,
    loss: loss?.name,
    answers: countQuantiles(loss) ?? 1,
    ...(report?.definition?.kind === "Input"
      ? { whole: report.definition.arguments.dtype === "int32", ids: findIds(layers, ref.layer) }
      : { whole: false, ids: undefined }),
    place: report?.place.kind ?? { start: 0, end: 0 },
    shapeRange: report?.place.arguments.shape,
  };
}

/** The Embedding with the fewest rows among those that read an Input. */
function findIds(layers: DataContext["layers"], input: number): Slot["ids"] {
  const all = layers.flatMap(({ name, definition, inputs }) =>
    definition?.kind === "Embedding" && inputs?.[0]?.layer === input
      ? [{ layer: name, count: definition.arguments.input_dim }]
      : [],
  );
  return all.sort((a, b) => a.count - b.count)[0];
}
