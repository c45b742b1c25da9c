/**
 * Every place where a layer is named: `name:`, `from`, `initial_state`, `outputs`, and the maps by Input or output in `data` and
 * `compile`.
 *
 * Definition, references, rename, highlights and semantic colours all read this list. test/language/navigation.test.ts holds it.
 */
import { writtenLayer } from "../core/model/layerEdits";
import type { ModelFile } from "../core/model/modelFile";
import { entryOf, type SyntaxNode, type SyntaxScalar } from "../core/syntax/syntaxTree";
import type { TextRange } from "../core/text/range";

export interface LayerReference {
  /** Index into `ModelFile.layers`. */
  readonly layer: number;
  /** The name alone, without quotes and without `/forward`. */
  readonly range: TextRange;
  readonly isDefinition: boolean;
  /** The name is written here; false for the kind of a layer that has its default name, and for an alias. */
  readonly isWritten: boolean;
}

/** In no particular order. */
export function findLayerReferences(file: ModelFile): LayerReference[] {
  const { root, layers } = file;
  const map = root?.is === "map" ? root : undefined;
  const section = (name: string): SyntaxNode | undefined => map && entryOf(map, name)?.value;
  const part = (node: SyntaxNode | undefined, key: string): SyntaxNode | undefined =>
    node?.is === "map" ? entryOf(node, key)?.value : undefined;
  const model = section("model");
  const items = model?.is === "list" ? model.items : [];
  const inModel = items.flatMap((item) => {
    const value = writtenLayer(item)?.value;
    return [...listed(part(value, "from")), ...listed(part(value, "initial_state"))];
  });
  const named = [
    ...inModel,
    ...listed(section("outputs")),
    ...keysOf(part(section("data"), "x")),
    ...keysOf(part(section("data"), "y")),
    ...keysOf(part(section("compile"), "loss")),
    ...keysOf(part(section("compile"), "loss_weights")),
  ];
  return [...layers.map((_, layer) => definitionOf(file, layer)), ...named.flatMap((node) => referenceOf(file, node))];
}

/** The references to the layer that is named at an offset, or whose kind stands there; empty elsewhere. */
export function referencesAt(file: ModelFile, offset: number): LayerReference[] {
  const all = findLayerReferences(file);
  const here = all.find(({ range }) => range.start <= offset && offset <= range.end);
  return here ? all.filter(({ layer }) => layer === here.layer) : [];
}

const listed = (node: SyntaxNode | undefined): SyntaxScalar[] =>
  node?.is === "scalar" ? [node] : node?.is === "list" ? node.items.filter((item) => item.is === "scalar") : [];

const keysOf = (node: SyntaxNode | undefined): SyntaxScalar[] =>
  node?.is === "map" ? node.entries.map(({ key }) => key) : [];

function definitionOf({ text, layers }: ModelFile, layer: number): LayerReference {
  const report = layers[layer];
  const place = report?.place.arguments["name"];
  const written = place && nameRange(text, place, report.name);
  const range = written ?? report?.place.kind ?? { start: 0, end: 0 };
  return { layer, range, isDefinition: true, isWritten: written !== undefined };
}

function referenceOf({ text, layers }: ModelFile, node: SyntaxScalar): LayerReference[] {
  const [name = ""] = String(node.value).split("/");
  const layer = layers.findIndex((one) => one.name === name);
  if (layer < 0) return [];
  const written = nameRange(text, node.range, name);
  return [{ layer, range: written ?? node.range, isDefinition: false, isWritten: written !== undefined }];
}

/** The name inside its quotes; undefined where something else stands there, such as an alias. */
function nameRange(text: string, { start, end }: TextRange, name: string): TextRange | undefined {
  const from = start + (/["']/.test(text[start] ?? "") ? 1 : 0);
  return text.startsWith(name, from) && from + name.length <= end
    ? { start: from, end: from + name.length }
    : undefined;
}
