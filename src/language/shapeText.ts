/**
 * Shapes as a person reads them: with numbers, `(None, 4, 64)`, or with the names of their dimensions, and never long.
 *
 * test/language/hints.test.ts compares the exact texts.
 */
import { type Language, say } from "../core/messages/message";
import type { LayerDefinition, Shape } from "../core/model/graph";
import { isRecurrentKind } from "../core/model/layerTable";
import { formatShape } from "../core/shapes/shapeRules";

/** `(None, 4, 64)`, `(batch, time, units)` or `(batch, time 4, units 64)`. */
export const dimensionStyles = ["numbers", "names", "both"] as const;

export interface ShapeStyle {
  readonly dimensions: (typeof dimensionStyles)[number];
  readonly language: Language;
}

/** What the first and the last dimension of a shape count. */
export interface DimensionNames {
  readonly first: "batch" | "samples";
  readonly last: "features" | "units";
}

/** A hint shows this many dimensions, and this many outputs one by one; what is more is put together. */
const MOST_DIMENSIONS = 6;
const MOST_OUTPUTS = 3;

/** The names of what a layer gives. */
export function outputNames(definition: LayerDefinition, inner: LayerDefinition | undefined): DimensionNames {
  const { kind } = inner ?? definition;
  return { first: "batch", last: isRecurrentKind(kind) || kind === "Dense" ? "units" : "features" };
}

/** `(batch None, time 4, units 64)` */
export const namedShape = (shape: Shape, names: DimensionNames, language: Language): string =>
  formatDimensions(shape.map((size, at) => [nameAt(shape, at, names, language), size ?? "None"].join(" ").trim()));

export function shortShape(shape: Shape, names: DimensionNames, { dimensions, language }: ShapeStyle): string {
  const named = shape.map((size, at) => {
    const name = dimensions === "numbers" ? "" : nameAt(shape, at, names, language);
    if (dimensions === "names" && name) return name;
    if (name && (size === null || at === 0)) return name;
    return [name, size ?? "None"].join(" ").trim();
  });
  if (named.length <= MOST_DIMENSIONS) return formatDimensions(named);
  return formatDimensions([...named.slice(0, 3), "…", ...named.slice(-2)]);
}

/** `(None, 3) + (None, 3)`; many equal ones are counted: `(None, 4, 6) + 4 × (None, 3)`. */
export function shortShapes(shapes: readonly string[]): string {
  if (shapes.length <= MOST_OUTPUTS) return shapes.join(" + ");
  const runs: { shape: string; count: number }[] = [];
  for (const shape of shapes) {
    const last = runs.at(-1);
    if (last?.shape === shape) last.count++;
    else runs.push({ shape, count: 1 });
  }
  const texts = runs.map(({ shape, count }) => (count > 1 ? `${count} × ${shape}` : shape));
  return texts.length <= MOST_OUTPUTS ? texts.join(" + ") : [...texts.slice(0, MOST_OUTPUTS), "…"].join(" + ");
}

export const plainShapes = (shapes: readonly Shape[]): string => shapes.map(formatShape).join(" + ");

function nameAt(shape: Shape, at: number, { first, last }: DimensionNames, language: Language): string {
  if (at === 0) return say(language, `dimension-${first}`);
  if (at === shape.length - 1) return say(language, `dimension-${last}`);
  return at === 1 ? say(language, "dimension-time") : "";
}

const formatDimensions = (dimensions: readonly string[]): string =>
  `(${dimensions.join(", ")}${dimensions.length === 1 ? "," : ""})`;
