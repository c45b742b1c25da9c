/** Cures of shapes: a missing Input, and layers that get what they cannot take. Most of them edit another line. */
import { encodeCells } from "../data/encodeCells";
import { readCells } from "../data/readCells";
import { madeTasks } from "../data/tasks/madeTasks";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { innerLayer, removeArgument } from "../model/layerEdits";
import type { ModelFile } from "../model/modelFile";
import { shapeOfSample } from "../model/readLayer";
import { columnOf } from "../syntax/mapEdits";
import { entryOf } from "../syntax/syntaxTree";
import type { TextEdit } from "../text/range";
import { choice, type Cure, type CureTable, fix, replace } from "./cure";
import { giveLastStep, giveSequences } from "./layerSettings";
import type { FoundLayer, WrittenFile } from "./writtenFile";

export const shapeCures: CureTable = {
  "missing-input": insertInput,
  "input-shape-argument": moveInputShape,
  "shape-rank.sequences": sequencesAbove,
  "shape-rank.sequence": sequencesAbove,
  "shape-rank.recurrent": sequencesAbove,
  "shape-rank.timeDistributed": (finding, file) => [...sequencesAbove(finding, file), ...withoutWrapper(finding, file)],
  "shape-rank.vector": lastStepAbove,
  "wrapper-inner": withoutWrapper,
};

/** The shape of one sample of the only source of `data.x`, as far as the data alone tells it. */
function sampleShape({ data }: ModelFile): readonly number[] | undefined {
  if (data?.task) return madeTasks[data.task.name].x(data.task.length);
  const [source, second] = data?.x ?? [];
  const cells = source && !second ? readCells(source.values, new Findings()) : undefined;
  const tensor = cells && source && encodeCells(cells, source, new Findings());
  return tensor && [...tensor.shape.slice(1), ...(source?.expandDims ? [1] : [])];
}

/** With the data's shape where there is data, else with a free length of one feature. */
function insertInput(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  if (!layer) return [];
  const { kind } = layer.written;
  const shape = sampleShape(file.file)?.map(String);
  if (kind === "Embedding")
    return inputAbove(file, layer, `{shape: [${(shape ?? ["null"]).join(", ")}], dtype: int32}`);
  const isFlat = kind === "Dense" || kind === "RepeatVector";
  const fallback = isFlat ? ["1"] : ["null", "1"];
  const needsFeature = shape?.length === 1 && !isFlat;
  return inputAbove(file, layer, `[${[...(shape ?? fallback), ...(needsFeature ? ["1"] : [])].join(", ")}]`);
}

/** The course writes `input_shape` on the first layer; an Input above that has the shape already only loses it. */
function moveInputShape(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const key = file.text.slice(finding.range.start, finding.range.end);
  const map = layer?.written.value;
  const entry = map?.is === "map" ? entryOf(map, key) : undefined;
  if (!layer || map?.is !== "map" || entry?.value?.is !== "list") return [];
  const shape = shapeOfSample(key, entry.value);
  if (layer.written.kind === "Input") {
    const isAlone = map.entries.length === 1;
    return isAlone
      ? replace({ start: layer.written.head.range.start, end: map.range.end }, `Input: ${shape}`)
      : replace({ start: entry.key.range.start, end: entry.value.range.end }, `shape: ${shape}`);
  }
  const removed = removeArgument(file.text, layer.written, key);
  if (layer.at > 0) return fix(message("fix-remove", { what: key }), removed);
  return inputAbove(file, layer, shape, removed);
}

/** A line `- Input: …` above the layer, indented like it. */
function inputAbove(
  file: WrittenFile,
  layer: FoundLayer,
  shape: string,
  more: readonly TextEdit[] = [],
): ReturnType<Cure> {
  const { start } = layer.item.range;
  const dash = /-[ \t]*$/.exec(file.text.slice(0, start));
  const title = message("fix-insert-input", { shape });
  if (!dash) return fix(title, [{ range: { start, end: start }, text: `{Input: ${shape}}, ` }, ...more]);
  const indent = " ".repeat(columnOf(file.text, dash.index));
  return fix(title, [{ range: { start: dash.index, end: dash.index }, text: `- Input: ${shape}\n${indent}` }, ...more]);
}

/** Looks upwards, past layers that hand the shape on, for a recurrent layer; an Input of (T) becomes (T, 1). */
function sequencesAbove(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  let source = above(file, file.layerAt(finding.range));
  while (source && /^(Dense|Activation|Dropout|LayerNormalization)$/.test(source.written.kind))
    source = above(file, source);
  if (!source) return [];
  if (source.written.kind !== "Input") return giveSequences(file, source);
  const place = source.report.place.arguments["shape"];
  const sizes = place && /^\[\s*(\d+|null)\s*\]$/.exec(file.text.slice(place.start, place.end));
  if (!place || !sizes) return [];
  const shape = `[${sizes[1]}, 1]`;
  return choice(fix(message("data-fix-input", { wanted: shape }), [{ range: place, text: shape }]));
}

/** Not where a layer takes another one's state: no setting of that one gives it sequences. */
const above = (file: WrittenFile, layer: FoundLayer | undefined): FoundLayer | undefined => {
  const takesState = /(?:^|\/)[hcy]$/.test(layer?.report.inputs?.[0]?.port ?? "");
  return layer && !takesState ? file.sourceOf(layer) : undefined;
};

function lastStepAbove(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const source = above(file, file.layerAt(finding.range));
  return source ? giveLastStep(file, source) : [];
}

/** The inner layer by itself: `TimeDistributed: {Dense: 3}` → `Dense: 3`. */
function withoutWrapper(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const inner = layer && innerLayer(layer.written);
  const outer = layer?.written.value;
  if (!layer || !inner || outer?.is !== "map" || outer.entries.length !== 1) return [];
  const start = layer.written.head.range.start;
  const text = file.text.slice(inner.head.range.start, inner.value?.range.end ?? inner.head.range.end);
  if (text.includes("\n")) return [];
  const args = { kind: inner.kind, wrapper: layer.written.kind };
  return choice(fix(message("fix-unwrap", args), [{ range: { start, end: outer.range.end }, text }]));
}
