/**
 * One layer of the unrolled network as a row of boxes, one a step, with what comes from above, what goes on to the next step, and the values
 * that the layer gives. Held by test/pictures/score/unrolledStrip.test.ts.
 */
import type { Cell } from "../answers/voices";
import type { Sheet } from "./drawRow";
import { blocksOf, type HeatMap, shareOf } from "./heatMap";
import { css, heatColour, inkOn, mix, type Rgb } from "../pen";
import type { Column, StepAxis } from "./stepAxis";

export interface NodesBody {
  readonly kind: "nodes";
  /** The only step that has a box; absent: all have one. */
  readonly only?: number;
  /** Something comes from the row above. */
  readonly isFed: boolean;
  /** Where a recurrent layer hands its state: to the next step, or to the one before; 0: nowhere. */
  readonly direction: 1 | -1 | 0;
  /** What the boxes hold, unit by unit, or as text. */
  readonly map?: HeatMap;
  readonly cells?: readonly (Cell | undefined)[];
  /** Written into boxes that hold nothing: how two halves are joined. */
  readonly word?: string;
  /** The cursor, which is marked. */
  readonly cursor: number;
}

/** Room for what comes from above. */
const FROM_ABOVE = 11;

export function heightOfNodes({ map, cells, isFed }: NodesBody): number {
  const box = map ? Math.min(48, Math.max(18, 3 * map.order.length)) : cells ? 20 : 16;
  return box + (isFed ? FROM_ABOVE : 2);
}

export function drawNodes(body: NodesBody, sheet: Sheet): void {
  const { pen, palette, axis, height } = sheet;
  const top = body.isFed ? FROM_ABOVE : 1;
  const boxes = placesOf(body, axis);
  if (body.map) drawValues(body.map, boxes, top, sheet);
  for (let step = 0; step < axis.steps; step++) {
    if (body.only !== undefined && step !== body.only) continue;
    const isAlone = body.only !== undefined;
    const { x0, x1 } = isAlone ? widened(boxes.column(step), axis.width) : boxes.column(step);
    const width = Math.max(1 / sheet.density, x1 - x0);
    const isRoomy = axis.hasNumbers(step) || isAlone;
    if (!body.map) drawContent(body, step, { x0, x1: x0 + width }, top, sheet);
    if (isRoomy) pen.frame(x0, top, width, height - top, css(body.cursor === step ? palette.text : palette.faint));
    if (isRoomy && body.isFed) drawDown((x0 + x1) / 2, top, sheet);
    if (isRoomy && body.direction !== 0) drawOn(body.direction, step, boxes, top, sheet);
  }
}

/** A layer's only box has room for its number, however narrow its column is. */
function widened({ x0, x1 }: Column, width: number): Column {
  const size = Math.max(x1 - x0, Math.min(44, width));
  const left = Math.min(width - size, Math.max(0, (x0 + x1 - size) / 2));
  return { x0: left, x1: left + size };
}

/** Boxes are narrower than columns: between them stands what goes on. */
function placesOf({ direction }: NodesBody, axis: StepAxis): StepAxis {
  return {
    ...axis,
    column: (step) => {
      const { x0, x1 } = axis.column(step);
      const inset = axis.hasNumbers(step) && direction !== 0 ? Math.min(10, (x1 - x0) / 5) : 0;
      return { x0: x0 + inset, x1: x1 - inset };
    },
  };
}

function drawValues(map: HeatMap, axis: StepAxis, top: number, { pen, palette, height, density }: Sheet): void {
  const { columns, rows, values } = blocksOf(map, axis, height - top, density);
  const across = columns.length / 2;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (Number.isNaN(value)) continue;
    const [c, r] = [at % across, Math.floor(at / across)];
    const [x, y] = [columns[2 * c] as number, top + (rows[2 * r] as number)];
    const size = [(columns[2 * c + 1] as number) - x, top + (rows[2 * r + 1] as number) - y] as const;
    pen.rect(x, y, ...size, css(heatColour(palette, shareOf(value, map.scale), true)));
  }
}

function drawContent(body: NodesBody, step: number, { x0, x1 }: Column, top: number, sheet: Sheet): void {
  const { pen, palette, axis, height } = sheet;
  const isRoomy = axis.hasNumbers(step) || body.only !== undefined;
  const cell = body.cells?.[step];
  const colour = cell?.tint === "accent" ? palette.accent : palette.plain;
  const fill: Rgb = cell?.shade === undefined ? palette.cell : mix(palette.cell, colour, cell.shade);
  pen.rect(x0, top, x1 - x0, height - top, css(fill));
  const text = cell?.text ?? body.word ?? "";
  const letters = Math.floor((x1 - x0 - 2) / 6.2);
  if (!isRoomy || text === "" || letters < 1) return;
  const shown = text.length > letters ? `${text.slice(0, Math.max(1, letters - 1))}…` : text;
  pen.text(shown, (x0 + x1) / 2, (top + height) / 2 + 0.5, inkOn(fill), { size: 10 });
}

function drawDown(x: number, top: number, { pen, palette }: Sheet): void {
  pen.line([[x, 0], [x, top - 1]], css(palette.faint), 1); // prettier-ignore
  pen.line([[x - 3, top - 4], [x, top - 1], [x + 3, top - 4]], css(palette.faint), 1); // prettier-ignore
}

/** From a box to the one that reads after it. */
function drawOn(direction: 1 | -1, step: number, boxes: StepAxis, top: number, { pen, palette, height }: Sheet): void {
  const next = step + direction;
  if (next < 0 || next >= boxes.steps) return;
  const [from, to] = [boxes.column(step), boxes.column(next)];
  const [x0, x1] = direction > 0 ? [from.x1, to.x0 - 1] : [from.x0, to.x1 + 1];
  if (Math.abs(x1 - x0) < 5) return;
  const y = (top + height) / 2;
  pen.line([[x0, y], [x1, y]], css(palette.accent), 1.6); // prettier-ignore
  pen.line([[x1 - 4 * direction, y - 3], [x1, y], [x1 - 4 * direction, y + 3]], css(palette.accent), 1.6); // prettier-ignore
}
