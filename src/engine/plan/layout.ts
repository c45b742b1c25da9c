/**
 * The memory of a session: every weight, record and tape gets its place here, and each region (region.ts) takes its part.
 *
 * Places are only added, never moved, so the number of bytes is known before anything is allocated. test/engine/plan.test.ts.
 */
import { Operation } from "./codes";
import type { PlacedRecord, TapeEntry } from "./network";
import { recordBytes, recordFields, type RecordName, type RecordValues } from "./records";
import type { PlanWeight } from "./tensors";
import { blockFloats, blockRows, blockWidth, roundUp } from "./weightBlock";

/** A state that stays from batch to batch: rows of `width` floats from `address` on, `units` of which count. */
export interface KeptState {
  /** `lstm/h`, `bidirectional/forward/c`; each shard has its own under the same name. */
  readonly name: string;
  readonly address: number;
  readonly width: number;
  readonly units: number;
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
