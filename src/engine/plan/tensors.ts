/**
 * The tensors and weights of a plan, before anything has an address.
 */
import type { RandomStream } from "../../core/random/randomStream";
import type { ConstraintCode } from "./codes";
import { roundUp, type WeightBlock } from "./weightBlock";

/** Steps are all dimensions between batch and features, folded. In memory: [steps][padded rows][ld]. */
export interface PlanTensor {
  /** Without the batch. */
  readonly shape: readonly number[];
  readonly steps: number;
  readonly features: number;
  /** `features` rounded up: to 4 for what is only read, to 16 for what a product may write. */
  readonly ld: number;
  /** Some trainable weight stands before it. */
  readonly needsGradient: boolean;
  /** Room for one more step: before the first (1) or behind the last (−1); a recurrent layer's zero step. */
  readonly zeroStep: -1 | 0 | 1;
  /** Which steps count: [steps][padded rows][4 lanes], words of ones or zeros; absent where all do. */
  readonly mask?: PlanTensor;
  /** It is a mask itself: its words are no numbers. */
  readonly holdsWords: boolean;
}

/** What a regularizer adds to the loss: l1 · Σ |w| + l2 · Σ w². */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/** What an optimizer's step is followed by. */
export interface Constraint {
  readonly code: ConstraintCode;
  /** Norms are taken over the rows of each column, or else over the columns of each row. */
  readonly overRows: boolean;
  /** The largest norm. */
  readonly limit: number;
}

/** A tensor whose numbers are held small, as a penalty on each sample. */
export interface Activity {
  readonly tensor: PlanTensor;
  readonly penalty: Penalty;
}

export interface PlanWeight {
  readonly name: string;
  /** In Keras's layout. */
  readonly shape: readonly number[];
  readonly trainable: boolean;
  readonly penalty: Penalty | undefined;
  readonly constraint: Constraint | undefined;
  readonly block: WeightBlock;
  /** First values, row-major in Keras's layout. */
  readonly initial: (stream: RandomStream) => Float32Array;
}

export function countValues(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A tensor that an operation writes. */
export function createTensor(
  shape: readonly number[],
  options: {
    readonly needsGradient: boolean;
    readonly zeroStep?: -1 | 0 | 1;
    readonly align?: 4 | 16;
    readonly mask?: PlanTensor | undefined;
    readonly holdsWords?: boolean;
  },
): PlanTensor {
  const features = shape.at(-1) ?? 1;
  return {
    shape,
    steps: countValues(shape.slice(0, -1)),
    features,
    ld: roundUp(features, options.align ?? 16),
    needsGradient: options.needsGradient,
    zeroStep: options.zeroStep ?? 0,
    holdsWords: options.holdsWords ?? false,
    ...(options.mask ? { mask: options.mask } : {}),
  };
}
