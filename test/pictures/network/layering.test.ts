/** Places of boxes: rows by the longest way, nothing on anything else, links that go down and round the boxes between. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { layered, type Link, type Size } from "../../../src/pictures/network/layering";
import { newSeed, rounds } from "../../rounds";

const gaps = { across: 20, down: 40 };
const box: Size = { width: 100, height: 40 };

test("a chain is one column", () => {
  const links = [
    { from: 0, to: 1 },
    { from: 1, to: 2 },
  ];
  const { boxes, ways, width, height } = layered([box, box, box], links, gaps);
  expect(boxes).toEqual([0, 80, 160].map((y) => ({ x: 50, y })));
  expect(ways[0]).toEqual([
    { x: 50, y: 40 },
    { x: 50, y: 80 },
  ]);
  expect({ width, height }).toEqual({ width: 100, height: 200 });
});

test("branches stand side by side under what they take", () => {
  const links = [0, 0, 1, 2].map((from, at) => ({ from, to: [1, 2, 3, 3][at] ?? 0 }));
  const { boxes } = layered([box, box, box, box], links, gaps);
  expect(boxes.map(({ y }) => y)).toEqual([0, 80, 80, 160]);
  expect(boxes.map(({ x }) => x)).toEqual([110, 50, 170, 110]);
});

test("what takes nothing stands just above the first that takes from it", () => {
  const links = [
    { from: 0, to: 1 },
    { from: 1, to: 3 },
    { from: 2, to: 3 },
  ];
  expect(layered([box, box, box, box], links, gaps).boxes[2]?.y).toBe(80);
});

test("no boxes, no links", () => {
  expect(layered([], [], gaps)).toEqual({ boxes: [], ways: [], width: 0, height: 0 });
});

test("random graphs: boxes apart, links downwards, and none through a box", () => {
  const seed = newSeed("random graphs");
  const size = fc.record({ width: fc.integer({ min: 40, max: 240 }), height: fc.integer({ min: 30, max: 110 }) });
  const graph = fc.array(fc.tuple(size, fc.array(fc.nat(), { maxLength: 3 })), { minLength: 1, maxLength: 14 });
  fc.assert(
    fc.property(graph, (drawn) => {
      const sizes = drawn.map(([one]) => one);
      const links = drawn.flatMap(([, picks], to): Link[] =>
        to === 0 ? [] : [...new Set(picks.map((pick) => pick % to))].map((from) => ({ from, to })),
      );
      const { boxes, ways, width } = layered(sizes, links, gaps);
      const edges = boxes.map(({ x, y }, at) => {
        const { width: wide = 0, height = 0 } = sizes[at] ?? {};
        return { left: x - wide / 2, right: x + wide / 2, top: y, bottom: y + height };
      });
      for (const [at, one] of edges.entries()) {
        expect(one.left).toBeGreaterThan(-0.01);
        expect(one.right).toBeLessThan(width + 0.01);
        for (const other of edges.slice(at + 1)) {
          const apart = one.right <= other.left + 0.01 || other.right <= one.left + 0.01;
          expect(apart || one.bottom <= other.top || other.bottom <= one.top).toBe(true);
        }
      }
      for (const way of ways) {
        for (const [at, { x, y }] of way.entries()) {
          if (at > 0) expect(y).toBeGreaterThanOrEqual(way[at - 1]?.y ?? 0);
          for (const { left, right, top, bottom } of edges) {
            expect(x > left + 0.01 && x < right - 0.01 && y > top + 0.01 && y < bottom - 0.01).toBe(false);
          }
        }
      }
    }),
    { numRuns: rounds(1000), seed },
  );
});
