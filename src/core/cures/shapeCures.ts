/** Cures of layers that get what they cannot take. Most of them edit another line. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import type { Shape, TensorRef } from "../model/graph";
import { dropsSteps, formatSizes, isState, keepsSteps, oneRowAStep } from "../shapes/shapeProblems";
import { choice, type Cure, type CureTable, fix, replace } from "./cure";
import { inputOf } from "./inputCures";
import { insertBetween } from "./insertLayer";
import { removeLayers } from "./layerCures";
import { lastStep, mends, type Setting, sequences, unwrapped } from "./layerSettings";
import type { FoundLayer, WrittenFile } from "./writtenFile";

export const shapeCures: CureTable = {
  "shape-rank.sequences": sequencesAbove,
  "shape-rank.sequence": sequencesAbove,
  "shape-rank.recurrent": sequencesAbove,
  "shape-rank.timeDistributed": (finding, file) => [...sequencesAbove(finding, file), ...withoutWrapper(finding, file)],
  "shape-rank.vector": lastStepAbove,
  "shape-rank.state": (finding, file) => choice([...sequenceOfState(finding, file), ...repeatState(finding, file)]),
  "shape-rank.flat": withoutFlat,
  "shape-rank.deep": rowsAbove,
  "shape-rank.batch": rowsAbove,
  "shape-size": sizesThatFit,
  "target-shape-rest": sizeOfInput,
  "wrapper-inner": withoutWrapper,
};

interface Origin extends TensorRef {
  readonly found: FoundLayer;
}

/** Upwards, past layers that leave the steps as they are. */
function originOf(file: WrittenFile, ref: TensorRef | undefined): Origin | undefined {
  let origin: Origin | undefined;
  for (let one = ref; one && (!origin || keepsSteps(origin.found.written.kind));) {
    const found = file.layer(one.layer);
    if (!found) return origin;
    origin = { ...one, found };
    one = found.report.inputs?.[0];
  }
  return origin;
}

/** Each recurrent layer that an input without steps comes from gives its sequence; an Input of (T) becomes (T, 1). */
function sequencesAbove(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const { inputs = [], inputShapes = [] } = layer?.report ?? {};
  const origins = inputs.filter((_, i) => (inputShapes[i]?.length ?? 0) < 3).map((ref) => originOf(file, ref));
  const [first] = origins;
  if (!layer || !first || isState(first.port)) return [];
  if (first.found.written.kind === "Input") return oneFeature(file, first.found);
  const settings = origins.map((origin) => origin && !isState(origin.port) && sequences(file, origin.found));
  const found = settings.find((setting): setting is Setting => Boolean(setting));
  return found ? found.fixes : [];
}

function oneFeature({ text }: WrittenFile, { report }: FoundLayer): ReturnType<Cure> {
  const place = report.place.arguments["shape"];
  const sizes = place && /^\[\s*(\d+|null)\s*\]$/.exec(text.slice(place.start, place.end));
  if (!place || !sizes) return [];
  const shape = `[${sizes[1]}, 1]`;
  return choice(fix(message("data-fix-input", { wanted: shape }), [{ range: place, text: shape }]));
}

function lastStepAbove(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const origin = originOf(file, file.layerAt(finding.range)?.report.inputs?.[0]);
  return (origin && !isState(origin.port) && lastStep(file, origin.found)?.fixes) || [];
}

/** `from: enc/h` → `from: enc`, with all of its steps. */
function sequenceOfState(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const ref = layer?.report.inputs?.find(({ port }) => isState(port));
  const place = layer?.report.place.arguments["from"];
  const source = ref && file.layer(ref.layer);
  if (!layer || !source || !place || layer.report.inputs?.length !== 1) return [];
  const { name } = source.report;
  const given = source.report.outputs?.[0]?.shape.length === 3 ? [] : (sequences(file, source)?.fixes ?? []);
  return fix(message("fix-replace", { text: name }), [
    { range: place, text: name },
    ...given.flatMap(({ edits }) => edits),
  ]);
}

/** As often as the layer that has the state has steps. */
function repeatState(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const origin = originOf(file, layer?.report.inputs?.[0]);
  const steps = origin?.found.report.inputShapes?.[0]?.[1];
  if (!layer || typeof steps !== "number" || layer.report.inputs?.length !== 1) return [];
  return insertBetween(file, layer, "RepeatVector", "n", String(steps));
}

/** Without the layer that leaves the time axis out, where nothing else takes it. */
function withoutFlat(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const flat = originOf(file, layer?.report.inputs?.[0])?.found;
  const before = flat?.report.inputs?.[0];
  if (!layer || !flat || !before || !dropsSteps(flat.written.kind)) return [];
  const readers = file.layers.flatMap(({ inputs = [], place }, at) =>
    inputs.some((ref) => ref.layer === flat.at) ? [{ at, isNamed: "from" in place.arguments }] : [],
  );
  if (
    readers.length !== 1 ||
    readers[0]?.at !== flat.at + 1 ||
    readers[0].isNamed ||
    "from" in flat.report.place.arguments
  )
    return [];
  const planned: Setting = { at: flat.at + 1, fixes: [], planned: readingFrom(file, flat.at + 1, before) };
  const origin = originOf(file, before);
  const steps = origin && sequences(file, origin.found);
  const ways = [[planned], ...(steps ? [[planned, steps]] : [])];
  const way = ways.find((settings) => mends(file, layer.at, settings));
  const more = way?.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits)) ?? [];
  const removed = removeLayers(file, [flat.at]);
  const what = flat.report.name;
  return way && removed.length > 0 ? choice(fix(message("fix-remove", { what }), [...more, ...removed])) : [];
}

const readingFrom = ({ layers }: WrittenFile, at: number, ref: TensorRef): Setting["planned"] => ({
  definition: layers[at]?.definition,
  inner: layers[at]?.inner,
  initialState: layers[at]?.initialState,
  inputs: [ref],
});

/** Each step becomes one row; or the first size of an Input, where it is the batch, goes. */
function rowsAbove(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const shape = layer?.report.inputShapes?.[0];
  if (!layer || !shape) return [];
  const sizes = oneRowAStep(shape);
  const rows = sizes[1] === -1 ? [] : insertBetween(file, layer, "Reshape", "target_shape", formatSizes(sizes));
  const origin = originOf(file, layer.report.inputs?.[0])?.found;
  const place = origin?.written.kind === "Input" ? origin.report.place.arguments["shape"] : undefined;
  const wanted = formatSizes(shape.slice(2));
  const isBatch =
    origin && place && mends(file, layer.at, [{ at: origin.at, fixes: [], planned: inputOf(origin, wanted) }]);
  return choice([
    ...(isBatch ? fix(message("data-fix-input", { wanted }), [{ range: place, text: wanted }]) : []),
    ...rows,
  ]);
}

/** One of the sizes is what the others leave. */
function sizesThatFit(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const { definition, place, inputShapes } = layer?.report ?? {};
  const written = place?.arguments["target_shape"];
  if (definition?.kind !== "Reshape" || !written || !inputShapes?.[0]) return [];
  const count = Number(finding.message.args["count"]);
  const sizes = definition.arguments.target_shape;
  return choice(
    sizes.flatMap((_, at) => {
      const others = sizes.filter((size, i) => i !== at && size !== -1).reduce((product, size) => product * size, 1);
      const isSound = count % others === 0 && !sizes.some((size, i) => size === -1 && i !== at);
      return isSound ? replace(written, formatSizes(sizes.with(at, -1))) : [];
    }),
  );
}

/** The second -1: as long as that axis of the input, where the shapes have as many. */
function sizeOfInput({ range }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const item = file.itemAt(range);
  const shape: Shape = file.layerAt(range)?.report.inputShapes?.[0] ?? [];
  const size = item && shape.length === item.list.items.length + 1 ? shape[item.index + 1] : undefined;
  return typeof size === "number" ? choice(replace(range, String(size))) : [];
}

function withoutWrapper(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  return layer ? choice(unwrapped(file, layer)?.fixes ?? []) : [];
}
