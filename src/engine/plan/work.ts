/**
 * How much arithmetic a tape asks for, counted from its records as the kernels will run them: pads included.
 *
 * test/engine/cost.test.ts holds the counts against closed forms.
 */
import { Operation } from "./codes";
import type { PlacedRecord, TapeEntry } from "./layout";
import type { RecordName, RecordValues } from "./records";

/** Floating-point operations of one run over a full batch; a multiply-add is two. */
export interface Work {
  /** In matrix products, which run near the machine's peak. */
  readonly products: number;
  /** In everything that goes element by element: cells, activations, losses. */
  readonly elements: number;
  /** Of the above, what does not grow with the batch: optimizers, regularizers, transposes. */
  readonly fixed: number;
}

type Count = (rows: number, record: PlacedRecord) => { readonly products?: number; readonly elements: number };

/** Operations of one exponential, logarithm or the like, with what surrounds it. */
const CURVE = 22;
/** Operations of one number's update, about the same for all optimizers with two memories. */
const UPDATE = 12;

const values = <Name extends RecordName>(record: PlacedRecord): RecordValues<Name> =>
  record.values as RecordValues<Name>;

/** One direction of a recurrent cell: its product with the state of the step before, and its gates. */
function cell(gates: number, perUnit: number): Count {
  return (rows, record) => {
    const { steps, units, width } = values<"Recurrent">(record);
    return { products: 2 * (steps - 1) * rows * units * gates * width, elements: steps * rows * width * perUnit };
  };
}

/** Each number is brought from its place to its place. */
const rearrangement: Count = (rows, record) => ({ elements: 2 * rows * values<"Rearrange">(record).count });

/** Some operations for every number of a tensor. */
function map(perNumber: number): Count {
  return (rows, { values: fields }) => {
    const { steps = 1, features = 1 } = fields as { steps?: number; features?: number };
    return { elements: steps * rows * features * perNumber };
  };
}

const counts: { readonly [Code in Operation]?: Count } = {
  [Operation.product]: (rows, record) => {
    const { steps, features, width } = values<"Product">(record);
    return { products: 2 * steps * rows * features * width, elements: 0 };
  },
  [Operation.weightGradients]: (rows, record) => {
    const { steps, width, x, weightRows, h, recurrentRows } = values<"WeightGradients">(record);
    const operands = (x ? steps * weightRows : 0) + (h ? (steps - 1) * recurrentRows : 0);
    return { products: 2 * rows * width * operands, elements: steps * rows * width };
  },
  [Operation.inputGradient]: (rows, record) => {
    const { steps, dyLd, dxLd } = values<"InputGradient">(record);
    return { products: 2 * steps * rows * dyLd * dxLd, elements: 0 };
  },
  [Operation.lstmForward]: cell(4, 5 * CURVE + 4),
  [Operation.lstmBackward]: cell(4, 24),
  [Operation.gruForward]: cell(3, 3 * CURVE + 8),
  [Operation.gruBackward]: cell(3, 20),
  [Operation.simpleRnnForward]: cell(1, CURVE),
  [Operation.simpleRnnBackward]: cell(1, 4),
  [Operation.rearrangeForward]: rearrangement,
  [Operation.rearrangeBackward]: rearrangement,
  [Operation.activateForward]: map(CURVE),
  [Operation.activateBackward]: map(4),
  [Operation.dropoutForward]: map(30),
  [Operation.loss]: map(CURVE + 4),
  [Operation.normalizeForward]: map(8),
  [Operation.normalizeBackward]: map(12),
};

const fixed: { readonly [Code in Operation]?: (record: PlacedRecord) => number } = {
  [Operation.update]: (record) => values<"Update">(record).count * UPDATE,
  [Operation.reduce]: (record) => values<"Reduce">(record).count * 2,
  [Operation.clip]: (record) => values<"Clip">(record).count * 3,
  [Operation.penalty]: (record) => values<"Penalty">(record).count * 4,
  [Operation.transpose]: (record) => values<"Transpose">(record).weightRows * values<"Transpose">(record).width,
};

/** What one run of the tape costs with `rows` rows, pads included. Whatever has no count of its own is two operations a number. */
export function countWork(tape: readonly TapeEntry[], records: readonly PlacedRecord[], rows: number): Work {
  const at = new Map(records.map((record) => [record.address, record]));
  const work = { products: 0, elements: 0, fixed: 0 };
  for (const [operation, address] of tape) {
    const record = at.get(address);
    if (!record) continue;
    const steady = fixed[operation]?.(record);
    if (steady !== undefined) work.fixed += steady;
    else {
      const { products = 0, elements } = (counts[operation] ?? map(2))(rows, record);
      work.products += products;
      work.elements += elements;
    }
  }
  return work;
}
