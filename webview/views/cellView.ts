/** One cell of the score: its text, its tint, and ✓ or ✗ in signs as well as in words. */
import { type Language, say } from "../../src/core/messages/message";
import { element } from "../element";
import { tint } from "../shades";
import type { Cell } from "../../src/pictures/answers/voices";

export function renderCell(
  { text, shade, tint: colour, right }: Cell,
  language: Language,
  look: string,
): HTMLTableCellElement {
  const cell = element("td", { class: right === undefined ? look : `${look} ${right ? "right" : "wrong"}` });
  cell.append(element("span", { class: "value" }, text));
  if (right !== undefined) cell.append(" ", renderSign(right, language));
  if (shade !== undefined) tint(cell, shade, colour);
  return cell;
}

/** Read aloud as a word, seen as a sign. */
export function renderSign(right: boolean, language: Language): HTMLElement {
  return element(
    "span",
    { class: "sign", role: "img", "aria-label": say(language, right ? "panel.right" : "panel.wrong") },
    right ? "✓" : "✗",
  );
}

/** The same in a line of text. */
export function cellText({ text, right }: Cell): string {
  return right === undefined ? text : `${text} ${right ? "✓" : "✗"}`;
}
