/**
 * Hints inside of wrappers: what each half of a Bidirectional gives and how the halves are joined, and what TimeDistributed repeats.
 *
 * `2 × (None, 16)` behind the inner layer, `[h→, h←]` behind `merge_mode`. test/language/hints.test.ts compares the exact texts.
 */
import type { WrittenFile } from "../core/cures/writtenFile";
import { message } from "../core/messages/message";
import { innerLayer } from "../core/model/layerEdits";
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
  const offset = innerOffset(file, layer);
  if (!definition || !inner || !input || !layer.outputs || offset === undefined) return [];
  const each = definition.kind === "TimeDistributed" ? [input[0] ?? null, ...input.slice(2)] : input;
  const result = inferOutputs(inner, [each]);
  if (!result.ok) return [];
  const shapes = result.outputs.map(({ shape }) => shape);
  const text = shortShapes(shapes.map((shape) => shortShape(shape, outputNames(inner, undefined), style)));
  const params = countParams(inner, undefined, each);
  const args = { shape: plainShapes(shapes), params };
  if (definition.kind !== "Bidirectional") {
    const steps = input[1] ?? "T";
    return [{ offset, label: `${steps} × ${text}`, tooltip: [message("hint-each-step", args)] }];
  }
  const mode = definition.arguments.merge_mode;
  const about = message(`merge-${mode}` as "merge-none", { name });
  const half = { offset, label: `2 × ${text}`, tooltip: [message("hint-half", args)] };
  const merge: TextRange | undefined = place.arguments["merge_mode"];
  if (!merge) return [{ ...half, label: `${half.label} · ${merges[mode]}`, tooltip: [...half.tooltip, about] }];
  return [half, { offset: merge.end, label: merges[mode], tooltip: [about] }];
}

/** Behind the inner layer, or behind its kind where its arguments stand below. */
function innerOffset(file: WrittenFile, { place }: LayerReport): number | undefined {
  const outer = file.layerAt(place.kind)?.written;
  const inner = outer && innerLayer(outer);
  if (!inner) return undefined;
  return inner.value ? hintOffset(file.text, inner.value.range) : behindColon(file.text, inner.head.range.end);
}
