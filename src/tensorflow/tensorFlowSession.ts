/**
 * One network on TensorFlow: the dataset and the weights as tensors, and a step as a pass there, a pass back and an update.
 *
 * Weights, their order and their first values are the other engine's, and so are the masks of dropout. What a step makes is gone
 * when it ends: the number of tensors never grows. test/tensorflow/session.test.ts.
 */
import { availableParallelism } from "node:os";
import type { Dataset, Tensor as Numbers } from "../core/data/dataset";
import type { AttentionProbe } from "../core/probes/attentionProbe";
import type { LayerProbe } from "../core/probes/layerProbe";
import {
  type CountedMetric,
  isKeptState,
  type NamedTensor,
  type NetworkSession,
  type NonFinite,
  type SessionState,
  type WeightSnapshot,
} from "../core/training/networkSession";
import { createStream } from "../core/random/randomStream";
import { PlanError } from "../engine/plan/planError";
import type { PlanWeight } from "../engine/plan/tensors";
import { refuseUnevenBatches } from "../engine/plan/statefulBatches";
import { type Batch, DatasetTensors } from "./datasetTensors";
import { KeptStates, keptStatesOf } from "./keptStates";
import type { LoadedTensorFlow } from "./loadTensorFlow";
import { NetworkProbes } from "./networkProbes";
import type { Value } from "./pass";
import { type Forward, Passes, type PassPlan, type PassSettings } from "./passes";
import type { See } from "./runNetwork";
import { FlatWeights, splitValues } from "./training/flatWeights";
import { createPenalties, penaltyOf, penaltySlope, type Penalties } from "./training/gradients";
import { countMetric } from "./training/metrics";
import { OptimizerMemory } from "./training/optimizerMemory";
import type { Tensor, Tf } from "./tfjs";

/** What the engine has checked and worked out before. `compile` is absent in a session that only predicts. */
export interface SessionPlan extends PassPlan {
  readonly weights: readonly PlanWeight[];
  readonly dataset: Dataset;
  /** `probe` and `connectivity` may be asked for. */
  readonly probed: boolean;
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
  private readonly data: DatasetTensors;
  private readonly kept: KeptStates;
  private readonly passes: Passes;
  private readonly probes: NetworkProbes;
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
    this.data = new DatasetTensors(
      tf,
      dataset,
      plan.batchRows,
      plan.targets.map(({ shape }) => shape),
    );
    this.kept = new KeptStates(tf, plan.graph, plan.batchRows);
    this.passes = new Passes(tf, plan, this.weightsNow);
    this.probes = new NetworkProbes(tf, this.passes, this.weightsNow, compile !== undefined);
    this.metrics = (compile?.metrics ?? []).flatMap((all, output) => all.map((settings) => ({ settings, output })));
    this.lossWeights = this.passes.lossWeights;
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
    return { steps: this.step, tensors: [...(this.memory?.read() ?? []), ...this.kept.read()] };
  }

  setState({ steps, tensors }: SessionState): void {
    const writeKept = this.kept.match(tensors.filter(isKeptState));
    this.memory?.write(tensors.filter((tensor) => !isKeptState(tensor)));
    writeKept();
    this.step = steps;
  }

  resetStates(): void {
    this.kept.clear();
  }

  trainBatch(samples: Int32Array): Float64Array {
    const { memory } = this;
    if (memory === undefined) throw new PlanError("engine-cannot-train");
    this.broken = undefined;
    this.differentiate(samples, this.step + 1, (gradient, made, left) => {
      this.measure(samples, made, gradient);
      if (!this.measured.healthy) {
        this.broken = { samples, gradient: gradient.dataSync() };
        return;
      }
      this.step++;
      memory.update(gradient, this.step);
      this.handOn(left);
    });
    return this.measured.losses.slice();
  }

  evaluateBatch(samples: Int32Array): Float64Array {
    if (this.memory === undefined) throw new PlanError("engine-cannot-train");
    this.tidy(() => {
      const settings = this.withStates(0);
      this.measure(samples, this.passes.forward(this.batchOf(samples), this.weightsNow.flat, settings));
      this.handOn(settings.states.left);
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
    const settings = { ...this.withStates(this.step + 1), see };
    this.tidy(() => this.passes.compute(this.batchOf(samples), this.weightsNow.flat, settings));
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
        this.tidy(() => {
          const settings = this.withStates(0);
          const outputs = this.passes.compute(this.batchOf(batch), this.weightsNow.flat, settings);
          this.handOn(settings.states.left);
          return outputs.map(({ tensor }) => ({ shape: tensor.shape, values: tensor.dataSync() }));
        }),
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
    this.kept.dispose();
    if (this.penalties) this.tf.dispose([this.penalties.l1, this.penalties.l2]);
  }

  probe(sample: number): LayerProbe[] {
    return this.tidy(() => this.probes.look(this.oneSample(sample)));
  }

  attention(sample: number): AttentionProbe[] {
    return this.tidy(() => this.probes.lookAtAttention(this.oneSample(sample)));
  }

  connectivity(sample: number, layer: string): Numbers {
    return this.tidy(() => this.probes.connectivity(this.oneSample(sample), layer));
  }

  private oneSample(sample: number): Batch {
    if (!this.plan.probed) throw new RangeError("the session was opened without probes");
    if (!Number.isInteger(sample)) throw new RangeError("no such sample");
    return this.data.batch(Int32Array.of(sample));
  }

  /** Throws PlanError where a layer is stateful and a row of the batch would have no state. */
  private batchOf(samples: Int32Array): Batch {
    const { graph, batchRows } = this.plan;
    if (samples.length < batchRows) refuseUnevenBatches({ kept: keptStatesOf(graph), batchRows }, [samples.length]);
    return this.data.batch(samples);
  }

  private withStates(step: number): PassSettings & Required<Pick<PassSettings, "states">> {
    return { step, states: { from: this.kept, left: new Map() } };
  }

  /** The next batch goes on from what this one left. */
  private handOn(left: ReadonlyMap<string, Tensor>): void {
    for (const [name, state] of left) this.kept.set(name, state);
  }

  /** One pass there and back; nothing that it makes outlives `use`. */
  private differentiate<Result>(
    samples: Int32Array,
    step: number,
    use: (gradient: Tensor, made: Forward, left: ReadonlyMap<string, Tensor>) => Result,
  ): Result {
    const { tf, penalties } = this;
    const { flat, trainable } = this.weightsNow;
    // TensorFlow.js lets go of everything inside `grad` but its result.
    const kept: Tensor[] = [];
    try {
      return this.tidy(() => {
        const batch = this.batchOf(samples);
        const settings = this.withStates(step);
        const { left } = settings.states;
        const passes: Forward[] = [];
        const total = (weights: Tensor): Tensor => {
          const made = this.passes.forward(batch, weights, settings);
          const { losses, activity, outputs } = made;
          passes.push(made);
          kept.push(
            ...losses,
            ...(activity ? [activity] : []),
            ...outputs.flatMap(({ tensor, mask }) => (mask ? [tensor, mask] : [tensor])),
          );
          kept.push(...left.values());
          kept.forEach((tensor) => tf.keep(tensor));
          return this.passes.total(made);
        };
        if (trainable.length === 0) total(flat);
        const fromLoss = trainable.length === 0 ? tf.zerosLike(flat) : tf.grad(total)(flat);
        const gradient = penalties ? tf.add(fromLoss, penaltySlope(tf, flat, penalties)) : fromLoss;
        return use(gradient, passes[0] as Forward, left);
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
  private measure(samples: Int32Array, { losses, activity, outputs }: Forward, gradient?: Tensor): void {
    const { tf, penalties } = this;
    const ofWeights = penalties && penaltyOf(tf, this.weightsNow.flat, penalties);
    const penalty = ofWeights && activity ? tf.add(ofWeights, activity) : (ofWeights ?? activity);
    const figures = Float64Array.from([...losses, ...(penalty ? [penalty] : [])], (one) => one.dataSync()[0] ?? 0);
    const healthy = figures.every(Number.isFinite) && (!gradient || this.isFinite(gradient));
    const counts = this.metrics.flatMap(({ settings, output }) => {
      const { tensor, mask } = outputs[output] as Value;
      return Array.from(
        countMetric(settings, {
          y: tensor.dataSync(),
          features: tensor.shape.at(-1) ?? 1,
          targets: this.data.targetValues(samples, output),
          sparse: this.plan.targets[output]?.sparse === true,
          ...(mask && { mask: mask.dataSync() }),
        }),
      );
    });
    this.measured = {
      healthy,
      losses: figures.slice(0, losses.length),
      penalty: figures[losses.length] ?? 0,
      counts: Float64Array.from(counts),
    };
  }

  /** Large numbers may add up to infinity though each is finite; zero times each tells. */
  private isFinite(gradient: Tensor): boolean {
    const { tf } = this;
    const sumOf = (x: Tensor): number => tf.sum(x).dataSync()[0] ?? 0;
    return Number.isFinite(sumOf(gradient)) || Number.isFinite(sumOf(tf.mul(gradient, 0)));
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
