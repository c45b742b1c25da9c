/**
 * What a job needs from outside, so that tests can stand in for the process, the clock and chance.
 */
import type { EngineName } from "../core/training/networkSession";
import type { TrainingControl } from "../engine/trainingControl";
import type { TrainingFact } from "../protocol/training";
import type { LookQueue } from "./lookJob";
import type { OpenEngine } from "./openEngine";
import type { WideAnswer } from "./wideProbe";

export interface JobContext {
  emit(fact: TrainingFact): void;
  /** Aborted: the job ends after the step it is in. */
  readonly signal: AbortSignal;
  /** Pauses, steps, learning rates; absent where nobody can ask for them. */
  readonly control?: TrainingControl;
  /** Which sample is watched from now on; absent where nobody can say so. */
  readonly looks?: LookQueue;
  readonly clock: {
    /** For names and records. */
    now(): Date;
    /** Milliseconds of a clock that never jumps. */
    elapsed(): number;
  };
  /** In [0, 1). */
  random(): number;
  openEngine(name: EngineName): Promise<OpenEngine>;
  /** Whether V8's 256-bit path works and pays here, by build; absent: it is not used. */
  findWide?(): Promise<WideAnswer>;
  /** Predictions while training and at its end are asked for by those who show them. */
  readonly showPredictions: "live" | "end" | "never";
  /** Milliseconds between checkpoints. */
  readonly checkpointEvery?: number;
}

/** Facts about a job that began and cannot go on; `fact` is its last word. */
export class JobRefused extends Error {
  constructor(readonly fact: Extract<TrainingFact, { type: "refused" }>) {
    super(fact.reason.id);
    this.name = "JobRefused";
  }
}
