/**
 * What every engine offers: one network in memory, to be trained and asked.
 *
 * The training loop, the probes and the command line know engines only through this interface; each engine implements it
 * once. Shapes and names are Keras's, whatever an engine does inside.
 */
import type { Dataset, Tensor } from "../data/dataset";
import type { CompileSettings, MetricSettings, ModelGraph } from "../model/graph";
import type { AttentionProbe } from "../probes/attentionProbe";
import type { LayerProbe } from "../probes/layerProbe";

export type EngineName = "wasm" | "tfjs-node";

/** `fast` may differ in the last bits between machines; `exact` gives the same bits everywhere. */
export type EngineBuild = "fast" | "exact";

/** A weight in Keras layout, named `layer/kernel`, `layer/forward/recurrent_kernel`, … */
export interface NamedTensor extends Tensor {
  readonly name: string;
}

export interface SessionRequest {
  readonly graph: ModelGraph;
  /** Absent: the session can predict but not train. */
  readonly compile?: CompileSettings;
  /** Samples; targets may be empty for a session that only predicts. */
  readonly dataset: Dataset;
  /** Rows of a batch; a smaller dataset makes a smaller batch. */
  readonly batchSize: number;
  /** How many samples train and how many validate; absent: all are used alike. */
  readonly parts?: readonly number[];
  /** Initial weights, dropout and shuffling all follow from it. */
  readonly seed: number;
  readonly reproducible: boolean;
  /** Threads at most; absent: as many as this machine has and the network is worth. */
  readonly threads?: number;
  /** How often the samples will be gone through, where that is known: a short run is not worth threads. */
  readonly epochs?: number;
  /** Kernels shaped for V8's 256-bit path; the caller has made sure that it works here. */
  readonly wide?: boolean;
  /** Memory that the machine has left; what needs more is refused. Absent: not known. */
  readonly freeBytes?: number;
  /** Room is kept for `probe`, and for `connectivity` as well; absent: neither is asked for. */
  readonly probes?: "states" | "connectivity";
}

/** Weights as they lay in one session at one moment; only `weights` of that session can read them. */
export interface WeightSnapshot {
  readonly floats: Float32Array;
}

/** A session between two steps. With the weights, the seed and the batches to come it decides every later bit. */
export interface SessionState {
  /** Updates so far; dropout and bias corrections follow from it. */
  readonly steps: number;
  /** The optimizer's memory in Keras layout: `optimizer/velocity/lstm/kernel`; what stateful layers keep: `state/lstm/h`. */
  readonly tensors: readonly NamedTensor[];
}

/** What the names of kept states begin with. */
export const KEPT_STATE = "state/";

export const isKeptState = ({ name }: NamedTensor): boolean => name.startsWith(KEPT_STATE);

/** A metric of one output. Its counts over any number of batches are added up; metricValue.ts makes a value of the sums. */
export interface CountedMetric {
  readonly settings: MetricSettings;
  /** The output's number. */
  readonly output: number;
}

/** Where the numbers of a step first went wrong: what a layer gives out, the loss of an output, or a gradient. */
export interface NonFinite {
  readonly layer: string;
  readonly where: "output" | "loss" | "gradient";
}

export interface NetworkSession {
  readonly engine: EngineName;
  readonly build: EngineBuild;
  /** Threads that share the work, the calling one counted; final once `ready` has resolved. */
  readonly threads: number;
  /** V8's 256-bit path is in use. */
  readonly wide: boolean;

  /** Milliseconds that one pass over all samples should take on one thread, by estimate; absent: not known. */
  readonly passMs?: number;

  /** Resolves when all threads are there. Nothing has to wait for it but a clock that leaves their start out. */
  ready?(): Promise<void>;

  /** The weights now or of a snapshot, copied, in the order of the layers. */
  weights(from?: WeightSnapshot): NamedTensor[];

  /** All weights in one copy, which costs next to nothing; `reuse` is written over. */
  snapshot(reuse?: WeightSnapshot): WeightSnapshot;

  /** Replaces all weights. Throws `WeightsMismatch` where a name is missing, left over, or has another shape. */
  setWeights(weights: readonly NamedTensor[]): void;

  /**
   * One step: forward, backward and update on these samples (indices into the dataset, at most `batchSize`).
   * Returns the batch's mean loss before the update, one figure for each output. Where a loss or a gradient is not
   * finite nothing is updated, and `nonFinite` says what went wrong.
   */
  trainBatch(samples: Int32Array): Float64Array;

  /** The losses of these samples without an update: dropout is off. What comes with a batch is read as after `trainBatch`. */
  evaluateBatch(samples: Int32Array): Float64Array;

  /** What went wrong in the last training batch; undefined where all was finite. */
  nonFinite(): NonFinite | undefined;

  /** What regularizers added to the loss of the last batch; 0 without any. */
  batchPenalty(): number;

  /** What the session counts while it trains. */
  readonly metrics: readonly CountedMetric[];

  /** What each output's loss counts in the sum. */
  readonly lossWeights: readonly number[];

  /** The counts of the metrics in the last batch, one after the other; how many each has: `countNumbers`. */
  metricCounts(): Float64Array;

  /** Of the next step; a float32 inside. */
  learningRate: number;

  /** What the next step follows from besides the weights, copied. */
  state(): SessionState;

  /** Goes on from a state of this same network. Throws `WeightsMismatch` where it is another's, and changes nothing then. */
  setState(state: SessionState): void;

  /** Stateful layers begin with zeros again. */
  resetStates(): void;

  /** The outputs for these samples, in this order, or for all: one tensor (samples, …) for each output. Dropout is off. */
  predict(samples?: Int32Array): Tensor[];

  /**
   * What every recurrent layer holds for one sample of the dataset at every step, in the order of the layers. Dropout is off, and nothing
   * that training goes on from is changed. Throws where the request did not ask for it.
   */
  probe(sample: number): LayerProbe[];

  /** What every Attention layer weighs for one sample, in the order of the layers; otherwise like `probe`. */
  attention(sample: number): AttentionProbe[];

  /**
   * How much each output of a recurrent layer (by its probe's name) depends on each step of the layer's input: (T out, T in), where T
   * out is 1 without `return_sequences`. The Frobenius norm of ∂h_t/∂x_s. A backward pass for each output step and some of its
   * features.
   */
  connectivity(sample: number, layer: string): Tensor;

  dispose(): void;
}

/** Weights or a state that do not belong to this network: which name, and what was expected. */
export class WeightsMismatch extends Error {
  constructor(
    readonly weight: string,
    readonly expected: readonly number[] | undefined,
    readonly found: readonly number[] | undefined,
  ) {
    super(`weights do not fit: ${weight} expected ${JSON.stringify(expected)} found ${JSON.stringify(found)}`);
    this.name = "WeightsMismatch";
  }
}
