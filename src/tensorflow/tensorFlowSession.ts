/**
 * One network on TensorFlow: the dataset and the weights as tensors, and a step as a pass there, a pass back and an update.
 *
 * Weights, their order and their first values are the other engine's, and so are the masks of dropout. What a step makes is gone
 * when it ends: the number of tensors never grows. test/tensorflow/session.test.ts.
 */
import { availableParallelism } from "node:os";
import type { Dataset, Tensor as Numbers } from "../core/data/dataset";
import type { CompileSettings, LossSettings, ModelGraph } from "../core/model/graph";
import type {
  CountedMetric,
  NamedTensor,
  NetworkSession,
  NonFinite,
  SessionState,
  WeightSnapshot,
} from "../core/training/networkSession";
import { createStream } from "../core/random/randomStream";
import type { ExpectedTarget } from "../engine/plan/checkTargets";
import { PlanError } from "../engine/plan/planError";
import type { PlanWeight } from "../engine/plan/network";
import { absolute } from "./layers/activations";
import { dropoutMask } from "./dropoutMask";
import type { LoadedTensorFlow } from "./loadTensorFlow";
import type { Pass, Value } from "./pass";
import { runNetwork, type See } from "./runNetwork";
import { FlatWeights, splitValues } from "./training/flatWeights";
import { createPenalties, penaltyOf, penaltySlope, type Penalties } from "./training/gradients";
import { meanLoss } from "./training/losses";
import { countMetric } from "./training/metrics";
import { OptimizerMemory } from "./training/optimizerMemory";
import type { Tensor, Tf } from "./tfjs";

/** What the engine has checked and worked out before. */
export interface SessionPlan {
  readonly graph: ModelGraph;
  readonly weights: readonly PlanWeight[];
  /** Absent in a session that only predicts. */
  readonly compile: CompileSettings | undefined;
  /** What each output wants of its targets. */
  readonly targets: readonly ExpectedTarget[];
  readonly dataset: Dataset;
  readonly batchRows: number;
  readonly seed: number;
}

interface Batch {
  readonly rows: number;
  readonly inputs: readonly Tensor[];
  readonly targets: readonly Tensor[];
}

interface Forward {
  /** One for each output. */
  readonly losses: readonly Tensor[];
  /** What activity regularizers add. */
  readonly activity: Tensor;
  readonly outputs: readonly Value[];
}

/** What a pass is followed by, where somebody wants to know. */
interface Watch {
  readonly see?: See;
  /** Gets what each activity regularizer adds, over all samples. */
  readonly activities?: Tensor[];
}

interface Measured {
  /** Losses and gradients are finite. */
  readonly healthy: boolean;
  readonly losses: Float64Array;
  readonly penalty: number;
  readonly counts: Float64Array;
}

export class TensorFlowSession implements NetworkSession {
  readonly engine = "tfjs-node";
  readonly build = "fast";
  readonly threads = availableParallelism();
  readonly wide = false;
  readonly metrics: readonly CountedMetric[];
  readonly lossWeights: readonly number[];
  private readonly tf: Tf;
  private readonly weightsNow: FlatWeights;
  private readonly memory: OptimizerMemory | undefined;
  private readonly penalties: Penalties | undefined;
  private readonly inputs: readonly Tensor[];
  private readonly targets: readonly Tensor[];
  private step = 0;
  /** The last training batch, where something in it was not finite. */
  private broken: { readonly samples: Int32Array; readonly gradient: Float32Array } | undefined;
  private measured: Measured = { healthy: true, losses: new Float64Array(), penalty: 0, counts: new Float64Array() };

  constructor(
    { tf }: LoadedTensorFlow,
    private readonly plan: SessionPlan,
  ) {
    this.tf = tf;
    const { weights, seed, compile, dataset } = plan;
    this.weightsNow = new FlatWeights(tf, weights, (weight, i) => weight.initial(createStream(seed, "weights", i)));
    this.memory = compile && new OptimizerMemory(tf, compile.optimizer, this.weightsNow);
    this.penalties = compile && createPenalties(tf, this.weightsNow.trainable, this.weightsNow.sizes);
    this.inputs = dataset.inputs.map(({ tensor }) => tf.tensor(tensor.values, [...tensor.shape]));
    this.targets = compile ? dataset.targets.map(({ tensor }) => tf.tensor(tensor.values, [...tensor.shape])) : [];
    this.metrics = (compile?.metrics ?? []).flatMap((all, output) => all.map((settings) => ({ settings, output })));
    this.lossWeights = plan.targets.map((_, output) => compile?.lossWeights[output] ?? 1);
  }

  get learningRate(): number {
    return this.memory?.learningRate ?? 0;
  }

  set learningRate(rate: number) {
    if (this.memory) this.memory.learningRate = Math.fround(rate);
  }

  weights(from?: WeightSnapshot): NamedTensor[] {
    return this.weightsNow.name(from ?? this.snapshot());
  }

  snapshot(reuse?: WeightSnapshot): WeightSnapshot {
    const floats = this.weightsNow.read();
    if (!reuse) return { floats };
    reuse.floats.set(floats);
    return reuse;
  }

  setWeights(weights: readonly NamedTensor[]): void {
    this.weightsNow.write(weights);
  }

  state(): SessionState {
    return { steps: this.step, tensors: this.memory?.read() ?? [] };
  }

  setState({ steps, tensors }: SessionState): void {
    this.memory?.write(tensors);
    this.step = steps;
  }

  trainBatch(samples: Int32Array): Float64Array {
    const { memory } = this;
    if (memory === undefined) throw new PlanError("engine-cannot-train");
    this.broken = undefined;
    this.differentiate(samples, this.step + 1, (gradient, made) => {
      this.measure(samples, made, gradient);
      if (!this.measured.healthy) {
        this.broken = { samples, gradient: gradient.dataSync() };
        return;
      }
      this.step++;
      memory.update(gradient, this.step);
    });
    return this.measured.losses.slice();
  }

  evaluateBatch(samples: Int32Array): Float64Array {
    if (this.memory === undefined) throw new PlanError("engine-cannot-train");
    this.tidy(() => {
      this.measure(samples, this.forward(this.batchOf(samples), this.weightsNow.flat, 0));
    });
    return this.measured.losses.slice();
  }

  nonFinite(): NonFinite | undefined {
    if (!this.broken) return undefined;
    const { samples, gradient } = this.broken;
    const isBroken = (values: Float32Array): boolean => !values.every(Number.isFinite);
    let layer: string | undefined;
    const see: See = (name, { tensor }) => {
      if (layer === undefined && isBroken(tensor.dataSync())) layer = name;
    };
    this.tidy(() => this.compute(this.batchOf(samples), this.weightsNow.flat, this.step + 1, { see }));
    if (layer !== undefined) return { layer, where: "output" };
    const loss = this.measured.losses.findIndex((one) => !Number.isFinite(one));
    const { graph } = this.plan;
    if (loss >= 0) return { layer: graph.layers[graph.outputs[loss]?.layer ?? 0]?.name ?? "", where: "loss" };
    const { trainable, sizes } = this.weightsNow;
    const weight = [...splitValues(trainable, sizes, gradient)].findLast(([, values]) => isBroken(values))?.[0];
    return { layer: weight?.split("/")[0] ?? "", where: "gradient" };
  }

  batchPenalty(): number {
    return this.measured.penalty;
  }

  metricCounts(): Float64Array {
    return this.measured.counts.slice();
  }

  predict(samples = Int32Array.from({ length: this.plan.dataset.samples }, (_, sample) => sample)): Numbers[] {
    const parts: Numbers[][] = [];
    for (let first = 0; first < samples.length; first += this.plan.batchRows) {
      const batch = samples.subarray(first, first + this.plan.batchRows);
      parts.push(
        this.tidy(() =>
          this.compute(this.batchOf(batch), this.weightsNow.flat, 0).map(({ tensor }) => ({
            shape: tensor.shape,
            values: tensor.dataSync(),
          })),
        ),
      );
    }
    return this.plan.graph.outputs.map((_, output) => joinRows(parts.map((part) => part[output] as Numbers)));
  }

  /** The gradient of the batch's loss by weight, regularizers included and not clipped: what tests compare. */
  gradients(samples: Int32Array): ReadonlyMap<string, Float32Array> {
    const { trainable, sizes } = this.weightsNow;
    return this.differentiate(samples, this.step + 1, (gradient) => splitValues(trainable, sizes, gradient.dataSync()));
  }

  dispose(): void {
    this.weightsNow.dispose();
    this.memory?.dispose();
    this.tf.dispose([
      ...this.inputs,
      ...this.targets,
      ...(this.penalties ? [this.penalties.l1, this.penalties.l2] : []),
    ]);
  }

  private batchOf(samples: Int32Array): Batch {
    const { tf } = this;
    const { batchRows, dataset } = this.plan;
    if (samples.length < 1 || samples.length > batchRows) {
      throw new RangeError(`${samples.length} rows in a batch of ${batchRows}`);
    }
    if (samples.some((sample) => sample < 0 || sample >= dataset.samples)) throw new RangeError("no such sample");
    const order = tf.tensor1d(samples, "int32");
    const choose = (all: readonly Tensor[]): Tensor[] => all.map((tensor) => tf.gather(tensor, order));
    return { rows: samples.length, inputs: choose(this.inputs), targets: choose(this.targets) };
  }

  /** `step`: the number of the update that this is for, from 1; 0: dropout is off. */
  private compute({ rows, inputs }: Batch, flat: Tensor, step: number, { see, activities }: Watch = {}): Value[] {
    return runNetwork(this.plan.graph, this.passOf(rows, flat, step, activities), inputs, see);
  }

  private passOf(rows: number, flat: Tensor, step: number, activities: Tensor[] = []): Pass {
    const { tf } = this;
    const training = step > 0;
    const { seed, batchRows } = this.plan;
    const pieces = this.weightsNow.pieces(flat);
    let dropouts = 0;
    return {
      tf,
      training,
      weight: (name) => {
        const weight = pieces.get(name);
        if (weight === undefined) throw new RangeError(`no weight ${name}`);
        return weight;
      },
      penalize: (y, { l1, l2 }) => {
        const sizes = tf.mul(tf.sum(absolute(tf, y)), l1);
        activities.push(tf.add(sizes, tf.mul(tf.sum(tf.square(y)), l2)));
      },
      drop: (x, rate, shared) => {
        const index = dropouts++;
        if (!training || rate === 0) return x;
        const between = x.shape.slice(1, -1);
        const kept = shared ? between.map(() => 1) : between;
        const features = x.shape.at(-1) ?? 1;
        const steps = kept.reduce((product, size) => product * size, 1);
        const mask = dropoutMask({ seed, index, update: step, rate, batchRows }, rows, steps, features);
        return tf.mul(x, tf.tensor(mask, [rows, ...kept, features]));
      },
    };
  }

  /** One loss for each output. */
  private forward(batch: Batch, flat: Tensor, step: number): Forward {
    const activities: Tensor[] = [];
    const outputs = this.compute(batch, flat, step, { activities });
    const settings = this.plan.compile?.losses ?? [];
    const losses = outputs.map((output, i) => {
      const target = this.tf.reshape(batch.targets[i] as Tensor, this.targetShape(output, i));
      return meanLoss(this.tf, settings[i] as LossSettings, output, target);
    });
    const all = activities.reduce((a, b) => this.tf.add(a, b), this.tf.scalar(0));
    return { losses, activity: this.tf.div(all, batch.rows), outputs };
  }

  /** A last dimension of 1 may be missing from the data, as in Keras. */
  private targetShape({ tensor }: Value, output: number): number[] {
    return [tensor.shape[0] ?? 0, ...(this.plan.targets[output]?.shape ?? [])];
  }

  /** One pass there and back; nothing that it makes outlives `use`. */
  private differentiate<Result>(
    samples: Int32Array,
    step: number,
    use: (gradient: Tensor, made: Forward) => Result,
  ): Result {
    const { tf, penalties } = this;
    const { flat, trainable } = this.weightsNow;
    // TensorFlow.js lets go of everything inside `grad` but its result.
    const kept: Tensor[] = [];
    try {
      return this.tidy(() => {
        const batch = this.batchOf(samples);
        const passes: Forward[] = [];
        const total = (weights: Tensor): Tensor => {
          const made = this.forward(batch, weights, step);
          const { losses, activity, outputs } = made;
          passes.push(made);
          kept.push(...losses, activity, ...outputs.flatMap(({ tensor, mask }) => (mask ? [tensor, mask] : [tensor])));
          kept.forEach((tensor) => tf.keep(tensor));
          return losses
            .map((loss, i) => tf.mul(loss, this.lossWeights[i] ?? 1))
            .reduce((a, b) => tf.add(a, b), activity);
        };
        if (trainable.length === 0) total(flat);
        const fromLoss = trainable.length === 0 ? tf.zerosLike(flat) : tf.grad(total)(flat);
        return use(penalties ? tf.add(fromLoss, penaltySlope(tf, flat, penalties)) : fromLoss, passes[0] as Forward);
      });
    } finally {
      tf.dispose(kept);
    }
  }

  /** As `tf.tidy`, for work that gives no tensors. */
  private tidy<Result>(work: () => Result): Result {
    const made: Result[] = [];
    this.tf.tidy(() => {
      made.push(work());
    });
    return made[0] as Result;
  }

  /** Reads losses, penalty and metrics of a batch, and whether all was finite. */
  private measure(
    samples: Int32Array,
    { losses, activity, outputs }: Forward,
    gradient: Tensor = this.tf.scalar(0),
  ): void {
    const { tf, penalties } = this;
    const penalty = penalties ? tf.add(penaltyOf(tf, this.weightsNow.flat, penalties), activity) : activity;
    // Zero where every part of the gradient is finite, else NaN.
    const health = tf.sum(tf.mul(gradient, 0));
    const figures = Float64Array.from(tf.stack([...losses, penalty, health]).dataSync());
    const counts = this.metrics.flatMap(({ settings, output }) => {
      const { tensor, mask } = outputs[output] as Value;
      return Array.from(
        countMetric(settings, {
          y: tensor.dataSync(),
          features: tensor.shape.at(-1) ?? 1,
          targets: this.targetsOf(samples, output),
          sparse: this.plan.targets[output]?.sparse === true,
          ...(mask && { mask: mask.dataSync() }),
        }),
      );
    });
    this.measured = {
      healthy: figures.every(Number.isFinite),
      losses: figures.slice(0, losses.length),
      penalty: figures[losses.length] ?? 0,
      counts: Float64Array.from(counts),
    };
  }

  private targetsOf(samples: Int32Array, output: number): Float32Array {
    const { tensor } = this.plan.dataset.targets[output] as { tensor: Numbers };
    const size = tensor.values.length / this.plan.dataset.samples;
    const targets = new Float32Array(samples.length * size);
    samples.forEach((sample, r) => targets.set(tensor.values.subarray(sample * size, (sample + 1) * size), r * size));
    return targets;
  }
}

/** Batches one below the other. */
function joinRows(parts: readonly Numbers[]): Numbers {
  const rows = parts.reduce((total, { shape }) => total + (shape[0] ?? 0), 0);
  const values = new Float32Array(parts.reduce((total, part) => total + part.values.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { shape: [rows, ...(parts[0]?.shape.slice(1) ?? [])], values };
}
