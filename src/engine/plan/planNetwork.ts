/**
 * The whole plan of a session: where everything lies, and the programs.
 *
 * A batch is cut into shards. A training step is: every shard forward, its loss and backward, side by side; then once for
 * all, gradients added in the order of the shards, and the update. The result depends on the number of shards, never on that of threads.
 * Pure: the number of bytes is known before anything is allocated. test/engine/plan.test.ts.
 */
import type { CompileSettings, ModelGraph, TensorRef } from "../../core/model/graph";
import { takesLogits } from "../../core/model/takesLogits";
import type { CountedMetric } from "../../core/training/networkSession";
import { emitRegion, type RegionTapes, type RegionWork } from "./emitRegion";
import { type KeptState, Layout, recordWords } from "./layout";
import type { PlacedRecord, SharedPlace, TapeEntry } from "./network";
import { type PlanTensor, type PlanWeight, countValues } from "./tensors";
import { lowerGraph } from "./lowerGraph";
import { planLosses } from "./operations/loss";
import { countAll, emitMetrics, listMetrics } from "./operations/metric";
import { planProbes, type PlacedProbe } from "./planProbes";
import { placeProgram, type PlacedWords, type TapePart } from "./program";
import { Region, type PlacedTensor } from "./region";
import { shardRows } from "./shards";
import { placeStepEnd, type StepEnd, type StepResults } from "./stepEnd";
import { blockFloats } from "./weightBlock";
import { countWork, type Work } from "./work";

export interface PlanRequest {
  readonly graph: ModelGraph;
  /** Absent: a plan that only predicts. */
  readonly compile?: CompileSettings;
  readonly samples: number;
  /** Only the batch at hand lies in the memory: the samples are views of a series, and each batch is put there before it runs. */
  readonly staged?: boolean;
  /** Of one sample, for each Input. */
  readonly inputShapes: readonly (readonly number[])[];
  /** Of each output's targets, how many weights a sample has: one, or one a step; absent or 0: none. */
  readonly weightSteps?: readonly number[];
  readonly batchSize: number;
  readonly seed: number;
  /** Parts into which a batch is cut; absent: one. */
  readonly shards?: number;
  /** Room to look inside; absent: none. */
  readonly probes?: "states" | "connectivity";
}

/** Numbers of the dataset in the memory. */
export interface PlacedColumn {
  readonly address: number;
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly floats: number;
}

export interface PlacedWeight extends PlanWeight {
  readonly layer: string;
  readonly address: number;
  readonly floats: number;
}

/** Some rows of the batch: their frame, and where what they compute lies. */
export interface PlacedShard {
  readonly frame: PlacedRecord<"Frame">;
  /** Every tensor that was placed, in the order in which they are written. */
  readonly tensors: readonly PlacedTensor[];
  /** Of each output. */
  readonly outputs: readonly number[];
  /** Of each weight's gradient; 0 where it has none. */
  readonly weightGradients: readonly number[];
}

export interface Plan {
  readonly bytes: number;
  /** Of one training step; of one prediction in a plan that only predicts. */
  readonly work: Work;
  /** Rows of a full batch. */
  readonly batchRows: number;
  readonly shards: readonly PlacedShard[];
  /** The words that threads share. */
  readonly team: number;
  /** Sample numbers of the batch, i32. */
  readonly order: number;
  readonly inputs: readonly PlacedColumn[];
  /** Empty in a plan that only predicts. */
  readonly targets: readonly (PlacedColumn & {
    readonly sparse: boolean;
    readonly classes: number;
    readonly weight: number;
    /** What each row counts; absent where all count once. */
    readonly weights?: PlacedColumn & { readonly steps: number };
  })[];
  readonly outputs: readonly PlanTensor[];
  readonly outputLayers: readonly string[];
  readonly metrics: readonly CountedMetric[];
  /** In the order of the layers. */
  readonly weights: readonly PlacedWeight[];
  /** Absent in a plan that only predicts. */
  readonly results: StepResults | undefined;
  /** What training changes besides the weights; absent in a plan that only predicts. */
  readonly optimizer: StepEnd["optimizer"] | undefined;
  /** States of stateful layers, shard after shard; training and predictions change them. */
  readonly kept: readonly KeptState[];
  /** Addresses; `refresh` runs whenever weights were set from outside. `evaluate`: losses and metrics without an update. */
  readonly programs: {
    readonly train: number | undefined;
    readonly evaluate: number | undefined;
    readonly predict: number;
    readonly refresh: number;
  };
  /** Absent where nobody asked for it. */
  readonly probe: PlacedProbe | undefined;
  /** Everything that has to be written before the first run. */
  readonly image: readonly PlacedWords[];
}

export function planNetwork(request: PlanRequest): Plan {
  const { graph, compile, samples, shards: count = 1 } = request;
  const lowered = lowerGraph(graph, request.inputShapes, { probed: request.probes !== undefined });
  const { network, inputs, outputs, layerOf } = lowered;
  const read = outputs.map((tensor, i) => ({ tensor, takesLogits: takesLogits(graph, graph.outputs[i] as TensorRef) }));
  const losses = compile ? planLosses(network, read, compile) : [];
  const batchRows = Math.min(request.batchSize, samples);
  const layout = new Layout(batchRows, request.seed);
  const order = layout.buffer(batchRows);
  const trainable = network.weights.filter((weight) => weight.trainable);
  const arena = layout.placeWeights([...trainable, ...network.weights.filter((weight) => !weight.trainable)]);
  const held = request.staged ? batchRows : samples;
  const columns = inputs.map((tensor) => placeColumn(layout, held, tensor.shape));
  const targets = losses.map(({ tensor, sparse, targetFeatures, weight }, i) => {
    const steps = request.weightSteps?.[i] ?? 0;
    return {
      ...placeColumn(layout, held, [...tensor.shape.slice(0, -1), targetFeatures]),
      sparse,
      classes: tensor.features,
      weight,
      ...(steps > 0 && { weights: { ...placeColumn(layout, held, [steps]), steps } }),
    };
  });
  const metrics = listMetrics(compile?.metrics ?? []);
  const work: RegionWork = {
    lowered,
    losses,
    measured: outputs.filter((_, i) => compile?.metrics[i]?.length),
    inputs: columns.map(({ address }) => address),
    targets,
  };
  const rows = shardRows(batchRows, count);
  const counted = losses.length + countAll(metrics);
  const activities = network.activities.length > 0 && compile ? counted : undefined;
  const figureCount = counted + (activities === undefined ? 0 : 1);
  const shards = Array.from({ length: count }, (_, index): Shard => {
    const region = new Region(layout, { rows, shard: { index, count } });
    const gradients = region.placeWeightGradients(compile ? trainable : []);
    const figures = region.shared(2 * figureCount);
    region.frame.values.losses = figures.own;
    const held = { all: network.activities, total: figures.own + counted * 8 };
    const tapes = emitRegion(region, { ...work, ...(activities !== undefined && { activities: held }) });
    emitMetrics(region, outputs, targets, metrics, figures.own + losses.length * 8);
    const forward = [...tapes.forward, ...region.takeForward()];
    region.complete();
    return { region, gradients, figures, ...tapes, forward };
  });
  const [first] = shards as [Shard];
  const { gradients, figures } = first;
  const sums = {
    trainable,
    weights: arena.address,
    gradients,
    figures,
    figureCount,
    losses: losses.length,
    activities,
  };
  const end = compile && placeStepEnd(first.region, compile, sums);
  const probe = request.probes && planProbes(layout, seenWork(), request.probes === "connectivity");
  const { programs, image: tapes } = placePrograms(layout, shards, end);
  const image = [...tapes, ...(end?.image ?? []), ...(probe?.image ?? [])];
  const shard = [...first.forward, ...first.losses, ...first.backward];
  const step = end ? [...shard, ...end.update, ...layout.transposeEntries(true)] : first.predict;
  image.push(
    ...layout.constants,
    ...layout.records.map((record) => ({ address: record.address, words: recordWords(record) })),
  );
  return {
    bytes: layout.bytes,
    work: countWork(step, layout.records, rows * count),
    batchRows,
    team: layout.team,
    shards: shards.map(({ region }) => ({
      frame: region.frame,
      tensors: region.tensors(),
      outputs: outputs.map((tensor) => region.value(tensor)),
      weightGradients: network.weights.map((weight) => region.weightGradient(weight)),
    })),
    order,
    inputs: columns,
    targets,
    outputs,
    outputLayers: graph.outputs.map(({ layer }) => graph.layers[layer]?.name ?? ""),
    metrics,
    weights: network.weights.map((weight) => ({
      ...weight,
      layer: layerOf.get(weight) ?? "",
      address: layout.weight(weight),
      floats: blockFloats(weight.block),
    })),
    results: end?.results,
    kept: layout.kept,
    optimizer: end?.optimizer,
    programs,
    probe,
    image,
  };

  /** What a probe runs of it: no metrics, and a sum of activities of its own. */
  function seenWork(): RegionWork {
    const held = activities === undefined ? {} : { activities: { all: network.activities, total: layout.buffer(2) } };
    return { ...work, ...held, measured: [] };
  }
}

function placeColumn(layout: Layout, samples: number, shape: readonly number[]): PlacedColumn {
  const floats = samples * countValues(shape);
  return { address: layout.buffer(floats), shape, floats };
}

/** One shard of the batch while it is planned. */
interface Shard extends RegionTapes {
  readonly region: Region;
  readonly gradients: SharedPlace;
  readonly figures: SharedPlace;
}

function placePrograms(
  layout: Layout,
  shards: readonly Shard[],
  end: StepEnd | undefined,
): { readonly programs: Plan["programs"]; readonly image: readonly PlacedWords[] } {
  const image: PlacedWords[] = [];
  const program = (...phases: TapePart[][]): number => {
    const placed = placeProgram(layout, phases);
    image.push(...placed);
    return placed.at(-1)?.address ?? 0;
  };
  const phase = (entries: (shard: Shard) => readonly TapeEntry[]): TapePart[] =>
    shards.map((shard) => ({ region: shard.region, entries: entries(shard) }));
  const once = (entries: readonly TapeEntry[]): TapePart[] => phase(() => entries).slice(0, 1);
  /** All shards forward, then back; in two phases where the losses need figures of all shards. */
  const through = (back: (shard: Shard) => readonly TapeEntry[]): TapePart[][] =>
    layout.shardsMeet && shards.length > 1
      ? [phase(({ forward }) => forward), phase(back)]
      : [phase((shard) => [...shard.forward, ...back(shard)])];
  const back = ({ losses, backward }: Shard): TapeEntry[] => [...losses, ...backward];
  const programs = {
    train: end && program(...through(back), once([...end.update, ...layout.transposeEntries(true)])),
    evaluate: end && program(...through(({ losses }) => losses), once(end.evaluate)),
    predict: program(phase(({ predict }) => predict)),
    refresh: program(once(layout.transposeEntries(false))),
  };
  return { programs, image };
}
