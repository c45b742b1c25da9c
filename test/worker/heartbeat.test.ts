/** When the training process counts as alive: beat by beat, without a clock. */
import { expect, test } from "vitest";
import type { NetworkSession } from "../../src/core/training/networkSession";
import { Heartbeat, watchSigns } from "../../src/worker/heartbeat";

/** A main thread, and what each of so many beats finds. */
function watched(heartbeat = new Heartbeat()): { heartbeat: Heartbeat; beats: (count: number) => boolean[] } {
  const lives = watchSigns(heartbeat.signs);
  lives();
  return { heartbeat, beats: (count) => Array.from({ length: count }, lives) };
}

/** An engine whose pass takes 1 ms, so that the least patience decides: so many beats of a second. */
function patient(beats: number): Heartbeat {
  const heartbeat = new Heartbeat(beats * 1000);
  const session = { passMs: 1 } as NetworkSession;
  heartbeat.ofEngine({ open: () => session }).open({} as never);
  return heartbeat;
}

test("a main thread that comes round lives, and one that hangs outside of a computation does not", () => {
  const { heartbeat, beats } = watched();
  heartbeat.comeRound();
  expect(beats(3)).toEqual([true, false, false]);
  heartbeat.comeRound();
  expect(beats(2)).toEqual([true, false]);
});

test("a step may take as long as it needs", () => {
  const { heartbeat, beats } = watched();
  expect(heartbeat.during(() => beats(500)).every(Boolean)).toBe(true);
  expect(beats(1)).toEqual([false]);
});

test("a step without end is none, once it has taken a hundred times what it should", () => {
  const { heartbeat, beats } = watched(patient(4));
  expect(heartbeat.during(() => beats(7))).toEqual([true, true, true, true, true, false, false]);
});

test("steps that are long one by one are not added up", () => {
  const { heartbeat, beats } = watched(patient(4));
  for (let step = 0; step < 3; step++) expect(heartbeat.during(() => beats(4))).toEqual([true, true, true, true]);
});

test("a computation that throws is over", () => {
  const { heartbeat, beats } = watched();
  const fail = (): never => {
    throw new Error("no");
  };
  expect(() => heartbeat.during(fail)).toThrow("no");
  expect(beats(2)).toEqual([false, false]);
});
