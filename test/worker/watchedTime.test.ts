/** What is told while a network trains, counted with a clock of the test's own: how often, by turns, and what it costs in all. */
import { expect, test } from "vitest";
import { WatchedTime } from "../../src/worker/watchedTime";

/** Who is told: what one telling takes in milliseconds, and how often at most. */
type Watcher = readonly [costMs: number, everyMs?: number];

/** Trains until `untilMs` with epochs of `epochMs`: when each was told, and the time it would have taken alone. */
function follow(watchers: readonly Watcher[], epochMs: number, untilMs: number) {
  let now = 0;
  const watched = new WatchedTime({ elapsed: () => now });
  const told: number[][] = watchers.map(() => []);
  watchers.forEach(([costMs, everyMs], at) =>
    watched.add(() => {
      told[at]?.push(now);
      now += costMs;
    }, everyMs),
  );
  let alone = 0;
  for (let epoch = 1; now < untilMs; epoch++) {
    now += epochMs;
    alone += epochMs;
    watched.epochEnded(epoch);
  }
  return { told, alone, now, watched };
}

test.each<[string, Watcher, number, number[]]>([
  ["at most ten times a second", [1], 10, [10, 111, 212, 313, 414]],
  ["never for more than a twenty-fifth of the time", [10], 10, [10, 260]],
  ["after every epoch where epochs are long", [1], 150, [150, 301, 452, 603]],
])("%s", (_, watcher, epochMs, expected) => {
  expect(follow([watcher], epochMs, 495).told[0]).toEqual(expected);
});

test("all that watch a run cost it a twenty-fifth of its time together, whatever each of them takes", () => {
  for (const watchers of [[[20]], [[5], [30, 500]], [[1], [1], [90, 500]], [[0.5], [200]]] satisfies Watcher[][]) {
    const { alone, now } = follow(watchers, 7, 100_000);
    expect(now / alone).toBeLessThan(1.045);
    // What may be used is used, where there is so much to tell.
    if (watchers.length > 1) expect(now / alone).toBeGreaterThan(1.03);
  }
});

test("a cheap one does not starve a dear one, nor the other way round", () => {
  const { told } = follow([[4], [40, 500]], 5, 20_000);
  const [cheap = 0, dear = 0] = told.map(({ length }) => length);
  expect(dear).toBeGreaterThan(10);
  expect(cheap).toBeGreaterThan(10);
});

test("whoever waits is told at once, and that is paid for afterwards", () => {
  let now = 0;
  const watched = new WatchedTime({ elapsed: () => now }, 3);
  const told: [string, number][] = [];
  const teller = (name: string) => (epoch: number) => {
    told.push([name, epoch]);
    now += 10;
  };
  const tellNow = watched.add(teller("look"));
  watched.add(teller("answers"), 500);
  watched.add(teller("end"), Infinity);
  tellNow();
  watched.epochEnded(4);
  now = 249;
  watched.epochEnded(5);
  expect(told).toEqual([["look", 3]]);
  now = 250;
  watched.epochEnded(6);
  expect(told.splice(0)).toEqual([["look", 3], ["answers", 6]]); // prettier-ignore
  watched.paused();
  expect(told.splice(0)).toEqual([["look", 6], ["answers", 6]]); // prettier-ignore
  watched.ended();
  expect(told).toEqual([["look", 6], ["answers", 6], ["end", 6]]); // prettier-ignore
});
