/** Cures of data that does not fit the network: in the data, in the loss, or in the layer that gives the output. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { useYesOrNo } from "../diagnostics/choices/activationChoices";
import { unitsFor } from "../data/fitTensor";
import { setArgument } from "../model/layerEdits";
import { nearestRecurrent } from "../data/networkSlots";
import { type TensorRef, tensorName } from "../model/graph";
import { lastActivation } from "../model/lastActivation";
import { formatSizes } from "../shapes/shapeProblems";
import { inputOf } from "./inputCures";
import { entryOf } from "../syntax/syntaxTree";
import { choice, type Cure, type CureTable, fix, removeFoundEntry, removeItem, replace } from "./cure";
import { addOneHot, addToSource, countOf, numberLabels, sourceAt } from "./labelCures";
import { insertBelow, insertBetween } from "./insertLayer";
import { giveLastStepTo, giveSequences, holds, lastSize, recurrentOf } from "./layerSettings";
import { withArgument } from "../model/withArgument";
import { useLoss } from "./useLoss";
import type { WrittenFile } from "./writtenFile";

export const dataCures: CureTable = {
  "data-shape": wantedInput,
  "data-window": (finding, file) =>
    choice([...wantedInput(finding, file), ...replace(finding.range, String(finding.message.args["steps"]))]),
  "data-window.columns": (finding, file) => choice(wantedInput(finding, file)),
  "data-horizon": (finding, file) =>
    choice(giveUnits(file, outputOf(finding, file), Number(finding.message.args["wanted"]))),
  "data-shape.unlike": (finding, file) => {
    const source = sourceAt(finding, file);
    const place = source?.oneHotRange;
    // Ids are numbers: an Embedding has the rows that one_hot would choose from.
    return source && place ? removeFoundEntry(file.text, file.entryAt(place)) : [];
  },
  "data-shape.single": oneSample,
  "data-shape.features": (finding, file) => [...addOneHot(finding, file), ...oneNumberAStep(finding, file)],
  "data-label-count": (finding, file) => {
    const output = outputOf(finding, file);
    const count = Number(finding.message.args["labels"]);
    return orDense(file, output, count, giveUnits(file, output, count));
  },
  "data-class-range": (finding, file) => {
    const labels = labelsOfClasses(finding, file);
    return [...labels, ...choiceIf(labels.length > 0, moreClasses(finding, file))];
  },
  "data-class-range.one": (finding, file) => {
    const cells = sourceAt(finding, file)?.values;
    const isYesOrNo = cells && (countOf(cells) ?? 0) <= 2;
    return [...(isYesOrNo ? yesOrNo(finding, file) : []), ...choiceIf(isYesOrNo, moreClasses(finding, file))];
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
  "data-ragged": maskWhatLacks,
  "data-shape.every-step": (finding, file) => targetsFit(finding, file, true),
  "data-shape.last-step": (finding, file) => targetsFit(finding, file, false),
  "data-shape.target": repeatAsOften,
  "data-shape.units": (finding, file) => targetsFit(finding, file, undefined),
  "large-values": (finding, file) => choice(addToSource(finding, file, "scale", "standard")),
  "padded-sample": withoutSample,
  "data-scale-labels": (finding, file) => {
    const source = sourceAt(finding, file);
    const map = source && file.entryAt(source.range)?.entry.value;
    const entry = map?.is === "map" ? entryOf(map, "scale") : undefined;
    return map?.is === "map" && entry ? removeFoundEntry(file.text, { map, entry }) : [];
  },
};

/** The output that the finding names. */
function outputOf({ message: { args } }: Diagnostic, { file: { graph } }: WrittenFile): TensorRef | undefined {
  return graph?.outputs.find((one) => tensorName(graph.layers, one) === args["name"]);
}

function wantedInput({ message: { args } }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layers.find(({ name }) => name === args["name"]);
  const place = layer?.place.arguments["shape"];
  const wanted = String(args["wanted"]);
  return place ? fix(message("data-fix-input", { wanted }), [{ range: place, text: wanted }]) : [];
}

/** Each value by itself is the one feature of its step. */
function oneNumberAStep({ message: { args } }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layer(file.layers.findIndex(({ name }) => name === args["name"]));
  const { definition, place } = layer?.report ?? {};
  const range = place?.arguments["shape"];
  if (!layer || !range || definition?.kind !== "Input") return [];
  const wanted = formatSizes([...definition.arguments.shape.slice(0, -1), 1]);
  const isSound = holds(file, [{ at: layer.at, fixes: [], planned: inputOf(layer, wanted) }]);
  return isSound ? choice(fix(message("data-fix-input", { wanted }), [{ range, text: wanted }])) : [];
}

/** `[1, 2, 3]` → `[[1, 2, 3]]`, where one sample has as many. */
function oneSample(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const list = sourceAt(finding, file)?.values;
  const shape = file.layers.find(({ name }) => name === finding.message.args["name"])?.outputs?.[0]?.shape.slice(1);
  const isWhole = shape?.length === 2 && shape[1] === 1 && (shape[0] === null || shape[0] === list?.items.length);
  if (!list || !isWhole || file.text[list.range.start] !== "[") return [];
  const { start, end } = list.range;
  return choice(
    fix(message("fix-one-sample"), [
      { range: { start, end: start }, text: "[" },
      { range: { start: end, end }, text: "]" },
    ]),
  );
}

/** Up to the layer that decides the last dimension. */
function giveUnits(file: WrittenFile, output: TensorRef | undefined, count: number): ReturnType<Cure> {
  const setting = lastSize(file, output, count);
  return setting && holds(file, [setting]) ? setting.fixes : [];
}

/** Classes that are numbered from 1 on: as many different numbers as there are classes are their labels. */
function labelsOfClasses(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const labels = numberLabels(sourceAt(finding, file), file.text);
  const classes = Number(finding.message.args["classes"]);
  const [output, second] = file.file.graph?.outputs ?? [];
  if (labels.length !== classes || Number(labels[0]) < 1 || classes < 2 || !output || second) return [];
  const name = tensorName(file.layers, output);
  const [added] = addOneHot(finding, file, `[${labels.join(", ")}]`);
  const [loss] = useLoss(file, name, "categorical_crossentropy");
  return added && loss ? choice(fix(added.title, [...added.edits, ...loss.edits])) : [];
}

/**
 * What a recurrent layer ends with is its memory, not an answer: a Dense layer behind it was most likely forgotten. `units`: the other way,
 * which is left to choose then.
 */
function orDense(
  file: WrittenFile,
  output: TensorRef | undefined,
  count: number,
  units: ReturnType<Cure>,
): ReturnType<Cure> {
  const layer = output && file.layer(output.layer);
  const isLast = layer && recurrentOf(layer) && output.layer === file.layers.length - 1 && !file.section("outputs");
  const isNamed = ["loss", "metrics", "loss_weights"].some((key) => file.section("compile", key)?.is === "map");
  if (!layer || !isLast || isNamed || units.length === 0) return units;
  const chooses = file.file.compile?.losses[0]?.name === "categorical_crossentropy";
  const dense = chooses ? `{units: ${count}, activation: softmax}` : String(count);
  const added = insertBelow(file, layer, "Dense", dense);
  return added.length > 0 ? [...added, ...choice(units)] : units;
}

function moreClasses(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const cells = sourceAt(finding, file)?.values;
  const count = cells && countOf(cells);
  const outputs = file.file.graph?.outputs ?? [];
  return count && outputs.length === 1 ? giveUnits(file, outputs[0], count) : [];
}

function yesOrNo(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const { graph } = file.file;
  const output = outputOf(finding, file);
  const last = graph && output && lastActivation(graph, output);
  return last ? useYesOrNo(file, last.layer, String(finding.message.args["name"])) : [];
}

const choiceIf = (isChoice: boolean | undefined, fixes: ReturnType<Cure>): ReturnType<Cure> =>
  isChoice ? choice(fixes) : fixes;

/** The ways in which the output comes to be like the targets: all steps or the last one, other units, class numbers as they are. */
function targetsFit(finding: Diagnostic, file: WrittenFile, everyStep: boolean | undefined): ReturnType<Cure> {
  const { args } = finding.message;
  const { graph } = file.file;
  const output = outputOf(finding, file);
  const at = output && nearestRecurrent(file.layers, output);
  const layer = at === undefined ? undefined : file.layer(at);
  if (!graph || !output) return [];
  const shape = file.layers[output.layer]?.outputs?.find(({ port }) => port === output.port)?.shape ?? [];
  const sample = String(args["found"]).match(/\d+/g)?.slice(1).map(Number) ?? [];
  const isClassNumbers =
    file.file.compile?.losses[graph.outputs.indexOf(output)]?.name === "sparse_categorical_crossentropy";
  const count = isClassNumbers ? 0 : (unitsFor(sample, shape.slice(1)) ?? 0);
  const units = orDense(file, output, count, giveUnits(file, output, count));
  if (everyStep !== undefined) {
    const steps = layer ? (everyStep ? giveSequences(file, layer) : giveLastStepTo(file, layer, output)) : [];
    return units.length > 0 ? choice([...steps, ...units]) : steps;
  }
  const isChoosing = lastActivation(graph, output)?.activation.name === "softmax";
  const cells = sourceAt(finding, file)?.values;
  const classCount = cells && countOf(cells);
  const isClasses =
    isChoosing && args["wanted"] === 1 && classCount !== undefined && classCount <= Number(args["given"]);
  const classes = isClasses
    ? useLoss(file, String(finding.message.args["name"]), "sparse_categorical_crossentropy")
    : [];
  return isChoosing ? choice([...classes, ...units]) : units;
}

/** A mask right behind the Input, which leaves out what shorter samples are filled up with. */
function maskWhatLacks(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const source = sourceAt(finding, file);
  const { file: read, layers } = file;
  const input = layers.findIndex(
    ({ name, definition }) => definition?.kind === "Input" && (source?.name === undefined || name === source.name),
  );
  const readers = layers.flatMap(({ inputs }, at) => (inputs?.[0]?.layer === input ? [file.layer(at)] : []));
  const [reader] = readers;
  if (!source || !read.data?.x.includes(source) || !reader || readers.length > 1) return [];
  if (reader.report.definition?.kind === "Embedding") {
    const title = message("fix-add", { what: "mask_zero: true" });
    return choice(fix(title, setArgument(file.text, reader.written, "mask_zero", "true") ?? []));
  }
  const isOfSteps = layers[input]?.outputs?.[0]?.shape.length === 3;
  return isOfSteps ? choice(insertBetween(file, reader, "Masking", "mask_value", "0")) : [];
}

/** Out of x and of y. */
function withoutSample(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const sample = Number(finding.message.args["sample"]);
  const { x = [], y = [] } = file.file.data ?? {};
  const edits = [...x, ...y].map(({ values }) => removeItem(file.text, { list: values, index: sample - 1 }));
  return edits.some((one) => one.length === 0)
    ? []
    : choice(fix(message("fix-remove-sample", { sample }), edits.flat()));
}

/** A RepeatVector gives as many steps as the targets have. */
function repeatAsOften(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const output = outputOf(finding, file);
  const steps = Number(String(finding.message.args["found"]).match(/\d+/g)?.[1]);
  for (let at = output?.layer, seen = 0; at !== undefined && seen <= file.layers.length; seen++) {
    const layer = file.layers[at];
    const place = layer?.place.arguments["n"];
    if (layer?.definition?.kind === "RepeatVector" && place) {
      const setting = { at, fixes: [], planned: withArgument(layer, "n", steps) };
      return steps > 0 && holds(file, [setting]) ? choice(replace(place, String(steps))) : [];
    }
    at = layer?.inputs?.[0]?.layer;
  }
  return [];
}
