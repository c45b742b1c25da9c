/**
 * The whole plan of a session: where everything lies, and the tapes.
 *
 * Pure: the number of bytes is known before anything is allocated. test/engine/plan.test.ts.
 */
import type { CompileSettings, ModelGraph } from "../../core/model/graph";
import { Operation } from "./codes";
import { Layout, recordWords, type PlacedRecord, type TapeEntry } from "./layout";
import { lowerGraph, type LoweredGraph } from "./lowerGraph";
import { countValues, roundUp, type PlanOperation, type PlanTensor, type PlanWeight } from "./network";
import { emitLoss, planLosses, type PlannedLoss } from "./operations/loss";
import { placeMetrics, type PlacedMetrics } from "./operations/metric";
import { placeOptimizer, type PlacedOptimizer } from "./optimizer";
import { placePenalties, type PlacedPenalties } from "./penalties";
import { blockFloats } from "./weightBlock";

export interface PlanRequest {
  readonly graph: ModelGraph;
  /** Absent: a plan that only predicts. */
  readonly compile?: CompileSettings;
  readonly samples: number;
  /** Of one sample, for each Input. */
  readonly inputShapes: readonly (readonly number[])[];
  readonly batchSize: number;
  readonly seed: number;
}

/** Numbers of the dataset, or an output, in the memory. */
export interface PlacedColumn {
  readonly address: number;
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly floats: number;
}

export interface PlacedOutput {
  readonly address: number;
  readonly tensor: PlanTensor;
}

export interface PlacedWeight extends PlanWeight {
  readonly address: number;
  readonly floats: number;
}

export interface Plan {
  readonly bytes: number;
  /** Rows of a full batch. */
  readonly batchRows: number;
  readonly frame: PlacedRecord<"Frame">;
  readonly inputs: readonly PlacedColumn[];
  /** Empty in a plan that only predicts. */
  readonly targets: readonly (PlacedColumn & { readonly sparse: boolean; readonly classes: number })[];
  readonly outputs: readonly PlacedOutput[];
  /** Absent in a plan that only predicts. */
  readonly penalty: number | undefined;
  readonly metrics: Pick<PlacedMetrics, "address" | "columns">;
  /** In the order of the layers. */
  readonly weights: readonly PlacedWeight[];
  /** Every tensor that was placed; `gradient` is 0 where it has none. Pads are tested through this. */
  readonly tensors: readonly { readonly tensor: PlanTensor; readonly value: number; readonly gradient: number }[];
  /** What training changes besides the weights; absent in a plan that only predicts. */
  readonly optimizer: Pick<PlacedOptimizer, "memories" | "learningRate"> | undefined;
  /** Addresses; `refresh` runs whenever weights were set from outside. `evaluate`: losses and metrics without an update. */
  readonly tapes: {
    readonly train: number | undefined;
    readonly evaluate: number | undefined;
    readonly predict: number;
    readonly refresh: number;
  };
  /** Everything that has to be written before the first run. */
  readonly image: readonly { readonly address: number; readonly words: Int32Array }[];
}

export function planNetwork(request: PlanRequest): Plan {
  const { graph, compile, samples } = request;
  const lowered = lowerGraph(graph, request.inputShapes);
  const { network, inputs, outputs } = lowered;
  const losses = compile ? planLosses(network, outputs, compile.losses) : [];
  const batchRows = Math.min(request.batchSize, samples);
  const layout = new Layout(roundUp(batchRows, 4), batchRows, request.seed);
  const frame = layout.record("Frame", {
    rows: 0,
    padded: 0,
    batch: 0,
    firstRow: 0,
    step: 0,
    training: 0,
    order: layout.buffer(batchRows),
    losses: layout.take(Math.max(1, losses.length) * 8),
    zeros: layout.buffer(16),
    chunk: 0,
  });
  const trainable = network.weights.filter((weight) => weight.trainable);
  const arena = layout.placeWeights([...trainable, ...network.weights.filter((weight) => !weight.trainable)]);
  const columns = inputs.map((tensor) => placeColumn(layout, samples, tensor.shape));
  const targets = losses.map(({ tensor, sparse }) => ({
    ...placeColumn(layout, samples, sparse ? [...tensor.shape.slice(0, -1), 1] : tensor.shape),
    sparse,
    classes: tensor.features,
  }));
  const gradients = compile ? layout.placeWeightGradients(trainable) : undefined;

  const gathers = emitGathers(layout, inputs, columns);
  const { predict, train, backward } = emitOperations(layout, lowered, losses, compile?.metrics.length ? outputs : []);
  const metrics = placeMetrics(layout, outputs, targets, compile?.metrics ?? []);
  let trainTape: TapeEntry[] | undefined;
  let evaluateTape: TapeEntry[] | undefined;
  let optimizer: PlacedOptimizer | undefined;
  let penalties: PlacedPenalties | undefined;
  if (compile && gradients) {
    losses.forEach((loss, i) => emitLoss(layout, loss, i, targets[i]?.address ?? 0));
    const lossEntries = [...layout.backwardEntries];
    for (const back of backward) back();
    penalties = placePenalties(layout, trainable);
    evaluateTape = [...gathers, ...train, ...metrics.entries, ...lossEntries, ...penalties.entries];
    optimizer = placeOptimizer(layout, compile.optimizer, trainable, arena.address, gradients);
    trainTape = [
      ...gathers,
      ...train,
      ...metrics.entries,
      ...layout.backwardEntries,
      ...penalties.entries,
      ...optimizer.entries,
      ...layout.transposeEntries(true),
    ];
  }
  frame.values.chunk = layout.buffer(128 * layout.widestChunk);
  const placedOutputs = outputs.map((tensor) => ({ address: layout.value(tensor), tensor }));
  const trainAt = trainTape && layout.tape(trainTape);
  const evaluateAt = evaluateTape && layout.tape(evaluateTape);
  const predictAt = layout.tape([...gathers, ...predict]);
  const refreshAt = layout.tape(layout.transposeEntries(false));
  return {
    bytes: layout.bytes,
    batchRows,
    frame,
    inputs: columns,
    targets,
    outputs: placedOutputs,
    penalty: penalties?.address,
    metrics,
    weights: network.weights.map((weight) => ({
      ...weight,
      address: layout.weight(weight),
      floats: blockFloats(weight.block),
    })),
    tensors: layout.placedTensors(),
    optimizer: optimizer && { memories: optimizer.memories, learningRate: optimizer.learningRate },
    tapes: {
      train: trainAt?.address,
      evaluate: evaluateAt?.address,
      predict: predictAt.address,
      refresh: refreshAt.address,
    },
    image: [
      ...layout.records.map((record) => ({ address: record.address, words: recordWords(record) })),
      ...(trainAt ? [trainAt] : []),
      ...(evaluateAt ? [evaluateAt] : []),
      ...(optimizer?.image ?? []),
      predictAt,
      refreshAt,
    ],
  };
}

function placeColumn(layout: Layout, samples: number, shape: readonly number[]): PlacedColumn {
  const floats = samples * countValues(shape);
  return { address: layout.buffer(floats), shape, floats };
}

function emitGathers(layout: Layout, inputs: readonly PlanTensor[], columns: readonly PlacedColumn[]): TapeEntry[] {
  return inputs.map((tensor, i) => {
    const record = layout.record("Gather", {
      steps: tensor.steps,
      features: tensor.features,
      source: columns[i]?.address ?? 0,
      target: layout.value(tensor),
      ld: tensor.ld,
    });
    return [Operation.gather, record.address];
  });
}

/** The operations that some of these tensors come from. */
function findNeeded(operations: readonly PlanOperation[], wanted: readonly PlanTensor[]): Set<PlanOperation> {
  const tensors = new Set(wanted);
  const needed = new Set<PlanOperation>();
  for (const operation of operations.toReversed()) {
    if (!tensors.has(operation.writes)) continue;
    needed.add(operation);
    for (const read of operation.reads) tensors.add(read);
  }
  return needed;
}

/** Forward entries of both tapes, and what emits the backward ones, last operation first. `measured`: what metrics read. */
function emitOperations(
  layout: Layout,
  { network, outputs }: LoweredGraph,
  losses: readonly PlannedLoss[],
  measured: readonly PlanTensor[],
) {
  const forMetrics = findNeeded(
    network.operations,
    measured.flatMap((tensor) => (tensor.mask ? [tensor, tensor.mask] : [tensor])),
  );
  const forPredictions = findNeeded(network.operations, outputs);
  const forLosses = findNeeded(
    network.operations,
    losses.flatMap(({ tensor, mask }) => (mask ? [tensor, mask] : [tensor])),
  );
  const predict: TapeEntry[] = [];
  const train: TapeEntry[] = [];
  const backward: (() => void)[] = [];
  for (const operation of network.operations) {
    if (!forPredictions.has(operation) && !forLosses.has(operation)) continue;
    const back = operation.emit(layout);
    const entries = layout.takeEntries();
    if (forPredictions.has(operation)) predict.push(...entries);
    if (forLosses.has(operation) || forMetrics.has(operation)) train.push(...entries);
    if (!forLosses.has(operation)) continue;
    if (operation.writes.needsGradient) backward.unshift(back);
  }
  return { predict, train, backward };
}
