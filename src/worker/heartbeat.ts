/**
 * Signs of life of the training process, from a thread that does not compute: a training step may take as long as it needs.
 *
 * The thread beats while the main thread comes round to its event loop, or has said that it computes (`during`). A main thread that is
 * caught in a loop anywhere else, and a process that is stopped, fall silent; src/training/workerProcess.ts listens. A computation without
 * end is not noticed: nothing tells it from a long one, and `stop` ends it. test/training/workerProcess.test.ts holds this.
 */
import { writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import type { NetworkSession } from "../core/training/networkSession";
import { HEARTBEAT_PIPE } from "../protocol/training";
import type { OpenEngine } from "./jobContext";

const BEAT_MS = 1000;
/** Without a parent the process puts its run away and ends; one that cannot, because it computes, is ended after this long. */
const ORPHAN_MS = 10_000;

/** Places in what both threads see: how often the main thread came round, and how many computations it is in. */
const ROUNDS = 0;
const COMPUTING = 1;

export class Heartbeat {
  private readonly signs = new Int32Array(new SharedArrayBuffer(8));

  /** The thread runs the program that this one runs, where `beatInThread` does all. */
  start(): void {
    setInterval(() => Atomics.add(this.signs, ROUNDS, 1), BEAT_MS / 2);
    new Worker(__filename, { workerData: this.signs }).unref();
  }

  /** While `work` runs, the main thread need not come round. */
  during<Value>(work: () => Value): Value {
    Atomics.add(this.signs, COMPUTING, 1);
    try {
      return work();
    } finally {
      Atomics.sub(this.signs, COMPUTING, 1);
    }
  }

  /** The same engine; planning, and whatever its sessions do, counts as computing. */
  ofEngine(engine: OpenEngine): OpenEngine {
    return { open: (request) => this.ofSession(this.during(() => engine.open(request))) };
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

/** True in the thread that beats: it has begun to, and nothing else is to be done there. */
export function beatInThread(): boolean {
  if (isMainThread) return false;
  const signs = workerData as Int32Array;
  let seen = -1;
  const beat = setInterval(() => {
    const rounds = Atomics.load(signs, ROUNDS);
    if (rounds === seen && Atomics.load(signs, COMPUTING) === 0) return;
    seen = rounds;
    try {
      writeSync(HEARTBEAT_PIPE, ".");
    } catch {
      clearInterval(beat);
      setTimeout(() => process.kill(process.pid, "SIGKILL"), ORPHAN_MS);
    }
  }, BEAT_MS);
  return true;
}
