/**
 * A network as primitive operations over tensors and weights, and what such an operation sees while it writes its tape entries.
 *
 * Lowering (lowering/) turns layers into this; the layout (layout.ts) gives everything a place, and each region (region.ts) asks
 * each operation for its entries. All of it is pure: the editor can plan a network that it never runs.
 */
import type { RecurrentKind } from "../../core/model/layerTable";
import type { ActivationCode, Operation } from "./codes";
import type { RecordName, RecordValues } from "./records";
import type { Activity, PlanTensor, PlanWeight } from "./tensors";

export interface PlanOperation {
  readonly reads: readonly PlanTensor[];
  readonly writes: PlanTensor;
  /** A recurrent layer's last states; they need a gradient where `writes` does. */
  readonly alsoWrites?: readonly PlanTensor[];
  /** Present where this is an element-wise activation or softmax: a loss may want what stands before it. */
  readonly activation?: ActivationCode;
  /** Emits the forward entries; returns what emits the backward ones. */
  readonly emit: (emission: Emission) => () => void;
}

export interface Network {
  /** Every state gets a gradient, also where nothing before it learns: somebody will want to see it. */
  readonly probed?: boolean;
  readonly weights: PlanWeight[];
  readonly operations: PlanOperation[];
  readonly activities: Activity[];
}

/** A record whose fields may still change; it is written out when the plan is complete. */
export interface PlacedRecord<Name extends RecordName = RecordName> {
  readonly name: Name;
  readonly address: number;
  readonly values: RecordValues<Name>;
}

/** A recurrent layer in one direction, for a probe. */
export interface WatchedLayer {
  /** Its own, or `layer/forward` and `layer/backward` for the halves of a Bidirectional. */
  readonly name: string;
  readonly kind: RecurrentKind;
  readonly direction: 1 | -1;
  readonly returnSequences: boolean;
  readonly x: PlanTensor;
  readonly mask: PlanTensor | undefined;
  /** Steps that the mask leaves out are shown as zeros. */
  readonly zeroMasked: boolean;
  /** Says where states, gates and gradients lie; of a Jordan layer, those of the hidden units. */
  readonly record: RecordValues<"Recurrent">;
  /** Of a Jordan layer's output. */
  readonly output?: RecordValues<"Recurrent">;
  /** Adds the same layer over another input, from given states in the cell's order; gives its last states. */
  readonly again: (network: Network, from: StartedInput) => readonly PlanTensor[];
}

/** An Attention layer, for a probe. */
export interface WatchedAttention {
  readonly name: string;
  /** (Tq, Tv), behind softmax. */
  readonly weights: PlanTensor;
}

export interface StartedInput {
  readonly x: PlanTensor;
  readonly initial: readonly PlanTensor[];
  readonly mask: PlanTensor | undefined;
}

export type TapeEntry = readonly [Operation, number];

/** Numbers of the same kind in every shard: shard i has its own at first + i · stride (bytes). */
export interface SharedPlace {
  readonly own: number;
  readonly first: number;
  readonly stride: number;
}

/**
 * What an operation sees while it writes its entries. It is asked once for each region: rows, tensors, gradients, buffers and
 * records are the region's own, weights and their transposed copies are common to all.
 */
export interface Emission {
  /** Rows of the region, padded to a multiple of 4. */
  readonly rows: number;
  /** Rows of the whole batch. */
  readonly batchRows: number;
  readonly seed: number;
  /** The region serves probes: operations keep what they read, beside what training needs. */
  readonly probing: boolean;
  /** For a recurrent layer of a region that serves probes. */
  watch(layer: WatchedLayer): void;
  watchAttention(layer: WatchedAttention): void;
  value(tensor: PlanTensor): number;
  /** The gradient's address where some consumer has written one. */
  gradient(tensor: PlanTensor): number;
  /** For a consumer that gives a gradient: it must add where another one wrote before. */
  giveGradient(tensor: PlanTensor): { readonly address: number; readonly accumulate: 0 | 1 };
  weight(weight: PlanWeight): number;
  weightGradient(weight: PlanWeight): number;
  /** The transposed copy, which is kept up to date from now on. */
  transposed(weight: PlanWeight): number;
  /** Fresh zeros. */
  buffer(floats: number): number;
  /** Numbers that stay as they are, as floats, or as whole numbers where they are given so. */
  constant(values: readonly number[] | Int32Array): number;
  /** Zeros at first; a state of all rows of the region that stays from batch to batch. 0: nothing stays. */
  keep(name: string, units: number): number;
  /**
   * A place that all shards can read; the first `Frame.shards` of them are in use in a batch. What a shard writes
   * there on its way forward, others can read in their loss and on the way back, where somebody has called `awaitShards`.
   */
  shared(floats: number): SharedPlace;
  /** Asks that all shards have gone forward before any computes its loss. */
  awaitShards(): void;
  record<Name extends RecordName>(name: Name, values: RecordValues<Name>): PlacedRecord<Name>;
  forward(operation: Operation, record: PlacedRecord): void;
  backward(operation: Operation, record: PlacedRecord): void;
}
