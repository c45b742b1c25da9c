/**
 * Runs a program: phases of tapes (plan/program.ts), by one thread or by a team. This is what the outside calls; nothing
 * is allocated here or in any kernel.
 *
 * The calling thread leads. It offers the tapes of a phase, takes tapes itself like every other thread, and goes on when all are
 * done. Who takes which tape changes no result; a thread that is late, or never comes, only leaves more to the others.
 * Threads look for a while and then sleep; to sleep and to wake is the outside's (`sleep`, `wake`), since V8's first compiler
 * loses wake-ups of its own on Node 20. test/engine/threads.test.ts.
 */
import { runTape } from "./engine";
import { Frame } from "./frame";
import { setWide } from "./matrix";

export { setWide };

/** Returns when somebody wakes those that sleep on this i32, or at once where it has another value. */
@external("env", "sleep") declare function sleep(address: usize, value: i32): void;
@external("env", "wake") declare function wake(address: usize, count: i32): void;

/** The words that threads share, at an address that the plan gives. Zero at first. */
@unmanaged class Team {
  /** What is on offer: number of the offer · 2^16 + tapes · 2^8 + tapes taken. Who raises it has taken the next one. */
  offer: i64;
  /** Number of the offer; to sleep on. */
  call: i32;
  /** The first tape of the phase on offer. */
  phase: usize;
  /** 1: threads go home. */
  over: i32;
  sleepers: i32;
  /** Away from the first cache line, which everybody watches. */
  space0: v128;
  space1: v128;
  space2: v128;
  /** Tapes of the phase that are done. */
  done: i32;
  /** 1: the leader sleeps on `done`. */
  leaderSleeps: i32;
  /** 1: a thread broke off in the middle of a tape. */
  failed: i32;
}

/**
 * Looks before a thread goes to sleep, one to two milliseconds: longer than the leader needs between two phases, since waking a
 * thread takes as long as a small step. With a twentieth of it, two threads were no faster than one on steps of 4 ms.
 */
const SPINS: i32 = 1000000;

@inline function runPart(part: usize): void {
  const frame = changetype<Frame>(load<usize>(part, 4));
  // A short batch leaves the last shards without rows.
  if (frame.rows > 0) runTape(load<usize>(part), frame);
}

@inline function wakeLeader(team: usize): void {
  if (atomic.load<i32>(team + offsetof<Team>("leaderSleeps"))) wake(team + offsetof<Team>("done"), 1);
}

/** Runs tapes of the phase on offer until all are taken. */
function takeTapes(team: usize): void {
  const doneAt = team + offsetof<Team>("done");
  for (;;) {
    const offer = atomic.load<i64>(team);
    const taken = <i32>(offer & 255), tapes = <i32>((offer >> 8) & 255);
    if (taken >= tapes) return;
    // Nothing can change while a tape is left: the exchange below succeeds only where the offer is still the same.
    const phase = changetype<Team>(team).phase;
    if (atomic.cmpxchg<i64>(team, offer, offer + 1) != offer) continue;
    runPart(phase + (<usize>taken << 3));
    atomic.add<i32>(doneAt, 1);
    if (atomic.load<i32>(doneAt) >= tapes) wakeLeader(team);
  }
}

function call(team: usize, tapes: i32): void {
  const callAt = team + offsetof<Team>("call");
  const number = atomic.load<i32>(callAt) + 1;
  atomic.store<i64>(team, (<i64>number << 16) | (<i64>tapes << 8));
  atomic.store<i32>(callAt, number);
  if (atomic.load<i32>(team + offsetof<Team>("sleepers"))) wake(callAt, i32.MAX_VALUE);
}

/** False: a thread has failed. */
function lead(team: usize, phase: usize, tapes: i32): bool {
  const doneAt = team + offsetof<Team>("done");
  const sleepsAt = team + offsetof<Team>("leaderSleeps");
  atomic.store<i32>(doneAt, 0);
  changetype<Team>(team).phase = phase;
  call(team, tapes);
  takeTapes(team);
  for (let i = 0; i < SPINS; i++) if (atomic.load<i32>(doneAt) == tapes) return true;
  atomic.store<i32>(sleepsAt, 1);
  let done = atomic.load<i32>(doneAt);
  while (done != tapes && !atomic.load<i32>(team + offsetof<Team>("failed"))) {
    sleep(doneAt, done);
    done = atomic.load<i32>(doneAt);
  }
  atomic.store<i32>(sleepsAt, 0);
  return done == tapes;
}

/** `team`: 0 where there is no other thread. Returns 0 where another thread has failed, and the program broke off. */
export function run(program: usize, team: usize): i32 {
  for (let tapes = load<i32>(program); tapes > 0; tapes = load<i32>(program)) {
    const phase = program + 4, end = phase + (<usize>tapes << 3);
    if (team && tapes > 1) {
      if (!lead(team, phase, tapes)) return 0;
    } else {
      for (let part = phase; part < end; part += 8) runPart(part);
    }
    program = end;
  }
  return 1;
}

/** What every other thread runs until the team is over. */
export function help(team: usize): void {
  const callAt = team + offsetof<Team>("call");
  const sleepersAt = team + offsetof<Team>("sleepers");
  while (!atomic.load<i32>(team + offsetof<Team>("over"))) {
    const number = atomic.load<i32>(callAt);
    takeTapes(team);
    let spins = SPINS;
    while (spins > 0 && atomic.load<i32>(callAt) == number) spins--;
    if (spins > 0) continue;
    atomic.add<i32>(sleepersAt, 1);
    sleep(callAt, number);
    atomic.sub<i32>(sleepersAt, 1);
  }
}

/** Sends the threads home. */
export function dismiss(team: usize): void {
  atomic.store<i32>(team + offsetof<Team>("over"), 1);
  call(team, 0);
}

/** For a thread that breaks off: the leader must not wait for it. */
export function fail(team: usize): void {
  atomic.store<i32>(team + offsetof<Team>("failed"), 1);
  // Another number than the one that the leader sleeps on, and never the one that it hopes for.
  atomic.add<i32>(team + offsetof<Team>("done"), 65536);
  wakeLeader(team);
}
