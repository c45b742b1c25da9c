/**
 * What can be folded: sections, layers and data that go over several lines, and blocks of comments.
 *
 * test/language/navigation.test.ts holds this.
 */
import type { ModelFile } from "../core/model/modelFile";
import type { SyntaxNode } from "../core/syntax/syntaxTree";
import { createLineIndex } from "../core/text/lineIndex";
import type { TextRange } from "../core/text/range";

export interface Fold {
  /** From the line that stays to the last line that is hidden. */
  readonly range: TextRange;
  readonly is: "region" | "comment";
}

/** Folds of more than one line, one for each line that begins some. */
export function provideFolds({ root, text }: ModelFile): Fold[] {
  const folds = new Map<number, Fold>();
  const lines = createLineIndex(text);
  const add = (is: Fold["is"], start: number, end: number): void => {
    const { line } = lines.positionAt(start);
    if (lines.positionAt(end).line > line && !folds.has(line)) folds.set(line, { range: { start, end }, is });
  };
  const walk = (node: SyntaxNode | undefined): void => {
    if (node?.is === "map") {
      for (const { key, value } of node.entries) {
        if (value) add("region", key.range.start, value.range.end);
        walk(value);
      }
    } else if (node?.is === "list" && !node.grid) {
      for (const item of node.items) {
        add("region", item.range.start, item.range.end);
        walk(item);
      }
    }
  };
  walk(root);
  for (const { 0: block, index } of text.matchAll(/^[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)+/gm)) {
    add("comment", index, index + block.length);
  }
  return [...folds.values()].sort((a, b) => a.range.start - b.range.start);
}
