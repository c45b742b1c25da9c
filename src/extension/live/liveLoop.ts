/**
 * Live mode of one model file: trains it anew a moment after it was edited, where that takes less than a second.
 *
 * A text is trained once: what changes nothing of the result (a comment, spaces, the name) begins nothing. A newer text takes the place of one that is
 * being trained. What was trained before, by hand too, is what a result is compared with. No editor and no clock of its own:
 * test/extension/liveLoop.test.ts holds it.
 */
import type { LiveResult, LiveView } from "../../protocol/live";
import { LONGEST_MS } from "./longestRun";
import type { LiveReading } from "./liveReading";

/** What a run came to, and how long it took. */
export type LiveOutcome = Omit<LiveResult, "layers" | "params"> & { readonly elapsedMs?: number | undefined };

/** After the last key. */
const QUIET_MS = 400;

export interface LiveDoor {
  /** The file as it stands, or why it cannot be trained at all. */
  read(): Promise<LiveReading | "untrusted" | "unsaved" | undefined>;
  /** A run that was begun by hand goes on. */
  isBusy(): boolean;
  /** What a run of the very text that stands there came to, where one is shown already. */
  result(): LiveOutcome | undefined;
  /** `onEnd`: with whether it came to its end. Not called of a run that is superseded. */
  train(reading: LiveReading, onEnd: (isFinished: boolean) => void): { supersede(): void };
  /** Gives what calls it off. */
  wait(ms: number, then: () => void): () => void;
  show(view: LiveView): void;
}

export class LiveLoop {
  private isOn = false;
  private callOff: (() => void) | undefined;
  /** Counts the looks at the text: an answer about an older one is of no interest. */
  private looks = 0;
  /** The newest reading that was trained, is being trained, or could not be. */
  private tried: LiveReading | undefined;
  private training: { supersede(): void } | undefined;
  private done: { readonly reading: LiveReading; readonly result: LiveResult } | undefined;
  /** How long an epoch took on these data: what the plan cannot know of data that lie in a file. */
  private measured:
    { readonly data: string | undefined; readonly epochMs: number; readonly params: number } | undefined;
  private compared: Pick<LiveView, "before" | "after" | "changed"> = { changed: [] };

  constructor(private readonly door: LiveDoor) {}

  /** What stands in the file is trained at once, so that there is something to compare with. */
  turn(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.looks++;
    this.callOff?.();
    if (isOn) void this.look();
    else this.door.show({ state: "off", changed: [] });
  }

  /** The text has changed. */
  edited(): void {
    this.callOff?.();
    if (this.isOn) this.callOff = this.door.wait(QUIET_MS, () => void this.look());
  }

  /** A run that was begun by hand has ended, or the workspace is trusted now. */
  again(): void {
    if (this.isOn && !this.training) void this.look();
  }

  private async look(): Promise<void> {
    const look = ++this.looks;
    const reading = await this.door.read();
    if (look !== this.looks || reading === undefined) return;
    if (typeof reading === "string") return this.say(reading);
    const known = this.training ? undefined : this.outcomeOf(reading);
    const { waits, plannedMs } = this.judge(reading);
    if (waits) return this.say(waits, waits === "long" ? plannedMs : undefined);
    if (this.tried && differing(this.tried, reading).length === 0) {
      return this.say(this.training ? "training" : this.done?.reading === this.tried ? "ready" : "failed");
    }
    // Of a run by hand that goes on, the end is told by `again`.
    if (!this.training && this.door.isBusy()) return this.say("busy");
    if (known) {
      this.tried = reading;
      this.finish(reading, known);
      return this.say("ready");
    }
    this.train(reading);
  }

  /** Where the plan says nothing, what a run on the same data took is asked. */
  private judge(reading: LiveReading): Pick<LiveReading, "waits" | "plannedMs"> {
    const { waits, sections, epochs, model } = reading;
    const { measured } = this;
    if (waits !== "unknown" || !measured || measured.data !== sections["data"]) return reading;
    const plannedMs = measured.epochMs * epochs * Math.max(1, model.params / measured.params);
    return plannedMs < LONGEST_MS ? { plannedMs } : { waits: "long", plannedMs };
  }

  /** What a run of this very text came to, where one is shown. */
  private outcomeOf({ sections, model }: LiveReading): Omit<LiveOutcome, "elapsedMs"> | undefined {
    const { elapsedMs, ...result } = this.door.result() ?? { elapsedMs: undefined, epochs: undefined };
    if (result.epochs === undefined) return undefined;
    if (elapsedMs !== undefined && result.epochs > 0)
      this.measured = { data: sections["data"], epochMs: elapsedMs / result.epochs, params: model.params };
    return result;
  }

  private train(reading: LiveReading): void {
    this.training?.supersede();
    this.tried = reading;
    const training = this.door.train(reading, (isFinished) => {
      if (this.training !== training) return;
      this.training = undefined;
      const result = isFinished ? this.outcomeOf(reading) : undefined;
      if (result) this.finish(reading, result);
      this.say(result ? "ready" : "failed");
    });
    this.training = training;
    this.say("training");
  }

  private finish(reading: LiveReading, result: Omit<LiveResult, "layers" | "params">): void {
    const after = { ...reading.model, ...result };
    const before = this.done?.result;
    this.compared = {
      after,
      ...(before && { before }),
      changed: this.done ? differing(this.done.reading, reading) : [],
    };
    this.done = { reading, result: after };
  }

  private say(state: LiveView["state"], plannedMs?: number): void {
    if (!this.isOn) return;
    this.door.show({ state, ...(plannedMs !== undefined && { plannedMs }), ...this.compared });
  }

  dispose(): void {
    this.isOn = false;
    this.looks++;
    this.callOff?.();
  }
}

/** The keys of the file in which two readings differ. */
function differing({ sections: one }: LiveReading, { sections: other }: LiveReading): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => one[key] !== other[key]);
}
