/**
 * The syntax tree of a model file: plain maps, lists and scalars with their places, aliases already expanded.
 *
 * No object of the YAML library leaves this folder, and no key of a file ever becomes a JavaScript property name.
 */
import type { TextRange } from "../text/range";

export type ScalarValue = string | number | boolean | null;

export interface SyntaxScalar {
  readonly is: "scalar";
  readonly range: TextRange;
  readonly value: ScalarValue;
  /** As it is written, quotes included. */
  readonly source: string;
}

export interface SyntaxEntry {
  readonly key: SyntaxScalar;
  /** Absent where nothing is written behind the colon. */
  readonly value: SyntaxNode | undefined;
}

export interface SyntaxMap {
  readonly is: "map";
  readonly range: TextRange;
  readonly entries: readonly SyntaxEntry[];
}

export interface SyntaxList {
  readonly is: "list";
  readonly range: TextRange;
  readonly items: readonly SyntaxNode[];
  /** The same in another form, for a long list of nothing but numbers whose lists of one level are equally long: see longLists.ts. */
  readonly grid?: NumberGrid;
}

export interface NumberGrid {
  readonly shape: readonly number[];
  /** Row-major; as many as the product of `shape`. */
  readonly values: readonly number[];
}

export type SyntaxNode = SyntaxScalar | SyntaxMap | SyntaxList;

/** The entry with this key; the first one where a key is written twice (the second is diagnosed). */
export function entryOf(map: SyntaxMap, key: string): SyntaxEntry | undefined {
  return map.entries.find((entry) => entry.key.value === key);
}
