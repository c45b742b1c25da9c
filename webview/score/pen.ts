/** What rows are drawn with: a few shapes in the palette's colours. A canvas has one; another picture format needs only this. */
import type { Rgb } from "../shades";

/** The theme's colours by what they mean. */
export interface Palette {
  readonly background: Rgb;
  readonly text: Rgb;
  readonly faint: Rgb;
  readonly cell: Rgb;
  readonly plain: Rgb;
  readonly accent: Rgb;
  /** Numbers below and above 0. */
  readonly negative: Rgb;
  readonly positive: Rgb;
  /** What comes in, what is kept, what is shown. */
  readonly written: Rgb;
  readonly kept: Rgb;
  readonly shown: Rgb;
  readonly wrong: Rgb;
  readonly font: string;
  readonly isHighContrast: boolean;
}

export interface Pen {
  rect(x: number, y: number, width: number, height: number, fill: string): void;
  frame(x: number, y: number, width: number, height: number, stroke: string): void;
  line(points: readonly (readonly [number, number])[], stroke: string, width: number): void;
  disc(x: number, y: number, radius: number, fill: string, stroke: string): void;
  /**
   * Pixels of the screen from the top left corner on, row by row, as red, green, blue and opacity in the order of memory; absent where
   * pictures are made of shapes alone.
   */
  pixels?(data: Uint32Array, width: number): void;
  text(text: string, x: number, y: number, fill: string, look?: TextLook): void;
}

export interface TextLook {
  readonly size?: number;
  readonly align?: "left" | "center" | "right";
  readonly bold?: boolean;
}

export const css = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (i: 0 | 1 | 2): number => Math.round(from[i] + (to[i] - from[i]) * share);
  return [part(0), part(1), part(2)];
}

/** From one end over the cell's own colour to the other, by a share of 0 to 1; gates have one end only. */
export function heatColour(palette: Palette, share: number, isDiverging: boolean): Rgb {
  if (!isDiverging) return mix(palette.cell, palette.accent, share);
  return share < 0.5
    ? mix(palette.cell, palette.negative, 1 - 2 * share)
    : mix(palette.cell, palette.positive, 2 * share - 1);
}

export function canvasPen(context: CanvasRenderingContext2D, font: string): Pen {
  return {
    rect: (x, y, width, height, fill) => {
      context.fillStyle = fill;
      context.fillRect(x, y, width, height);
    },
    frame: (x, y, width, height, stroke) => {
      context.strokeStyle = stroke;
      context.lineWidth = 1;
      context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
    },
    line: (points, stroke, width) => {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.lineJoin = "round";
      context.beginPath();
      for (const [x, y] of points) context.lineTo(x, y);
      context.stroke();
    },
    disc: (x, y, radius, fill, stroke) => {
      context.fillStyle = fill;
      context.strokeStyle = stroke;
      context.lineWidth = 1;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    },
    pixels: (data, width) => {
      if (data.length === 0) return;
      const bytes = new Uint8ClampedArray(data.buffer as ArrayBuffer);
      context.putImageData(new ImageData(bytes, width), 0, 0);
    },
    text: (text, x, y, fill, { size = 11, align = "center", bold = false } = {}) => {
      context.fillStyle = fill;
      context.font = `${bold ? "600 " : ""}${size}px ${font}`;
      context.textAlign = align;
      context.textBaseline = "middle";
      context.fillText(text, x, y);
    },
  };
}
