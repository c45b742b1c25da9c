/**
 * How far a file that reads as YAML is from the form that every model file has: a map of sections, whose `model` is a list with one layer
 * an item. Only what a slip of dashes or columns can cause is counted.
 */
import { compileKeys, dataKeys, fitKeys, topKeys } from "../model/sectionTable";
import { entryOf, type SyntaxNode } from "../syntax/syntaxTree";

/** The sections that are maps of keys. */
export const mapSections: Readonly<Record<string, object>> = { compile: compileKeys, fit: fitKeys, data: dataKeys };

export function countMisshapen(root: SyntaxNode | undefined): number {
  if (root?.is !== "map") return 0;
  const model = entryOf(root, "model")?.value;
  const crowded = model?.is === "list" ? model.items.filter(isNoLayer).length : 0;
  const emptied = root.entries.filter(
    ({ value }, at) => !value && !isSection(String(root.entries[at + 1]?.key.value ?? "model")),
  ).length;
  const flat = root.entries.filter(({ key, value }) => isMapSection(String(key.value)) && value && value.is !== "map");
  return crowded + emptied + flat.length + (model?.is === "map" ? 1 : 0);
}

/** Several keys in one item, a section, or nothing. */
const isNoLayer = (item: SyntaxNode): boolean =>
  item.is === "map"
    ? item.entries.length > 1 || isSection(String(item.entries[0]?.key.value))
    : item.is === "scalar" && item.value === null;

const isMapSection = (word: string): boolean => Object.hasOwn(mapSections, word);

/** A word that stands at the top of a file. */
export const isSection = (word: string): boolean => Object.hasOwn(topKeys, word);
