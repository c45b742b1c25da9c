/**
 * What may be asked of a run while it goes: pause, go on, one step, another learning rate.
 *
 * Nothing interrupts a step: the loop asks between two of them. test/engine/trainingControl.test.ts.
 */

export class TrainingControl {
  /** Steps that may still be taken before the loop waits. */
  private allowed = Number.POSITIVE_INFINITY;
  private rate: number | undefined;
  private wake: (() => void) | undefined;

  pause(): void {
    this.allowed = 0;
  }

  /** Goes on after a pause. */
  proceed(): void {
    this.allowed = Number.POSITIVE_INFINITY;
    this.wake?.();
  }

  /** One batch, and then a pause. */
  step(): void {
    this.allowed = 1;
    this.wake?.();
  }

  /** From the next step on. */
  setLearningRate(rate: number): void {
    this.rate = rate;
    this.wake?.();
  }

  /** For the loop: the learning rate asked for since it last looked. */
  takeLearningRate(): number | undefined {
    const { rate } = this;
    this.rate = undefined;
    return rate;
  }

  /** For the loop: there is something to do before the next step. */
  get hasNews(): boolean {
    return this.rate !== undefined || this.mustWait;
  }

  /** For the loop: the next step has to wait. */
  get mustWait(): boolean {
    return this.allowed === 0;
  }

  /** Somebody wants the run to wait, now or after a step. */
  get isHeld(): boolean {
    return Number.isFinite(this.allowed);
  }

  /** For the loop: a step was taken. */
  countStep(): void {
    this.allowed -= 1;
  }

  /** For the loop: resolves when something new is asked for, or the signal is aborted. */
  async news(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return;
    const heard = new AbortController();
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      signal?.addEventListener("abort", () => resolve(), { signal: heard.signal });
    });
    heard.abort();
    this.wake = undefined;
  }
}
