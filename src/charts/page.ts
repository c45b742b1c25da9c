/** What a text is written on: a terminal, or a document of the editor. */
export interface Page {
  /** How wide it is. */
  readonly columns: number;
  /** Colours are wanted: a terminal, and no NO_COLOR. */
  readonly hasColour: boolean;
}

type Colour = "green" | "red" | "dim" | "bold" | "cyan";
const codes: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, green: 32, cyan: 36 };

/** Colours text that is already plain. */
export function coloured(page: Page, colour: Colour, text: string): string {
  return page.hasColour ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
}
