/** How much is painted and walked through when a score is drawn anew: bounded by the screen, not by units × steps. Work is counted, not timed. */
import { expect, it } from "vitest";
import { layOutScore } from "../../../src/pictures/score/stepAxis";
import { drawRow, heightOf } from "../../../src/pictures/score/drawRow";
import type { HeatBody } from "../../../src/pictures/score/scoreRows";
import type { Palette, Pen } from "../../../src/pictures/pen";

const WIDTH = 700;
const grey = [128, 128, 128] as const;
const palette = new Proxy({} as Palette, { get: (_none, name) => (name === "isHighContrast" ? false : grey) });

/** A map of so many units and steps, whose numbers say how often they are read. */
function countedMap(units: number, steps: number): { readonly body: HeatBody; readonly reads: () => number } {
  let reads = 0;
  const plain = Float32Array.from({ length: units * steps }, (_none, at) => Math.sin(at));
  const values = new Proxy(plain, {
    get: (target, name) => {
      if (typeof name === "string" && /^\d+$/.test(name)) reads++;
      const found: unknown = Reflect.get(target, name, target);
      return typeof found === "function" ? (found.bind(target) as unknown) : found;
    },
  });
  const order = Uint32Array.from({ length: units }, (_none, unit) => unit);
  const map = { tensor: { shape: [steps, units], values }, scale: { low: -1, high: 1 }, order };
  return { body: { kind: "heat", map, isDiverging: true, isOfUnits: true }, reads: () => reads };
}

/** Draws with the cursor at a step; gives the shapes and the pixels that were painted. */
function paint(body: HeatBody, cursor: number, steps: number, hasPixels: boolean): { shapes: number; pixels: number } {
  const painted = { shapes: 0, pixels: 0 };
  const shape = (): void => void painted.shapes++;
  const pen: Pen = {
    ...{ rect: shape, frame: shape, line: shape, disc: shape, text: shape },
    ...(hasPixels && { pixels: (data: Uint32Array) => void (painted.pixels += data.length) }),
  };
  const axis = layOutScore(steps, WIDTH, cursor, "nowhere");
  drawRow(body, { pen, palette, axis, height: heightOf(body, axis), density: 1, unit: 3 });
  return painted;
}

it("512 units × 1,000 steps are painted as the pixels of their row, and as shapes no more than it has pixels", () => {
  const { body } = countedMap(512, 1000);
  const height = heightOf(body, layOutScore(1000, WIDTH, 0, "nowhere"));
  expect(paint(body, 500, 1000, true)).toEqual({ shapes: 1, pixels: WIDTH * height });
  const { shapes, pixels } = paint(body, 500, 1000, false);
  expect(pixels).toBe(0);
  expect(shapes).toBeGreaterThan(WIDTH);
  expect(shapes).toBeLessThanOrEqual(WIDTH * height + 1);
});

it("numbers are walked through once, however often the cursor moves, and again for another order of units", () => {
  const { body, reads } = countedMap(512, 300);
  paint(body, 0, 300, true);
  expect(reads()).toBe(512 * 300);
  for (let cursor = 1; cursor < 20; cursor++) paint(body, cursor, 300, true);
  expect(reads()).toBe(512 * 300);
  const turned = { ...body, map: { ...body.map, order: Uint32Array.from(body.map.order).reverse() } };
  paint(turned, 0, 300, true);
  expect(reads()).toBe(2 * 512 * 300);
});
