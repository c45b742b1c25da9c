/**
 * The theme's colours as numbers, and cells tinted with them so that their text stays readable.
 *
 * VS Code gives colours as CSS variables of any notation; a canvas of one pixel reads them all. The text on a tint is
 * black or white, whichever contrasts more: at least 4.5 to 1 on every tint.
 */
import type { FileColours } from "../src/pictures/palettes";
import { inkOn, type Palette, type Rgb } from "../src/pictures/pen";

export interface ThemeColours {
  readonly background: string;
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  /** Curves, in this order. */
  readonly series: readonly string[];
}

let cached: { accent: Rgb; plain: Rgb; background: Rgb } | undefined;
let pixel: CanvasRenderingContext2D | null | undefined;

/** Calls back when the colour theme changes; VS Code then rewrites the variables on the root element. */
export function watchTheme(changed: () => void): void {
  const observer = new MutationObserver(() => {
    cached = undefined;
    palette = undefined;
    changed();
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
}

/** Colours for drawings on a canvas, which knows no variables. */
export function readThemeColours(): ThemeColours {
  return {
    background: variable("--unroll-background"),
    text: variable("--unroll-text"),
    faint: variable("--unroll-faint"),
    grid: variable("--unroll-grid"),
    series: [1, 2, 3, 4, 5].map((number) => variable(`--unroll-series-${number}`)),
  };
}

let palette: Palette | undefined;

/** Colours of the score's rows, as numbers. */
export function readPalette(): Palette {
  const colour = (name: string): Rgb => parse(variable(`--unroll-${name}`));
  palette ??= {
    background: colour("background"),
    text: colour("text"),
    faint: colour("faint"),
    cell: colour("cell"),
    plain: colour("plain"),
    accent: colour("accent"),
    negative: colour("negative"),
    positive: colour("positive"),
    written: colour("written"),
    kept: colour("kept"),
    shown: colour("shown"),
    wrong: colour("wrong"),
    font: variable("--unroll-mono"),
    isHighContrast: document.body.classList.contains("vscode-high-contrast"),
  };
  return palette;
}

/** The theme's colours for a picture that becomes a file. */
export function readFileColours(): FileColours {
  const series = readThemeColours().series.map(parse);
  return { palette: readPalette(), series, state: parse(variable("--unroll-series-2")) };
}

/** Tints a cell: 0 is the plain cell, 1 the full colour. */
export function tint(cell: HTMLElement, share: number, colour: "accent" | "plain"): void {
  cached ??= {
    background: parse(variable("--unroll-cell")),
    accent: parse(variable("--unroll-accent")),
    plain: parse(variable("--unroll-plain")),
  };
  const from = cached.background;
  const to = cached[colour];
  const mixed: Rgb = [0, 1, 2].map((i) => Math.round(from[i]! + (to[i]! - from[i]!) * share)) as unknown as Rgb;
  cell.style.backgroundColor = `rgb(${mixed.join(" ")})`;
  cell.style.color = inkOn(mixed);
}

function variable(name: string): string {
  return getComputedStyle(document.body).getPropertyValue(name).trim();
}

/** Any CSS colour, laid over the page's background where it is translucent. */
function parse(colour: string): Rgb {
  pixel ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  if (!pixel) return [128, 128, 128];
  for (const layer of [variable("--unroll-background"), colour]) {
    pixel.fillStyle = layer;
    pixel.fillRect(0, 0, 1, 1);
  }
  const [red = 128, green = 128, blue = 128] = pixel.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
