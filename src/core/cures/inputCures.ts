/** Cures of Inputs: one that is missing or stands too far down, and shapes that say too much. */
import { encodeCells } from "../data/encodeCells";
import { readCells } from "../data/readCells";
import { madeTasks } from "../data/tasks/madeTasks";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { LayerDefinition } from "../model/graph";
import { innerLayer, removeArgument } from "../model/layerEdits";
import type { ModelFile } from "../model/modelFile";
import { isInputShape, shapeOfSample } from "../model/inputShape";
import { removeEntries } from "../syntax/mapEdits";
import { entryOf, type SyntaxNode } from "../syntax/syntaxTree";
import type { TextEdit } from "../text/range";
import { certain, choice, type Cure, type CureTable, fix, removeKey, replace } from "./cure";
import { insertLayer, moveAbove } from "./insertLayer";
import { holds } from "./layerSettings";
import type { FoundLayer, WrittenFile } from "./writtenFile";

export const inputCures: CureTable = {
  "missing-input": insertInput,
  "missing-input.below": inputToTop,
  "keras-argument.input": (finding, file) => {
    const layer = file.layerAt(finding.range);
    const hasInput = file.layers.some(({ definition }) => definition?.kind === "Input");
    const inserted = layer?.at === 0 && !hasInput ? insertInput(finding, file) : [];
    return inserted.length > 0 ? inserted : certain(removeKey(finding, file));
  },
  "input-shape-argument": moveInputShape,
  "input-batch": withoutBatch,
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
  const given = givenShape(file, layer);
  const shape = given?.shape ?? sampleShape(file.file)?.map(String);
  if (kind === "Embedding") {
    const value = `{shape: [${(shape ?? ["null"]).join(", ")}], dtype: int32}`;
    return insertLayer(file, layer, "Input", value, given?.removed);
  }
  const isFlat = kind === "Dense" || kind === "RepeatVector";
  const fallback = isFlat ? ["1"] : ["null", "1"];
  const needsFeature = shape?.length === 1 && !isFlat;
  const sizes = [...(shape ?? fallback), ...(needsFeature ? ["1"] : [])];
  return insertLayer(file, layer, "Input", `[${sizes.join(", ")}]`, given?.removed);
}

interface GivenShape {
  readonly shape: readonly string[];
  readonly removed: readonly TextEdit[];
}

/** What older Keras says of the data on its first layer: `input_shape`, or `input_dim` numbers at each of `input_length` steps. */
function givenShape({ text }: WrittenFile, { written }: FoundLayer): GivenShape | undefined {
  const { kind, value } = innerLayer(written) ?? written;
  if (value?.is !== "map") return undefined;
  const whole = value.entries.find(({ key }) => isInputShape(String(key.value)));
  const sizes = whole && shapeOfSample(String(whole.key.value), whole.value).slice(1, -1);
  if (sizes && !sizes.includes("…")) return { shape: sizes.split(", "), removed: removeEntries(text, value, [whole]) };
  // An Embedding has an input_dim of its own, the size of its vocabulary.
  const keys = kind === "Embedding" ? ["input_length"] : ["input_length", "input_dim"];
  const entries = keys.map((key) => entryOf(value, key));
  const [length, features] = entries.map((entry) => sizeOf(entry?.value));
  const isFlat = kind === "Dense" && length === undefined;
  const shape = kind === "Embedding" ? [length] : isFlat ? [features] : [length ?? "null", features];
  const gone = entries.flatMap((entry) => entry ?? []);
  return shape.every((size) => size !== undefined) ? { shape, removed: removeEntries(text, value, gone) } : undefined;
}

const sizeOf = (node: SyntaxNode | undefined): string | undefined => {
  if (node?.is !== "scalar") return undefined;
  if (node.value === null || node.source === "None") return "null";
  return typeof node.value === "number" && Number.isInteger(node.value) && node.value > 0 ? node.source : undefined;
};

/** The course writes `input_shape` on the first layer; an Input above that has the shape already only loses it. */
function moveInputShape(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const key = file.text.slice(finding.range.start, finding.range.end);
  const written = file.writtenAt(finding.range);
  const map = written?.value;
  const entry = map?.is === "map" ? entryOf(map, key) : undefined;
  const shape = shapeOfSample(key, entry?.value);
  if (!layer || !written || map?.is !== "map" || !entry?.value || shape.includes("…")) return [];
  if (written.kind === "Input") {
    const isAlone = map.entries.length === 1;
    return isAlone
      ? replace({ start: written.head.range.start, end: map.range.end }, `Input: ${shape}`)
      : replace({ start: entry.key.range.start, end: entry.value.range.end }, `shape: ${shape}`);
  }
  const removed = removeArgument(file.text, written, key);
  if (layer.at > 0) return fix(message("fix-remove", { what: key }), removed);
  return insertLayer(file, layer, "Input", shape, removed);
}

function inputToTop(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const first = file.layerAt(finding.range);
  const name = String(finding.message.args["name"]);
  const input = file.layer(file.layers.findIndex((layer) => layer.name === name));
  return first && input ? fix(message("fix-to-top", { name }), moveAbove(file, input, first)) : [];
}

/** Python's None in front: the batch, which is not written, or a length that is free. What the layers below can take says which. */
function withoutBatch({ range, message: { args } }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(range);
  const place = layer?.report.place.arguments["shape"];
  const shape = String(args["shape"]);
  if (!layer || !place) return [];
  const written = file.text.slice(place.start, place.end);
  const ways = [shape, written.replaceAll("None", "null")];
  const sound = ways.filter((way) => holds(file, [{ at: layer.at, fixes: [], planned: inputOf(layer, way) }]));
  const fixes = (sound.length > 0 ? sound : ways).flatMap((way) =>
    fix(message("data-fix-input", { wanted: way }), [{ range: place, text: way }]),
  );
  return fixes.length === 1 ? fixes : choice(fixes);
}

/** The Input with another shape, as it is written. */
export function inputOf({ report }: FoundLayer, written: string): FoundLayer["report"] {
  const sizes = written.match(/\d+|null/g) ?? [];
  const shape = sizes.map((size) => (size === "null" ? null : Number(size)));
  const definition = { kind: "Input", arguments: { shape, dtype: "float32" } } as LayerDefinition;
  return { ...report, definition, inputs: [] };
}
