/**
 * What training a network costs: arithmetic, memory and time, before anything is allocated.
 *
 * Pure, so that the editor and `unroll summary` can ask. The arithmetic and the bytes are exact counts of the plan; the time is
 * an estimate from the rates below. test/engine/cost.test.ts.
 */
import type { EngineBuild } from "../../core/training/networkSession";
import { planNetwork, type Plan, type PlanRequest } from "./planNetwork";
import { chooseShards } from "./shards";
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
 * Operations a millisecond and thread, in millions: matrix products, and element by element. Measured on an AMD EPYC with 128-bit SIMD
 * at about 3 GHz (LSTM, T 50 and 100, H 64 and 128, batch 32); another machine may be twice as fast or half.
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

/** What decides how many threads share a step, beside the plan. */
export interface ThreadChoice {
  readonly build: EngineBuild;
  /** Threads asked for; absent: as many as are available and worth it. */
  readonly asked?: number;
  readonly available: number;
  readonly epochs: number;
}

/** The plan with its batch cut into as many shards as it is worth. Throws PlanError where the network cannot be planned. */
export function planInShards(
  request: PlanRequest,
  { build, epochs, ...choice }: ThreadChoice,
): { readonly plan: Plan; readonly threads: number } {
  // Not with the room for probes: a run that is looked into takes the same steps as one that is not.
  const { probes, ...bare } = request;
  const whole = planNetwork(bare);
  const { batchRows, kept, work } = whole;
  const stepMs = estimateStepMs(work, { build, wide: false, threads: 1 });
  const runMs = stepMs * Math.ceil(request.samples / batchRows) * epochs;
  // A stateful layer keeps its states in one region, so its batches are not cut.
  const { shards, threads } =
    kept.length > 0
      ? { shards: 1, threads: 1 }
      : chooseShards({ batchRows, stepMs, runMs, reproducible: build === "exact", ...choice });
  const plan = shards === 1 && probes === undefined ? whole : planNetwork({ ...request, shards });
  return { plan, threads };
}

/** `trained`: samples of an epoch, where some are put aside for validation. Throws PlanError where the network cannot be planned. */
export function planCost(request: PlanRequest, machine: Machine, trained = request.samples): Cost {
  const { build, threads } = machine;
  const { plan } = planInShards(request, { build, asked: threads, available: threads, epochs: 1 });
  return costOf(plan, machine, trained);
}

/** What an epoch over `trained` samples costs. */
export function costOf({ bytes, work, batchRows }: Plan, machine: Machine, trained: number): Cost {
  const flopsPerStep = work.products + work.elements + work.fixed;
  const stepsPerEpoch = Math.ceil(trained / batchRows);
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
