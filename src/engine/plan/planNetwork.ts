/**
 * The whole plan of a session: where everything lies, and the programs.
 *
 * A batch is cut into shards. A training step is: every shard forward, its loss and backward, side by side; then once for
 * all, gradients added in the order of the shards, and the update. The result depends on the number of shards, never on that of threads.
 * Pure: the number of bytes is known before anything is allocated. test/engine/plan.test.ts.
 */
import type { CompileSettings, ModelGraph } from "../../core/model/graph";
import type { CountedMetric } from "../../core/training/networkSession";
import { Operation } from "./codes";
import { placeConstraints } from "./constraints";
import { emitRegion } from "./emitRegion";
import { Layout, recordWords, type KeptState, type PlacedRecord, type SharedPlace, type TapeEntry } from "./layout";
import { lowerGraph } from "./lowerGraph";
import { countValues, type PlanTensor, type PlanWeight } from "./network";
import { planLosses } from "./operations/loss";
import { countAll, emitMetrics, listMetrics } from "./operations/metric";
import { placeOptimizer, type PlacedOptimizer } from "./optimizer";
import { placePenalties } from "./penalties";
import { planProbes, type PlacedProbe } from "./planProbes";
import { placeProgram, type PlacedWords } from "./program";
import { Region, type PlacedTensor } from "./region";
import { shardRows } from "./shards";
import { blockFloats } from "./weightBlock";
import { countWork, type Work } from "./work";

export interface PlanRequest {
  readonly graph: ModelGraph;
  /** Absent: a plan that only predicts. */
  readonly compile?: CompileSettings;
  readonly samples: number;
  /** Of one sample, for each Input. */
  readonly inputShapes: readonly (readonly number[])[];
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

/** What a training step leaves behind, beside the weights. */
export interface StepResults {
  /** f64: the loss of each output, then the counts of each metric. */
  readonly totals: number;
  /** One f64: what regularizers add. */
  readonly penalty: number;
  /** One f64: what activity regularizers add; absent where there are none. */
  readonly activity?: number;
  /** i32: 0 where a loss or a gradient was not finite, and the weights were left alone. */
  readonly healthy: number;
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
  })[];
  readonly outputs: readonly PlanTensor[];
  readonly outputLayers: readonly string[];
  readonly metrics: readonly CountedMetric[];
  /** In the order of the layers. */
  readonly weights: readonly PlacedWeight[];
  /** Absent in a plan that only predicts. */
  readonly results: StepResults | undefined;
  /** What training changes besides the weights; absent in a plan that only predicts. */
  readonly optimizer: Omit<PlacedOptimizer, "entries" | "image"> | undefined;
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
  const losses = compile ? planLosses(network, outputs, compile) : [];
  const batchRows = Math.min(request.batchSize, samples);
  const layout = new Layout(batchRows, request.seed);
  const order = layout.buffer(batchRows);
  const trainable = network.weights.filter((weight) => weight.trainable);
  const arena = layout.placeWeights([...trainable, ...network.weights.filter((weight) => !weight.trainable)]);
  const columns = inputs.map((tensor) => placeColumn(layout, samples, tensor.shape));
  const targets = losses.map(({ tensor, sparse, targetFeatures, weight }) => ({
    ...placeColumn(layout, samples, [...tensor.shape.slice(0, -1), targetFeatures]),
    sparse,
    classes: tensor.features,
    weight,
  }));
  const metrics = listMetrics(compile?.metrics ?? []);
  const holdsActivities = network.activities.length > 0 && compile !== undefined;
  const counted = losses.length + countAll(metrics);
  const figureCount = counted + (holdsActivities ? 1 : 0);
  const rows = shardRows(batchRows, count);
  const work = {
    ...{ lowered, losses, measured: outputs.filter((_, i) => compile?.metrics[i]?.length) },
    ...{ inputs: columns.map(({ address }) => address), targets: targets.map(({ address }) => address) },
  };
  const shards = Array.from({ length: count }, (_, index) => {
    const region = new Region(layout, { rows, shard: { index, count } });
    const gradients = region.placeWeightGradients(compile ? trainable : []);
    const figures = region.shared(2 * figureCount);
    region.frame.values.losses = figures.own;
    const activities = { all: network.activities, total: figures.own + counted * 8 };
    const tapes = emitRegion(region, { ...work, ...(holdsActivities && { activities }) });
    emitMetrics(region, outputs, targets, metrics, figures.own + losses.length * 8);
    const forward = [...tapes.forward, ...region.takeForward()];
    region.complete();
    return { region, gradients, figures, ...tapes, forward };
  });
  const probe = request.probes && planProbes(layout, { ...work, measured: [] }, request.probes === "connectivity");
  const [one] = shards as [(typeof shards)[0]];
  const { region: first, gradients, figures } = one;

  const image: PlacedWords[] = [];
  const program = (phases: Parameters<typeof placeProgram>[1]): number => {
    const placed = placeProgram(layout, phases);
    image.push(...placed);
    return placed.at(-1)?.address ?? 0;
  };
  const once = (entries: readonly TapeEntry[]) => [{ region: first, entries }];
  const end = compile && placeEnd(first, compile, { trainable, arena, gradients, figures, figureCount, losses: losses.length, ...(holdsActivities && { activities: counted }) }); // prettier-ignore
  image.push(...(end?.image ?? []), ...(probe?.image ?? []));
  type Shard = (typeof shards)[0];
  const phase = (entries: (shard: Shard) => readonly TapeEntry[]) =>
    shards.map((shard) => ({ region: shard.region, entries: entries(shard) }));
  /** All shards forward, then back; in two phases where the losses need figures of all shards. */
  const through = (back: (shard: Shard) => readonly TapeEntry[]) =>
    layout.shardsMeet && count > 1
      ? [phase(({ forward }) => forward), phase(back)]
      : [phase((shard) => [...shard.forward, ...back(shard)])];
  const renewed = layout.transposeEntries(true);
  const programs = {
    train: end && program([
      ...through((shard) => [...shard.losses, ...shard.backward]),
      once([...end.update, ...renewed]),
    ]),
    evaluate: end && program([...through((shard) => shard.losses), once(end.evaluate)]),
    predict: program([phase(({ predict }) => predict)]),
    refresh: program([once(layout.transposeEntries(false))]),
  }; // prettier-ignore
  const shard = [...one.forward, ...one.losses, ...one.backward];
  const step = end ? [...shard, ...end.update, ...renewed] : one.predict;
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
}

function placeColumn(layout: Layout, samples: number, shape: readonly number[]): PlacedColumn {
  const floats = samples * countValues(shape);
  return { address: layout.buffer(floats), shape, floats };
}

interface Arenas {
  readonly trainable: readonly PlanWeight[];
  readonly arena: { readonly address: number };
  readonly gradients: SharedPlace;
  readonly figures: SharedPlace;
  readonly figureCount: number;
  readonly losses: number;
  /** Place of their sum among the figures; absent where nothing is held. */
  readonly activities?: number;
}

interface PlacedEnd {
  readonly update: readonly TapeEntry[];
  readonly evaluate: readonly TapeEntry[];
  readonly image: readonly PlacedWords[];
  readonly results: StepResults;
  readonly optimizer: Plan["optimizer"];
}

/** What follows once all shards are through: penalties, the sums over the shards, and where weights are updated the guard and the update. */
function placeEnd(
  first: Region,
  compile: CompileSettings,
  { trainable, arena, gradients, figures, figureCount, losses, activities }: Arenas,
): PlacedEnd {
  const penalties = placePenalties(first, trainable);
  const floats = trainable.reduce((sum, { block }) => sum + blockFloats(block), 0);
  const totals = first.buffer(2 * figureCount);
  const reduce = (count: number) =>
    first.record("Reduce", {
      ...{ count, gradients: gradients.first, gradientStride: gradients.stride },
      ...{ figures: figures.first, figureStride: figures.stride, figureCount, losses, totals },
      healthy: first.buffer(1),
    });
  const sums = reduce(floats);
  const { entries, image, ...optimizer } = placeOptimizer(first, compile.optimizer, trainable, arena.address, {
    address: gradients.first,
    floats,
  });
  const { healthy } = sums.values;
  return {
    update: [...penalties.entries, [Operation.reduce, sums.address], ...entries, ...placeConstraints(first, trainable)],
    evaluate: [...penalties.entries, [Operation.reduce, reduce(0).address]],
    image: [{ address: healthy, words: Int32Array.of(1) }, ...image],
    results: {
      ...{ totals, penalty: penalties.address, healthy },
      ...(activities !== undefined && { activity: totals + activities * 8 }),
    },
    optimizer,
  };
}
