/** Layers that work and most likely are not meant so: softmax over one unit or twice, unbounded cells, Dropout at the end. */
import { type Cure, choice, fix } from "../../cures/cure";
import { moveAbove } from "../../cures/insertLayer";
import type { FoundLayer, WrittenFile } from "../../cures/writtenFile";
import { message } from "../../messages/message";
import type { Layer, LayerDefinition, ModelGraph } from "../../model/graph";
import { recurrentsOf } from "../../cures/layerSettings";
import { innerLayer, removeArgument, setArgument, type WrittenLayer } from "../../model/layerEdits";
import { type CellDefinition, isRecurrentKind } from "../../model/layerTable";
import { cellsOf, statesOf } from "../../model/ports";
import { columnOf, nextLine } from "../../syntax/mapEdits";
import { entryOf } from "../../syntax/syntaxTree";
import type { Findings } from "../findings";
import { isOneForClasses, placeOf, useActivation } from "./activationChoices";

/** They grow without bound, and a state that is fed back grows with them. */
const unbounded = [
  "relu",
  "elu",
  "selu",
  "leaky_relu",
  "softplus",
  "exponential",
  "squareplus",
  "silu",
  "gelu",
  "mish",
];

/** Between 0 and 1, as a gate must be. */
const gates = ["sigmoid", "hard_sigmoid", "sparse_sigmoid"];

const LARGE_RATE = 0.9;

/** A layer that is checked. */
interface CheckedLayer {
  readonly file: WrittenFile;
  /** Index into `file.layers`. */
  readonly at: number;
  /** Of the layer, or the one inside it. */
  readonly definition: LayerDefinition;
  readonly graph: ModelGraph | undefined;
  readonly findings: Findings;
}

const checks: readonly ((layer: CheckedLayer) => void)[] = [
  checkCell,
  checkSoftmax,
  checkDropout,
  checkLinear,
  checkMasking,
  checkStates,
];

export function checkLayerChoices(file: WrittenFile, findings: Findings): void {
  const { graph } = file.file;
  for (const [at, report] of file.layers.entries()) {
    const definition = report.inner ?? report.definition;
    if (!definition || !report.isWhole) continue;
    const layer = { file, at, definition, graph, findings };
    for (const check of checks) check(layer);
  }
}

/** Of a Bidirectional each layer that the text writes. */
function checkCell({ file, at, findings }: CheckedLayer): void {
  const layer = file.layer(at);
  const { definition, inner } = layer?.report ?? {};
  const cells = definition ? cellsOf(definition, inner) : [];
  const written = layer ? recurrentsOf(layer) : [];
  written.forEach((one, half) => {
    if (cells[half]) checkActivations(file, cells[half], one, findings);
  });
}

function checkActivations(
  file: WrittenFile,
  definition: CellDefinition,
  written: WrittenLayer,
  findings: Findings,
): void {
  const { activation } = definition.arguments;
  const gate = "recurrent_activation" in definition.arguments ? definition.arguments.recurrent_activation : undefined;
  if (written.value?.is !== "map") return;
  for (const [key, better, given] of [
    ["activation", "tanh", activation],
    ["recurrent_activation", "sigmoid", gate],
  ] as const) {
    const name = given?.name ?? "";
    const place = entryOf(written.value, key)?.value?.range;
    const isOdd = key === "activation" ? unbounded.includes(name) : !gates.includes(name);
    if (!place || !isOdd) continue;
    const args = { activation: name, kind: definition.kind };
    const text = key === "activation" ? message("cell-activation", args) : message("cell-activation.gate", args);
    const edits = setArgument(file.text, written, key, better);
    findings.report(place, text, {
      severity: "hint",
      fixes: choice(fix(message("fix-activation", { activation: better }), edits)),
    });
  }
}

/** `[enc/c, enc/h]`: the memory where the output belongs, and the other way round. They are of one size, so nothing else would tell. */
function checkStates({ file, at, findings }: CheckedLayer): void {
  const { definition, inner, initialState, place } = file.layers[at] ?? {};
  const range = place?.arguments["initial_state"];
  if (!definition || !range || !initialState) return;
  const wanted = statesOf(definition, inner).map(({ port }) => port);
  const given = initialState.map(({ port }) => port);
  const isSwapped = wanted.some((port, i) => port !== given[i]) && wanted.toSorted().join() === given.toSorted().join();
  if (!isSwapped || new Set(initialState.map(({ layer }) => layer)).size > 1) return;
  const source = file.layers[initialState[0]?.layer ?? -1]?.name ?? "";
  const text = `[${wanted.map((port) => `${source}/${port}`).join(", ")}]`;
  findings.report(range, message("swapped-states", { names: wanted.join(", ") }), {
    severity: "warning",
    fixes: fix(message("fix-replace", { text }), [{ range, text }]),
  });
}

function checkSoftmax({ file, at, definition, graph, findings }: CheckedLayer): void {
  const isSoftmax = (one: LayerDefinition | undefined): boolean =>
    (one?.kind === "Dense" || one?.kind === "Activation") && one.arguments.activation.name === "softmax";
  if (!isSoftmax(definition)) return;
  if (file.layers[at]?.outputs?.[0]?.shape.at(-1) === 1 && !isOneForClasses(file, at)) {
    findings.report(placeOf(file, at), message("softmax-one-unit"), {
      severity: "warning",
      fixes: useActivation(file, at, "sigmoid"),
    });
  }
  const before = graph?.layers[at]?.inputs[0]?.layer;
  const above = before === undefined ? undefined : graph?.layers[before];
  if (before === undefined || definition.kind !== "Activation" || !isSoftmax(above?.inner ?? above)) return;
  const first = file.layer(before);
  const written = first && (innerLayer(first.written) ?? first.written);
  const edits = written?.kind === "Dense" ? removeArgument(file.text, written, "activation") : [];
  findings.report(placeOf(file, at), message("softmax-twice", { name: above?.name ?? "" }), {
    severity: "warning",
    fixes: fix(message("fix-remove", { what: "activation" }), edits),
  });
}

function checkDropout({ file, at, definition, graph, findings }: CheckedLayer): void {
  if (definition.kind !== "Dropout" && definition.kind !== "SpatialDropout1D") return;
  const { rate } = definition.arguments;
  const { place } = file.layers[at] ?? {};
  const layer = file.layer(at);
  if (!place || !layer) return;
  if (rate >= LARGE_RATE && place.arguments["rate"]) {
    findings.report(place.arguments["rate"], message("large-dropout", { percent: Math.round(rate * 100) }), {
      severity: "hint",
    });
  }
  // While a model is being written, the next layer may still come.
  if (!file.file.compile || !graph?.outputs.some((output) => output.layer === at)) return;
  const lineStart = layer.item.range.start - columnOf(file.text, layer.item.range.start);
  const isAlone = /^\s*-\s*$/.test(file.text.slice(lineStart, layer.item.range.start));
  const line = { start: lineStart, end: nextLine(file.text, layer.item.range.end) };
  const isNamed = file.section("outputs") !== undefined;
  findings.report(place.kind, message("dropout-output"), {
    severity: "hint",
    fixes:
      isAlone && !isNamed
        ? choice(fix(message("fix-remove", { what: layer.report.name }), [{ range: line, text: "" }]))
        : [],
  });
}

/** Two linear layers in a row are one linear layer. */
function checkLinear({ file, at, definition, graph, findings }: CheckedLayer): void {
  const before = graph?.layers[at]?.inputs[0]?.layer ?? -1;
  const above = graph?.layers[before];
  if (definition.kind !== "Dense" || above?.kind !== "Dense" || above.arguments.activation.name !== "linear") return;
  const place = file.layers[before]?.place.kind;
  if (!place || graph?.outputs.some(({ layer }) => layer === before)) return;
  findings.report(place, message("linear-twice", { name: file.layers[at]?.name ?? "" }), {
    severity: "hint",
    fixes: choice(useActivation(file, before, "relu")),
  });
}

/** Behind weights hardly any step is all one value: Masking belongs in front of them. */
function checkMasking({ file, at, definition, graph, findings }: CheckedLayer): void {
  const above = definition.kind === "Masking" && graph ? weightsAbove(graph, at) : undefined;
  const layer = above && file.layer(at);
  if (!graph || !layer) return;
  findings.report(layer.report.place.kind, message("late-masking", { name: above.name }), {
    severity: "hint",
    fixes: choice(behindInput(file, layer, graph)),
  });
}

/** The nearest layer above that computes with weights, up to the Input. */
function weightsAbove({ layers }: ModelGraph, at: number): Layer | undefined {
  for (let before = layers[at]?.inputs[0]; before; before = layers[before.layer]?.inputs[0]) {
    const layer = layers[before.layer];
    const kind = (layer?.inner ?? layer)?.kind;
    // The one further up is told itself.
    if (kind === "Masking") return undefined;
    if (kind === "Dense" || kind === "Embedding" || (kind && isRecurrentKind(kind))) return layer;
  }
  return undefined;
}

/** The line moves behind the Input, where each layer takes the one above. */
function behindInput(file: WrittenFile, layer: FoundLayer, { layers }: ModelGraph): ReturnType<Cure> {
  const isRow = layers.every(({ inputs }, at) => at === 0 || (inputs.length === 1 && inputs[0]?.layer === at - 1));
  const first = file.layer(1);
  if (!isRow || !first || "from" in layer.report.place.arguments) return [];
  return fix(message("fix-behind-input", { name: layer.report.name }), moveAbove(file, layer, first));
}
