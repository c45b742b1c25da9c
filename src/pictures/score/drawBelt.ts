/**
 * The belt as a picture. From above comes what is written, as thick as its gate is open; along goes what is kept, as thick as the share
 * that stays; below hangs what is shown. In narrow columns the belt becomes a curve of its beads, with beads and numbers at the cursor.
 */
import { formatNumber } from "../numbers";

import type { Belt, BeltStep } from "./belt";
import type { Sheet } from "./drawRow";
import { css, heatColour, inkOn, type Palette } from "../pen";

export function drawBelt(belt: Belt, sheet: Sheet): void {
  if (sheet.axis.isRoomy) drawBeads(belt, sheet);
  else drawThread(belt, sheet);
}

const short = (value: number): string => {
  if (!Number.isFinite(value)) return formatNumber(value);
  const text = Math.abs(value) >= 9.95 ? value.toFixed(0) : value.toFixed(Math.abs(value) < 0.095 ? 2 : 1);
  return Number(text) === 0 ? "0" : text.replace("-", "−");
};

const signed = (value: number): string => (value > 0 ? `+${short(value)}` : short(value));

function beadColour(belt: Belt, bead: number, palette: Palette): ReturnType<typeof heatColour> {
  return heatColour(palette, 0.5 + (0.5 * bead) / (belt.most || 1), true);
}

function drawBeads(belt: Belt, { pen, palette, axis, height }: Sheet): void {
  const { steps, direction } = belt;
  const middle = (step: number): number => (axis.column(step).x0 + axis.column(step).x1) / 2;
  const radius = Math.min(15, (axis.column(0).x1 - axis.column(0).x0) / 2 - 5);
  const y = steps.some(({ shown }) => shown)
    ? height / 2
    : steps.some(({ written }) => written)
      ? height / 2 + 16
      : height / 2;
  const isWide = axis.column(0).x1 - axis.column(0).x0 >= 46;
  for (const [step, one] of steps.entries()) {
    const before = step - direction;
    if (before < 0 || before >= steps.length) continue;
    const share = one.isLeftOut ? 1 : (one.kept ?? 1);
    const isThread = one.kept === undefined && !one.isLeftOut;
    pen.line([[middle(before), y], [middle(step), y]], css(isThread ? palette.faint : palette.kept), isThread ? 1.5 : Math.max(0.5, share * 7)); // prettier-ignore
  }
  for (const [step, one] of steps.entries()) {
    const x = middle(step);
    drawWritten(one, x);
    drawShown(one, x);
    const fill = beadColour(belt, one.bead, palette);
    pen.disc(x, y, radius, css(fill), css(palette.faint));
    pen.text(short(one.bead), x, y + 0.5, inkOn(fill), { size: radius > 13 ? 10 : 9 });
  }
  for (const [step, one] of steps.entries()) {
    const before = step - direction;
    if (one.kept === undefined || before < 0 || before >= steps.length) continue;
    const x = (middle(before) + middle(step)) / 2;
    pen.text(`×${isWide ? one.kept.toFixed(2) : one.kept.toFixed(1)}`, x, y - (isWide ? 12 : 19), css(palette.kept), {
      size: 9.5,
    });
  }

  function drawWritten({ written }: BeltStep, x: number): void {
    if (!written) return;
    const bottom = y - radius;
    pen.rect(x - thickness(written.open) / 2, 4, thickness(written.open), bottom - 4, css(palette.written));
    pen.text(signed(written.value), x + thickness(written.open) / 2 + 3, 9, css(palette.written), {
      size: 9.5,
      align: "left",
    });
  }

  function drawShown({ shown }: BeltStep, x: number): void {
    if (!shown) return;
    const top = y + radius;
    pen.rect(x - thickness(shown.open) / 2, top, thickness(shown.open), height - 4 - top, css(palette.shown));
    pen.text(short(shown.value), x + thickness(shown.open) / 2 + 3, height - 9, css(palette.shown), {
      size: 9.5,
      align: "left",
    });
  }
}

const thickness = (open: number): number => Math.max(1, Math.min(1, Math.max(0, open)) * 7);

function drawThread(belt: Belt, { pen, palette, axis, height, density }: Sheet): void {
  const { steps } = belt;
  const [top, bottom] = [22, height - 12];
  const beads = steps.map(({ bead }) => bead).filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...beads), Math.max(0, ...beads)];
  const y = (bead: number): number => bottom - ((bead - low) / (high - low || 1)) * (bottom - top);
  const middle = (step: number): number => (axis.column(step).x0 + axis.column(step).x1) / 2;
  pen.line([[0, y(0)], [axis.width, y(0)]], css(palette.cell), 1); // prettier-ignore
  const writes = steps.reduce((most, { written }) => Math.max(most, Math.abs(written?.value ?? 0)), 0);
  for (const [step, { written, bead, isLeftOut }] of steps.entries()) {
    if (!written || isLeftOut || writes === 0) continue;
    const size = (Math.abs(written.value) / writes) * 12;
    pen.rect(middle(step) - 0.5, y(bead) - 4 - size, Math.max(1, 1 / density), size, css(palette.written));
  }
  pen.line(
    steps.flatMap(({ bead }, step) => (Number.isFinite(bead) ? [[middle(step), y(bead)] as const] : [])),
    css(palette.kept),
    2,
  );
  for (const [step, one] of steps.entries()) {
    if (!axis.hasNumbers(step)) continue;
    const fill = beadColour(belt, one.bead, palette);
    pen.disc(middle(step), y(one.bead), 12, css(fill), css(palette.faint));
    pen.text(short(one.bead), middle(step), y(one.bead) + 0.5, inkOn(fill), { size: 9 });
    if (one.written) pen.text(signed(one.written.value), middle(step), 6, css(palette.written), { size: 9 });
    if (one.kept !== undefined)
      pen.text(`×${one.kept.toFixed(2)}`, middle(step), height - 5, css(palette.kept), { size: 9 });
  }
}
