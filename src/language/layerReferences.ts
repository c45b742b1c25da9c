/**
 * Every place where a layer is named: `name:`, `from`, `initial_state`, `outputs`, the maps by Input or output in `data` and `compile`,
 * and the figures of an output that a callback monitors: `val_decoder_loss`.
 *
 * Definition, references, rename, highlights and semantic colours all read this list. test/language/navigation.test.ts holds it.
 */
import { writtenLayer } from "../core/model/layerEdits";
import type { ModelFile } from "../core/model/modelFile";
import { metrics } from "../core/model/objectTables";
import { entryOf, type SyntaxNode, type SyntaxScalar } from "../core/syntax/syntaxTree";
import type { TextRange } from "../core/text/range";

export interface LayerReference {
  /** Index into `ModelFile.layers`. */
  readonly layer: number;
  /** The name alone, without quotes and without `/forward`. */
  readonly range: TextRange;
  /** All that stands there: `enc/h`, `val_enc_loss`, with its quotes. */
  readonly around: TextRange;
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
    ...keysOf(part(section("compile"), "metrics")),
  ];
  const indices = new Map(layers.map(({ name }, layer) => [name, layer] as const).reverse());
  const monitored = callbacks.flatMap((key) => part(part(section("fit"), key), "monitor") ?? []);
  const outputs = listed(section("outputs")).map(({ value }) => String(value));
  return [
    ...layers.map((_, layer) => definitionOf(file, layer)),
    ...named.flatMap((node) => referenceOf(file, node, String(node.value), indices)),
    ...monitored.flatMap((node) => (node.is === "scalar" ? figureOf(file, node, outputs, indices) : [])),
  ];
}

const callbacks = ["early_stopping", "reduce_lr_on_plateau"];

/** `val_add_loss` names the output `add`; with one output no figure names it. */
function figureOf(
  file: ModelFile,
  node: SyntaxScalar,
  outputs: readonly string[],
  indices: ReadonlyMap<string, number>,
): LayerReference[] {
  const figure = String(node.value);
  const before = figure.startsWith("val_") ? "val_".length : 0;
  const plain = figure.slice(before);
  const isFigure = (output: string): boolean =>
    plain.startsWith(`${output}_`) && isMeasure(plain.slice(output.length + 1));
  // `a_b_loss` is a figure of `a_b`, also where there is an `a`.
  const [output] = outputs.length > 1 ? outputs.filter(isFigure).sort((a, b) => b.length - a.length) : [];
  return output === undefined ? [] : referenceOf(file, node, output, indices, before);
}

/** `loss`, `accuracy`, `precision_1`. */
const isMeasure = (word: string): boolean =>
  word === "loss" || Object.hasOwn(metrics, word.replace(/_\d+$/, "")) || Object.hasOwn(metrics, word);

/** The references to the layer that is named at an offset, or whose kind stands there; empty elsewhere. */
export function referencesAt(file: ModelFile, offset: number): LayerReference[] {
  const all = findLayerReferences(file);
  const here = all.find(({ around }) => around.start <= offset && offset <= around.end);
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
  return {
    layer,
    range,
    around: written && place ? place : range,
    isDefinition: true,
    isWritten: written !== undefined,
  };
}

/** `tensor` stands in `node`, behind `before` other characters. */
function referenceOf(
  { text }: ModelFile,
  node: SyntaxScalar,
  tensor: string,
  indices: ReadonlyMap<string, number>,
  before = 0,
): LayerReference[] {
  const [name = ""] = tensor.split("/");
  const layer = indices.get(name);
  if (layer === undefined) return [];
  const written = nameRange(text, node.range, name, before);
  return [
    { layer, range: written ?? node.range, around: node.range, isDefinition: false, isWritten: written !== undefined },
  ];
}

/** The name inside its quotes; undefined where something else stands there, such as an alias. */
function nameRange(text: string, { start, end }: TextRange, name: string, before = 0): TextRange | undefined {
  const from = start + (/["']/.test(text[start] ?? "") ? 1 : 0) + before;
  return text.startsWith(name, from) && from + name.length <= end
    ? { start: from, end: from + name.length }
    : undefined;
}
