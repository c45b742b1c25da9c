/**
 * Signs of life of the training process, from a thread that does not compute: a training step may take as long as it needs.
 *
 * The thread beats while the main thread comes round to its event loop, or has said that it computes (`during`). A main thread that is
 * caught in a loop anywhere else, and a process that is stopped, fall silent; src/training/workerProcess.ts listens. So does a call of the
 * engine that takes a hundred times as long as a pass over all samples should, and never less than a minute: that is no long step, but one
 * without end. It also ends a process whose parent is gone and whose main thread, wherever it is caught, does not notice. test/worker/heartbeat.test.ts holds the
 * beats, test/training/workerProcess.test.ts that they are listened to.
 */
import { writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import type { NetworkSession } from "../core/training/networkSession";
import { HEARTBEAT_PIPE } from "../protocol/training";
import type { OpenEngine } from "./openEngine";

const BEAT_MS = 1000;
/** Without a parent the process puts its run away and ends; one that cannot, because it computes, is ended after this long. */
const ORPHAN_MS = 10_000;

/** A call may take this many times the estimate; estimates are for a machine that has nothing else to do. */
const PATIENCE = 100;
const LEAST_PATIENCE_MS = 60_000;
/** Where nothing is known yet, or the engine estimates nothing. */
const PATIENCE_WITHOUT_ESTIMATE_MS = 10 * 60_000;
const LARGEST_BEATS = 2 ** 31 - 1;

/**
 * Places in what both threads see: how often the main thread came round, how many computations it is in, how many it has begun, and how
 * many beats one may take.
 */
const ROUNDS = 0;
const COMPUTING = 1;
const CALLS = 2;
const MOST_BEATS = 3;

export class Heartbeat {
  /** What the thread that beats looks at. */
  readonly signs = new Int32Array(new SharedArrayBuffer(16));

  /** `leastPatienceMs`: for tests that cannot wait a minute. */
  constructor(private readonly leastPatienceMs = LEAST_PATIENCE_MS) {
    this.allow(PATIENCE_WITHOUT_ESTIMATE_MS);
  }

  private allow(milliseconds: number): void {
    Atomics.store(this.signs, MOST_BEATS, Math.min(LARGEST_BEATS, Math.ceil(milliseconds / BEAT_MS)));
  }

  /** The thread runs the program that this one runs, where `beatInThread` does all. */
  start(): void {
    setInterval(() => this.comeRound(), BEAT_MS / 2);
    new Worker(__filename, { workerData: this.signs }).unref();
  }

  /** The main thread is at its event loop. */
  comeRound(): void {
    Atomics.add(this.signs, ROUNDS, 1);
  }

  /** While `work` runs, the main thread need not come round. */
  during<Value>(work: () => Value): Value {
    Atomics.add(this.signs, COMPUTING, 1);
    Atomics.add(this.signs, CALLS, 1);
    try {
      return work();
    } finally {
      Atomics.sub(this.signs, COMPUTING, 1);
    }
  }

  /** The same engine; planning, and whatever its sessions do, counts as computing. */
  ofEngine(engine: OpenEngine): OpenEngine {
    return {
      open: (request) => {
        const session = this.during(() => engine.open(request));
        if (session.passMs !== undefined) this.allow(Math.max(this.leastPatienceMs, PATIENCE * session.passMs));
        return this.ofSession(session);
      },
    };
  }

  private ofSession(session: NetworkSession): NetworkSession {
    return new Proxy(session, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...given: unknown[]): unknown => this.during(() => Reflect.apply(value, target, given) as unknown);
      },
      set: (target, name, value) => Reflect.set(target, name, value, target),
    });
  }
}

/** Asked once a beat: does the main thread live? */
export function watchSigns(signs: Int32Array): () => boolean {
  let [seen, call, beats] = [-1, -1, 0];
  return () => {
    const [rounds, calls] = [Atomics.load(signs, ROUNDS), Atomics.load(signs, CALLS)];
    // Beats are counted, not time: while the process is stopped, or the machine asleep, there are none.
    beats = calls === call ? beats + 1 : 0;
    call = calls;
    const computes = Atomics.load(signs, COMPUTING) > 0 && beats <= Atomics.load(signs, MOST_BEATS);
    const lives = rounds !== seen || computes;
    seen = rounds;
    return lives;
  };
}

/** True in the thread that beats: it has begun to, and nothing else is to be done there. */
export function beatInThread(): boolean {
  if (isMainThread) return false;
  const mainLives = watchSigns(workerData as Int32Array);
  const parent = process.ppid;
  const orphaned = (): void => {
    clearInterval(beat);
    setTimeout(() => process.kill(process.pid, "SIGKILL"), ORPHAN_MS);
  };
  const beat = setInterval(() => {
    // A silent thread writes nothing, and so would never learn of it from the pipe.
    if (process.ppid !== parent) return orphaned();
    if (!mainLives()) return;
    try {
      writeSync(HEARTBEAT_PIPE, ".");
    } catch {
      orphaned();
    }
  }, BEAT_MS);
  return true;
}
