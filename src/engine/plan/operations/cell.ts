/**
 * What a recurrent layer in one direction is made of, starts from and leaves behind.
 */
import { Operation } from "../codes";
import type { PlanActivation } from "../planActivation";
import type { PlanTensor, PlanWeight } from "../tensors";
import type { StateDropout } from "./dropout";

/** What a layer in one direction starts from and leaves behind. */
export interface Walk {
  /** The layer's name, or `layer/forward` and `layer/backward` for the halves of a Bidirectional. */
  readonly name: string;
  readonly direction: 1 | -1;
  /** The initial states in the cell's order; empty: zeros. */
  readonly initial: readonly PlanTensor[];
  /** Steps that do not count, for the cell; its input may have a mask that the cell does not see. */
  readonly mask: PlanTensor | undefined;
  /** Such steps of a sequence are shown as zeros, not as the output before them. */
  readonly zeroMasked: boolean;
  /** Absent: the states of a batch are forgotten. Else the name under which they are kept for the next one. */
  readonly kept: string | undefined;
  /** The last states are asked for. */
  readonly returnState: boolean;
  readonly returnSequences: boolean;
  readonly dropout: StateDropout | undefined;
}

export interface Cell extends Walk {
  readonly kind: "SimpleRNN" | "LSTM" | "GRU";
  readonly units: number;
  readonly activation: PlanActivation;
  readonly recurrentActivation: PlanActivation;
  /** GRU only. */
  readonly resetAfter: boolean;
  readonly kernel: PlanWeight;
  readonly recurrentKernel: PlanWeight;
  readonly bias: PlanWeight | undefined;
}

/** How many gates a cell has, its states, and its operations. */
export const cells = {
  SimpleRNN: { gates: 1, states: ["h"], forward: Operation.simpleRnnForward, backward: Operation.simpleRnnBackward },
  LSTM: { gates: 4, states: ["h", "c"], forward: Operation.lstmForward, backward: Operation.lstmBackward },
  GRU: { gates: 3, states: ["h"], forward: Operation.gruForward, backward: Operation.gruBackward },
} as const;

/** The outputs of all steps; that of the last one alone where sequences are not returned. */
export interface WalkTensors {
  readonly sequence: PlanTensor;
  readonly lastOutput: PlanTensor | undefined;
  /** The last states in the cell's order; empty where they are not asked for. */
  readonly states: readonly PlanTensor[];
}
