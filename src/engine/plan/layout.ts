/**
 * The memory of a session: every weight, record and tape gets its place here, and each region (region.ts) takes its part.
 *
 * Places are only added, never moved, so the number of bytes is known before anything is allocated. test/engine/plan.test.ts.
 */
import type { RecurrentKind } from "../../core/model/layerTable";
import { Operation } from "./codes";
import type { Network, PlanTensor, PlanWeight } from "./network";
import { recordBytes, recordFields, type RecordName, type RecordValues } from "./records";
import { blockFloats, blockRows, blockWidth, roundUp } from "./weightBlock";

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

export interface StartedInput {
  readonly x: PlanTensor;
  readonly initial: readonly PlanTensor[];
  readonly mask: PlanTensor | undefined;
}

/** A state that stays from batch to batch: rows of `width` floats from `address` on, `units` of which count. */
export interface KeptState {
  /** `lstm/h`, `bidirectional/forward/c`; each shard has its own under the same name. */
  readonly name: string;
  readonly address: number;
  readonly width: number;
  readonly units: number;
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

/** Below lie the kernels' own constants. */
const FIRST_ADDRESS = 65536;
/** A cache line: no two threads write into the same one. */
const ALIGNMENT = 64;

export class Layout {
  private top = FIRST_ADDRESS;
  private readonly weights = new Map<PlanWeight, number>();
  private readonly transposes = new Map<PlanWeight, PlacedRecord<"Transpose">>();
  private readonly sharedPlaces: { readonly first: number; readonly stride: number }[] = [];
  readonly records: PlacedRecord[] = [];
  /** Words that are written once, before the first run. */
  readonly constants: { readonly address: number; readonly words: Int32Array }[] = [];
  readonly kept: KeptState[] = [];
  /** 16 zeros. */
  readonly zeros = this.buffer(16);
  /** The words that threads share (kernels/team.ts). */
  readonly team = this.buffer(32);
  /** Some operation needs figures of all shards before the loss. */
  shardsMeet = false;

  constructor(
    readonly batchRows: number,
    readonly seed: number,
  ) {}

  get bytes(): number {
    return this.top;
  }

  take(bytes: number): number {
    const address = this.top;
    this.top += roundUp(bytes, ALIGNMENT);
    return address;
  }

  buffer(floats: number): number {
    return this.take(floats * 4);
  }

  constant(values: readonly number[] | Int32Array): number {
    const address = this.buffer(values.length);
    const words = values instanceof Int32Array ? values : new Int32Array(Float32Array.from(values).buffer);
    this.constants.push({ address, words });
    return address;
  }

  keep(name: string, units: number, rows: number): number {
    const width = roundUp(units, 16);
    const address = this.buffer(rows * width);
    this.kept.push({ name, address, width, units });
    return address;
  }

  /** Place number `index` of those that shards have side by side; all of them ask for the same places in the same order. */
  shared(index: number, floats: number, count: number): { readonly first: number; readonly stride: number } {
    const known = this.sharedPlaces[index];
    if (known !== undefined) return known;
    const stride = roundUp(floats * 4, ALIGNMENT);
    const place = { first: this.take(stride * count), stride };
    this.sharedPlaces.push(place);
    return place;
  }

  /** How weights lie side by side, and their gradients in the same order: an optimizer takes them in one pass. In floats. */
  arena(weights: readonly PlanWeight[]): { readonly floats: number; readonly offsets: readonly number[] } {
    let floats = 0;
    const offsets = weights.map(({ block }) => {
      const offset = floats;
      floats += blockFloats(block);
      return offset;
    });
    return { floats, offsets };
  }

  placeWeights(weights: readonly PlanWeight[]): { readonly address: number; readonly floats: number } {
    const { floats, offsets } = this.arena(weights);
    const address = this.buffer(floats);
    for (const [i, weight] of weights.entries()) this.weights.set(weight, address + (offsets[i] ?? 0) * 4);
    return { address, floats };
  }

  weight(weight: PlanWeight): number {
    return this.weights.get(weight) ?? 0;
  }

  transposed(weight: PlanWeight): number {
    const known = this.transposes.get(weight);
    if (known !== undefined) return known.values.transposed;
    const { block } = weight;
    const transposed = this.buffer(blockWidth(block) * roundUp(block.rows, 16));
    const record = this.record("Transpose", {
      weights: this.weight(weight),
      weightRows: blockRows(block),
      width: blockWidth(block),
      transposed,
    });
    this.transposes.set(weight, record);
    return transposed;
  }

  record<Name extends RecordName>(name: Name, values: RecordValues<Name>): PlacedRecord<Name> {
    const record = { name, address: this.take(recordBytes(name)), values };
    this.records.push(record);
    return record;
  }

  /** Entries that renew the transposed copies: of all weights, or of those that training changes. */
  transposeEntries(trainableOnly: boolean): TapeEntry[] {
    const chosen = [...this.transposes].filter(([weight]) => weight.trainable || !trainableOnly);
    return chosen.map(([, record]) => [Operation.transpose, record.address]);
  }
}

/** The words of a record as the kernels read them. */
export function recordWords({ name, values }: PlacedRecord): Int32Array {
  const fields = Object.entries(recordFields[name]);
  const words = new Int32Array(fields.length);
  const floats = new Float32Array(words.buffer);
  for (const [i, [field, type]] of fields.entries()) {
    const value = (values as Readonly<Record<string, number>>)[field] ?? 0;
    if (type === "f32") floats[i] = value;
    else words[i] = value | 0;
  }
  return words;
}
