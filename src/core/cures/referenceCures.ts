/** Cures of names that lead nowhere, in `from`, `initial_state` and `outputs`, and of states that are not there or do not fit. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { removeArgument, setArgument } from "../model/layerEdits";
import { tensorName } from "../model/graph";
import { tableEntry } from "../model/layerTable";
import type { LayerReport } from "../model/modelFile";
import { returnedStates, type StatePort, statesOf } from "../model/ports";
import { removeEntry } from "../syntax/mapEdits";
import { entryOf } from "../syntax/syntaxTree";
import { choice, type Cure, type CureTable, fix, writtenWord, removeItem, replace } from "./cure";
import { linesAbove } from "./insertLayer";
import { nextFreeName } from "./keyCures";
import { giveStates, mends, units } from "./layerSettings";
import type { FoundLayer, WrittenFile } from "./writtenFile";

export const referenceCures: CureTable = {
  "unknown-reference": withoutName,
  "ambiguous-reference": oneHalf,
  "state-not-returned": ({ message: { args } }, file) => {
    const layer = file.layer(file.layers.findIndex(({ name }) => name === args["name"]));
    return layer ? giveStates(file, layer) : [];
  },
  "one-input": oneOfThem,
  "initial-state-count": statesThatFit,
  "initial-state-shape": equalUnits,
  "bad-name.reserved": ({ range, message: { args } }, file) => replace(range, nextFreeName(file, String(args["name"]))),
};

/** In whose value the finding stands. */
function keyAt({ range }: Diagnostic, { written }: FoundLayer): string | undefined {
  const entries = written.value?.is === "map" ? written.value.entries : [];
  const around = entries.find(({ value }) => value && value.range.start <= range.start && range.end <= value.range.end);
  return around && String(around.key.value);
}

/** What is named is not there: another name, a list without it, or no such key. */
function withoutName(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const names = severalNames(finding, file, layer);
  if (names) return replace(finding.range, names);
  if (!layer) return choice(withoutOutput(finding, file));
  const key = keyAt(finding, layer);
  if (key === "initial_state") return choice([...otherStart(finding, file, layer), ...remove(file, layer, key)]);
  const item = file.itemAt(finding.range);
  const joins = tableEntry(layer.written.kind).inputs;
  if (item && joins && item.list.items.length > joins.least) return choice(withoutItem(file, finding));
  // Without `from` a layer takes the one above.
  return layer.at === 0 || joins || key !== "from" ? [] : choice(remove(file, layer, key));
}

/** `a, b` and `a b` are two names where more than one is taken. */
export function severalNames(
  finding: Diagnostic,
  file: WrittenFile,
  layer: FoundLayer | undefined,
): string | undefined {
  const names = writtenWord(finding, file)
    .split(/[\s,;+&]+/)
    .filter(Boolean);
  const isKnown = (name: string): boolean => file.layers.some((one) => one.name === name.split("/")[0]);
  const takesMore = !layer || tableEntry(layer.written.kind).inputs || keyAt(finding, layer) === "initial_state";
  return takesMore && names.length > 1 && !file.itemAt(finding.range) && names.every(isKnown)
    ? `[${names.join(", ")}]`
    : undefined;
}

const remove = (file: WrittenFile, { written }: FoundLayer, what: string): ReturnType<Cure> =>
  fix(message("fix-remove", { what }), removeArgument(file.text, written, what));

function withoutItem(file: WrittenFile, { range }: Diagnostic): ReturnType<Cure> {
  const item = file.itemAt(range);
  const what = file.text.slice(range.start, range.end);
  return item ? fix(message("fix-remove", { what }), removeItem(file.text, item)) : [];
}

/** Without `outputs` the last layer gives the output. */
function withoutOutput(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const item = file.itemAt(finding.range);
  if (item && item.list.items.length > 1) return withoutItem(file, finding);
  const root = file.section();
  const entry = root?.is === "map" ? entryOf(root, "outputs") : undefined;
  return root?.is === "map" && entry
    ? fix(message("fix-remove", { what: "outputs" }), removeEntry(file.text, root, entry))
    : [];
}

/** Layers above whose states fit, the nearest first; in a list, the state that belongs to this place. */
function otherStart(finding: Diagnostic, file: WrittenFile, layer: FoundLayer): ReturnType<Cure> {
  const wanted = statesWanted(layer.report);
  const item = file.itemAt(finding.range);
  const above = file.layers.slice(0, layer.at).toReversed();
  if (!item)
    return above.flatMap((source) => startsFrom(source, wanted, true)).flatMap((text) => replace(finding.range, text));
  const state = wanted[item.index];
  const others = item.list.items.map((one) => (one.is === "scalar" ? String(one.value) : ""));
  return above
    .flatMap((source) =>
      statesGiven(source)
        .filter(({ port, units: count }) => state && nameOf(port) === nameOf(state.port) && count === state.units)
        .map(({ port }) => `${source.name}/${port}`),
    )
    .filter((name) => !others.includes(name))
    .flatMap((name) => replace(finding.range, name));
}

const statesWanted = ({ definition, inner }: LayerReport): readonly StatePort[] =>
  definition ? statesOf(definition, inner) : [];
const statesGiven = ({ definition, inner }: LayerReport): readonly StatePort[] =>
  definition ? returnedStates(definition, inner) : [];

/** `forward/h` → `h` */
const nameOf = (port: string): string => port.slice(port.indexOf("/") + 1);

/**
 * The ways to write this layer's states as those that are wanted: `enc` for all of them, `enc/h`, or a list. One direction starts from
 * either half of two; both start from the one state where there is one direction only.
 */
function startsFrom(source: LayerReport, wanted: readonly StatePort[], isOfSize: boolean): readonly string[] {
  const given = statesGiven(source);
  const isSplit = (states: readonly StatePort[]): boolean => states.some(({ port }) => port.includes("/"));
  const halves = isSplit(given) && !isSplit(wanted) ? ["forward/", "backward/"] : [""];
  return halves.flatMap((half) => {
    const found = wanted.map(({ port, units: count }) => {
      const name = isSplit(given) && isSplit(wanted) ? port : `${half}${nameOf(port)}`;
      return given.find((state) => state.port === name && (!isOfSize || state.units === count));
    });
    if (found.length === 0 || found.includes(undefined)) return [];
    if (found.length === given.length && found.every((state, i) => state === given[i])) return source.name;
    const names = found.map((state) => `${source.name}/${String(state?.port)}`);
    return names.length === 1 ? names : `[${names.join(", ")}]`;
  });
}

/** From the layers that are named, as many states as the layer has. */
function statesThatFit(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  if (!layer) return [];
  const sources = new Set(layer.report.initialState?.map((ref) => file.layers[ref.layer]));
  const ways = [...sources].flatMap((source) => (source ? startsFrom(source, statesWanted(layer.report), false) : []));
  const joined = [...sources].flatMap((source) => (source ? joinedHalves(file, layer, source) : []));
  const fixes = [...joined, ...ways.flatMap((text) => replace(finding.range, text))];
  return fixes.length === 1 ? fixes : choice([...fixes, ...remove(file, layer, "initial_state")]);
}

/**
 * Both halves of a bidirectional encoder's states, one behind the other, for a decoder of as many units as both have: a Concatenate for
 * each state, where the decoder takes what it took.
 */
function joinedHalves(file: WrittenFile, layer: FoundLayer, source: LayerReport): ReturnType<Cure> {
  const given = statesGiven(source);
  const wanted = statesWanted(layer.report);
  const place = layer.report.place.arguments["initial_state"];
  const states = wanted.map(({ port, units: count }) => {
    const halves = given.filter((one) => one.port !== nameOf(one.port) && nameOf(one.port) === port);
    const size = halves.reduce((sum, half) => sum + half.units, 0);
    return halves.length === 2 && size === count ? { port, halves } : undefined;
  });
  if (!place || states.length === 0 || layer.report.initialState === undefined) return [];
  const lines: string[] = [];
  const names: string[] = [];
  for (const state of states) {
    if (!state) return [];
    const plain = `${source.name}_${state.port}`;
    const name = file.layers.some((one) => one.name === plain) ? nextFreeName(file, plain) : plain;
    const from = state.halves.map(({ port }) => `${source.name}/${port}`).join(", ");
    lines.push(`Concatenate: {from: [${from}], name: ${name}}`);
    names.push(name);
  }
  // Above an Input the new layers are in nobody's way; else the layer names what it took from the line above.
  const above = file.layer(layer.at - 1);
  const isFree = above?.written.kind === "Input" && file.layers.indexOf(source) < above.at;
  const target = isFree ? above : layer;
  const read = layer.report.inputs?.[0];
  const from = isFree || "from" in layer.report.place.arguments || !read ? undefined : tensorName(file.layers, read);
  const text = names.length === 1 ? (names[0] ?? "") : `[${names.join(", ")}]`;
  return fix(message("fix-join-halves", { names: names.join(", ") }), [
    ...linesAbove(file, target, lines),
    { range: place, text },
    ...(from === undefined ? [] : (setArgument(file.text, layer.written, "from", from) ?? [])),
  ]);
}

/** As many units as the state has, or a state of as many units. */
function equalUnits(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const states = layer?.report.initialState;
  if (!layer || !states) return [];
  const unlike = statesWanted(layer.report).flatMap((state, i) => {
    const ref = states[i];
    const shape = ref && file.layers[ref.layer]?.outputs?.find(({ port }) => port === ref.port)?.shape;
    return ref && shape?.length === 2 && shape[1] !== state.units
      ? [{ ref, wanted: state.units, given: shape[1] }]
      : [];
  })[0];
  const source = unlike && file.layer(unlike.ref.layer);
  const ways = unlike && source ? [units(file, layer, unlike.given ?? 0), units(file, source, unlike.wanted)] : [];
  return choice([
    ...(source ? joinedHalves(file, layer, source.report) : []),
    ...ways.flatMap((setting) => (setting && mends(file, layer.at, [setting]) ? setting.fixes : [])),
  ]);
}

/** A layer that takes one input gets one of those that are listed. */
function oneOfThem({ range }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const list = file.entryAt(range)?.entry.value;
  const items = list?.is === "list" ? list.items.map((item) => file.text.slice(item.range.start, item.range.end)) : [];
  const fixes = [...new Set(items)].flatMap((text) => replace(range, text));
  return fixes.length === 1 ? fixes : choice(fixes);
}

function oneHalf(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const isHead = layer?.report.place.kind.start === finding.range.start;
  return ["forward", "backward"].flatMap((half) => {
    const name = `${String(finding.message.args["name"])}/${half}`;
    if (!isHead || !layer) return choice(replace(finding.range, name));
    return choice(
      fix(message("fix-add", { what: `from: ${name}` }), setArgument(file.text, layer.written, "from", name)),
    );
  });
}
