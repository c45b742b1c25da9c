/**
 * Which learning rate the next step takes: the optimizer's number, a schedule's, or one that was set while the run went.
 *
 * A rate that somebody sets ends the schedule. test/engine/trainer.test.ts.
 */
import type { ScheduleSettings } from "../core/model/scheduleTable";
import type { NetworkSession } from "../core/training/networkSession";
import { scheduledRate } from "../core/training/schedule";

export interface RateState {
  readonly rate: number;
  /** Set by hand: no schedule counts any more. */
  readonly isSet: boolean;
}

export class LearningRate {
  private isSet = false;

  constructor(
    private readonly session: NetworkSession,
    private readonly schedule: ScheduleSettings | undefined,
  ) {}

  get now(): number {
    return this.session.learningRate;
  }

  /** Somebody changed it by hand. */
  get wasSet(): boolean {
    return this.isSet;
  }

  /** Steps count from 0. */
  prepare(step: number): void {
    if (this.schedule && !this.isSet) this.session.learningRate = scheduledRate(this.schedule, step);
  }

  set(rate: number): void {
    this.isSet = true;
    this.session.learningRate = rate;
  }

  reduce(rate: number): void {
    this.session.learningRate = rate;
  }

  state(): RateState {
    return { rate: this.now, isSet: this.isSet };
  }

  restore({ rate, isSet }: RateState): void {
    this.isSet = isSet;
    this.session.learningRate = rate;
  }
}
