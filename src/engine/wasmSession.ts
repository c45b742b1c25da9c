/**
 * One network in WebAssembly memory: fills the frame, runs tapes, and speaks Keras's layouts to the outside. test/engine/session.test.ts.
 */
import type { SampleTensor, Tensor } from "../core/data/dataset";
import { gatherSamples, isStaged, sampleSize } from "../core/data/samples";
import { createStream } from "../core/random/randomStream";
import {
  isKeptState,
  WeightsMismatch,
  type CountedMetric,
  type EngineBuild,
  type NamedTensor,
  type NetworkSession,
  type NonFinite,
  type SessionRequest,
  type SessionState,
  type WeightSnapshot,
} from "../core/training/networkSession";
import type { AttentionProbe } from "../core/probes/attentionProbe";
import type { LayerProbe } from "../core/probes/layerProbe";
import { type PlanTensor, countValues } from "./plan/tensors";
import { findNonFinite } from "./findNonFinite";
import type { Plan, PlacedShard, PlacedWeight } from "./plan/planNetwork";
import { countAll } from "./plan/operations/metric";
import type { StartedThreads } from "./threads/threads";
import type { Kernels } from "./kernelModule";
import { estimateStepMs } from "./plan/cost";
import { PlanError } from "./plan/planError";
import { Probes } from "./probes";
import { recordFields } from "./plan/records";
import { checkKeptStates, clearKeptStates, readKeptStates, writeKeptStates } from "./keptStates";
import { readOptimizerState, writeOptimizerState } from "./sessionState";
import { divideRows } from "./plan/shards";
import { refuseUnevenBatches } from "./plan/statefulBatches";
import { readBlock, roundUp, writeBlock } from "./plan/weightBlock";

const frameFields = Object.keys(recordFields.Frame) as (keyof typeof recordFields.Frame)[];

export class WasmSession implements NetworkSession {
  readonly engine = "wasm";
  threads: number;
  readonly wide: boolean;
  private readonly floats: Float32Array;
  private readonly words: Int32Array;
  private readonly samples: number;
  private readonly columns: readonly { readonly at: number; readonly tensor: SampleTensor }[];
  /** The samples are views: those of a batch are put into the memory before it runs, and are numbered from 0 there. */
  private readonly staged: boolean;
  private readonly probes: Probes | undefined;
  private step = 0;

  readonly passMs: number;

  constructor(
    private readonly plan: Plan,
    private readonly memory: WebAssembly.Memory,
    private readonly kernels: Kernels,
    readonly build: EngineBuild,
    request: SessionRequest,
    private readonly helpers?: StartedThreads,
  ) {
    this.threads = 1;
    this.wide = request.wide === true;
    const stepMs = estimateStepMs(plan.work, { build, wide: false, threads: 1 });
    this.passMs = stepMs * Math.ceil(request.dataset.samples / plan.batchRows);
    kernels.setWide(this.wide ? 1 : 0);
    this.floats = new Float32Array(memory.buffer);
    this.words = new Int32Array(memory.buffer);
    for (const { address, words } of plan.image) this.words.set(words, address / 4);
    const { inputs, targets } = request.dataset;
    this.columns = [
      ...plan.inputs.map((place, i) => [place, inputs[i]?.tensor] as const),
      ...plan.targets.map((place, i) => [place, targets[i]?.tensor] as const),
      ...plan.targets.map(({ weights }, i) => [weights, targets[i]?.weights] as const),
    ].flatMap(([place, tensor]) => (place && tensor ? [{ at: place.address / 4, tensor }] : []));
    this.staged = isStaged(request.dataset);
    if (!this.staged) for (const { at, tensor } of this.columns) this.floats.set(tensor.values, at);
    for (const [i, weight] of plan.weights.entries()) {
      this.write(weight, weight.initial(createStream(request.seed, "weights", i)));
    }
    this.samples = request.dataset.samples;
    this.probes = plan.probe && new Probes(plan.probe, memory.buffer, (program) => void kernels.run(program, 0));
    this.refresh();
  }

  weights(from = this.arena()): NamedTensor[] {
    const first = this.firstWeight();
    return this.plan.weights.map(({ name, shape, block, address, floats }) => {
      const at = (address - first) / 4;
      return { name, shape, values: readBlock(block, from.floats.subarray(at, at + floats)) };
    });
  }

  snapshot(reuse?: WeightSnapshot): WeightSnapshot {
    const { floats } = this.arena();
    if (!reuse) return { floats: floats.slice() };
    reuse.floats.set(floats);
    return reuse;
  }

  /** All weights lie side by side. */
  private arena(): WeightSnapshot {
    const first = this.firstWeight() / 4;
    const floats = this.plan.weights.reduce((sum, weight) => sum + weight.floats, 0);
    return { floats: this.floats.subarray(first, first + floats) };
  }

  private firstWeight(): number {
    return Math.min(...this.plan.weights.map(({ address }) => address));
  }

  setWeights(weights: readonly NamedTensor[]): void {
    const given = new Map(weights.map((weight) => [weight.name, weight]));
    for (const { name, shape } of this.plan.weights) {
      const found = given.get(name);
      if (found?.shape.join() !== shape.join()) throw new WeightsMismatch(name, shape, found?.shape);
      if (found.values.length !== countValues(shape)) throw new WeightsMismatch(name, shape, [found.values.length]);
    }
    const known = new Set(this.plan.weights.map(({ name }) => name));
    const left = weights.find(({ name }) => !known.has(name));
    if (left !== undefined) throw new WeightsMismatch(left.name, undefined, left.shape);
    for (const weight of this.plan.weights) this.write(weight, (given.get(weight.name) as NamedTensor).values);
    this.refresh();
  }

  trainBatch(samples: Int32Array): Float64Array {
    const { programs } = this.plan;
    if (programs.train === undefined) throw new PlanError("engine-cannot-train");
    this.run(programs.train, samples, this.step + 1);
    if (this.isHealthy()) this.step++;
    return this.losses();
  }

  evaluateBatch(samples: Int32Array): Float64Array {
    const { programs } = this.plan;
    if (programs.evaluate === undefined) throw new PlanError("engine-cannot-train");
    this.run(programs.evaluate, samples);
    return this.losses();
  }

  nonFinite(): NonFinite | undefined {
    return this.isHealthy() ? undefined : findNonFinite(this.plan, this.memory.buffer);
  }

  get learningRate(): number {
    const { optimizer } = this.plan;
    return optimizer === undefined ? 0 : (this.floats[optimizer.learningRate / 4] ?? 0);
  }

  set learningRate(rate: number) {
    const { optimizer } = this.plan;
    if (optimizer !== undefined) this.floats[optimizer.learningRate / 4] = rate;
  }

  state(): SessionState {
    const optimizer = readOptimizerState(this.plan, this.floats);
    return { steps: this.step, tensors: [...optimizer, ...readKeptStates(this.plan, this.floats)] };
  }

  setState({ steps, tensors }: SessionState): void {
    const kept = tensors.filter(isKeptState);
    checkKeptStates(this.plan, kept);
    writeOptimizerState(
      this.plan,
      this.floats,
      tensors.filter((tensor) => !isKeptState(tensor)),
    );
    writeKeptStates(this.plan, this.floats, kept);
    this.step = steps;
  }

  resetStates(): void {
    clearKeptStates(this.plan, this.floats);
  }

  get metrics(): readonly CountedMetric[] {
    return this.plan.metrics;
  }

  get lossWeights(): readonly number[] {
    return this.plan.targets.map(({ weight }) => weight);
  }

  batchPenalty(): number {
    const { results } = this.plan;
    if (results === undefined) return 0;
    const parts = results.activity === undefined ? [results.penalty] : [results.penalty, results.activity];
    return parts.reduce((sum, address) => sum + (this.doubles(address, 1)[0] ?? 0), 0);
  }

  metricCounts(): Float64Array {
    const { results, targets, metrics } = this.plan;
    return results === undefined
      ? new Float64Array()
      : this.doubles(results.totals + targets.length * 8, countAll(metrics));
  }

  predict(samples = Int32Array.from({ length: this.samples }, (_, sample) => sample)): Tensor[] {
    const results = this.plan.outputs.map((tensor) => ({
      shape: [samples.length, ...tensor.shape],
      values: new Float32Array(samples.length * tensor.steps * tensor.features),
    }));
    for (let first = 0; first < samples.length; first += this.plan.batchRows) {
      this.run(this.plan.programs.predict, samples.subarray(first, first + this.plan.batchRows));
      for (const shard of this.plan.shards) {
        this.plan.outputs.forEach((tensor, i) => this.copyOutput(shard, tensor, i, first, results[i]?.values));
      }
    }
    return results;
  }

  probe(sample: number): LayerProbe[] {
    return this.openProbes(sample).look(this.stageOne(sample));
  }

  attention(sample: number): AttentionProbe[] {
    return this.openProbes(sample).lookAtAttention(sample);
  }

  connectivity(sample: number, layer: string): Tensor {
    return this.openProbes(sample).measureConnectivity(this.stageOne(sample), layer);
  }

  async ready(): Promise<void> {
    if (this.helpers) this.threads = 1 + (await this.helpers.arrived);
  }

  /** Ends the other threads; the memory goes when the session is no longer referred to. */
  dispose(): void {
    if (!this.helpers) return;
    this.kernels.dismiss(this.plan.team);
    void this.helpers.end();
  }

  private openProbes(sample: number): Probes {
    if (this.probes === undefined) throw new RangeError("the session was opened without probes");
    if (!Number.isInteger(sample) || sample < 0 || sample >= this.samples) throw new RangeError("no such sample");
    return this.probes;
  }

  private losses(): Float64Array {
    return this.doubles(this.plan.results?.totals ?? 0, this.plan.targets.length);
  }

  private isHealthy(): boolean {
    const { results } = this.plan;
    return results === undefined || this.words[results.healthy / 4] === 1;
  }

  /** `step`: the number of the update where this is one, from 1. */
  private run(program: number, samples: Int32Array, step = 0): void {
    const { batchRows, order } = this.plan;
    const { length } = samples;
    if (length < 1 || length > batchRows) throw new RangeError(`${length} rows in a batch of ${batchRows}`);
    if (length < batchRows) refuseUnevenBatches(this.plan, [length]);
    if (samples.some((sample) => sample < 0 || sample >= this.samples)) throw new RangeError("no such sample");
    this.words.set(this.stage(samples), order / 4);
    this.divide(length, step);
    if (this.kernels.run(program, this.helpers ? this.plan.team : 0) === 0) throw new Error("a thread broke off");
  }

  /** Puts a batch into the memory where that has to be done; gives the numbers that its samples have there. */
  private stage(samples: Int32Array): Int32Array {
    if (!this.staged) return samples;
    for (const { at, tensor } of this.columns) {
      gatherSamples(tensor, samples, this.floats.subarray(at, at + samples.length * sampleSize(tensor)));
    }
    return samples.map((_, row) => row);
  }

  private stageOne(sample: number): number {
    return this.stage(Int32Array.of(sample))[0] ?? 0;
  }

  /** Tells every shard its rows. */
  private divide(batch: number, step: number): void {
    const { shards, order } = this.plan;
    const divided = divideRows(batch, shards.length);
    const used = divided.filter((rows) => rows > 0).length;
    let firstRow = 0;
    for (const [i, { frame }] of shards.entries()) {
      const rows = divided[i] ?? 0;
      const now = { rows, padded: roundUp(rows, 4), batch, firstRow, shards: used, step, training: step > 0 ? 1 : 0 };
      Object.assign(frame.values, now, { order: order + firstRow * 4 });
      frameFields.forEach((field, at) => (this.words[frame.address / 4 + at] = frame.values[field]));
      firstRow += rows;
    }
  }

  /** From [steps][padded][ld] to (samples, steps, features). */
  private copyOutput(shard: PlacedShard, tensor: PlanTensor, output: number, first: number, to?: Float32Array): void {
    const { rows, padded, firstRow } = shard.frame.values;
    const { steps, features, ld } = tensor;
    for (let r = 0; r < rows; r++) {
      for (let t = 0; t < steps; t++) {
        const from = (shard.outputs[output] ?? 0) / 4 + (t * padded + r) * ld;
        to?.set(this.floats.subarray(from, from + features), ((first + firstRow + r) * steps + t) * features);
      }
    }
  }

  private doubles(address: number, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, count).slice();
  }

  private blockOf({ address, floats }: PlacedWeight): Float32Array {
    return this.floats.subarray(address / 4, address / 4 + floats);
  }

  private write(weight: PlacedWeight, values: Float32Array): void {
    writeBlock(weight.block, values, this.blockOf(weight));
  }

  private refresh(): void {
    this.divide(1, 0);
    this.kernels.run(this.plan.programs.refresh, 0);
  }
}
