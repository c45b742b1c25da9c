/** Cures of data that does not fit the network: in the data, in the loss, or in the layer that gives the output. */
import { readCells } from "../data/readCells";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { tensorName } from "../model/graph";
import { setArgument } from "../model/layerEdits";
import { isRecurrentKind } from "../model/layerTable";
import type { InlineSource } from "../model/modelFile";
import { setEntry } from "../syntax/mapEdits";
import { entryOf, type SyntaxList, type SyntaxNode } from "../syntax/syntaxTree";
import { choice, type Cure, type CureTable, fix, removeFoundEntry, removeItem, replace } from "./cure";
import { giveLastStep, giveSequences, recurrentOf } from "./layerSettings";
import type { FoundLayer, WrittenFile } from "./writtenFile";

/** More units than this are no cure. */
const MOST_UNITS = 10_000;

export const dataCures: CureTable = {
  "data-shape": wantedInput,
  "data-shape.features": (finding, file) => addOneHot(finding, file),
  "data-needs-one-hot": (finding, file) => [
    ...addOneHot(finding, file),
    ...choice(useLoss(finding, file, "sparse_categorical_crossentropy")),
  ],
  "data-sparse-one-hot": (finding, file) => {
    const source = sourceAt(finding, file);
    const map = source && file.entryAt(source.range)?.entry.value;
    const entry = map?.is === "map" ? entryOf(map, "one_hot") : undefined;
    return [
      ...useLoss(finding, file, "categorical_crossentropy"),
      ...(map?.is === "map" && entry ? removeFoundEntry(file.text, { map, entry }) : []),
    ];
  },
  "data-label-count": (finding, file) =>
    giveUnits(file, outputOf(finding, file), Number(finding.message.args["labels"])),
  "data-class-range": (finding, file) => {
    const cells = sourceAt(finding, file)?.values;
    const count = cells && countOf(cells);
    if (!count) return [];
    const only = file.file.graph?.outputs.length === 1 ? file.file.graph.outputs[0]?.layer : undefined;
    return giveUnits(file, only === undefined ? undefined : file.layer(only), count);
  },
  "data-id-range": (finding, file) => {
    const name = String(finding.message.args["layer"]);
    const layer = file.layer(file.layers.findIndex((one) => one.name === name));
    const cells = sourceAt(finding, file)?.values;
    const count = cells && countOf(cells);
    const place = layer?.report.place.arguments["input_dim"];
    if (!place || !count) return [];
    return replace(place, String(count));
  },
  "data-shape.every-step": (finding, file) => {
    const layer = lastRecurrent(file, outputOf(finding, file));
    return layer ? giveSequences(file, layer) : [];
  },
  "data-shape.last-step": (finding, file) => {
    const layer = lastRecurrent(file, outputOf(finding, file));
    return layer ? giveLastStep(file, layer) : [];
  },
  "data-shape.target": (finding, file) => {
    const size = /(\d+)\)$/.exec(String(finding.message.args["found"]))?.[1];
    return choice(giveUnits(file, outputOf(finding, file), Number(size)));
  },
  "data-scale-labels": (finding, file) => {
    const source = sourceAt(finding, file);
    const map = source && file.entryAt(source.range)?.entry.value;
    const entry = map?.is === "map" ? entryOf(map, "scale") : undefined;
    return map?.is === "map" && entry ? removeFoundEntry(file.text, { map, entry }) : [];
  },
  "data-duplicate-label": (finding, file) => {
    const list = file.entryAt(finding.range)?.entry.value;
    if (list?.is !== "list") return [];
    const labels = list.items.map((item) => (item.is === "scalar" ? item.value : item));
    const index = labels.findIndex((label, at) => labels.indexOf(label) < at);
    const what = String(finding.message.args["label"]);
    return index < 0 ? [] : fix(message("fix-remove", { what }), removeItem(file.text, { list, index }));
  },
  "data-not-number": (finding, file) => {
    const labels = labelsOf(sourceAt(finding, file)?.values, file.text);
    return labels ? addOneHot(finding, file, `[${labels.join(", ")}]`) : [];
  },
  "data-not-number.boolean": ({ range, message: { args } }) => replace(range, String(args["number"])),
};

const sourceAt = ({ range }: Diagnostic, { file: { data } }: WrittenFile): InlineSource | undefined =>
  [...(data?.x ?? []), ...(data?.y ?? [])].find(
    (source) => source.range.start <= range.start && range.end <= source.range.end,
  );

/** The layer behind an output's name. */
function outputOf({ message: { args } }: Diagnostic, file: WrittenFile): FoundLayer | undefined {
  const { graph } = file.file;
  const output = graph?.outputs.find((one) => tensorName(graph.layers, one) === args["name"]);
  return output && file.layer(output.layer);
}

function wantedInput({ message: { args } }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layers.find(({ name }) => name === args["name"]);
  const place = layer?.place.arguments["shape"];
  const wanted = String(args["wanted"]);
  return place ? fix(message("data-fix-input", { wanted }), [{ range: place, text: wanted }]) : [];
}

/** `[1, 2]` → `{values: [1, 2], one_hot: [1, 2]}` */
function addOneHot(
  finding: Diagnostic,
  file: WrittenFile,
  labels = String(finding.message.args["labels"]),
): ReturnType<Cure> {
  const source = sourceAt(finding, file);
  const node = source && file.entryAt(source.range)?.entry.value;
  if (!node || labels.includes("…")) return [];
  const title = message("fix-add", { what: `one_hot: ${labels}` });
  if (node.is === "map") return fix(title, setEntry(file.text, node, "one_hot", labels));
  const { start, end } = node.range;
  if (file.text[start] !== "[") return [];
  return fix(title, [
    { range: { start, end: start }, text: "{values: " },
    { range: { start: end, end }, text: `, one_hot: ${labels}}` },
  ]);
}

/** More labels than this are no classes. */
const MOST_LABELS = 50;

/** Each word once, as it is written, in the order of the data; undefined where not all of the data is words. */
function labelsOf(list: SyntaxList | undefined, text: string): readonly string[] | undefined {
  const labels = new Set<string>();
  const collect = (node: SyntaxNode): boolean => {
    if (node.is === "list") return !node.grid && node.items.every(collect);
    if (node.is !== "scalar" || typeof node.value !== "string") return false;
    labels.add(text.slice(node.range.start, node.range.end));
    return labels.size <= MOST_LABELS;
  };
  return list && collect(list) && labels.size > 0 ? [...labels] : undefined;
}

function useLoss(finding: Diagnostic, file: WrittenFile, loss: string): ReturnType<Cure> {
  const node = file.section("compile", "loss");
  const name = String(finding.message.args["name"]);
  const one = node?.is === "map" ? entryOf(node, name)?.value : node;
  return one?.is === "scalar" ? fix(message("fix-loss", { loss }), [{ range: one.range, text: loss }]) : [];
}

/** Past layers that keep the last dimension, up to the one that decides it. */
function giveUnits(file: WrittenFile, output: FoundLayer | undefined, units: number): ReturnType<Cure> {
  let layer = output;
  while (layer && /^(Activation|Dropout|SpatialDropout1D|LayerNormalization)$/.test(layer.written.kind))
    layer = file.sourceOf(layer);
  if (!layer || !Number.isInteger(units) || units < 1 || units > MOST_UNITS) return [];
  const { written, report } = layer;
  if (written.kind !== "Dense" && !isRecurrentKind(written.kind)) return [];
  return fix(
    message("fix-units", { name: report.name, units }),
    setArgument(file.text, written, "units", String(units)),
  );
}

/** The recurrent layer nearest to the output. */
function lastRecurrent(file: WrittenFile, output: FoundLayer | undefined): FoundLayer | undefined {
  let layer = output;
  for (let steps = 0; layer && !recurrentOf(layer) && steps <= file.layers.length; steps++)
    layer = file.sourceOf(layer);
  return layer && recurrentOf(layer) ? layer : undefined;
}

/** How many classes or ids whole numbers from 0 on ask for; undefined where the values are none. */
function countOf(list: SyntaxList): number | undefined {
  const values = readCells(list, new Findings())?.values.map(Number) ?? [];
  return values.every((value) => Number.isInteger(value) && value >= 0)
    ? values.reduce((most, value) => Math.max(most, value + 1), 0)
    : undefined;
}
