/**
 * Settings that cures of several subjects give a layer: its units, all steps or the last one, its states.
 *
 * A setting is an edit of the text and at once the layer as it would be, so that a cure can ask what comes of it.
 */
import { message } from "../messages/message";
import type { TensorRef } from "../model/graph";
import { backwardLayer, innerLayer, removeArgument, setArgument, type WrittenLayer } from "../model/layerEdits";
import { isRecurrentKind } from "../model/layerTable";
import { outputUnits } from "../model/ports";
import { withArgument } from "../model/withArgument";
import { inferAgain, type PlannedLayer } from "../shapes/inferAgain";
import type { PortShape } from "../shapes/shapeRules";
import type { TextEdit } from "../text/range";
import { type Cure, fix } from "./cure";
import type { FoundLayer, WrittenFile } from "./writtenFile";

/** More units than this are no cure. */
const MOST_UNITS = 10_000;

/** What a layer, or the one inside it, is given. */
export interface Setting {
  readonly at: number;
  readonly fixes: ReturnType<Cure>;
  readonly planned: PlannedLayer;
}

/** The recurrent layer itself, or the one inside a Bidirectional: there the one that reads forward. */
export function recurrentOf(layer: FoundLayer): WrittenLayer | undefined {
  return recurrentsOf(layer)[0];
}

/** The recurrent layers that the text writes: of a Bidirectional also its `backward_layer`. Empty where the first one is none. */
export function recurrentsOf({ written }: FoundLayer): readonly WrittenLayer[] {
  const cells = written.kind === "Bidirectional" ? [innerLayer(written), backwardLayer(written)] : [written];
  const known = cells.flatMap((cell) => (cell && isRecurrentKind(cell.kind) ? [cell] : []));
  return known[0] === cells[0] ? known : [];
}

/** An argument in which both layers of a Bidirectional agree; undefined where one of them has no room for it. */
export function setInAll(
  { text }: WrittenFile,
  layer: FoundLayer,
  key: string,
  value: string,
): readonly TextEdit[] | undefined {
  const edits = recurrentsOf(layer).map((cell) => setArgument(text, cell, key, value));
  return edits.every((one) => one !== undefined) ? edits.flat() : undefined;
}

export function giveSequences(file: WrittenFile, layer: FoundLayer): ReturnType<Cure> {
  return sequences(file, layer)?.fixes ?? [];
}

export function sequences(file: WrittenFile, layer: FoundLayer): Setting | undefined {
  const title = message("fix-return-sequences", { name: layer.report.name });
  return (
    recurrentOf(layer) && {
      at: layer.at,
      fixes: fix(title, setInAll(file, layer, "return_sequences", "true")),
      planned: withArgument(layer.report, "return_sequences", true),
    }
  );
}

export function lastStep(file: WrittenFile, layer: FoundLayer): Setting | undefined {
  const cells = recurrentsOf(layer);
  const title = message("fix-last-step", { name: layer.report.name });
  return cells.length === 0
    ? undefined
    : {
        at: layer.at,
        fixes: fix(
          title,
          cells.flatMap((cell) => removeArgument(file.text, cell, "return_sequences")),
        ),
        planned: withArgument(layer.report, "return_sequences", false),
      };
}

/** The inner layer by itself, where nothing stands beside it: `TimeDistributed: {Dense: 3}` → `Dense: 3`. */
export function unwrapped(file: WrittenFile, { at, report, written }: FoundLayer): Setting | undefined {
  const inner = innerLayer(written);
  const outer = written.value;
  if (!inner || outer?.is !== "map" || outer.entries.length !== 1) return undefined;
  const text = file.text.slice(inner.head.range.start, inner.value?.range.end ?? inner.head.range.end);
  if (text.includes("\n")) return undefined;
  const range = { start: written.head.range.start, end: outer.range.end };
  const title = message("fix-unwrap", { kind: inner.kind, wrapper: written.kind });
  const planned = { ...report, definition: report.inner, inner: undefined };
  return { at, fixes: fix(title, [{ range, text }]), planned };
}

/** The last step alone; layers on the way to `output` that are wrapped to work on every step are not wrapped then. */
export function giveLastStepTo(file: WrittenFile, layer: FoundLayer, output: TensorRef): ReturnType<Cure> {
  const [step] = lastStep(file, layer)?.fixes ?? [];
  const edits = [...(step?.edits ?? [])];
  for (let at = output.layer; at > layer.at; at = file.layers[at]?.inputs?.[0]?.layer ?? layer.at) {
    const found = file.layer(at);
    if (found?.written.kind !== "TimeDistributed") continue;
    const bare = unwrapped(file, found)?.fixes[0];
    if (!bare) return [];
    edits.push(...bare.edits);
  }
  return step ? [{ ...step, edits }] : [];
}

export function giveStates(file: WrittenFile, layer: FoundLayer): ReturnType<Cure> {
  const title = message("fix-return-state", { name: layer.report.name });
  return recurrentOf(layer) ? fix(title, setInAll(file, layer, "return_state", "true")) : [];
}

/** Units of a Dense or a recurrent layer; of a wrapped one, those of the layer inside. */
export function units(file: WrittenFile, layer: FoundLayer, count: number): Setting | undefined {
  const written = innerLayer(layer.written) ?? layer.written;
  const isSettable = written.kind === "Dense" || isRecurrentKind(written.kind);
  if (!isSettable || !Number.isInteger(count) || count < 1 || count > MOST_UNITS) return undefined;
  const key = written.kind === "Jordan" && layer.report.place.arguments["output_units"] ? "output_units" : "units";
  const title = message("fix-units", { name: layer.report.name, units: count });
  return {
    at: layer.at,
    fixes: fix(title, setArgument(file.text, written, key, String(count))),
    planned: withArgument(layer.report, key, count),
  };
}

/** Layers behind which the last dimension is the one in front. */
const keepsLast = /^(Activation|Dropout|SpatialDropout1D|LayerNormalization|Masking|RepeatVector|Global\w+Pooling1D)$/;

/** The layer that decides how long the last dimension of a tensor is. */
export function deciderOf(file: WrittenFile, ref: TensorRef | undefined): FoundLayer | undefined {
  let layer = ref && file.layer(ref.layer);
  while (layer && keepsLast.test(layer.written.kind)) {
    const before: TensorRef | undefined = layer.report.inputs?.[0];
    layer = before && file.layer(before.layer);
  }
  return layer;
}

/** The last dimension of a tensor becomes `size`: both halves of a Bidirectional that joins them share it, or the first has what is left. */
export function lastSize(file: WrittenFile, ref: TensorRef | undefined, size: number): Setting | undefined {
  const layer = deciderOf(file, ref);
  const { definition } = layer?.report ?? {};
  if (!layer || definition?.kind !== "Bidirectional") return layer && units(file, layer, size);
  const { merge_mode, backward_layer: other } = definition.arguments;
  if (merge_mode !== "concat") return other ? undefined : units(file, layer, size);
  return units(file, layer, other ? size - outputUnits(other) : size / 2);
}

/** Shapes of all layers as they would be. */
export function shapesWith(
  { layers }: WrittenFile,
  settings: readonly Setting[],
): readonly (readonly PortShape[] | undefined)[] {
  const planned: PlannedLayer[] = [...layers];
  for (const setting of settings) planned[setting.at] = setting.planned;
  return inferAgain(planned);
}

/** Whether the layer can work then, and none of the others is broken by it. */
export function mends(file: WrittenFile, at: number, settings: readonly Setting[]): boolean {
  const shapes = shapesWith(file, settings);
  return shapes[at] !== undefined && file.layers.every(({ outputs }, i) => !outputs || shapes[i] !== undefined);
}

/** Whether every layer that is understood can work then. */
export function holds(file: WrittenFile, settings: readonly Setting[]): boolean {
  const shapes = shapesWith(file, settings);
  return file.layers.every(({ definition, inputs }, i) => !definition || !inputs || shapes[i] !== undefined);
}
