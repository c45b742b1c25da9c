/**
 * Some rows of a batch with everything that they need of their own: a frame, the tensors and their gradients, records,
 * tapes, and an arena for the gradients of the weights. Weights, their transposed copies and the dataset are the layout's.
 *
 * A batch is cut into shards, each a region, so that threads never write into the same numbers. A region can also stand
 * alone, with other rows than the batch has: it runs a forward pass, and a backward pass where gradients are wanted, and never an update.
 * Invariants that all kernels rely on: memory starts as zeros; pad columns of a tensor are never written with anything else;
 * pad rows have zero gradients. test/engine/pads.test.ts holds them.
 */
import type { Operation } from "./codes";
import type { Layout } from "./layout";
import type { Emission, PlacedRecord, SharedPlace, TapeEntry, WatchedAttention, WatchedLayer } from "./network";
import type { PlanTensor, PlanWeight } from "./tensors";
import type { RecordName, RecordValues } from "./records";

export interface PlacedTensor {
  readonly tensor: PlanTensor;
  /** The layer that makes it. */
  readonly layer: string;
  readonly value: number;
  /** 0 where it has none. */
  readonly gradient: number;
}

export interface RegionRequest {
  /** Rows that it has room for: a multiple of 4. */
  readonly rows: number;
  /** Its place among the shards of a batch, and how many there are; absent for one that stands alone. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Operations keep what probes read, beside what training needs. */
  readonly probing?: boolean;
}

export class Region implements Emission {
  readonly rows: number;
  readonly probing: boolean;
  private readonly shard: RegionRequest["shard"];
  readonly frame: PlacedRecord<"Frame">;
  /** The layer whose operation is being emitted. */
  layer = "";
  private readonly places = new Map<PlanTensor, { readonly layer: string; readonly address: number }>();
  private readonly gradients = new Map<PlanTensor, number>();
  private readonly weightGradients = new Map<PlanWeight, number>();
  private forwardEntries: TapeEntry[] = [];
  private backwardEntries: TapeEntry[] = [];
  /** The widest rows that a weight gradient packs. */
  private widestChunk = 16;
  private sharedPlaces = 0;
  /** In the order of the layers. */
  readonly watched: WatchedLayer[] = [];
  readonly watchedAttention: WatchedAttention[] = [];

  constructor(
    private readonly layout: Layout,
    { rows, shard, probing = false }: RegionRequest,
  ) {
    this.rows = rows;
    this.probing = probing;
    this.shard = shard;
    this.frame = layout.record("Frame", {
      ...{ rows: 0, padded: 0, batch: 0, firstRow: 0, shards: 0, step: 0, training: 0, order: 0 },
      ...{ losses: 0, zeros: layout.zeros, chunk: 0 },
    });
  }

  get batchRows(): number {
    return this.layout.batchRows;
  }

  get seed(): number {
    return this.layout.seed;
  }

  value(tensor: PlanTensor): number {
    const known = this.places.get(tensor);
    if (known !== undefined) return known.address;
    const step = this.rows * tensor.ld;
    const start = this.buffer((tensor.steps + (tensor.zeroStep === 0 ? 0 : 1)) * step);
    const address = tensor.zeroStep === 1 ? start + step * 4 : start;
    this.places.set(tensor, { layer: this.layer, address });
    return address;
  }

  gradient(tensor: PlanTensor): number {
    return this.gradients.get(tensor) ?? 0;
  }

  giveGradient(tensor: PlanTensor): { readonly address: number; readonly accumulate: 0 | 1 } {
    const known = this.gradients.get(tensor);
    if (known !== undefined) return { address: known, accumulate: 1 };
    const address = this.buffer(tensor.steps * this.rows * tensor.ld);
    this.gradients.set(tensor, address);
    return { address, accumulate: 0 };
  }

  /** Gives the weights' gradients their places, in the order in which the weights lie. */
  placeWeightGradients(weights: readonly PlanWeight[]): SharedPlace {
    const { floats, offsets } = this.layout.arena(weights);
    const place = this.shared(floats);
    for (const [i, weight] of weights.entries()) this.weightGradients.set(weight, place.own + (offsets[i] ?? 0) * 4);
    return place;
  }

  watch(layer: WatchedLayer): void {
    if (this.probing) this.watched.push(layer);
  }

  watchAttention(layer: WatchedAttention): void {
    if (this.probing) this.watchedAttention.push(layer);
  }

  weight(weight: PlanWeight): number {
    return this.layout.weight(weight);
  }

  weightGradient(weight: PlanWeight): number {
    return this.weightGradients.get(weight) ?? 0;
  }

  transposed(weight: PlanWeight): number {
    return this.layout.transposed(weight);
  }

  buffer(floats: number): number {
    return this.layout.buffer(floats);
  }

  constant(values: readonly number[] | Int32Array): number {
    return this.layout.constant(values);
  }

  /** A region that stands alone looks at other samples than the batches: it keeps nothing and begins with zeros. */
  keep(name: string, units: number): number {
    return this.shard === undefined ? 0 : this.layout.keep(name, units, this.rows);
  }

  shared(floats: number): SharedPlace {
    if (this.shard === undefined) {
      const own = this.buffer(floats);
      return { own, first: own, stride: 0 };
    }
    const { first, stride } = this.layout.shared(this.sharedPlaces++, floats, this.shard.count);
    return { own: first + this.shard.index * stride, first, stride };
  }

  awaitShards(): void {
    this.layout.shardsMeet = true;
  }

  record<Name extends RecordName>(name: Name, values: RecordValues<Name>): PlacedRecord<Name> {
    return this.layout.record(name, values);
  }

  forward(operation: Operation, record: PlacedRecord): void {
    this.forwardEntries.push([operation, record.address]);
  }

  backward(operation: Operation, record: PlacedRecord): void {
    if (record.name === "WeightGradients") {
      const { width } = (record as PlacedRecord<"WeightGradients">).values;
      this.widestChunk = Math.max(this.widestChunk, width);
    }
    this.backwardEntries.push([operation, record.address]);
  }

  /** The forward entries written since the last call. */
  takeForward(): TapeEntry[] {
    return this.forwardEntries.splice(0);
  }

  /** The backward entries written since the last call. */
  takeBackward(): TapeEntry[] {
    return this.backwardEntries.splice(0);
  }

  /** To be called when all operations are emitted: only then is it known how much room they share. */
  complete(): void {
    this.frame.values.chunk = this.buffer(128 * this.widestChunk);
  }

  /** In the order in which they are written. */
  tensors(): PlacedTensor[] {
    return [...this.places].map(([tensor, { layer, address }]) => ({
      tensor,
      layer,
      value: address,
      gradient: this.gradient(tensor),
    }));
  }
}
