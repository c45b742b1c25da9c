/**
 * What a finding about a model file is.
 *
 * Codes are stable: users search for them and tests name them. A finding stands at the smallest place that a person
 * would have to look at, and says the cure where there is one.
 */
import type { Message } from "../messages/message";
import type { TextEdit, TextRange } from "../text/range";

export type Severity = "error" | "warning" | "information" | "hint";

/** A repair that one key applies. */
export interface Fix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
  /** One of several ways, or one that takes something away: a person chooses it, "fix all" does not. */
  readonly isChoice?: boolean;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly range: TextRange;
  readonly message: Message;
  readonly fixes: readonly Fix[];
}

export const hasErrors = (diagnostics: readonly Pick<Diagnostic, "severity">[]): boolean =>
  diagnostics.some(({ severity }) => severity === "error");
