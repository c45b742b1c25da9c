/**
 * The ends of the network that data goes to: its Inputs and outputs, each with what its data must be like.
 *
 * test/core/data/checkData.test.ts holds this.
 */
import type { LayerReport, ModelFile } from "../model/modelFile";
import { type LossSettings, type Shape, tensorName, type TensorRef } from "../model/graph";
import { boundsOf } from "../model/activationBounds";
import { idSources } from "../model/idSources";
import { lastActivation } from "../model/lastActivation";
import type { LossName } from "../model/objectTables";
import { cellOf } from "../model/ports";
import { inferAgain } from "../shapes/inferAgain";
import type { Slot } from "./fitTensor";
import { countQuantiles } from "../model/quantiles";
import { withArgument } from "../model/withArgument";

/** What of a model file the data is checked against. */
export type DataContext = Pick<ModelFile, "text" | "layers" | "graph" | "data" | "compile"> &
  Partial<Pick<ModelFile, "form" | "tables" | "fitted" | "fit" | "root">> & {
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
  return (outputs ?? []).map((ref, at) => slotOf(ref, layers, compile?.losses[at], graph));
}

function slotOf(
  ref: TensorRef,
  layers: DataContext["layers"],
  loss: LossSettings | undefined,
  graph?: DataContext["graph"],
): Slot {
  const report = layers[ref.layer];
  return {
    name: tensorName(layers, ref),
    shape: report?.outputs?.find(({ port }) => port === ref.port)?.shape,
    loss: loss?.name,
    answers: countQuantiles(loss) ?? 1,
    comparesNumbers: loss !== undefined && (valueLosses.includes(loss.name) || loss.name === "quantile"),
    reach: loss && valueLosses.includes(loss.name) ? reachOf(graph, ref) : undefined,
    ...(report?.definition?.kind === "Input"
      ? {
          ...{ whole: report.definition.arguments.dtype === "int32", ids: findIds(layers, ref.layer) },
          masked: maskedBehind(layers, ref.layer),
        }
      : { whole: false, ids: undefined, masked: undefined }),
    place: report?.place.kind ?? { start: 0, end: 0 },
    shapeRange: report?.place.arguments.shape,
    takes: (sample) => takes(layers, ref.layer, sample),
    flipped: () => flipped(layers, ref),
  };
}

/** Losses that compare numbers: an answer can be as good as its target only where the last activation reaches it. */
const valueLosses: readonly LossName[] = ["mean_squared_error", "mean_absolute_error", "huber", "log_cosh", "poisson"];

function reachOf(graph: DataContext["graph"], ref: TensorRef): Slot["reach"] {
  const last = graph && lastActivation(graph, ref)?.activation;
  const bounds = last && boundsOf(last);
  return bounds && { activation: last.name, ...bounds };
}

/** How many layers can work so; undefined where one cannot that works now. */
function takes(layers: DataContext["layers"], at: number, sample: readonly number[]): number | undefined {
  const input = layers[at];
  if (input?.definition?.kind !== "Input") return undefined;
  const definition = { kind: "Input", arguments: { ...input.definition.arguments, shape: sample } } as const;
  const shapes = inferAgain(layers.with(at, { ...input, definition }));
  const isSound = layers.every(({ outputs }, i) => !outputs || shapes[i]);
  return isSound ? shapes.filter((outputs) => outputs !== undefined).length : undefined;
}

function flipped(layers: DataContext["layers"], ref: TensorRef): Shape | undefined {
  const at = nearestRecurrent(layers, ref);
  const layer = at === undefined ? undefined : layers[at];
  if (at === undefined || !layer) return undefined;
  const cell = layer.definition && cellOf(layer.definition, layer.inner);
  const other = withArgument(layer, "return_sequences", cell?.arguments.return_sequences !== true);
  const planned = layers.with(at, other);
  const shapes =
    inferAgain(planned)[ref.layer] ?? inferAgain(planned.map((one, i) => (i > at ? bare(one) : one)))[ref.layer];
  return shapes?.find(({ port }) => port === ref.port)?.shape;
}

/** What works on every step of a sequence works on the last one alone without its wrapper. */
const bare = (layer: LayerReport): LayerReport =>
  layer.definition?.kind === "TimeDistributed" && layer.inner
    ? { ...layer, definition: layer.inner, inner: undefined }
    : layer;

/** Upwards along the first inputs. */
export function nearestRecurrent(layers: DataContext["layers"], { layer: last }: TensorRef): number | undefined {
  let at: number | undefined = last;
  while (at !== undefined) {
    const layer: LayerReport | undefined = layers[at];
    if (layer?.definition && cellOf(layer.definition, layer.inner)) return at;
    at = layer?.inputs?.[0]?.layer;
  }
  return undefined;
}

/** What a Masking layer or an Embedding leaves out that reads the Input itself. */
function maskedBehind(layers: DataContext["layers"], input: number): number | undefined {
  const values = layers.flatMap(({ definition, inputs }) => {
    if (inputs?.[0]?.layer !== input) return [];
    if (definition?.kind === "Masking") return [definition.arguments.mask_value];
    return definition?.kind === "Embedding" && definition.arguments.mask_zero ? [0] : [];
  });
  return values[0];
}

/** The Embedding with the fewest rows among those that an Input's numbers reach as they are. */
function findIds(layers: DataContext["layers"], input: number): Slot["ids"] {
  const all = layers.flatMap(({ name, definition, inputs }) =>
    definition?.kind === "Embedding" && idSources(layers, inputs?.[0]?.layer ?? -1).inputs.includes(input)
      ? [{ layer: name, count: definition.arguments.input_dim }]
      : [],
  );
  return all.sort((a, b) => a.count - b.count)[0];
}
