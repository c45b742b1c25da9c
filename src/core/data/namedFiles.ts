/**
 * The files that a model file names, and the columns it asks of them: what somebody who may look at the disk has to look up.
 *
 * test/sources/checkNamedFiles.test.ts holds this.
 */
import { formKeys } from "../model/formTable";
import type { ModelFile } from "../model/modelFile";
import { entryOf, type SyntaxMap, type SyntaxNode, type SyntaxScalar } from "../syntax/syntaxTree";
import type { TextRange } from "../text/range";

/** As it is written: a name, or a number counted from 0. */
export interface NamedColumn {
  readonly column: string | number;
  readonly range: TextRange;
}

export interface NamedFile {
  /** Relative to the model file. */
  readonly path: string;
  readonly range: TextRange;
  readonly columns: readonly NamedColumn[];
}

/** `weights`, and every `file` of `data`. */
export function namedFiles({ root }: Pick<ModelFile, "root">): NamedFile[] {
  if (root?.is !== "map") return [];
  const data = entryOf(root, "data")?.value;
  return [...fileAt(entryOf(root, "weights")?.value, []), ...(data?.is === "map" ? filesOf(data) : [])];
}

/** Of whole data, of `x` and `y`, and of the sources of single Inputs and outputs below these. */
function filesOf(map: SyntaxMap, depth = 0): NamedFile[] {
  const own = fileAt(
    entryOf(map, "file")?.value,
    map.entries.filter(({ key }) => isColumnKey(String(key.value))),
  );
  const below = depth < 2 ? map.entries.map(({ value }) => value).filter((value) => value?.is === "map") : [];
  return [...own, ...below.flatMap((one) => filesOf(one, depth + 1))];
}

const isColumnKey = (key: string): boolean =>
  key === "columns" || (Object.hasOwn(formKeys, key) && formKeys[key]?.type.is === "column");

function fileAt(node: SyntaxNode | undefined, asks: SyntaxMap["entries"]): NamedFile[] {
  if (node?.is !== "scalar" || typeof node.value !== "string" || node.value.trim() === "") return [];
  const columns = asks.flatMap(({ value }) => scalarsOf(value)).flatMap(columnAt);
  return [{ path: node.value, range: node.range, columns }];
}

const scalarsOf = (node: SyntaxNode | undefined): SyntaxScalar[] =>
  node?.is === "scalar" ? [node] : node?.is === "list" ? node.items.filter((item) => item.is === "scalar") : [];

const columnAt = ({ value, range }: SyntaxScalar): NamedColumn[] =>
  typeof value === "string" || typeof value === "number" ? [{ column: value, range }] : [];
