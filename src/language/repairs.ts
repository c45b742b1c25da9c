/**
 * The repairs of what is wrong at a place, as a menu offers them.
 *
 * test/extension/analysisThread.test.ts holds this.
 */
import type { Diagnostic, Fix } from "../core/diagnostics/diagnostic";
import type { TextRange } from "../core/text/range";
import { certainFix, isMendable } from "./fixAll";

export interface Repair extends Fix {
  /** Of the finding that it mends. */
  readonly code: string;
  readonly range: TextRange;
  readonly isPreferred: boolean;
}

export interface Repairs {
  readonly here: readonly Repair[];
  /** Besides one of them that needs no choice, another finding of the file has one too. */
  readonly isMore: boolean;
}

/** The repairs of the findings that touch `asked`. */
export function repairsAt(diagnostics: readonly Diagnostic[], asked: TextRange): Repairs {
  const touched = diagnostics.filter(({ range }) => range.start <= asked.end && asked.start <= range.end);
  const here = touched.flatMap((finding) => {
    const { code, range, fixes } = finding;
    return fixes.map((fix) => ({ ...fix, code, range, isPreferred: certainFix(finding) === fix }));
  });
  const isMore = touched.some(isMendable) && diagnostics.filter(isMendable).length > 1;
  return { here, isMore };
}
