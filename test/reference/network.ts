/**
 * A whole network in float64: outputs, losses, and the gradient of every weight.
 *
 * The same network as the engine's, written once more without any of its tricks.
 */
import type { Dataset } from "../../src/core/data/dataset";
import type {
  CompileSettings,
  DefinitionOf,
  Layer,
  LayerDefinition,
  ModelGraph,
  TensorRef,
} from "../../src/core/model/graph";
import { type RecurrentKind, stateNames } from "../../src/core/model/layerTable";
import { activateRow } from "./activations";
import { dense, embedding, merge, type Matrix, type Row, type Steps, type WeightsOf } from "./layers";
import { rowLoss } from "./losses";
import { gateCounts, recurrent, type CellStep, type Clamp } from "./recurrent";
import { penalties, penalty, type Regularized } from "./penalties";
import { isRegrouping, regroup } from "./regrouping";
import { attention } from "./attention";
import { inferOutputs } from "../../src/core/shapes/shapeRules";
import { normalizeAlong } from "./axisNormalization";
import { isJoining, join, joinedMask } from "./joining";
import { maskBehind, masked, type StepMask } from "./masks";
import { backward, scalar, scale, startRecording, sum, type Scalar } from "./scalar";

/** What a dropout multiplies one number with: `dropout` counts the dropouts of the network. */
export type DropoutMask = (dropout: number, rate: number, row: number, step: number, feature: number) => number;

/** Numbers of any precision: finite differences need more than float32 has. */
export interface ReferenceWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

export interface ReferenceRequest {
  readonly graph: ModelGraph;
  readonly compile: CompileSettings;
  readonly dataset: Dataset;
  readonly weights: readonly ReferenceWeight[];
  /** Samples of the batch. */
  readonly samples: readonly number[];
  readonly mask?: DropoutMask;
  /** For each row of the batch, what stateful layers kept from the batch before. */
  readonly kept?: readonly ReadonlyMap<string, LastStates>[];
  /** What cells are held at, by their paths. */
  readonly clamp?: Clamp;
}

/** The states of one layer, in its cell's order. */
export type LastStates = readonly (readonly number[])[];

export interface ReferenceResult {
  /** For each output, one list of numbers for each sample of the batch. */
  readonly outputs: readonly (readonly number[])[][];
  readonly losses: readonly number[];
  /** What activity regularizers add. */
  readonly activities: number;
  /** What gradients are of: the losses by their weights, and what all regularizers add. */
  readonly total: number;
  /** By name, row-major; of all weights. */
  readonly gradients: ReadonlyMap<string, Float64Array>;
  /** For each sample of the batch what its recurrent layers held at every step, by `layer` or `layer/forward`; gradients are filled in. */
  readonly cells: readonly ReadonlyMap<string, readonly CellStep[]>[];
  /** For each sample what its Attention layers weigh, (Tq, Tv), by name. */
  readonly attention: readonly ReadonlyMap<string, readonly (readonly number[])[]>[];
  /** For each sample, by the same names. */
  readonly lastStates: readonly ReadonlyMap<string, LastStates>[];
}

type Cells = Map<string, readonly CellStep[]>;

/** Values by tensor, and beside them which steps count, where not all do. */
interface Tensors {
  readonly values: Map<string, Steps>;
  readonly masks: Map<string, StepMask>;
  /** Of Attention layers, by name. */
  readonly attention: ReadonlyMap<string, Steps>;
  /** What activity regularizers add for this sample. */
  readonly held: readonly Scalar[];
}

export function runReference(request: ReferenceRequest): ReferenceResult {
  const { graph, compile, dataset, samples } = request;
  startRecording();
  const scalars = new Map(request.weights.map(({ name, values }) => [name, Array.from(values, scalar)]));
  const matrices = new Map(request.weights.map(({ name, shape }) => [name, toMatrix(scalars.get(name) ?? [], shape)]));
  const cells = samples.map((): Cells => new Map());
  const lastStates = samples.map(() => new Map<string, LastStates>());
  const runs = samples.map((sample, row) =>
    runSample(request, matrices, sample, row, cells[row] as Cells, lastStates[row] as Map<string, LastStates>),
  );
  const key = ({ layer, port }: TensorRef): string => `${layer}/${port}`;

  const losses = graph.outputs.map((output, i) => {
    const loss = compile.losses[i] as CompileSettings["losses"][number];
    const logits = findLogits(graph, output, loss.name);
    const maskOf = (tensors: Tensors) => tensors.masks.get(key(output));
    const counted = sumNumbers(
      runs.map((tensors) => maskOf(tensors)?.filter(Boolean).length ?? tensors.values.get(key(output))?.length ?? 0),
    );
    const parts = runs.flatMap((tensors, b) => {
      const steps = tensors.values.get(logits === undefined ? key(output) : `${logits}/output/before`) as Steps;
      const { shape, values } = (dataset.targets[i] as Dataset["targets"][number]).tensor;
      const size = values.length / (shape[0] as number);
      const target = Array.from(values.subarray((samples[b] as number) * size, ((samples[b] as number) + 1) * size));
      const width = size / steps.length;
      return steps.flatMap((y, t) =>
        maskOf(tensors)?.[t] === false
          ? []
          : [rowLoss(loss, y, target.slice(t * width, (t + 1) * width), logits !== undefined)],
      );
    });
    return counted === 0 ? scalar(0) : scale(sum(parts), 1 / counted);
  });
  const weighted = losses.map((loss, i) => scale(loss, compile.lossWeights[i] ?? 1));
  const held = scale(sum(runs.flatMap((run) => run.held)), 1 / samples.length);
  const total = sum([...weighted, held, ...penalties(graph, matrices)]);
  backward(total);
  return {
    outputs: graph.outputs.map((output) =>
      runs.map(({ values }) => (values.get(key(output)) as Steps).flatMap((row) => row.map(({ value }) => value))),
    ),
    losses: losses.map(({ value }) => value),
    activities: held.value,
    total: total.value,
    gradients: new Map([...scalars].map(([name, all]) => [name, Float64Array.from(all, ({ gradient }) => gradient)])),
    cells,
    attention: runs.map(
      ({ attention }) =>
        new Map([...attention].map(([name, rows]) => [name, rows.map((row) => row.map(({ value }) => value))])),
    ),
    lastStates,
  };
}

const sumNumbers = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

function toMatrix(values: readonly Scalar[], shape: readonly number[]): Matrix {
  const columns = shape.at(-1) ?? 1;
  return Array.from({ length: values.length / columns }, (_, r) => values.slice(r * columns, (r + 1) * columns));
}

/**
 * Keras takes what stands before a softmax or sigmoid of a Dense or an Activation where it belongs to the cross-entropy: the layer, behind
 * others that change nothing, or undefined.
 */
function findLogits({ layers }: ModelGraph, { layer }: TensorRef, loss: string): number | undefined {
  const wanted = loss === "binary_crossentropy" ? "sigmoid" : loss.includes("categorical") ? "softmax" : "?";
  for (let index: number | undefined = layer; index !== undefined;) {
    const { kind, arguments: own, inputs } = layers[index] as Layer;
    const given = own as { readonly activation?: { readonly name: string }; readonly rate?: number };
    const isIdle = (kind === "Activation" && given.activation?.name === "linear") || given.rate === 0;
    if (!isIdle) return /^(Dense|Activation)$/.test(kind) && given.activation?.name === wanted ? index : undefined;
    index = inputs[0]?.layer;
  }
  return undefined;
}

function runSample(
  request: ReferenceRequest,
  matrices: ReadonlyMap<string, Matrix>,
  sample: number,
  row: number,
  cells: Cells,
  lastStates: Map<string, LastStates>,
): Tensors {
  const { graph, dataset, mask: drop } = request;
  const tensors = new Map<string, Steps>();
  const masks = new Map<string, StepMask>();
  const weighed = new Map<string, Steps>();
  /** Without the batch. */
  const shapes = new Map<string, readonly number[]>();
  const held: Scalar[] = [];
  const hold = ({ arguments: given }: LayerDefinition, y: Steps): Steps => {
    held.push(...penalty((given as Regularized)["activity_regularizer"], y));
    return y;
  };
  let dropouts = 0;
  for (const [index, layer] of graph.layers.entries()) {
    if (layer.kind === "Input") {
      const { tensor } = dataset.inputs[graph.inputs.indexOf(index)] as Dataset["inputs"][number];
      const size = tensor.values.length / (tensor.shape[0] as number);
      const values = Array.from(tensor.values.subarray(sample * size, (sample + 1) * size), scalar);
      tensors.set(`${index}/output`, toMatrix(values, tensor.shape));
      shapes.set(`${index}/output`, tensor.shape.slice(1));
      continue;
    }
    const from = layer.inputs[0] as TensorRef;
    const x = tensors.get(`${from.layer}/${from.port}`) as Steps;
    const given = layer.inputs.map((ref) => masks.get(`${ref.layer}/${ref.port}`));
    const inputShapes = layer.inputs.map((ref) => shapes.get(`${ref.layer}/${ref.port}`) as readonly number[]);
    const inferred = inferOutputs(
      layer,
      inputShapes.map((shape) => [null, ...shape]),
      layer.inner,
    );
    for (const { port, shape } of inferred.ok ? inferred.outputs : [])
      shapes.set(`${index}/${port}`, shape.slice(1) as number[]);
    const shape = shapes.get(`${index}/output`) ?? [];
    const mask = isJoining(layer) ? joinedMask(layer, given, inputShapes, shape) : maskBehind(layer, x, given);
    if (mask) masks.set(`${index}/output`, mask);
    const weightsAt =
      (path: string): WeightsOf =>
      (name) =>
        matrices.get(`${path}/${name}`);
    const tensorOf = (ref: TensorRef): Steps => tensors.get(`${ref.layer}/${ref.port}`) as Steps;
    const initialState = (layer.initialState ?? []).map((ref) => tensorOf(ref)[0] as Row);
    // Both halves of a Bidirectional give their steps in the order of the first one.
    const firstHalf = layer.kind === "Bidirectional" ? (layer.inner as DefinitionOf<RecurrentKind>) : undefined;
    /** Lays the states under their ports and gives the output. */
    const walk = (cell: DefinitionOf<RecurrentKind>, half?: "forward" | "backward"): Steps => {
      const path = half ? `${layer.name}/${half}` : layer.name;
      const { dropout, recurrent_dropout: stateDropout, stateful } = cell.arguments;
      // With dropout of states every gate has its inputs dropped apart.
      const copies = dropout === 0 ? 0 : stateDropout > 0 ? gateCounts[cell.kind] : 1;
      const inputs = Array.from({ length: Math.max(1, copies) }, () => {
        if (copies === 0) return x;
        const dropped = dropouts++;
        return drop ? x.map((one) => one.map((value, j) => scale(value, drop(dropped, dropout, row, 0, j)))) : x;
      });
      const firstState = dropouts;
      if (stateDropout > 0) dropouts += gateCounts[cell.kind];
      const names = stateNames[cell.kind];
      const kept = stateful ? request.kept?.[row]?.get(path)?.map((values) => values.map(scalar)) : undefined;
      const own = half === "backward" ? initialState.slice(-names.length) : initialState.slice(0, names.length);
      const end = recurrent(cell, inputs, weightsAt(path), {
        isReversed: firstHalf?.arguments.go_backwards ?? cell.arguments.go_backwards,
        initial: initialState.length > 0 ? own : kept,
        // As in Keras, beside given states a mask is only handed on.
        mask: initialState.length > 0 ? undefined : given[0],
        zeroMasked: half !== undefined && cell.arguments.return_sequences,
        factor: stateDropout > 0 && drop ? (gate, j) => drop(firstState + gate, stateDropout, row, 0, j) : undefined,
        clamp: request.clamp && ((gate, unit) => request.clamp?.(path, gate, unit)),
        watch: (steps) => cells.set(path, steps),
      });
      for (const [i, name] of names.entries()) {
        tensors.set(`${index}/${half ? `${half}/` : ""}${name}`, [end.states[i] as Row]);
      }
      lastStates.set(
        path,
        end.states.map((state) => state.map(({ value }) => value)),
      );
      return end.output;
    };
    const run = (definition: LayerDefinition, x: Steps): Steps => {
      if (definition.kind === "Dense") {
        const linear = {
          ...definition,
          arguments: { ...definition.arguments, activation: { name: "linear", arguments: {} } as const },
        };
        const before = dense(linear, x, weightsAt(layer.name));
        tensors.set(`${index}/output/before`, before);
        return before.map((one) => activateRow(definition.arguments.activation, one));
      }
      if (definition.kind === "Activation") {
        tensors.set(`${index}/output/before`, x);
        return x.map((one) => activateRow(definition.arguments.activation, one));
      }
      if (definition.kind === "Dropout" || definition.kind === "SpatialDropout1D") {
        const { rate } = definition.arguments;
        const shared = definition.kind === "SpatialDropout1D";
        const dropout = dropouts++;
        if (rate === 0 || drop === undefined) return x;
        return x.map((one, t) => one.map((value, j) => scale(value, drop(dropout, rate, row, shared ? 0 : t, j))));
      }
      if (definition.kind === "Embedding") return embedding(x, weightsAt(layer.name));
      if (definition.kind === "LayerNormalization") {
        const inTime = layer.kind === "TimeDistributed" ? 1 : 0;
        return normalizeAlong(definition, x, inputShapes[0] as readonly number[], inTime, weightsAt(layer.name));
      }
      if (definition.kind === "Masking") return masked(x, mask);
      if (isRegrouping(definition)) return regroup(definition, x, inputShapes[0] as readonly number[], given[0]);
      return walk(definition as DefinitionOf<RecurrentKind>);
    };
    if (layer.kind === "Attention") {
      const { dropout: rate } = layer.arguments;
      const dropout = rate > 0 ? dropouts++ : 0;
      const inputs = layer.inputs.map((ref) => tensors.get(`${ref.layer}/${ref.port}`) as Steps);
      const share = rate > 0 && drop ? (t: number, s: number) => drop(dropout, rate, row, t, s) : undefined;
      tensors.set(
        `${index}/output`,
        attention(layer, inputs, given, weightsAt(layer.name), share, (rows) => weighed.set(layer.name, rows)),
      );
      continue;
    }
    if (isJoining(layer)) {
      tensors.set(
        `${index}/output`,
        join(
          layer,
          layer.inputs.map((ref) => tensors.get(`${ref.layer}/${ref.port}`) as Steps),
          given,
          inputShapes,
          shape,
        ),
      );
      continue;
    }
    if (layer.kind === "Bidirectional") {
      const inner = layer.inner as DefinitionOf<RecurrentKind>;
      const turned = { ...inner, arguments: { ...inner.arguments, go_backwards: true } } as typeof inner;
      const other: DefinitionOf<RecurrentKind> = layer.arguments.backward_layer ?? turned;
      const forward = hold(inner, walk(inner, "forward"));
      const behind = hold(other, walk(other, "backward"));
      if (layer.arguments.merge_mode === "none") {
        for (const half of mask ? ["forward", "backward"] : []) masks.set(`${index}/${half}`, mask as StepMask);
        tensors.set(`${index}/forward`, forward);
        tensors.set(`${index}/backward`, behind);
      } else tensors.set(`${index}/output`, merge(layer.arguments.merge_mode, forward, behind));
      continue;
    }
    const definition = layer.kind === "TimeDistributed" ? (layer.inner as LayerDefinition) : layer;
    tensors.set(`${index}/output`, hold(definition, run(definition, x)));
  }
  return { values: tensors, masks, attention: weighed, held };
}

export type { Row };
