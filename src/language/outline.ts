/**
 * The outline: the file's sections, and below the model its layers with their shapes. Breadcrumbs show it too.
 *
 * test/language/navigation.test.ts holds this.
 */
import type { ModelFile } from "../core/model/modelFile";
import type { SyntaxNode } from "../core/syntax/syntaxTree";
import type { TextRange } from "../core/text/range";
import { plainShapes } from "./shapeText";
import { layerDetail } from "../core/model/layerDetail";

export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly is: "section" | "layer" | "value";
  /** The whole part of the text. */
  readonly range: TextRange;
  /** What is selected when the entry is chosen; inside `range`. */
  readonly nameRange: TextRange;
  readonly children: readonly OutlineEntry[];
}

export function provideOutline(file: ModelFile): OutlineEntry[] {
  if (file.root?.is !== "map") return [];
  return file.root.entries.map(({ key, value }) => ({
    name: String(key.value),
    detail: value?.is === "scalar" ? String(value.value) : "",
    is: value?.is === "scalar" ? "value" : "section",
    range: { start: key.range.start, end: Math.max(key.range.end, value?.range.end ?? 0) },
    nameRange: key.range,
    children: key.value === "model" ? layersOf(file) : keysOf(value),
  }));
}

function layersOf({ layers }: ModelFile): OutlineEntry[] {
  return layers.map(({ name, place, definition, inner, outputs }) => {
    const shape = outputs ? `→ ${plainShapes(outputs.map((output) => output.shape))}` : "";
    const kind = definition ? `${definition.kind} ${layerDetail(definition, inner)}`.trim() : "";
    return {
      name,
      detail: [kind, shape].filter(Boolean).join(" "),
      is: "layer",
      range: place.item,
      nameRange: place.kind,
      children: [],
    };
  });
}

function keysOf(node: SyntaxNode | undefined): OutlineEntry[] {
  if (node?.is !== "map") return [];
  return node.entries.map(({ key, value }) => ({
    name: String(key.value),
    detail: value?.is === "scalar" ? String(value.value) : "",
    is: "value",
    range: { start: key.range.start, end: Math.max(key.range.end, value?.range.end ?? 0) },
    nameRange: key.range,
    children: [],
  }));
}
