/**
 * What pictures are drawn with: a few shapes in a palette's colours. A canvas has a pen (webview/canvasPen.ts); another format of pictures
 * needs only this. Held by test/pictures/score/score.test.ts.
 */

export type Rgb = readonly [number, number, number];

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
  /** A way in the commands of SVG (absolute M, L, H, V, C, A, Z) from a place on. */
  path(way: string, look: PathLook, x?: number, y?: number): void;
  /**
   * Pixels of the screen from the top left corner on, row by row, as red, green, blue and opacity in the order of memory; absent where
   * pictures are made of shapes alone.
   */
  pixels?(data: Uint32Array, width: number): void;
  text(text: string, x: number, y: number, fill: string, look?: TextLook): void;
}

export interface PathLook {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  /** Lengths of strokes and gaps. */
  readonly dash?: readonly number[];
}

export interface TextLook {
  readonly size?: number;
  readonly align?: "left" | "center" | "right";
  readonly bold?: boolean;
  /** Another font than the picture's. */
  readonly font?: string;
  /** A colour around the letters, so that they stay legible where a line goes through them. */
  readonly halo?: string;
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

/** Black or white, whichever contrasts more. */
export const inkOn = (colour: Rgb): string => (luminance(colour) > 0.179 ? "#000" : "#fff");

/** Relative luminance as WCAG defines it; 0.179 is where black and white contrast equally. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
