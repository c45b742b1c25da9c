/**
 * How deeply a text is nested, found on the tokens alone and without recursion.
 *
 * The YAML library recurses while it composes; thousands of brackets could exhaust the stack in a way that no handler
 * catches. So the depth is bounded first. test/core/syntax.test.ts runs this in a child process.
 */
import type { TextRange } from "../text/range";

/** Levels that a model file may nest; the deepest sensible one has about ten. */
export const LARGEST_DEPTH = 64;

/** The place where the nesting first passes the limit, or undefined. Linear in the number of tokens, which are those of the YAML library's lexer. */
export function findTooDeep(tokens: readonly string[]): TextRange | undefined {
  /** Columns at which the open block collections began; a list and a map may begin at the same one. */
  const block: number[] = [];
  let flow = 0;
  let offset = 0;
  let lineStart = 0;
  let keyColumn = 0;
  /** Where the first key of this line stands; a second one (`a: b: c`, a mistake) begins a map that the lines below go on with. */
  let firstKey: number | undefined;
  for (const token of tokens) {
    if (token === "\u0002" || token === "\u0018" || token === "\u001f") continue;
    const column = offset - lineStart;
    if (token === "[" || token === "{") flow += 1;
    else if (token === "]" || token === "}") flow = Math.max(0, flow - 1);
    else if (flow === 0 && (token === "-" || token === "?")) open(block, column + 0.5);
    else if (flow === 0 && token === ":") {
      if (firstKey === undefined) open(block, keyColumn);
      else block.push(firstKey);
      firstKey ??= keyColumn;
    } else if (token.trim() !== "") keyColumn = column;
    if (flow + block.length > LARGEST_DEPTH) return { start: offset, end: offset + 1 };
    offset += token.length;
    const lineBreak = token.lastIndexOf("\n");
    if (lineBreak >= 0) {
      lineStart = offset - (token.length - lineBreak - 1);
      firstKey = undefined;
    }
  }
  return undefined;
}

/** A collection that begins at `column` closes all that began to the right of it. */
function open(block: number[], column: number): void {
  while (block.length > 0 && (block.at(-1) ?? 0) > column) block.pop();
  if (block.at(-1) !== column) block.push(column);
}
