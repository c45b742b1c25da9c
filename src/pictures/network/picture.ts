/**
 * A drawing of a network before it is drawn: boxes, lines and words at their places, in pixels.
 *
 * Both kinds of picture (foldedPicture.ts, unrolledPicture.ts) are made of these; networkDrawing.ts turns them into SVG.
 */
import type { Point, Size } from "./layering";

/** How wide a word is drawn; the browser knows, and a test makes one up. */
export type Measure = (text: string, size: "title" | "small") => number;

export interface Box extends Size {
  /** The left upper corner. */
  readonly x: number;
  readonly y: number;
  /** `cell`: one time step of a layer; `half`: a direction inside a layer. */
  readonly look: "layer" | "cell" | "half";
  /** Index of the layer it belongs to. */
  readonly node: number;
}

export interface Line {
  readonly path: string;
  /** `step`: from one time step to the next; `state`: what begins the states of another layer. */
  readonly look: "tensor" | "step" | "state";
  readonly hasArrow: boolean;
}

export interface Word extends Point {
  readonly text: string;
  readonly look: "title" | "small" | "shape" | "time" | "cell";
  readonly anchor: "start" | "middle" | "end";
  /** Index of the layer it belongs to; absent for words of their own. */
  readonly node?: number;
  /** The name of a row, which may move so far to the right where the row is longer than what is seen of it. */
  readonly slides?: number;
}

/** The later lies on the earlier one. */
export interface Picture extends Size {
  readonly lines: readonly Line[];
  readonly boxes: readonly Box[];
  readonly words: readonly Word[];
}

/** `(None, 3, 5)`; a shape that is not known is `(?)`. */
export function shapeText(shape: readonly (number | null)[] | undefined): string {
  return shape ? `(${shape.map((size) => size ?? "None").join(", ")})` : "(?)";
}

/** A smooth line that leaves and arrives upright. */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${round(first.x)} ${round(first.y)}`;
  let before = first;
  for (const { x, y } of rest) {
    const half = (before.y + y) / 2;
    path +=
      Math.abs(x - before.x) < 0.5
        ? `L${round(x)} ${round(y)}`
        : `C${round(before.x)} ${round(half)} ${round(x)} ${round(half)} ${round(x)} ${round(y)}`;
    before = { x, y };
  }
  return path;
}

export const round = (value: number): number => Math.round(value * 10) / 10;
