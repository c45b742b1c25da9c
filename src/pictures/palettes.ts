/** Colours for pictures in files, where no theme of an editor is at hand: those of VS Code's own light and dark theme, without transparency. */
import type { Palette, Rgb } from "./pen";
import { mix } from "./pen";

export const themeNames = ["light", "dark"] as const;
export type ThemeName = (typeof themeNames)[number];

export interface FileColours {
  readonly palette: Palette;
  /** Curves, in this order. */
  readonly series: readonly Rgb[];
  /** States that another layer takes over. */
  readonly state: Rgb;
}

interface Base {
  readonly background: Rgb;
  readonly text: Rgb;
  readonly faint: Rgb;
  readonly blue: Rgb;
  readonly green: Rgb;
  readonly yellow: Rgb;
  readonly red: Rgb;
  readonly purple: Rgb;
}

function coloursOf({ background, text, faint, blue, green, yellow, red, purple }: Base): FileColours {
  return {
    palette: {
      ...{
        background,
        text,
        faint,
        accent: blue,
        positive: blue,
        written: green,
        kept: blue,
        shown: yellow,
        wrong: red,
      },
      cell: mix(background, text, 0.08),
      plain: mix(background, text, 0.52),
      negative: mix(red, yellow, 0.55),
      font: "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace",
      isHighContrast: false,
    },
    series: [blue, purple, green, red, text],
    state: purple,
  };
}

export const fileColours: Readonly<Record<ThemeName, FileColours>> = {
  light: coloursOf({
    ...{ background: [255, 255, 255], text: [59, 59, 59], faint: [97, 97, 97] },
    ...{ blue: [0, 99, 211], green: [56, 138, 52], yellow: [191, 136, 3], red: [229, 20, 0], purple: [101, 45, 144] },
  }),
  dark: coloursOf({
    ...{ background: [31, 31, 31], text: [204, 204, 204], faint: [157, 157, 157] },
    ...{
      blue: [89, 164, 249],
      green: [137, 209, 133],
      yellow: [204, 167, 0],
      red: [241, 76, 76],
      purple: [177, 128, 215],
    },
  }),
};
