/**
 * A view as a figure of its own, for a file: how large it is, how it is drawn, and the numbers that it shows.
 *
 * Numbers are data: with a decimal point, and not rounded. Held by test/pictures/figures.test.ts.
 */
import type { FileColours } from "../palettes";
import { css, type Pen, type TextLook } from "../pen";
import { svgFile, svgPen } from "../svg";
import { stringifyJson } from "../../core/data/jsonNumbers";

export interface Figure {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** A sentence that says what is seen. */
  readonly description: string;
  readonly draw: (pen: Pen, colours: FileColours) => void;
  readonly numbers: NumberTable;
}

export interface NumberTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

export function figureAsSvg({ width, height, title, description, draw }: Figure, colours: FileColours): string {
  const { background, font } = colours.palette;
  const shapes: string[] = [];
  draw(
    svgPen((shape) => shapes.push(shape)),
    colours,
  );
  return svgFile({ ...{ width, height, background, font, title, description } }, shapes.join("\n"));
}

/** The figure as text in one of the forms that are text. */
export function figureAsText(figure: Figure, format: "svg" | "csv" | "json", colours: FileColours): string {
  if (format === "svg") return figureAsSvg(figure, colours);
  if (format === "csv") return tableAsCsv(figure.numbers);
  return `${stringifyJson({ title: figure.title, rows: tableAsRecords(figure.numbers) }, 2)}\n`;
}

/** RFC 4180, but with plain line ends; a hole is empty, and what is no number is NaN, as pandas and NumPy read it. */
export function tableAsCsv({ columns, rows }: NumberTable): string {
  return [columns, ...rows].map((row) => `${row.map(csvField).join(",")}\n`).join("");
}

/** A text that a spreadsheet would compute as a formula has an apostrophe before it, as OWASP advises; numbers are left alone. */
function csvField(value: string | number | undefined): string {
  const isFormula = typeof value === "string" && /^[=+\-@\t\r]/.test(value);
  const text = value === undefined ? "" : `${isFormula ? "'" : ""}${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One object a row, with the columns as keys; holes are null. */
export function tableAsRecords({ columns, rows }: NumberTable): readonly Readonly<Record<string, unknown>>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])));
}

/** A pen whose top left corner lies elsewhere. */
export function shifted(pen: Pen, dx: number, dy: number): Pen {
  return {
    rect: (x, y, width, height, fill) => pen.rect(x + dx, y + dy, width, height, fill),
    frame: (x, y, width, height, stroke) => pen.frame(x + dx, y + dy, width, height, stroke),
    line: (points, stroke, width) =>
      pen.line(
        points.map(([x, y]) => [x + dx, y + dy] as const),
        stroke,
        width,
      ),
    disc: (x, y, radius, fill, stroke) => pen.disc(x + dx, y + dy, radius, fill, stroke),
    path: (way, look, x = 0, y = 0) => pen.path(way, look, x + dx, y + dy),
    text: (text, x, y, fill, look) => pen.text(text, x + dx, y + dy, fill, look),
  };
}

/** The figure's title above everything, and what it is of beside it. */
export function drawTitle(pen: Pen, title: string, of: string, { palette }: FileColours): void {
  const look: TextLook = { size: 14, align: "left", bold: true };
  pen.text(title, MARGIN, MARGIN + 8, css(palette.text), look);
  pen.text(of, MARGIN + title.length * 8.6 + 14, MARGIN + 8.5, css(palette.faint), { size: 11, align: "left" });
}

export const MARGIN = 16;
/** Below the title. */
export const HEAD = MARGIN + 26;
