/**
 * What a panel shows of a network's inside, for one sample: probes, the cells' weights and the answer, all of one moment.
 *
 * Used while a network trains and by the process that looks into saved runs. test/worker/look.test.ts.
 */
import type { DataColumn, Dataset } from "../core/data/dataset";
import { changeOfSamples } from "../core/data/series/seriesChanges";
import { decodePredictions } from "../core/data/decodePredictions";
import { cutSamples } from "../core/data/samples";
import { type LossSettings, type ModelGraph } from "../core/model/graph";
import { listAttention, listHandOvers, listInputsRead } from "../core/probes/layerLinks";
import type { LayerProbe } from "../core/probes/layerProbe";
import { listRecurrentLayers } from "../core/probes/recurrentLayers";
import type { NamedTensor, NetworkSession } from "../core/training/networkSession";
import type { Looked, LookedAttention, LookedLayer } from "../protocol/training";
import { isStateful } from "./shownPage";

/** Weights of one layer beyond this are not told while a network trains: 4 MB each time would be felt. */
export const MOST_LIVE_WEIGHTS = 1 << 18;
/** And of one that is looked into at rest. */
export const MOST_WEIGHTS = 1 << 23;

export interface Seen {
  readonly graph: ModelGraph;
  /** Of this one sample. */
  readonly dataset: Dataset;
  /** Of the outputs; absent where the file has none. */
  readonly losses: readonly LossSettings[] | undefined;
  readonly mostWeights: number;
}

/** One sample of a dataset, as a dataset. */
export function cutSample({ inputs, targets }: Dataset, sample: number): Dataset {
  const cut = (column: DataColumn): DataColumn => {
    const { shape, values } = cutSamples(column.tensor, sample, sample + 1);
    return {
      ...column,
      tensor: { shape, values: values.slice() },
      ...changeOfSamples(column.change, sample, sample + 1),
    };
  };
  return { samples: 1, inputs: inputs.map(cut), targets: targets.map(cut) };
}

/** `sample`: its number in the session's own dataset. */
export function lookAtSample(
  session: NetworkSession,
  sample: number,
  { graph, dataset, losses, mostWeights }: Seen,
): Pick<Looked, "layers" | "attention" | "handOvers" | "predictions"> {
  const weights = session.weights();
  const layers = session.probe(sample).map((probe) => lookedLayer(graph, probe, weights, mostWeights));
  const outputs = answerOf(session, graph, sample);
  const attention = lookAtAttention(session, sample, graph);
  return {
    layers,
    attention,
    handOvers: listHandOvers(graph),
    ...(outputs && { predictions: decodePredictions({ graph, dataset, losses, outputs }) }),
  };
}

/** What Attention layers weigh, and between which recurrent layers. */
export function lookAtAttention(session: NetworkSession, sample: number, graph: ModelGraph): LookedAttention[] {
  const links = listAttention(graph);
  if (links.length === 0) return [];
  return session.attention(sample).map((probe) => ({ ...links.find(({ name }) => name === probe.name), ...probe }));
}

/** Undefined where stateful layers would have to be asked: they take whole batches, and would go on from the answer. */
function answerOf(
  session: NetworkSession,
  graph: ModelGraph,
  sample: number,
): ReturnType<NetworkSession["predict"]> | undefined {
  return isStateful(graph) ? undefined : session.predict(Int32Array.of(sample));
}

function lookedLayer(graph: ModelGraph, probe: LayerProbe, weights: readonly NamedTensor[], most: number): LookedLayer {
  const prefix = `${probe.name}/`;
  const own = weights.filter(({ name }) => name.startsWith(prefix));
  const size = own.reduce((sum, { values }) => sum + values.length, 0);
  return {
    ...probe,
    reads: listInputsRead(graph, probe.name),
    cell: {
      ...describeCell(graph, probe.name),
      ...(size <= most && {
        weights: Object.fromEntries(
          own.map(({ name, shape, values }) => [name.slice(prefix.length), { shape: [...shape], values }]),
        ),
      }),
    },
  };
}

/** The names of the functions that a layer's formulas use. */
function describeCell(graph: ModelGraph, name: string): LookedLayer["cell"] {
  const definition = listRecurrentLayers(graph).find((one) => one.name === name)?.definition;
  const given = definition?.arguments as
    | {
        readonly activation: { readonly name: string };
        readonly recurrent_activation?: { readonly name: string };
        readonly output_activation?: { readonly name: string };
        readonly reset_after?: boolean;
      }
    | undefined;
  return {
    activation: given?.activation.name ?? "",
    ...(given?.recurrent_activation && { recurrentActivation: given.recurrent_activation.name }),
    ...(given?.output_activation && { outputActivation: given.output_activation.name }),
    ...(given?.reset_after !== undefined && { resetAfter: given.reset_after }),
  };
}

/** Multiplications that the connectivity of a layer takes, by engine/connectivity.ts: T² · F · H². */
export function connectivityCost({ input, states }: LayerProbe): number {
  const [steps = 0, features = 0] = input.shape;
  return steps * steps * features * (states.h.shape[1] ?? 0) ** 2;
}
