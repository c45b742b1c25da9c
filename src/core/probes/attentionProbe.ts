/**
 * What a probe of one sample sees in an Attention layer. test/engine/probes.test.ts compares every engine with the float64 reference.
 */
import type { Tensor } from "../data/dataset";

export interface AttentionProbe {
  /** The layer's. */
  readonly name: string;
  /** (Tq, Tv): how much each step of the query takes of each step of the value; rows add up to 1. Behind softmax, without dropout. */
  readonly weights: Tensor;
}
