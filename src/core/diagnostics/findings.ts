/**
 * Collects diagnostics while a file is read.
 *
 * The code of a diagnostic is its message's id up to the first dot: `unknown-layer.suggest` and `unknown-layer` are two
 * sentences of one code.
 */
import { type Message, type MessageId, message } from "../messages/message";
import type { TextRange } from "../text/range";
import type { Diagnostic, Fix, Severity } from "./diagnostic";

export class Findings {
  readonly list: Diagnostic[] = [];

  report(range: TextRange, text: Message, { severity = "error", fixes = [] }: FindingOptions = {}): void {
    this.list.push({ code: codeOf(text.id), severity, range, message: text, fixes });
  }

  /** However many they are: as arguments of one call they would fill the stack. */
  addAll(found: readonly Diagnostic[]): void {
    for (const one of found) this.list.push(one);
  }

  get hasErrors(): boolean {
    return this.list.some(({ severity }) => severity === "error");
  }
}

interface FindingOptions {
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
}

/** The stable code behind a message's id. */
export function codeOf(id: MessageId): string {
  return id.split(".")[0] ?? id;
}

/** The fix of a "did you mean": the word in `range` becomes `text`. */
export function replacement(range: TextRange, text: string): Fix {
  return { title: message("fix-replace", { text }), edits: [{ range, text }] };
}
