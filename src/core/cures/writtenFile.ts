/**
 * A model file as cures look at it: from a place in the text to the key, the list item or the layer that stands there.
 */
import { backwardLayer, type WrittenLayer, innerLayer, writtenLayer } from "../model/layerEdits";
import type { LayerReport, ModelFile } from "../model/modelFile";
import { entryOf, type SyntaxEntry, type SyntaxList, type SyntaxMap, type SyntaxNode } from "../syntax/syntaxTree";
import type { TextRange } from "../text/range";

export interface FoundEntry {
  readonly map: SyntaxMap;
  readonly entry: SyntaxEntry;
}

export interface FoundItem {
  readonly list: SyntaxList;
  readonly index: number;
}

export interface FoundLayer {
  /** Index into `layers`. */
  readonly at: number;
  readonly report: LayerReport;
  readonly item: SyntaxNode;
  readonly written: WrittenLayer;
}

export class WrittenFile {
  readonly text: string;
  readonly layers: readonly LayerReport[];
  private found: ReadonlyMap<number, SyntaxNode> | undefined;
  private readers: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(readonly file: ModelFile) {
    this.text = file.text;
    this.layers = file.layers;
  }

  /** What stands below these keys. */
  section(...keys: readonly string[]): SyntaxNode | undefined {
    let node = this.file.root;
    for (const key of keys) node = node?.is === "map" ? entryOf(node, key)?.value : undefined;
    return node;
  }

  /** The innermost entry whose key or value is exactly at the place. */
  entryAt(place: TextRange): FoundEntry | undefined {
    return this.find(this.file.root, place).entry;
  }

  /** The list item that is exactly at the place. */
  itemAt(place: TextRange): FoundItem | undefined {
    return this.find(this.file.root, place).item;
  }

  /** The layer around a place. */
  layerAt(place: TextRange): FoundLayer | undefined {
    // Most often the last one that begins in front of the place: they stand in the order of the text.
    const isBehind = (at: number): boolean => (this.layers[at]?.place.item.start ?? Infinity) > place.start;
    let [low, high] = [0, this.layers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(middle)) high = middle;
      else low = middle + 1;
    }
    const isAround = ({ place: { item } }: LayerReport): boolean => item.start <= place.start && place.end <= item.end;
    const likely = this.layers[low - 1];
    return this.layer(likely && isAround(likely) ? low - 1 : this.layers.findIndex(isAround));
  }

  layer(at: number): FoundLayer | undefined {
    const report = this.layers[at];
    const item = report && this.items.get(report.place.item.start);
    const written = writtenLayer(item);
    return report && item && written ? { at, report, item, written } : undefined;
  }

  /** The items of `model` by the places where they begin. */
  private get items(): ReadonlyMap<number, SyntaxNode> {
    const model = this.section("model");
    this.found ??= new Map(model?.is === "list" ? model.items.map((item) => [item.range.start, item]) : []);
    return this.found;
  }

  /** The layer, or the one inside it, that a place belongs to. */
  writtenAt(place: TextRange): WrittenLayer | undefined {
    const layer = this.layerAt(place)?.written;
    const isAround = ({ head, value }: WrittenLayer): boolean =>
      head.range.start <= place.start && place.end <= (value?.range.end ?? head.range.end);
    const inside = layer ? [innerLayer(layer), backwardLayer(layer)] : [];
    return inside.find((one) => one && isAround(one)) ?? layer;
  }

  /** The layer that this one reads: named by `from`, or the one above. */
  sourceOf({ at, written }: FoundLayer): FoundLayer | undefined {
    const from = written.value?.is === "map" ? entryOf(written.value, "from")?.value : undefined;
    const first = from?.is === "list" ? from.items[0] : from;
    if (!first) return this.layer(at - 1);
    const name = first.is === "scalar" ? String(first.value).split("/")[0] : "";
    return this.layer(this.layers.findIndex((layer) => layer.name === name));
  }

  /** The layers that read this one. */
  readersOf(at: number): readonly number[] {
    this.readers ??= readersOf(this.layers);
    return this.readers.get(at) ?? [];
  }

  private find(node: SyntaxNode | undefined, place: TextRange): { entry?: FoundEntry; item?: FoundItem } {
    const isHere = (range: TextRange | undefined): boolean => range?.start === place.start && range.end === place.end;
    const isAround = (one: SyntaxNode): boolean => one.range.start <= place.start && place.end <= one.range.end;
    if (node?.is === "map") {
      for (const entry of node.entries) {
        const deeper = entry.value && isAround(entry.value) ? this.find(entry.value, place) : {};
        if (deeper.entry || deeper.item) return deeper;
        if (isHere(entry.key.range) || isHere(entry.value?.range)) return { entry: { map: node, entry } };
      }
    } else if (node?.is === "list") {
      for (const [index, item] of node.items.entries()) {
        if (!isAround(item)) continue;
        const deeper = this.find(item, place);
        if (deeper.entry || deeper.item) return deeper;
        if (isHere(item.range)) return { item: { list: node, index } };
      }
    }
    return {};
  }
}

function readersOf(layers: readonly LayerReport[]): ReadonlyMap<number, readonly number[]> {
  const readers = new Map<number, number[]>();
  for (const [reader, { inputs = [], initialState = [] }] of layers.entries()) {
    for (const { layer } of [...inputs, ...initialState]) {
      const others = readers.get(layer);
      if (others) others.push(reader);
      else readers.set(layer, [reader]);
    }
  }
  return readers;
}
