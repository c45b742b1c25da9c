/** One holder at a time, whoever dies and wherever he ran: with processes, beats and clocks that the test says. */
import { fork, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { isLock, LEASE_MS, type Lock, LockFile, type LockHolder, type LockWorld } from "../../src/locks/lockFile";
import type { ProcessState } from "../../src/locks/processMark";
import { thisProcess } from "../../src/locks/processMark";
import { bundle } from "../bundle";
import { withFault } from "../files/faultyFiles";
import { temporaryFolder } from "../runs/temporaryFolder";

const lockIn = (folder: string): string => path.join(folder, "a.lock");

/** Processes by number; nobody beats by himself. */
class World {
  now = 0;
  readonly states = new Map<number, ProcessState>();
  readonly beats = new Map<number, () => void>();

  of(pid: number): LockWorld {
    if (!this.states.has(pid)) this.states.set(pid, "alive");
    return {
      self: () => ({ pid, started: "1", place: "p", host: `host${pid}` }),
      stateOf: (mark) => this.states.get(mark.pid) ?? "gone",
      now: () => this.now,
      wait: (ms) => Promise.resolve((this.now += ms)),
      beat: (file, owner) => {
        let beats = 0;
        this.beats.set(pid, () => {
          if (readFileSync(file, "utf8").startsWith(owner)) writeFileSync(file, `${owner}${++beats}`);
        });
        return () => this.beats.delete(pid);
      },
    };
  }
}

function take(lock: LockFile): Lock {
  const taken = lock.tryTake();
  if (!isLock(taken)) throw new Error(`held by ${taken.mark?.pid}`);
  return taken;
}
const answer = (taken: Lock | LockHolder): string => (isLock(taken) ? "taken" : `${taken.state} ${taken.mark?.pid}`);

test("the second one is told who has it, until the first releases", () => {
  const file = lockIn(temporaryFolder());
  const first = take(new LockFile(file));
  expect(answer(new LockFile(file).tryTake())).toBe(
    process.platform === "linux" ? `alive ${process.pid}` : `unknown ${process.pid}`,
  );
  expect([first.isHeld(), new LockFile(file).holder()?.mark?.pid]).toEqual([true, process.pid]);
  first.release();
  first.release();
  expect(new LockFile(file).holder()).toBeUndefined();
  take(new LockFile(file)).release();
  expect(readdirSync(path.dirname(file))).toEqual([]);
});

test("the lock of a process that is certainly gone is taken over at once", () => {
  const file = lockIn(temporaryFolder());
  const world = new World();
  const dead = take(new LockFile(file, world.of(1)));
  world.states.set(1, "gone");
  const lock = take(new LockFile(file, world.of(2)));
  expect([dead.isHeld(), lock.isHeld(), world.now]).toEqual([false, true, 0]);
  expect(readdirSync(path.dirname(file))).toEqual(["a.lock"]);
});

describe("of a holder that cannot be asked, only its beat counts", () => {
  function unknownHolder(): { file: string; world: World; beat: () => void; held: Lock } {
    const file = lockIn(temporaryFolder());
    const world = new World();
    const held = take(new LockFile(file, world.of(1)));
    world.states.set(1, "unknown");
    return { file, world, held, beat: () => world.beats.get(1)?.() };
  }

  test("while it beats the lock is held", async () => {
    const { file, world, beat } = unknownHolder();
    const watching = vi.fn();
    const waits = { ...world.of(2), wait: (ms: number) => (beat(), Promise.resolve((world.now += ms))) };
    expect(answer(await new LockFile(file, waits).take(undefined, watching))).toBe("alive 1");
    expect(watching).toHaveBeenCalledExactlyOnceWith({ mark: expect.objectContaining({ pid: 1, host: "host1" }) as unknown, state: "unknown" }); // prettier-ignore
    expect(world.now).toBeLessThan(1000);
  });

  test("when it stands still for the lease, the lock is taken over, and the holder sees it", async () => {
    const { file, world, held } = unknownHolder();
    expect(answer(await new LockFile(file, world.of(2)).take())).toBe("taken");
    expect(world.now).toBeGreaterThanOrEqual(LEASE_MS);
    expect(world.now).toBeLessThan(LEASE_MS + 1000);
    expect(held.isHeld()).toBe(false);
    held.release();
    expect(existsSync(file)).toBe(true);
  });

  test("one beat in the lease is enough", () => {
    const { file, world, beat } = unknownHolder();
    const lock = new LockFile(file, world.of(2));
    for (let ms = 0; ms < 10 * LEASE_MS; ms += 500) {
      world.now = ms;
      if (ms % (LEASE_MS - 1000) === 0) beat();
      expect(isLock(lock.tryTake())).toBe(false);
    }
  });

  test("dates of the file and the machines' clocks count for nothing", () => {
    const { file, world } = unknownHolder();
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const lock = new LockFile(file, world.of(2));
      for (const now of [0, 1e12, 4e12, -1e12]) {
        vi.setSystemTime(now);
        utimesSync(file, 1, 1);
        expect(isLock(lock.tryTake())).toBe(false);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  test("time in which nobody looked is no watching: a machine that slept takes nothing over", () => {
    const { file, world } = unknownHolder();
    const lock = new LockFile(file, world.of(2));
    lock.tryTake();
    world.now = 1000 * LEASE_MS;
    expect(answer(lock.tryTake())).toBe("unknown 1");
    world.now -= 500 * LEASE_MS;
    expect(answer(lock.tryTake())).toBe("unknown 1");
  });

  test("a wait that is broken off takes nothing", async () => {
    const { file, world } = unknownHolder();
    const stop = new AbortController();
    const waits = { ...world.of(2), wait: () => Promise.resolve(stop.abort()) };
    expect(answer(await new LockFile(file, waits).take(stop.signal))).toBe("unknown 1");
  });
});

test.each([["1"], [""], ["no JSON"], ['{"pid":7,"started":"1"}']])(
  "a lock that names no process, or none of which more is known, %j, is watched like one from elsewhere",
  async (text) => {
    const file = lockIn(temporaryFolder());
    writeFileSync(file, text);
    utimesSync(file, 1, 1);
    const world = new World();
    world.states.set(7, "unknown");
    const lock = new LockFile(file, world.of(2));
    expect(isLock(lock.tryTake())).toBe(false);
    expect(answer(await lock.take())).toBe("taken");
    expect(world.now).toBeGreaterThanOrEqual(LEASE_MS);
  },
);

test("whoever dies at any call while he takes, takes over or releases a lock holds nobody up", async () => {
  const left = (folder: string): string[] => readdirSync(folder).filter((name) => name !== "a.lock");
  for (const dead of [false, true]) {
    let killed = 0;
    for (let at = 0; ; at++) {
      const folder = temporaryFolder();
      const file = lockIn(folder);
      const world = new World();
      if (dead) {
        take(new LockFile(file, world.of(1)));
        world.states.set(1, "gone");
      }
      const lives = await withFault({ at, kind: "kill" }, () => take(new LockFile(file, world.of(2))).release()).then(
        ({ calls }) => calls.length <= at,
        () => false,
      );
      if (lives) break;
      killed++;
      world.states.set(2, "gone");
      const lock = take(new LockFile(file, world.of(3)));
      expect([dead, at, lock.isHeld(), left(folder)]).toEqual([dead, at, true, []]);
      lock.release();
      expect(readdirSync(folder)).toEqual([]);
    }
    expect(killed).toBeGreaterThanOrEqual(dead ? 16 : 8);
  }
});

test("without links in the file system the lock is made by itself", async () => {
  const file = lockIn(temporaryFolder());
  const world = new World();
  const { calls } = await withFault(undefined, () => take(new LockFile(file, world.of(1))).release());
  const at = calls.indexOf("linkSync");
  const { value } = await withFault({ at, kind: "once", code: "EIO" }, () => take(new LockFile(file, world.of(1))));
  expect([value.isHeld(), answer(new LockFile(file, world.of(2)).tryTake())]).toEqual([true, "alive 1"]);
  rmSync(file);
  expect(value.isHeld()).toBe(false);
});

let contender = "";
beforeAll(() => (contender = bundle("test/locks/contender.ts")));

test.skipIf(process.platform !== "linux")(
  "of many that find a dead lock at once each has it alone",
  async () => {
    const file = lockIn(temporaryFolder());
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    const dead = JSON.stringify({ ...thisProcess(), pid, started: "1", token: "" });
    const codes = await Promise.all(
      Array.from({ length: 4 }, () => {
        const child = fork(contender, [file, dead, "100"], { execArgv: [] });
        return new Promise((resolve) => child.on("exit", resolve));
      }),
    );
    expect(codes).toEqual([0, 0, 0, 0]);
  },
  60_000,
);
