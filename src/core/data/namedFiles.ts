/**
 * The files that a model file names, and the columns it asks of them: what somebody who may look at the disk has to look up.
 *
 * test/sources/checkNamedFiles.test.ts holds this.
 */
import { formKeys } from "../model/formTable";
import { type DeclaredDialect, plainDialect } from "./tables/dialect";
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
  /** What the model file says of how the file is written. */
  readonly dialect: DeclaredDialect;
}

/** `weights`, also those of single layers, and every `file` of `data`. */
export function namedFiles({ root }: Pick<ModelFile, "root">): NamedFile[] {
  if (root?.is !== "map") return [];
  const data = entryOf(root, "data")?.value;
  const weights = entryOf(root, "weights")?.value;
  const byLayer = weights?.is === "map" ? weights.entries.map(({ value }) => value) : [weights];
  return [...byLayer.flatMap((one) => fileAt(one)), ...(data?.is === "map" ? filesOf(data) : [])];
}

/** Of whole data, of `x` and `y`, and of the sources of single Inputs and outputs below these. */
function filesOf(map: SyntaxMap, depth = 0): NamedFile[] {
  const own = fileAt(entryOf(map, "file")?.value, map);
  const below = depth < 2 ? map.entries.map(({ value }) => value).filter((value) => value?.is === "map") : [];
  return [...own, ...below.flatMap((one) => filesOf(one, depth + 1))];
}

const isColumnKey = (key: string): boolean =>
  key === "columns" || (Object.hasOwn(formKeys, key) && formKeys[key]?.type.is === "column");

function fileAt(node: SyntaxNode | undefined, beside?: SyntaxMap): NamedFile[] {
  if (node?.is !== "scalar" || typeof node.value !== "string" || node.value.trim() === "") return [];
  const asks = beside?.entries.filter(({ key }) => isColumnKey(String(key.value))) ?? [];
  const columns = asks.flatMap(({ value }) => scalarsOf(value)).flatMap(columnAt);
  return [{ path: node.value, range: node.range, columns, dialect: dialectOf(beside) }];
}

/** As far as it is written; what is wrong in it is told elsewhere. */
function dialectOf(beside: SyntaxMap | undefined): DeclaredDialect {
  const written = Object.keys(plainDialect).flatMap((key) => {
    const node = beside && entryOf(beside, key)?.value;
    const value = node?.is === "scalar" ? node.value : null;
    const is = typeof value;
    const expected = wanted[key] ?? "string";
    return is === expected && value !== "" ? [[key, value === "\\t" ? "\t" : value] as const] : [];
  });
  return { ...plainDialect, ...Object.fromEntries(written) };
}

const wanted: Readonly<Record<string, "boolean" | "number">> = {
  header: "boolean",
  skip: "number",
  skip_after_header: "number",
  skip_footer: "number",
};

const scalarsOf = (node: SyntaxNode | undefined): SyntaxScalar[] =>
  node?.is === "scalar" ? [node] : node?.is === "list" ? node.items.filter((item) => item.is === "scalar") : [];

const columnAt = ({ value, range }: SyntaxScalar): NamedColumn[] =>
  typeof value === "string" || typeof value === "number" ? [{ column: value, range }] : [];
