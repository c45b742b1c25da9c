/**
 * A trained network as a model of tf.layers, and as the `model.json` that plain `tf.loadLayersModel` reads.
 *
 * Nothing is written that does not answer as this engine does: the predictions for some samples are compared, before training and again
 * with what was loaded back. test/tensorflow/layersModel.test.ts.
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type { Dataset } from "../../core/data/dataset";
import { message } from "../../core/messages/message";
import type { ModelGraph } from "../../core/model/graph";
import type { NamedTensor } from "../../core/training/networkSession";
import type { LoadedTensorFlow } from "../loadTensorFlow";
import { createTensorFlowEngine } from "../tensorFlowEngine";
import type { Tensor, Tf } from "../tfjs";
import { type DescribedLayer, describeLayer, NotInTfLayers } from "./describeLayer";
import type { LayersModel, SymbolicTensor, TfLayer, TfLayers } from "./tfLayers";

/** Samples whose predictions are compared. */
const COMPARED = 16;
const TOLERANCE = 1e-4;

export interface NetworkToSave {
  readonly graph: ModelGraph;
  readonly dataset: Dataset;
  /** Absent: the first weights, for a check before training. */
  readonly weights?: readonly NamedTensor[];
}

/** Whether it can be saved. Throws `NotInTfLayers` with the reason. */
export function checkLayersModel(loaded: LoadedTensorFlow, network: NetworkToSave): void {
  const model = build(loaded, network);
  try {
    compare(loaded, network, model);
  } finally {
    model.dispose();
  }
}

/** Writes `model.json` and its weights; other files of the folder stay. Throws `NotInTfLayers`, or what the file system throws. */
export async function saveLayersModel(loaded: LoadedTensorFlow, network: NetworkToSave, folder: string): Promise<void> {
  const model = build(loaded, network);
  mkdirSync(folder, { recursive: true });
  const fresh = mkdtempSync(path.join(folder, ".saving-"));
  try {
    await model.save(pathToFileURL(fresh).href);
    const again = await tfLayers(loaded).loadLayersModel(pathToFileURL(path.join(fresh, "model.json")).href);
    try {
      compare(loaded, network, again);
    } finally {
      again.dispose();
    }
    // The description last: it names the weights beside it.
    const files = readdirSync(fresh).sort((a, b) => Number(a === "model.json") - Number(b === "model.json"));
    for (const file of files) renameSync(path.join(fresh, file), path.join(folder, file));
  } finally {
    model.dispose();
    rmSync(fresh, { recursive: true, force: true });
  }
}

const tfLayers = ({ tf }: LoadedTensorFlow): TfLayers => tf as unknown as TfLayers;

function build(loaded: LoadedTensorFlow, { graph, dataset, weights }: NetworkToSave): LayersModel {
  const tf = tfLayers(loaded);
  const described = graph.layers.map((layer) => (layer.kind === "Input" ? undefined : describeLayer(layer)));
  const halves = [...graph.outputs, ...graph.layers.flatMap(({ inputs }) => inputs)].find(
    ({ port }) => port !== "output",
  );
  if (halves) throw new NotInTfLayers(message("tfjs-not-expressible", { layer: graph.layers[halves.layer]?.name ?? "", argument: halves.port })); // prettier-ignore
  const session = createTensorFlowEngine(loaded).open(openRequest(graph, dataset));
  const given = weights ?? session.weights();
  session.dispose();
  const made: SymbolicTensor[] = [];
  graph.layers.forEach((layer, i) => {
    if (layer.kind === "Input") {
      const { shape, dtype } = layer.arguments;
      made.push(tf.input({ shape: [...shape], dtype, name: layer.name }));
      return;
    }
    const one = make(tf, described[i] as DescribedLayer);
    const inputs = layer.inputs.map((ref) => made[ref.layer] as SymbolicTensor);
    made.push(one.apply(inputs.length === 1 ? (inputs[0] as SymbolicTensor) : inputs));
    giveWeights(loaded.tf, one, layer.name, given);
  });
  const at = (index: number): SymbolicTensor => made[index] as SymbolicTensor;
  return tf.model({
    inputs: graph.inputs.map(at),
    outputs: graph.outputs.map(({ layer }) => at(layer)),
    name: graph.name.replace(/[^\w]+/g, "_"),
  });
}

const openRequest = (graph: ModelGraph, dataset: Dataset) => ({
  ...{ graph, dataset: { ...dataset, targets: [] }, seed: graph.seed ?? 0, reproducible: false },
  batchSize: Math.min(dataset.samples, COMPARED),
});

function make(tf: TfLayers, { maker, settings, inner }: DescribedLayer): TfLayer {
  const create = tf.layers[maker];
  if (!create) throw new RangeError(`tf.layers has no ${maker}`);
  return create(inner ? { ...settings, layer: make(tf, inner) } : settings);
}

/** Both keep a layer's weights in Keras's order. */
function giveWeights(tf: Tf, layer: TfLayer, name: string, all: readonly NamedTensor[]): void {
  const own = all.filter((weight) => weight.name.startsWith(`${name}/`));
  if (own.length === 0) return;
  tf.tidy(() => layer.setWeights(own.map(({ values, shape }) => tf.tensor(values, [...shape]))));
}

/** Throws `NotInTfLayers` where the answers differ. */
function compare(loaded: LoadedTensorFlow, { graph, dataset, weights }: NetworkToSave, model: LayersModel): void {
  const { tf } = loaded;
  const request = openRequest(graph, dataset);
  const samples = Int32Array.from({ length: request.batchSize }, (_, sample) => sample);
  const session = createTensorFlowEngine(loaded).open(request);
  if (weights) session.setWeights(weights);
  const expected = session.predict(samples);
  session.dispose();
  tf.tidy(() => {
    const inputs = dataset.inputs.map(({ tensor }) => {
      const size = tensor.values.length / dataset.samples;
      return tf.tensor(tensor.values.subarray(0, samples.length * size), [samples.length, ...tensor.shape.slice(1)]);
    });
    const found: Tensor[] = [model.predict(inputs)].flat();
    expected.forEach(({ values }, i) => {
      const answers = found[i]?.dataSync() ?? new Float32Array();
      const isSame =
        answers.length === values.length &&
        values.every((value, at) => Math.abs(value - (answers[at] ?? Number.NaN)) <= TOLERANCE * Math.max(1, Math.abs(value))); // prettier-ignore
      if (!isSame) throw new NotInTfLayers(message("tfjs-differs", { output: graph.layers[graph.outputs[i]?.layer ?? 0]?.name ?? "" })); // prettier-ignore
    });
  });
}
