/**
 * Sources of `data`: nested lists, or columns of a file, and how they are encoded. The values themselves are read in core/data.
 * test/core/model.test.ts and test/core/data/checkData.test.ts hold this.
 */
import type { Label } from "../data/dataset";
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { entryOf, type SyntaxMap, type SyntaxNode } from "../syntax/syntaxTree";
import type { TextRange } from "../text/range";
import type { InlineSource } from "./modelFile";
import { readArgument } from "./readArgument";
import { checkSigns, signOf } from "./readForm";
import { readKeys } from "./readKeys";
import { readNumber } from "./readNumber";
import { readValues } from "./readSettings";
import { plainSourceKeys, sourceKeys } from "./sectionTable";
import { tableKeys } from "./tableKeys";

/** Data with an encoding of its own; samples that validate, which are encoded as the others; weights, which are plain numbers. */
export type SourceUse = "own" | "validation" | "weights";

/** One source, or a map from the names of Inputs or outputs to sources. */
export function readSources(
  key: string,
  node: SyntaxNode | undefined,
  findings: Findings,
  use: SourceUse = "own",
): readonly InlineSource[] {
  if (!node) return [];
  if (node.is !== "map" || isSource(node)) return present([readSource(key, undefined, { node, use }, findings)]);
  return present(
    node.entries.map(({ key: name, value }) => {
      if (value) {
        return readSource(`${key}.${String(name.value)}`, String(name.value), { node: value, use }, findings);
      }
      findings.report(name.range, message("missing-value", { key: String(name.value) }));
      return undefined;
    }),
  );
}

const present = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);

/** A map is a source where it has a source's key; otherwise its keys are names of Inputs or outputs. */
const isSource = ({ entries }: SyntaxMap): boolean =>
  entries.length === 0 ||
  entries.some(({ key }) => Object.hasOwn(sourceKeys, String(key.value))) ||
  entries.every(({ value }) => value === undefined || (value.is === "scalar" && value.value !== null));

/** Without the keys that say how numbers are encoded: those of the samples that validate are encoded as the others, weights not at all. */
function withoutEncoding(map: SyntaxMap, use: Exclude<SourceUse, "own">, findings: Findings): SyntaxMap {
  const isEncoding = ({ key }: SyntaxMap["entries"][number]): boolean =>
    Object.hasOwn(sourceKeys, String(key.value)) && !Object.hasOwn(plainSourceKeys, String(key.value));
  for (const entry of map.entries.filter(isEncoding)) {
    findings.report(entry.key.range, message(`source-plain.${use}`, { key: String(entry.key.value) }));
  }
  return { ...map, entries: map.entries.filter((entry) => !isEncoding(entry)) };
}

function readSource(
  key: string,
  name: string | undefined,
  { node, use }: { readonly node: SyntaxNode; readonly use: SourceUse },
  findings: Findings,
): InlineSource | undefined {
  const plain = {
    name,
    range: node.range,
    oneHot: undefined,
    oneHotRange: undefined,
    expandDims: false,
    padding: null,
  } as const;
  if (node.is === "list") return { ...plain, values: node, scale: "none" };
  const map = node.is === "map" ? node : undefined;
  if (!map) {
    findings.report(node.range, message("wrong-type.values", { key }));
    return undefined;
  }
  const keys = readKeys(key, use === "own" ? map : withoutEncoding(map, use, findings), sourceKeys, findings);
  const values = keys.get("values");
  const columnsNode = keys.get("columns");
  if (columnsNode) readArgument("columns", sourceKeys.columns, columnsNode, findings);
  const other = values && (entryOf(map, "file") ?? entryOf(map, "columns"));
  if (other) {
    findings.report(other.key.range, message("values-and-file", { key: String(other.key.value) }));
    return undefined;
  }
  if (!values) {
    const file = keys.get("file");
    const path = file && (readArgument("file", sourceKeys.file, file, findings) as string | undefined);
    const place = entryOf(map, "file")?.key.range;
    if (path !== undefined && place && file) {
      if (/\.npy$/i.test(path)) return arraySourceAt(plain, path, file.range, { keys, map }, findings);
      return tableSourceAt(plain, path, file.range, { keys, map, columns: columnsNode }, findings);
    } else if (!place && keys.size === map.entries.length)
      findings.report(node.range, message("wrong-type.values", { key }));
    return undefined;
  }
  if (values.is !== "list") {
    findings.report(values.range, message("wrong-type.values", { key: `${key}.values` }));
    return undefined;
  }
  const oneHotNode = keys.get("one_hot");
  const { expand_dims, padding, scale } = sourceKeys;
  const { expand_dims: expandDims, ...read } = readValues({ expand_dims, padding, scale }, keys, findings);
  return {
    ...plain,
    ...read,
    values,
    oneHot: oneHotNode && readLabels(oneHotNode, findings),
    oneHotRange: oneHotNode?.range,
    expandDims,
  };
}

/** A source whose samples are in a `.npy` file, which says itself how they are written. */
function arraySourceAt(
  plain: Plain,
  file: string,
  place: TextRange,
  { keys, map }: { keys: ReadonlyMap<string, SyntaxNode>; map: SyntaxMap },
  findings: Findings,
): InlineSource | undefined {
  const before = findings.list.length;
  for (const { key } of map.entries) {
    const word = String(key.value);
    if (word === "columns" || word === "padding" || Object.hasOwn(tableKeys, word))
      findings.report(key.range, message("source-array", { key: word }));
  }
  const { expand_dims, scale } = sourceKeys;
  const { expand_dims: expandDims, ...read } = readValues({ expand_dims, scale }, keys, findings);
  const oneHotNode = keys.get("one_hot");
  const oneHot = oneHotNode && readLabels(oneHotNode, findings);
  if (findings.list.length > before) return undefined;
  const values = { is: "list", range: place, items: [] } as const;
  return { ...plain, ...read, values, array: { file }, oneHot, oneHotRange: oneHotNode?.range, expandDims };
}

type Plain = Pick<InlineSource, "name" | "range" | "oneHot" | "oneHotRange" | "expandDims" | "padding">;

/** A source whose samples are the rows of a table. */
function tableSourceAt(
  plain: Plain,
  file: string,
  place: TextRange,
  { keys, map, columns }: { keys: ReadonlyMap<string, SyntaxNode>; map: SyntaxMap; columns: SyntaxNode | undefined },
  findings: Findings,
): InlineSource | undefined {
  const before = findings.list.length;
  checkSigns(map, findings);
  const read = readValues(
    { ...tableKeys, expand_dims: sourceKeys.expand_dims, scale: sourceKeys.scale },
    keys,
    findings,
  );
  const { expand_dims: expandDims, scale, missing, separator, decimal, ...dialect } = read;
  const named =
    columns && (readArgument("columns", sourceKeys.columns, columns, findings) as (string | number)[] | null);
  const oneHotNode = keys.get("one_hot");
  const oneHot = oneHotNode && readLabels(oneHotNode, findings);
  const padding = keys.get("padding");
  if (padding) findings.report(padding.range, message("source-padding"));
  if (missing === "drop") findings.report(keys.get("missing")?.range ?? place, message("source-drop"));
  if (findings.list.length > before) return undefined;
  return {
    ...plain,
    values: { is: "list", range: place, items: [] },
    table: {
      ...{ file, columns: named ?? null, isRow: columns === undefined || columns.is === "list", missing },
      dialect: {
        ...dialect,
        separator: separator === null ? null : signOf(separator),
        decimal: decimal as "." | "," | null,
      },
    },
    ...{ oneHot, oneHotRange: oneHotNode?.range, expandDims, scale },
  };
}

/** `n` means the labels 0 … n − 1. */
function readLabels(node: SyntaxNode, findings: Findings): readonly Label[] | undefined {
  if (node.is === "list" && node.items.length > 0) {
    const labels = node.items.flatMap((item): Label[] =>
      item.is === "scalar" && item.value !== null && typeof item.value !== "boolean" ? [item.value] : [],
    );
    if (labels.length === node.items.length) return labels;
  } else if (node.is === "scalar" && typeof node.value === "number") {
    const count = readNumber("one_hot", { is: "integer", min: 1, max: sourceKeys.one_hot.type.max }, node, findings);
    return count === undefined ? undefined : Array.from({ length: count }, (_, label) => label);
  }
  findings.report(node.range, message("wrong-type.labels"));
  return undefined;
}
