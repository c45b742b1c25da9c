/**
 * How much arithmetic a tape asks for, counted from its records as the kernels will run them: pads included.
 *
 * test/engine/cost.test.ts holds the counts against closed forms.
 */
import { Operation } from "./codes";
import type { PlacedRecord, TapeEntry } from "./network";
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

interface Counted {
  readonly products?: number;
  readonly elements?: number;
  readonly fixed?: number;
}

/** `recordAt`: what lies at an address that a field names. */
type Count = (rows: number, record: PlacedRecord, recordAt: (address: number) => PlacedRecord | undefined) => Counted;

/** Operations of one exponential, logarithm or the like, with what surrounds it. */
const CURVE = 22;
/** Operations of one number drawn by the generator. */
const DRAW = 30;
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

/** Jordan's two layers: from the last output to the hidden one, and from there to the next output. */
function jordan(perUnit: number): Count {
  return (rows, record, recordAt) => {
    const { steps, units, width, output } = values<"Recurrent">(record);
    const out = recordAt(output);
    if (!out) return {};
    const { units: outUnits, width: outWidth } = values<"Recurrent">(out);
    return {
      products: 2 * rows * ((steps - 1) * outUnits * width + steps * units * outWidth),
      elements: steps * rows * (width + outWidth) * perUnit,
    };
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

/** Some operations for every number of two tensors that are joined. */
const merge: Count = (rows, record) => {
  const { steps, aFeatures, bFeatures } = values<"Merge">(record);
  return { elements: 2 * steps * rows * (aFeatures + bFeatures) };
};

/** Every query with every key; `ways`: products of such a size. */
function scores(ways: number): Count {
  return (rows, record) => {
    const { steps, keySteps, features, additive } = values<"Scores">(record);
    return { elements: ways * steps * keySteps * rows * features * (additive ? CURVE : 2) };
  };
}

function mix(ways: number): Count {
  return (rows, record) => {
    const { steps, valueSteps, features } = values<"Mix">(record);
    return { elements: ways * 2 * steps * valueSteps * rows * features };
  };
}

/** Whatever does not grow with the batch: so much for each of the record's numbers. */
function steady(perNumber: number): Count {
  return (_, { values: fields }) => ({ fixed: ((fields as { count?: number }).count ?? 0) * perNumber });
}

/** One for each operation: a new one without an entry does not compile. */
const counts: { readonly [Code in Operation]: Count } = {
  [Operation.end]: () => ({}),
  [Operation.gather]: map(2),
  [Operation.product]: (rows, record) => {
    const { steps, features, width } = values<"Product">(record);
    return { products: 2 * steps * rows * features * width };
  },
  [Operation.weightGradients]: (rows, record) => {
    const { steps, width, x, weightRows, h, recurrentRows } = values<"WeightGradients">(record);
    const operands = (x ? steps * weightRows : 0) + (h ? (steps - 1) * recurrentRows : 0);
    return { products: 2 * rows * width * operands, elements: steps * rows * width };
  },
  [Operation.inputGradient]: (rows, record) => {
    const { steps, dyLd, dxLd } = values<"InputGradient">(record);
    return { products: 2 * steps * rows * dyLd * dxLd };
  },
  [Operation.lstmForward]: cell(4, 5 * CURVE + 4),
  [Operation.lstmBackward]: cell(4, 24),
  [Operation.gruForward]: cell(3, 3 * CURVE + 8),
  [Operation.gruBackward]: cell(3, 20),
  [Operation.simpleRnnForward]: cell(1, CURVE),
  [Operation.simpleRnnBackward]: cell(1, 4),
  [Operation.jordanForward]: jordan(CURVE),
  [Operation.jordanBackward]: jordan(4),
  [Operation.startedSteps]: map(2),
  [Operation.mergeForward]: merge,
  [Operation.mergeBackward]: merge,
  [Operation.lookUp]: map(1),
  [Operation.lookUpGradients]: map(2),
  [Operation.normalizeForward]: map(8),
  [Operation.normalizeBackward]: map(12),
  [Operation.regroupForward]: map(2),
  [Operation.regroupBackward]: map(2),
  [Operation.rearrangeForward]: rearrangement,
  [Operation.rearrangeBackward]: rearrangement,
  [Operation.reverseSteps]: map(2),
  [Operation.activateForward]: map(CURVE),
  [Operation.activateBackward]: map(4),
  [Operation.dropoutForward]: map(DRAW),
  [Operation.dropoutBackward]: map(2),
  [Operation.dropoutFactors]: map(DRAW),
  [Operation.scoresForward]: scores(1),
  [Operation.scoresBackward]: scores(2),
  [Operation.mixForward]: mix(1),
  [Operation.mixBackward]: mix(2),
  [Operation.maskSteps]: map(2),
  [Operation.maskIds]: map(2),
  [Operation.maskUnion]: map(2),
  [Operation.keepForward]: map(2),
  [Operation.keepBackward]: map(2),
  [Operation.maskedMeanForward]: map(2),
  [Operation.maskedMeanBackward]: map(2),
  [Operation.countSteps]: map(1),
  [Operation.sumSteps]: map(1),
  [Operation.spreadSteps]: map(1),
  [Operation.maxForward]: map(2),
  [Operation.maxBackward]: map(2),
  [Operation.loss]: map(CURVE + 4),
  [Operation.metric]: map(2),
  [Operation.activity]: map(6),
  [Operation.penalty]: steady(4),
  [Operation.reduce]: steady(2),
  [Operation.clip]: steady(3),
  [Operation.update]: steady(UPDATE),
  [Operation.constrain]: steady(4),
  [Operation.transpose]: (_, record) => {
    const { weightRows, width } = values<"Transpose">(record);
    return { fixed: weightRows * width };
  },
};

/** What one run of the tape costs with `rows` rows, pads included. */
export function countWork(tape: readonly TapeEntry[], records: readonly PlacedRecord[], rows: number): Work {
  const at = new Map(records.map((record) => [record.address, record]));
  const work = { products: 0, elements: 0, fixed: 0 };
  for (const [operation, address] of tape) {
    const record = at.get(address);
    if (!record) continue;
    const { products = 0, elements = 0, fixed = 0 } = counts[operation](rows, record, (other) => at.get(other));
    work.products += products;
    work.elements += elements;
    work.fixed += fixed;
  }
  return work;
}
