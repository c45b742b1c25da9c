/** Work is counted, not timed: what grows with the square is told from what does not, in loops, calls and built-in functions alike. */
import { expect, test } from "vitest";
import { countWork, growthOf } from "./countWork";

const list = (size: number): number[] => Array.from({ length: size }, (_, at) => at);

test("the same work is the same number", () => {
  const work = (): unknown => list(1000).map((one) => (one % 3 === 0 ? one : -one));
  countWork(work);
  const once = countWork(work);
  expect(once).toBeGreaterThan(2000);
  expect(countWork(work)).toBe(once);
});

const linear: Readonly<Record<string, (all: number[]) => unknown>> = {
  "a loop": (all) => {
    let sum = 0;
    for (const one of all) if (one > 0) sum += one;
    return sum;
  },
  "calls for each": (all) => all.filter((one) => one > 3).map((one) => one + 1),
  "a set": (all) => {
    const seen = new Set(all);
    return all.filter((one) => seen.has(one + 1));
  },
  "a place in a text": (all) => {
    const text = all.join();
    const places = [];
    for (let at = text.indexOf(","); at >= 0; at = text.indexOf(",", at + 1)) places.push(at);
    return places;
  },
};

const square: typeof linear = {
  "a loop in a loop": (all) => {
    let sum = 0;
    for (const one of all) for (const other of all) sum += one * other;
    return sum;
  },
  "a search for each": (all) => all.map((one) => all.find((other) => other === one)),
  "a built-in search for each": (all) => all.filter((one) => all.includes(one)),
  "a copy for each": (all) => all.reduce<number[]>((so, one) => so.concat(one), []),
  "a look through the text for each": (all) => {
    const text = all.join();
    return all.filter(() => text.includes("x"));
  },
};

test.each(Object.entries(linear))("%s grows evenly", (_, work) => {
  const growth = growthOf(200, (size) => () => work(list(size)), 2.5);
  expect(growth).toBeGreaterThan(1.8);
  expect(growth).toBeLessThan(2.5);
});

test.each(Object.entries(square))("%s grows with the square", (_, work) => {
  expect(growthOf(200, (size) => () => work(list(size)))).toBeGreaterThan(3);
});
