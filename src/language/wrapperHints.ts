/**
 * Hints inside of wrappers: what each half of a Bidirectional gives and how the halves are joined, and what TimeDistributed repeats.
 *
 * `2 × (None, 16)` behind the inner layer, `[h→, h←]` behind `merge_mode`. test/language/hints.test.ts compares the exact texts.
 */
import type { WrittenFile } from "../core/cures/writtenFile";
import { message } from "../core/messages/message";
import type { LayerDefinition, Shape } from "../core/model/graph";
import { backwardLayer, innerLayer, type WrittenLayer } from "../core/model/layerEdits";
import type { MergeMode } from "../core/model/layerTable";
import type { LayerReport } from "../core/model/modelFile";
import { countParams } from "../core/shapes/paramCount";
import { inferOutputs } from "../core/shapes/shapeRules";
import type { TextRange } from "../core/text/range";
import { behindColon, type Hint, hintOffset } from "./hint";
import { outputNames, plainShapes, type ShapeStyle, shortShape, shortShapes } from "./shapeText";

/** What becomes of the forward half's output and the backward half's. */
const merges: Readonly<Record<MergeMode, string>> = {
  concat: "[h→, h←]",
  sum: "h→ + h←",
  mul: "h→ · h←",
  ave: "(h→ + h←) / 2",
  none: "h→ | h←",
};

/** None where the wrapper or what it takes is wrong. */
export function wrapperHints(file: WrittenFile, layer: LayerReport, style: ShapeStyle): Hint[] {
  const { definition, inner, inputShapes, name, place } = layer;
  const [input] = inputShapes ?? [];
  const outer = file.layerAt(place.kind)?.written;
  const offset = outer && layerOffset(file, innerLayer(outer));
  if (!definition || !inner || !input || !layer.outputs || offset === undefined) return [];
  const each = definition.kind === "TimeDistributed" ? [input[0] ?? null, ...input.slice(2)] : input;
  const given = givenBy(inner, each, style);
  if (!given) return [];
  const { text, args } = given;
  if (definition.kind !== "Bidirectional") {
    const steps = input[1] ?? "T";
    return [{ offset, label: `${steps} × ${text}`, tooltip: [message("hint-each-step", args)] }];
  }
  const mode = definition.arguments.merge_mode;
  const about = message(`merge-${mode}` as "merge-none", { name });
  const merge: TextRange | undefined = place.arguments["merge_mode"];
  const joined = merge ? [{ offset: merge.end, label: merges[mode], tooltip: [about] }] : [];
  const withMerge = (half: Hint): Hint =>
    merge ? half : { ...half, label: `${half.label} · ${merges[mode]}`, tooltip: [...half.tooltip, about] };
  const { backward_layer: other } = definition.arguments;
  if (!other) return [withMerge({ offset, label: `2 × ${text}`, tooltip: [message("hint-half", args)] }), ...joined];
  const [back, backOffset] = [givenBy(other, each, style), layerOffset(file, outer && backwardLayer(outer))];
  if (!back || backOffset === undefined) return [];
  const forward = { offset, label: `h→ ${text}`, tooltip: [message("hint-half.forward", args)] };
  const backward = {
    offset: backOffset,
    label: `h← ${back.text}`,
    tooltip: [message("hint-half.backward", back.args)],
  };
  // How they are joined stands behind the one that is written last.
  const [first, last] = offset < backOffset ? [forward, backward] : [backward, forward];
  return [first, withMerge(last), ...joined];
}

/** What a layer inside gives, as if it stood alone. */
function givenBy(
  inner: LayerDefinition,
  input: Shape,
  style: ShapeStyle,
): { readonly text: string; readonly args: { readonly shape: string; readonly params: number } } | undefined {
  const result = inferOutputs(inner, [input]);
  if (!result.ok) return undefined;
  const shapes = result.outputs.map(({ shape }) => shape);
  const text = shortShapes(shapes.map((shape) => shortShape(shape, outputNames(inner, undefined), style)));
  return { text, args: { shape: plainShapes(shapes), params: countParams(inner, undefined, input) } };
}

/** Behind a layer inside, or behind its kind where its arguments stand below. */
function layerOffset(file: WrittenFile, inner: WrittenLayer | undefined): number | undefined {
  if (!inner) return undefined;
  return inner.value ? hintOffset(file.text, inner.value.range) : behindColon(file.text, inner.head.range.end);
}
