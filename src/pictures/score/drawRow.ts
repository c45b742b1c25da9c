/** One row of the score as a picture: cells, maps, bars, and the belt, with whatever pen and palette are given. */
import { formatNumber } from "../numbers";

import type { Cell } from "../answers/voices";
import { drawBelt } from "./drawBelt";
import type { Lit } from "./explainedCell";
import { bitmapOf } from "./heatBitmap";
import { blocksOf, type HeatBlocks, shareOf } from "./heatMap";
import { css, heatColour, inkOn, mix, type Palette, type Pen, type Rgb } from "../pen";
import type { HeatBody, RowBody } from "./scoreRows";
import type { Column, StepAxis } from "./stepAxis";

export interface Sheet {
  readonly pen: Pen;
  readonly palette: Palette;
  readonly axis: StepAxis;
  readonly height: number;
  /** Pixels of the screen for one of the page. */
  readonly density: number;
  /** The chosen unit, which maps mark. */
  readonly unit: number;
}

/** Pixels that a row is high. */
export function heightOf(body: RowBody, axis: StepAxis): number {
  if (body.kind === "belt") return axis.isRoomy ? 104 : 84;
  if (body.kind === "bars") return 38;
  if (body.kind === "cells") return isCurve(body.cells, axis) ? 44 : 24;
  const units = body.map.order.length;
  if (hasNumbers(body, axis)) return units * NUMBERED_ROW;
  return Math.min(88, Math.max(14, units * (units <= 16 ? 5 : 3)));
}

export function drawRow(body: RowBody, sheet: Sheet): void {
  if (body.kind === "cells") {
    drawCells(body.cells, sheet);
    if (body.lit) drawLit(body.lit, [0], sheet, "bottom");
  } else if (body.kind === "heat") drawHeat(body, sheet);
  else if (body.kind === "bars") drawBars(body, sheet);
  else drawBelt(body.belt, sheet);
}

const NUMBERED_ROW = 17;

/** A map of few steps over few steps has room for its numbers. */
const hasNumbers = ({ map, otherStep }: HeatBody, axis: StepAxis): boolean =>
  otherStep !== undefined && axis.isRoomy && map.order.length <= 12;

/** Numbers in columns too narrow for them are a curve; zeros and ones stay shades, which show patterns better. */
function isCurve(cells: readonly (Cell | undefined)[], axis: StepAxis): boolean {
  if (axis.isRoomy) return false;
  const numbers = cells.flatMap((cell) => (cell?.number === undefined ? [] : [cell.number]));
  return numbers.length > 8 && numbers.some((value) => value !== 0 && value !== 1);
}

function drawCells(cells: readonly (Cell | undefined)[], sheet: Sheet): void {
  if (isCurve(cells, sheet.axis)) return drawCurve(cells, sheet);
  const { pen, palette, axis, height } = sheet;
  const isAlone = cells.filter((cell) => cell && cell.text !== "").length === 1;
  for (let step = 0; step < axis.steps; step++) {
    const cell = cells[step];
    if (!cell || cell.text === "") continue;
    const { x0, x1 } = isAlone ? widened(axis, step, cell) : axis.column(step);
    const fill =
      cell.shade === undefined
        ? palette.cell
        : mix(palette.cell, cell.tint === "accent" ? palette.accent : palette.plain, cell.shade);
    pen.rect(x0, 0, Math.max(x1 - x0, 1 / sheet.density), height, css(fill));
    const isWrong = cell.right === false;
    if (isWrong && x1 - x0 > 3) pen.frame(x0, 0, x1 - x0, height, css(palette.wrong));
    else if (isWrong) pen.rect(x0, height - 4, Math.max(1, x1 - x0), 4, css(palette.wrong));
    else if (palette.isHighContrast && x1 - x0 > 6) pen.frame(x0, 0, x1 - x0, height, css(palette.faint));
    if (!axis.hasNumbers(step) && !isAlone) continue;
    const sign = cell.right === undefined ? "" : cell.right ? " ✓" : " ✗";
    pen.text(fitText(cell.text, sign, x1 - x0), (x0 + x1) / 2, height / 2 + 0.5, inkOn(fill), { bold: isWrong });
  }
}

/** A row's only answer keeps room for its number, however narrow its column is. */
function widened(axis: StepAxis, step: number, { text, right }: Cell): Column {
  const { x0, x1 } = axis.column(step);
  const size = Math.min(axis.width, Math.max(x1 - x0, (text.length + (right === undefined ? 0 : 2)) * 6.8 + 10));
  const left = Math.min(axis.width - size, Math.max(0, (x0 + x1 - size) / 2));
  return { x0: left, x1: left + size };
}

/** About 6.7 pixels a letter of 11 pixels. */
function fitText(text: string, sign: string, width: number): string {
  const letters = Math.floor((width - 2) / 6.7);
  const whole = text + sign;
  if (whole.length <= letters) return whole;
  if ((text + sign.trim()).length <= letters) return text + sign.trim();
  return `${text.slice(0, Math.max(1, letters - sign.trim().length - 1))}…${sign.trim()}`;
}

function drawCurve(cells: readonly (Cell | undefined)[], { pen, palette, axis, height }: Sheet): void {
  const numbers = cells.map((cell) => cell?.number ?? Number.NaN);
  const finite = numbers.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const y = (value: number): number => height - 4 - ((value - low) / (high - low || 1)) * (height - 8);
  const middle = (step: number): number => (axis.column(step).x0 + axis.column(step).x1) / 2;
  const points = numbers.flatMap((value, step) => (Number.isFinite(value) ? [[middle(step), y(value)] as const] : []));
  pen.line(points, css(palette.accent), 1.4);
  for (const [step, value] of numbers.entries()) {
    if (!axis.hasNumbers(step) || !Number.isFinite(value)) continue;
    pen.disc(middle(step), y(value), 2.5, css(palette.accent), css(palette.background));
    const above = y(value) > height / 2;
    const room = axis.column(step).x1 - axis.column(step).x0;
    const text = cells[step]?.text ?? "";
    const isLong = text.length * 6.1 > room;
    const look = { size: isLong ? 9 : 10 };
    pen.text(isLong ? shortNumber(value) : text, middle(step), y(value) + (above ? -10 : 11), css(palette.text), look);
  }
}

function drawHeat(body: HeatBody, sheet: Sheet): void {
  const { map, isDiverging, isOfUnits, initial, handedAt, otherStep } = body;
  const { pen, palette, axis, height, density, unit } = sheet;
  const colours = Array.from({ length: SHADES + 1 }, (_none, i) => heatColour(palette, i / SHADES, isDiverging));
  const shadeOf = (value: number): number => Math.round(shareOf(value, map.scale) * SHADES);
  if (pen.pixels) pen.pixels(bitmapOf(map, colours, isDiverging, sheet), Math.round(axis.width * density));
  else drawBlocks(blocksOf(map, axis, height, density), colours, shadeOf, pen);
  for (let step = 0; step < axis.steps; step++) if (map.counted?.[step] === 0) drawLeftOut(step, sheet);
  if (hasNumbers(body, axis)) writeNumbers(map, colours, shadeOf, sheet);
  if (palette.isHighContrast) pen.frame(0, 0, axis.width, height, css(palette.faint));
  if (initial && axis.start) {
    const start = { ...axis, steps: 1, crowding: 1, hasNumbers: () => true, column: () => axis.start as Column };
    drawBlocks(
      blocksOf({ ...map, tensor: initial, counted: undefined }, start, height, density),
      colours,
      shadeOf,
      pen,
    );
    markHanded(axis.start, sheet);
  }
  if (handedAt !== undefined) markHanded(axis.column(handedAt), sheet);
  if (body.lit) drawLit(body.lit, map.order, sheet);
  if (isOfUnits) markUnit(map.order, unit, initial !== undefined, sheet);
  else if (otherStep !== undefined) markUnit(map.order, otherStep, false, sheet);
}

/** A screen shows no more shades of a colour than the eye tells apart. */
const SHADES = 96;

function drawBlocks(
  { columns, rows, values }: HeatBlocks,
  colours: readonly Rgb[],
  shadeOf: (value: number) => number,
  pen: Pen,
): void {
  const across = columns.length / 2;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (Number.isNaN(value)) continue;
    const [c, r] = [at % across, Math.floor(at / across)];
    const [x, y] = [columns[2 * c] as number, rows[2 * r] as number];
    pen.rect(
      x,
      y,
      (columns[2 * c + 1] as number) - x,
      (rows[2 * r + 1] as number) - y,
      css(colours[shadeOf(value)] as Rgb),
    );
  }
}

/** Below this share of the largest a contribution is not marked. */
const LEAST_LIT = 0.08;

/** A bar in each cell that the chosen one came from, from the right edge of its column, as long as the cell contributes; in the background's frame, so that it is seen on any colour. */
function drawLit(
  { at, shares }: Lit,
  order: ArrayLike<number>,
  { pen, palette, axis, height, density }: Sheet,
  stands: "middle" | "bottom" = "middle",
): void {
  const column = at === "start" ? axis.start : axis.column(at);
  if (!column) return;
  const rows = Math.min(order.length, Math.max(1, Math.floor((height * density) / 2)));
  const size = height / rows;
  const room = Math.max(6, column.x1 - column.x0);
  for (let row = 0; row < rows; row++) {
    let share = 0;
    for (let i = Math.floor((row * order.length) / rows); i < ((row + 1) * order.length) / rows; i++)
      share = Math.max(share, Math.abs(shares[order[i] as number] ?? 0));
    if (share < LEAST_LIT) continue;
    const [length, thick] = [
      Math.max(3, share * room * 0.75),
      stands === "bottom" ? 3 : Math.min(5, Math.max(1.5, size - 2)),
    ];
    // Below a number, where there is one.
    const y = stands === "bottom" ? height - 4 : row * size + (size - thick) / 2;
    const x = column.x1 - 1 - length;
    pen.rect(x - 1, y - 1, length + 2, thick + 2, css(palette.background));
    pen.rect(x, y, length, thick, css(palette.shown));
  }
}

/** A frame of two pixels around a state that goes from one layer to another. */
function markHanded({ x0, x1 }: Column, { pen, palette, axis, height }: Sheet): void {
  const width = Math.max(6, x1 - x0);
  const left = Math.min(x0, axis.width - width);
  for (const inset of [0, 1]) pen.frame(left + inset, inset, width - 2 * inset, height - 2 * inset, css(palette.shown));
}

function writeNumbers(
  { tensor, order }: HeatBody["map"],
  colours: readonly Rgb[],
  shadeOf: (value: number) => number,
  { pen, palette, axis, height }: Sheet,
): void {
  const size = height / order.length;
  // Which of the other layer's steps a row is.
  for (let row = 0; row < order.length && axis.start; row++)
    pen.text(`t ${row + 1}`, axis.start.x1 - 3, (row + 0.5) * size, css(palette.faint), { size: 10, align: "right" });
  for (let step = 0; step < axis.steps; step++) {
    const { x0, x1 } = axis.column(step);
    for (let row = 0; row < order.length; row++) {
      const value = tensor.values[step * order.length + (order[row] as number)] ?? Number.NaN;
      pen.text(value.toFixed(2), (x0 + x1) / 2, (row + 0.5) * size, inkOn(colours[shadeOf(value)] as Rgb), {
        size: 10,
      });
    }
  }
}

/** A step that a mask leaves out: a thin stroke through an empty column. */
function drawLeftOut(step: number, { pen, palette, axis, height }: Sheet): void {
  const { x0, x1 } = axis.column(step);
  pen.line([[x0 + 1, height - 1], [x1 - 1, 1]], css(mix(palette.background, palette.faint, 0.6)), 1); // prettier-ignore
}

/** A frame around a unit's row, and around the place of what it begins with where that is shown. */
function markUnit(
  order: ArrayLike<number>,
  unit: number,
  hasStart: boolean,
  { pen, palette, axis, height }: Sheet,
): void {
  const row = Array.prototype.indexOf.call(order, unit);
  if (row < 0 || order.length < 2) return;
  const size = height / order.length;
  const top = Math.max(0, Math.min(height - 4, row * size - 1));
  const places = hasStart && axis.start ? [axis.start, axis.column(0), axis.column(axis.steps - 1)] : [axis.column(0), axis.column(axis.steps - 1)]; // prettier-ignore
  const x0 = Math.min(...places.map((place) => place.x0));
  const x1 = Math.max(...places.map((place) => place.x1));
  pen.frame(x0, top, x1 - x0, Math.max(4, size + 1), css(palette.text));
}

/** On a log scale: the least is a stub, the most fills the row. */
function drawBars(
  { values, range: [low, high], colour }: Extract<RowBody, { kind: "bars" }>,
  { pen, palette, axis, height, density }: Sheet,
): void {
  const plain =
    colour === "gradient"
      ? mix(palette.background, palette.written, 0.75)
      : mix(palette.background, palette.kept, 0.65);
  const marked = palette.shown;
  const span = Math.log(high) - Math.log(low);
  const isMarked = colour === "decides" ? decisive(values) : (): boolean => false;
  for (let step = 0; step < axis.steps; step++) {
    const value = values[step] ?? Number.NaN;
    const { x0, x1 } = axis.column(step);
    const share = value > 0 ? (span > 0 ? (Math.log(value) - Math.log(low)) / span : 1) : 0;
    const size = value > 0 ? 3 + share * (height - 3) : 1;
    const fill = isMarked(value) ? marked : plain;
    pen.rect(x0, height - size, Math.max(x1 - x0, 1 / density), size, css(fill));
    if (!axis.hasNumbers(step) || axis.column(step).x1 - x0 < 30) continue;
    const inside = size > 18;
    pen.text(
      shortNumber(value),
      (x0 + x1) / 2,
      inside ? height - size + 9 : height - size - 7,
      inside ? inkOn(fill) : css(palette.faint),
      { size: x1 - x0 < 38 ? 9 : 9.5 },
    );
  }
}

/** The few inputs that count more than ten times as much as the middle one of all; where they are many, none stands out. */
function decisive(values: Float64Array): (value: number) => boolean {
  const least = 10 * median(values);
  const count = values.filter((value) => value > least).length;
  return (value) => count <= Math.max(3, values.length / 10) && value > least;
}

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? 0;
}

/** Two significant digits: there is room for five letters. */
function shortNumber(value: number): string {
  const text = formatNumber(Number(value.toPrecision(2)));
  return text.length > 6 ? value.toExponential(0).replace("e+", "e") : text;
}

/** What a row's scale reaches from and to. */
export function scaleOf(body: RowBody): { low: string; high: string } | undefined {
  if (body.kind === "heat")
    return {
      low: formatNumber(Number(body.map.scale.low.toPrecision(2))),
      high: formatNumber(Number(body.map.scale.high.toPrecision(2))),
    };
  if (body.kind === "bars") return { low: shortNumber(body.range[0]), high: shortNumber(body.range[1]) };
  return undefined;
}
