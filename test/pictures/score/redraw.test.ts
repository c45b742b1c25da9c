/** How much is painted and walked through when a score is drawn anew: bounded by the screen, not by units × steps. Work is counted, not timed. */
import { expect, it } from "vitest";
import { layOutScore } from "../../../src/pictures/score/stepAxis";
import { bitmapOf } from "../../../src/pictures/score/heatBitmap";
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
    ...{ rect: shape, frame: shape, line: shape, disc: shape, path: shape, text: shape },
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

it("what stays of a map is not painted again, and what comes of it is what a new one is", () => {
  const colours = Array.from({ length: 97 }, (_none, i) => [i, 255 - i, 7] as const);
  for (const [steps, units, begins, density] of [
    [300, 40, "nowhere", 1],
    [300, 512, "left", 2],
    [2000, 6, "right", 1],
    [12, 5, "left", 1.5],
  ] as const) {
    const values = Float32Array.from({ length: units * steps }, (_none, at) => Math.sin(at * at));
    const counted = Uint8Array.from({ length: steps }, (_none, t) => (t % 11 === 3 ? 0 : 1));
    const order = Uint32Array.from({ length: units }, (_none, unit) => (unit * 3 + 1) % units);
    const scale = { low: -1, high: 1 };
    const map = { tensor: { shape: [steps, units], values }, scale, order, counted };
    let cursor = 0;
    let seen: Uint32Array = new Uint32Array();
    for (const by of [0, 1, 1, -2, 7, 100, -3, 0, 900, -1, -1]) {
      cursor = Math.min(steps - 1, Math.max(0, cursor + by));
      const sheet = { axis: layOutScore(steps, WIDTH, cursor, begins), height: 66, density, palette };
      const next = bitmapOf(map, colours, true, sheet);
      const anew = bitmapOf({ ...map, tensor: { ...map.tensor } }, colours, true, sheet);
      expect(next.every((pixel, at) => pixel === anew[at]) && next.length === anew.length).toBe(true);
      // The same pixels, drawn on where they lie.
      if (seen.length > 0) expect(next).toBe(seen);
      seen = next;
    }
  }
});
