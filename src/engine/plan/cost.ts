/**
 * What training a network costs: arithmetic, memory and time, before anything is allocated.
 *
 * Pure, so that the editor and `unroll summary` can ask. The arithmetic and the bytes are exact counts of the plan; the time is
 * an estimate from the rates below. test/engine/cost.test.ts.
 */
import type { EngineBuild } from "../../core/training/networkSession";
import { planNetwork, type PlanRequest } from "./planNetwork";
import type { Work } from "./work";

/** How the network would run. */
export interface Machine {
  readonly build: EngineBuild;
  /** V8's 256-bit path. */
  readonly wide: boolean;
  readonly threads: number;
}

export interface Cost {
  /** Memory of the whole session. */
  readonly bytes: number;
  /** Floating-point operations; a multiply-add is two. */
  readonly flopsPerStep: number;
  readonly flopsPerEpoch: number;
  readonly stepsPerEpoch: number;
  readonly stepMs: number;
  readonly epochMs: number;
}

/**
 * Operations a millisecond and thread, in millions: matrix products, and element by element. Measured on an AMD EPYC with 128-bit SIMD at about
 * 3 GHz (LSTM, T 50 and 100, H 64 and 128, batch 32); another machine may be twice as fast or half.
 */
const rates: { readonly [Build in EngineBuild]: { readonly [Tile in "narrow" | "wide"]: readonly [number, number] } } =
  {
    fast: { narrow: [48, 34], wide: [88, 60] },
    exact: { narrow: [37, 26], wide: [66, 42] },
  };

/** A step's own milliseconds, and what each further thread costs at the meetings of a step. */
const STEP_MS = 0.008;
const MEETING_MS = 0.03;

/** Milliseconds of one training step over a full batch. Rows are divided among the threads, optimizers are not counted as divided. */
export function estimateStepMs({ products, elements, fixed }: Work, { build, wide, threads }: Machine): number {
  const [product, element] = rates[build][wide ? "wide" : "narrow"];
  const divided = products / product + elements / element;
  return STEP_MS + (divided / threads + fixed / element) / 1e6 + (threads - 1) * MEETING_MS;
}

/** Throws PlanError where the network cannot be planned. */
export function planCost(request: PlanRequest, machine: Machine): Cost {
  const { bytes, work, batchRows } = planNetwork(request);
  const flopsPerStep = work.products + work.elements + work.fixed;
  const stepsPerEpoch = Math.ceil(request.samples / batchRows);
  const stepMs = estimateStepMs(work, machine);
  return {
    bytes,
    flopsPerStep,
    flopsPerEpoch: flopsPerStep * stepsPerEpoch,
    stepsPerEpoch,
    stepMs,
    epochMs: stepMs * stepsPerEpoch,
  };
}
