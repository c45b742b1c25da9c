/**
 * Gives every tensor, weight and record its place in one memory, and writes the tapes.
 *
 * Places are only added, never moved, so the number of bytes is known before anything is allocated. Invariants that all kernels
 * rely on: memory starts as zeros; pad columns of a tensor are never written with anything else; pad rows have zero
 * gradients. test/engine/pads.test.ts holds them.
 */
import { Operation } from "./codes";
import { roundUp, type PlanTensor, type PlanWeight } from "./network";
import { recordBytes, recordFields, type RecordName, type RecordValues } from "./records";
import { blockFloats, blockRows, blockWidth } from "./weightBlock";

/** A record whose fields may still change; it is written out when the plan is complete. */
export interface PlacedRecord<Name extends RecordName = RecordName> {
  readonly name: Name;
  readonly address: number;
  readonly values: RecordValues<Name>;
}

export type TapeEntry = readonly [Operation, number];

/** What an operation sees while it writes its entries. Rows are those of a full batch, padded. */
export interface Emission {
  readonly rows: number;
  readonly batchRows: number;
  readonly seed: number;
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
  record<Name extends RecordName>(name: Name, values: RecordValues<Name>): PlacedRecord<Name>;
  forward(operation: Operation, record: PlacedRecord): void;
  backward(operation: Operation, record: PlacedRecord): void;
}

/** Below lie the kernels' own constants. */
const FIRST_ADDRESS = 65536;
const ALIGNMENT = 64;

export class Layout implements Emission {
  private top = FIRST_ADDRESS;
  private readonly values = new Map<PlanTensor, number>();
  private readonly gradients = new Map<PlanTensor, number>();
  private readonly weights = new Map<PlanWeight, number>();
  private readonly weightGradients = new Map<PlanWeight, number>();
  private readonly transposes = new Map<PlanWeight, PlacedRecord<"Transpose">>();
  readonly records: PlacedRecord[] = [];
  /** Entries since the last `takeEntries`. */
  private forwardEntries: TapeEntry[] = [];
  readonly backwardEntries: TapeEntry[] = [];
  /** The widest rows that a weight gradient packs. */
  widestChunk = 16;

  constructor(
    readonly rows: number,
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

  value(tensor: PlanTensor): number {
    return this.place(this.values, tensor, () => {
      const step = this.rows * tensor.ld;
      const start = this.buffer((tensor.steps + (tensor.zeroStep === 0 ? 0 : 1)) * step);
      return tensor.zeroStep === 1 ? start + step * 4 : start;
    });
  }

  gradient(tensor: PlanTensor): number {
    return this.gradients.get(tensor) ?? 0;
  }

  giveGradient(tensor: PlanTensor): { readonly address: number; readonly accumulate: 0 | 1 } {
    const accumulate = this.gradients.has(tensor) ? 1 : 0;
    const address = this.place(this.gradients, tensor, () => this.buffer(tensor.steps * this.rows * tensor.ld));
    return { address, accumulate };
  }

  /** Weights side by side, and their gradients in the same order: an optimizer takes them in one pass. */
  placeWeights(weights: readonly PlanWeight[]): { readonly address: number; readonly floats: number } {
    return this.placeArena(this.weights, weights);
  }

  placeWeightGradients(weights: readonly PlanWeight[]): { readonly address: number; readonly floats: number } {
    return this.placeArena(this.weightGradients, weights);
  }

  private placeArena(map: Map<PlanWeight, number>, weights: readonly PlanWeight[]) {
    const floats = weights.reduce((sum, { block }) => sum + blockFloats(block), 0);
    const address = this.buffer(floats);
    let at = address;
    for (const weight of weights) {
      map.set(weight, at);
      at += blockFloats(weight.block) * 4;
    }
    return { address, floats };
  }

  weight(weight: PlanWeight): number {
    return this.weights.get(weight) ?? 0;
  }

  weightGradient(weight: PlanWeight): number {
    return this.weightGradients.get(weight) ?? 0;
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

  placedTensors(): { readonly tensor: PlanTensor; readonly value: number; readonly gradient: number }[] {
    return [...this.values].map(([tensor, value]) => ({ tensor, value, gradient: this.gradient(tensor) }));
  }

  /** The forward entries written since the last call. */
  takeEntries(): TapeEntry[] {
    const entries = this.forwardEntries;
    this.forwardEntries = [];
    return entries;
  }

  /** Entries that renew the transposed copies: of all weights, or of those that training changes. */
  transposeEntries(trainableOnly: boolean): TapeEntry[] {
    const chosen = [...this.transposes].filter(([weight]) => weight.trainable || !trainableOnly);
    return chosen.map(([, record]) => [Operation.transpose, record.address]);
  }

  /** Places a tape and returns its address and words. */
  tape(entries: readonly TapeEntry[]): { readonly address: number; readonly words: Int32Array } {
    const words = Int32Array.from([...entries.flat(), Operation.end, 0]);
    return { address: this.take(words.byteLength), words };
  }

  private place(map: Map<PlanTensor, number>, tensor: PlanTensor, make: () => number): number {
    const known = map.get(tensor);
    if (known !== undefined) return known;
    const address = make();
    map.set(tensor, address);
    return address;
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
