/**
 * Text in columns, as wide as people see it.
 *
 * East Asian wide characters take two columns and combining marks none. Cells that do not fit are cut with an ellipsis.
 * test/charts/textTable.test.ts holds it.
 */
import { plainLine } from "../core/text/plainText";

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}|\u200b|\u200d|\ufe0f/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        character,
      ) && (character.codePointAt(0) ?? 0) > 0x10ff
        ? 2
        : 1;
  }
  return width;
}

/** Cuts a text to so many columns. */
export function cutTo(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let cut = "";
  for (const character of text) {
    if (displayWidth(cut + character) > columns - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

/** Lines of a table with a rule below the titles, at most `columns` wide: the first column gives way. */
export function tableLines(layout: readonly Column[], rows: readonly (readonly string[])[], columns: number): string[] {
  const plain = rows.map((row) => row.map((cell) => plainLine(cell)));
  const widths = layout.map(({ title }, at) =>
    Math.max(displayWidth(title), ...plain.map((row) => displayWidth(row[at] ?? ""))),
  );
  const gap = 2;
  const total = widths.reduce((sum, width) => sum + width, gap * (widths.length - 1));
  widths[0] = Math.max(8, (widths[0] ?? 0) - Math.max(0, total - columns));
  const line = (row: readonly string[]): string =>
    layout
      .map(({ align }, at) => {
        const cell = cutTo(row[at] ?? "", widths[at] ?? 0);
        const space = " ".repeat(Math.max(0, (widths[at] ?? 0) - displayWidth(cell)));
        return align === "right" ? space + cell : cell + space;
      })
      .join(" ".repeat(gap))
      .trimEnd();
  const rule = "─".repeat(widths.reduce((sum, width) => sum + width, gap * (widths.length - 1)));
  return [line(layout.map(({ title }) => title)), rule, ...plain.map(line), rule];
}
