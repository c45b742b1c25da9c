/**
 * Inlay hints: after each layer its output shape and parameter count, `→ (None, 32) · 4,864`; inside of wrappers what the inner
 * layer gives; after data its shape; after `fit` what training takes.
 *
 * Plain data in offsets; src/extension only translates. test/language/hints.test.ts compares the exact texts.
 */
import { WrittenFile } from "../core/cures/writtenFile";
import { type Message, message } from "../core/messages/message";
import { writtenNumber } from "../core/messages/writtenNumber";
import type { LayerReport, ModelFile, SourceReport } from "../core/model/modelFile";
import { formatShape } from "../core/shapes/shapeRules";
import type { TextRange } from "../core/text/range";
import { fitHint } from "./fitHint";
import { type Hint, hintOffset } from "./hint";
import { outputNames, plainShapes, type ShapeStyle, shortShape, shortShapes } from "./shapeText";
import { wrapperHints } from "./wrapperHints";

const plainStyle: ShapeStyle = { dimensions: "numbers", language: "en" };

/** Hints of what begins in `range`, in the order of the text; layers whose shape is not known have none. */
export function provideHints(file: ModelFile, style: ShapeStyle = plainStyle, range?: TextRange): Hint[] {
  const isAsked = ({ start }: TextRange): boolean => !range || (start >= range.start && start <= range.end);
  const written = new WrittenFile(file);
  const layers = file.layers.flatMap((layer) => {
    if (!isAsked(layer.place.item)) return [];
    const label = hintLabel(layer, style);
    const own = label ? [{ offset: hintOffset(file.text, layer.place.item), label, tooltip: tooltip(layer) }] : [];
    // The inner hint comes first where both stand at one place.
    return [...(layer.inner ? wrapperHints(written, layer, style) : []), ...own];
  });
  const sources = dataHints(file, style).filter(({ offset }) => isAsked({ start: offset, end: offset }));
  const fit = fitHint(file, style, isAsked);
  return [...layers, ...sources, ...(fit ? [fit] : [])].sort((a, b) => a.offset - b.offset);
}

/** `→ (None, 32) · 4,864`; an Input shows its shape alone; the two halves of a Bidirectional share one count. */
export function hintLabel(
  { outputs, params, definition, inner }: LayerReport,
  style: ShapeStyle = plainStyle,
): string | undefined {
  if (!outputs || params === undefined || !definition) return undefined;
  const names = outputNames(definition, inner);
  const shapes = shortShapes(outputs.map(({ shape }) => shortShape(shape, names, style)));
  return definition.kind === "Input" ? `→ ${shapes}` : `→ ${shapes} · ${writtenNumber(params, style.language)}`;
}

/** `→ (4, 3, 5)`: the samples in front; data that are made or read from a file show both sides. */
function dataHints({ text, sources, data, form }: ModelFile, style: ShapeStyle): Hint[] {
  const shapeOf = ({ shape }: SourceReport): string => shortShape(shape, { first: "samples", last: "features" }, style);
  const about = ({ side, shape: [samples = 0, ...shape] }: SourceReport): Message =>
    samples === null
      ? message("hint-data.unread", { side, shape: formatShape(shape) })
      : shape.length > 0
        ? message("hint-data", { side, samples, shape: formatShape(shape) })
        : message("hint-data.numbers", { side, samples });
  const task = form?.range ?? (data?.task && data.range);
  if (task && sources.length > 0) {
    const label = `→ ${sources.map((one) => `${one.side} ${shapeOf(one)}`).join(" · ")}`;
    return [{ offset: hintOffset(text, task), label, tooltip: sources.map(about) }];
  }
  return sources.map((one) => ({
    offset: hintOffset(text, one.range),
    label: `→ ${shapeOf(one)}`,
    tooltip: [about(one)],
  }));
}

function tooltip({ name, definition, outputs, params }: LayerReport): Message[] {
  const shape = plainShapes(outputs?.map((one) => one.shape) ?? []);
  return [message("hint-tooltip", { kind: definition?.kind ?? "", name, shape, params: params ?? 0 })];
}
