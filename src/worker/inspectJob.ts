/**
 * One look inside a trained network: what its recurrent layers hold for one sample, from the request to the figures.
 *
 * Only the sample asked for is put into memory. test/cli/inspect.test.ts holds this.
 */
import type { Dataset } from "../core/data/dataset";
import { decodePredictions } from "../core/data/decodePredictions";
import type { EncodedData } from "../core/data/encodeDataset";
import { message } from "../core/messages/message";
import type { ModelGraph } from "../core/model/graph";
import type { InspectedLayer, LayerProbe } from "../core/probes/layerProbe";
import { listRecurrentLayers } from "../core/probes/recurrentLayers";
import { measureLoopRadius, measureSpectralRadii } from "../core/probes/spectralRadius";
import { suggest } from "../core/text/suggestion";
import type { NamedTensor, NetworkSession } from "../core/training/networkSession";
import type { Inspected, InspectRequest, TrainingFact } from "../protocol/training";
import type { JobContext } from "./jobContext";
import { cutSample, lookAtAttention } from "./lookSession";
import {
  applyWeights,
  encodeForWeights,
  openSession,
  readModel,
  refusalOf,
  refuse,
  refuseUnbuilt,
} from "./prepareNetwork";
import { savedWeights } from "./savedWeights";

type Refused = Extract<TrainingFact, { type: "refused" }>;

/** Never throws. */
export async function runInspection(
  request: Omit<InspectRequest, "type">,
  context: Pick<JobContext, "openEngine">,
): Promise<Inspected | Refused> {
  try {
    return await inspect(request, context);
  } catch (error) {
    return refusalOf(error);
  }
}

async function inspect(
  request: Omit<InspectRequest, "type">,
  context: Pick<JobContext, "openEngine">,
): Promise<Inspected> {
  const { file, graph } = readModel(request);
  refuseUnbuilt(file);
  const names = chooseLayers(graph, request.layer);
  // Data of the file itself need no run to be understood, and what is wrong with them is told first.
  const own = file.form ? undefined : sampleOf(encodeForWeights(file, request, undefined), request.sample);
  const weights = savedWeights(request, file);
  const dataset = own ?? sampleOf(encodeForWeights(file, request, weights.fitted), request.sample);
  const hasLoss = file.compile !== undefined && dataset.targets.length > 0;
  const session = await openSession(
    request.engine,
    file,
    {
      ...{ graph, dataset, batchSize: 1, seed: graph.seed ?? 0, reproducible: file.fit.reproducible },
      ...(hasLoss && { compile: file.compile }),
      probes: request.connectivity ? "connectivity" : "states",
    },
    context,
  );
  try {
    applyWeights(session, weights);
    const probes = session.probe(0).filter(({ name }) => names.has(name));
    const layers = probes.map((probe) => inspectLayer(session, probe, request.connectivity));
    const attention = lookAtAttention(session, 0, graph).filter(
      ({ queries, values }) =>
        request.layer === undefined || [queries, values].some((name) => name !== undefined && names.has(name)),
    );
    const predictions = decodePredictions({ graph, dataset, losses: file.compile?.losses, outputs: session.predict() });
    const used = weights.used && { used: weights.used };
    return { type: "inspected", engine: session.engine, layers, attention, predictions, hasLoss, ...used };
  } finally {
    session.dispose();
  }
}

function inspectLayer(session: NetworkSession, probe: LayerProbe, withConnectivity: boolean): InspectedLayer {
  const connectivity = withConnectivity ? session.connectivity(0, probe.name) : undefined;
  return {
    ...probe,
    spectralRadii: radiiOf(session, probe),
    ...(connectivity && { connectivity }),
  };
}

function radiiOf(session: NetworkSession, { name, kind }: LayerProbe): Float64Array {
  const weights = session.weights();
  const find = (weight: string): NamedTensor | undefined => weights.find((one) => one.name === `${name}/${weight}`);
  const [kernel, output] = [find("recurrent_kernel"), find("output_kernel")];
  if (kernel === undefined) return new Float64Array(0);
  if (kind === "Jordan" && output !== undefined) return Float64Array.of(measureLoopRadius(kernel, output));
  return measureSpectralRadii(kernel);
}

/** Names of the probes that are wanted. Throws `JobRefused`. */
function chooseLayers(graph: ModelGraph, asked: string | undefined): Set<string> {
  const recurrent = listRecurrentLayers(graph);
  if (recurrent.length === 0) refuse("model", message("inspect-none-recurrent"));
  if (asked === undefined) return new Set(recurrent.map(({ name }) => name));
  const chosen = recurrent.filter(({ name, layer }) => name === asked || layer === asked);
  if (chosen.length > 0) return new Set(chosen.map(({ name }) => name));
  const known = [...new Set(recurrent.flatMap(({ name, layer }) => [layer, name]))];
  const layers = recurrent.map(({ name }) => name).join(", ");
  if (graph.layers.some(({ name }) => name === asked))
    return refuse("model", message("inspect-not-recurrent", { layer: asked, layers }));
  const near = suggest(asked, known);
  return near === undefined
    ? refuse("model", message("inspect-unknown-layer", { layer: asked, layers }))
    : refuse("model", message("inspect-unknown-layer.suggest", { layer: asked, near }));
}

/** The data with one sample. Throws `JobRefused`. */
function sampleOf({ dataset }: EncodedData, sample: number): Dataset {
  if (!dataset) return refuse("model", message("inspect-no-data"));
  const { samples } = dataset;
  if (sample >= samples) refuse("model", message("inspect-sample", { sample, samples, last: samples - 1 }));
  return cutSample(dataset, sample);
}
