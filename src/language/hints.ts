/**
 * Inlay hints: after each layer its output shape and parameter count, `→ (None, 32) · 4,864`.
 *
 * Plain data in offsets; src/extension only translates. test/language/hints.test.ts compares the exact texts.
 */
import { type Message, message } from "../core/messages/message";
import type { Shape } from "../core/model/graph";
import type { LayerReport, ModelFile } from "../core/model/modelFile";
import { formatCount, formatShape } from "../core/shapes/shapeRules";
import type { TextRange } from "../core/text/range";

export interface ShapeHint {
  /** Behind the last character of the layer's first line that is written in one piece. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: Message;
}

/** Hints for the layers that begin in `range`; layers whose shape is not known have none. */
export function provideHints({ text, layers }: ModelFile, range?: TextRange): ShapeHint[] {
  return layers.flatMap((layer): ShapeHint[] => {
    const { start } = layer.place.item;
    if (range && (start < range.start || start > range.end)) return [];
    const label = hintLabel(layer);
    return label ? [{ offset: hintOffset(text, layer), label, tooltip: tooltip(layer) }] : [];
  });
}

/** `→ (None, 32) · 4,864`; an Input shows its shape alone; the two halves of a Bidirectional share one count. */
export function hintLabel(layer: LayerReport): string | undefined {
  const { outputs, params, definition } = layer;
  if (!outputs || params === undefined || !definition) return undefined;
  const shapes = shapesText(outputs.map(({ shape }) => shape));
  return definition.kind === "Input" ? `→ ${shapes}` : `→ ${shapes} · ${formatCount(params)}`;
}

export const shapesText = (shapes: readonly Shape[]): string => shapes.map(formatShape).join(" + ");

/** The end of the item without the spaces and line breaks behind it; of its first line where it goes over several. */
function hintOffset(text: string, { place }: LayerReport): number {
  const { start, end } = place.item;
  const firstLine = text.slice(start, end).split(/\r?\n/, 1)[0] ?? "";
  return start + firstLine.trimEnd().length;
}

function tooltip({ name, definition, outputs, params }: LayerReport): Message {
  const shape = shapesText(outputs?.map(({ shape }) => shape) ?? []);
  return message("hint-tooltip", { kind: definition?.kind ?? "", name, shape, params: formatCount(params ?? 0) });
}
