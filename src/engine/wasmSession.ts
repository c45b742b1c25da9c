/**
 * One network in WebAssembly memory: fills the frame, runs tapes, and speaks Keras's layouts to the outside. test/engine/session.test.ts.
 */
import type { Tensor } from "../core/data/dataset";
import { createStream } from "../core/random/randomStream";
import {
  WeightsMismatch,
  type CountedMetric,
  type EngineBuild,
  type NamedTensor,
  type NetworkSession,
  type SessionRequest,
  type SessionState,
} from "../core/training/networkSession";
import { countValues, roundUp } from "./plan/network";
import type { Plan, PlacedOutput, PlacedWeight } from "./plan/planNetwork";
import { PlanError } from "./plan/planError";
import { recordFields } from "./plan/records";
import { readOptimizerState, writeOptimizerState } from "./sessionState";
import { readBlock, writeBlock } from "./plan/weightBlock";

export interface Kernels {
  run(tape: number, frame: number): void;
  /** Tiles for 256 bits: 1, or 0. Each instance has to be told. */
  setWide(on: number): void;
}

const frameFields = Object.keys(recordFields.Frame) as (keyof typeof recordFields.Frame)[];

export class WasmSession implements NetworkSession {
  readonly engine = "wasm";
  readonly threads = 1;
  readonly wide: boolean;
  private readonly floats: Float32Array;
  private readonly words: Int32Array;
  private readonly samples: number;
  private step = 0;

  constructor(
    private readonly plan: Plan,
    private readonly memory: WebAssembly.Memory,
    private readonly kernels: Kernels,
    readonly build: EngineBuild,
    request: SessionRequest,
  ) {
    this.wide = request.wide === true;
    kernels.setWide(this.wide ? 1 : 0);
    this.floats = new Float32Array(memory.buffer);
    this.words = new Int32Array(memory.buffer);
    for (const { address, words } of plan.image) this.words.set(words, address / 4);
    plan.inputs.forEach(({ address }, i) =>
      this.floats.set(request.dataset.inputs[i]?.tensor.values ?? [], address / 4),
    );
    plan.targets.forEach(({ address }, i) =>
      this.floats.set(request.dataset.targets[i]?.tensor.values ?? [], address / 4),
    );
    for (const [i, weight] of plan.weights.entries()) {
      this.write(weight, weight.initial(createStream(request.seed, "weights", i)));
    }
    this.samples = request.dataset.samples;
    this.refresh();
  }

  weights(): NamedTensor[] {
    return this.plan.weights.map((weight) => ({
      name: weight.name,
      shape: weight.shape,
      values: readBlock(weight.block, this.blockOf(weight)),
    }));
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
    const tape = this.plan.tapes.train;
    if (tape === undefined) throw new PlanError("engine.cannotTrain");
    this.step++;
    this.run(tape, samples, true);
    return this.losses();
  }

  evaluateBatch(samples: Int32Array): Float64Array {
    const tape = this.plan.tapes.evaluate;
    if (tape === undefined) throw new PlanError("engine.cannotTrain");
    this.run(tape, samples, false);
    return this.losses();
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
    return { steps: this.step, tensors: readOptimizerState(this.plan, this.floats) };
  }

  setState({ steps, tensors }: SessionState): void {
    writeOptimizerState(this.plan, this.floats, tensors);
    this.step = steps;
  }

  get metrics(): readonly CountedMetric[] {
    return this.plan.metrics.columns;
  }

  batchPenalty(): number {
    const { penalty } = this.plan;
    return penalty === undefined ? 0 : (new Float64Array(this.memory.buffer, penalty, 1)[0] ?? 0);
  }

  metricCounts(): Float64Array {
    const { address, columns } = this.plan.metrics;
    return new Float64Array(this.memory.buffer, address, columns.length * 2).slice();
  }

  predict(samples = Int32Array.from({ length: this.samples }, (_, sample) => sample)): Tensor[] {
    const results = this.plan.outputs.map(({ tensor }) => ({
      shape: [samples.length, ...tensor.shape],
      values: new Float32Array(samples.length * tensor.steps * tensor.features),
    }));
    for (let first = 0; first < samples.length; first += this.plan.batchRows) {
      const batch = samples.subarray(first, first + this.plan.batchRows);
      this.run(this.plan.tapes.predict, batch, false);
      this.plan.outputs.forEach((output, i) => this.copyOutput(output, batch.length, first, results[i]?.values));
    }
    return results;
  }

  /** The memory goes when the session is no longer referred to; nothing else is held. */
  dispose(): void {}

  private losses(): Float64Array {
    const first = this.plan.frame.values.losses;
    return new Float64Array(this.memory.buffer, first, this.plan.targets.length).slice();
  }

  private run(tape: number, samples: Int32Array, training: boolean): void {
    const rows = samples.length;
    const { values, address } = this.plan.frame;
    if (rows < 1 || rows > this.plan.batchRows)
      throw new RangeError(`${rows} rows in a batch of ${this.plan.batchRows}`);
    if (samples.some((sample) => sample < 0 || sample >= this.samples)) throw new RangeError("no such sample");
    this.words.set(samples, values.order / 4);
    Object.assign(values, {
      rows,
      padded: roundUp(rows, 4),
      batch: rows,
      step: this.step,
      training: training ? 1 : 0,
    });
    frameFields.forEach((field, i) => (this.words[address / 4 + i] = values[field]));
    this.kernels.run(tape, address);
  }

  /** From [steps][padded][ld] to (samples, steps, features). */
  private copyOutput({ address, tensor }: PlacedOutput, rows: number, first: number, to?: Float32Array): void {
    const { steps, features, ld } = tensor;
    const padded = roundUp(rows, 4);
    for (let r = 0; r < rows; r++) {
      for (let t = 0; t < steps; t++) {
        const from = address / 4 + (t * padded + r) * ld;
        to?.set(this.floats.subarray(from, from + features), ((first + r) * steps + t) * features);
      }
    }
  }

  private blockOf({ address, floats }: PlacedWeight): Float32Array {
    return this.floats.subarray(address / 4, address / 4 + floats);
  }

  private write(weight: PlacedWeight, values: Float32Array): void {
    writeBlock(weight.block, values, this.blockOf(weight));
  }

  private refresh(): void {
    this.kernels.run(this.plan.tapes.refresh, this.plan.frame.address);
  }
}
