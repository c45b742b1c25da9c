/**
 * Where something stands that a file says below some keys: `fit`, `batch_size`. test/core/keyPlace.test.ts.
 */
import type { TextRange } from "../text/range";
import { entryOf, type SyntaxNode } from "./syntaxTree";

/** The value where it is a plain one, else its key; undefined where the file does not have it. */
export function placeOfKeys(root: SyntaxNode | undefined, ...keys: readonly string[]): TextRange | undefined {
  let node = root;
  let place: TextRange | undefined;
  for (const key of keys) {
    const entry = node?.is === "map" ? entryOf(node, key) : undefined;
    if (!entry) return undefined;
    node = entry.value;
    place = node?.is === "scalar" ? node.range : entry.key.range;
  }
  return place;
}
