/**
 * A data file that cannot be used as it is: one sentence, which names the file, the line (from 1) and the cell.
 */
import type { Message } from "../../messages/message";

/** Ends the reading at once: beyond the first mistake of a table nothing can be trusted, and a file may be very long. */
export class TableRefused extends Error {
  constructor(readonly problem: Message) {
    super(problem.id);
    this.name = "TableRefused";
  }
}

/** A cell in a sentence: short, and in one line. */
export function cellText(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return JSON.stringify(line.length > 40 ? `${line.slice(0, 40)}…` : line);
}
