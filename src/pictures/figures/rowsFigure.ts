/** Rows under one time axis as a figure: names at the left, pictures, and at the right what the colours mean. */
import { drawRow, heightOf, scaleOf } from "../score/drawRow";
import type { ScoreRow } from "../score/scoreRows";
import { layOutSteps, type StepAxis } from "../score/stepAxis";
import type { FileColours } from "../palettes";
import { css, heatColour, type Pen } from "../pen";
import { drawTitle, HEAD, MARGIN, shifted } from "./figure";

/** Rows that belong together, with a heading of their own. */
export interface RowBlock {
  readonly heading?: string;
  readonly rows: readonly ScoreRow[];
  readonly steps: number;
  /** The time cursor, around which narrow columns open up; absent: none, and nothing is marked. */
  readonly cursor?: number;
  readonly unit: number;
}

const NAMES = 168;
const SCALES = 58;
/** The title needs room. */
const NARROWEST = 520;
const HEADING = 24;
const STEPS = 18;
const GAP = 7;

interface LaidOut extends RowBlock {
  readonly axis: StepAxis;
  readonly top: number;
}

export interface RowsSheet {
  /** As wide as it may be, or less where few steps leave room. */
  readonly width: number;
  readonly height: number;
  readonly draw: (pen: Pen, title: string, of: string, colours: FileColours) => void;
}

/** `width`: of the whole figure at most. */
export function layOutRows(blocks: readonly RowBlock[], width: number): RowsSheet {
  const laidOut: LaidOut[] = [];
  let top = HEAD;
  for (const block of blocks) {
    const axis = layOutSteps(block.steps, Math.max(60, width - NAMES - SCALES - 2 * MARGIN), block.cursor ?? 0);
    laidOut.push({ ...block, axis, top });
    top += (block.heading === undefined ? 0 : HEADING) + STEPS + 4;
    top += block.rows.reduce((sum, { body }) => sum + heightOf(body, axis) + GAP, 0) + GAP;
  }
  const widest = Math.max(0, ...laidOut.map(({ axis }) => axis.width));
  return {
    width: Math.min(width, Math.max(NARROWEST, widest + NAMES + SCALES + 2 * MARGIN)),
    height: top + MARGIN - 2 * GAP,
    draw: (pen, title, of, colours) => {
      drawTitle(pen, title, of, colours);
      for (const block of laidOut) drawBlock(pen, block, colours);
    },
  };
}

function drawBlock(pen: Pen, { heading, rows, axis, top, unit, cursor }: LaidOut, { palette }: FileColours): void {
  const left = MARGIN + NAMES;
  let y = top;
  if (heading !== undefined) {
    pen.text(heading, MARGIN, y + HEADING / 2, css(palette.text), { size: 12, align: "left", bold: true });
    y += HEADING;
  }
  const steps = shifted(pen, left, y + STEPS / 2);
  for (const step of axis.named) {
    const { x0, x1 } = axis.column(step);
    const isNow = step === cursor;
    const name = step === axis.named[0] || axis.isRoomy || !axis.hasNumbers(step) ? `t ${step + 1}` : String(step + 1);
    const middle = Math.min(axis.width - 12, Math.max(10, (x0 + x1) / 2));
    steps.text(name, middle, 0, css(isNow ? palette.text : palette.faint), { size: 10, bold: isNow });
  }
  y += STEPS + 4;
  const first = y;
  for (const row of rows) {
    const height = heightOf(row.body, axis);
    drawName(shifted(pen, MARGIN, y), row, height, palette);
    drawRow(row.body, { pen: shifted(pen, left, y), palette, axis, height, density: 1, unit });
    drawScale(shifted(pen, left + axis.width + 8, y), row, height, palette);
    y += height + GAP;
  }
  if (cursor === undefined || rows.length === 0) return;
  const { x0, x1 } = axis.column(cursor);
  pen.frame(left + x0 - 2, first - 3, Math.max(4, x1 - x0 + 4), y - GAP - first + 6, css(palette.text));
}

function drawName(pen: Pen, { title, subtitle }: ScoreRow, height: number, palette: FileColours["palette"]): void {
  const isTwo = subtitle !== "" && height >= 26;
  const shown = clip(title, 24);
  pen.text(shown, 0, height / 2 - (isTwo ? 6 : 0), css(palette.text), { size: 11, align: "left" });
  const [x, y, room] = isTwo ? [0, height / 2 + 7, 30] : [shown.length * 6.7 + 8, height / 2, 26 - shown.length];
  if (subtitle !== "") pen.text(clip(subtitle, room), x, y, css(palette.faint), { size: 9, align: "left" });
}

const clip = (text: string, most: number): string => {
  const letters = Array.from(text);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
};

function drawScale(pen: Pen, { body }: ScoreRow, height: number, palette: FileColours["palette"]): void {
  const scale = scaleOf(body);
  if (!scale) return;
  const isRamp = body.kind === "heat";
  const size = Math.min(height, 32);
  const top = (height - size) / 2;
  if (isRamp) {
    const parts = 16;
    for (let part = 0; part < parts; part++) {
      const colour = heatColour(palette, 1 - part / (parts - 1), body.isDiverging);
      pen.rect(0, top + (part * size) / parts, 6, size / parts + 0.5, css(colour));
    }
  }
  const look = { size: 9, align: "left" } as const;
  const x = isRamp ? 10 : 0;
  pen.text(scale.high, x, top + 4, css(palette.faint), look);
  pen.text(scale.low, x, top + size - 4, css(palette.faint), look);
}
