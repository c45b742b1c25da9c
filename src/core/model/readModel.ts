/**
 * The `model` list and `outputs` to a graph: names, references, shapes, parameter counts.
 *
 * Every layer gets a report, also between broken ones; a layer whose input is not known is left without shapes and
 * without a complaint, since the cause has been reported where it is. test/core/model.test.ts holds this.
 */
import { type Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { countParams } from "../shapes/paramCount";
import { inferOutputs } from "../shapes/shapeRules";
import { keepsSteps, reportShapeProblem, type Source } from "../shapes/shapeProblems";
import { isForbiddenKey } from "../syntax/forbiddenKeys";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { type Layer, type ModelGraph, type Port, type Shape, type TensorRef, tensorName } from "./graph";
import { excerpt } from "./excerpt";
import { idSources } from "./idSources";
import { isInputShape } from "./inputShape";
import { createNameCounter, namePattern } from "./layerNames";
import type { LayerReport } from "./modelFile";
import { checkInitialState, resolveInitialState } from "./readInitialState";
import { tableEntry } from "./layerTable";
import { type LayerDraft, readLayer } from "./readLayer";
import { type Entry, isSplit, NamedEntries, resolveReference, shapeOf } from "./references";
import { usedLayers } from "./usedLayers";

export interface ModelSection {
  readonly layers: readonly LayerReport[];
  /** Also where a layer is wrong; undefined where an output is. */
  readonly outputs: readonly TensorRef[] | undefined;
  /** Present where nothing in the section is wrong. */
  readonly graph: Omit<ModelGraph, "name" | "seed"> | undefined;
}

export function readModel(
  items: readonly SyntaxNode[],
  outputsNode: SyntaxNode | undefined,
  findings: Findings,
): ModelSection {
  const errorsBefore = findings.list.length;
  const entries = nameLayers(items, findings);
  const named = new NamedEntries(entries);
  for (let index = 0; index < entries.length; index++) resolve(named, index, findings);
  const outputs = readOutputs(named, outputsNode, findings);
  const intact = findings.list.slice(errorsBefore).every(({ severity }) => severity !== "error");
  const graph = intact && entries.length === items.length && outputs ? buildGraph(entries, outputs) : undefined;
  if (graph) reportUnused(entries, graph, findings);
  return { layers: entries.map(report), outputs, graph };
}

function nameLayers(items: readonly SyntaxNode[], findings: Findings): Entry[] {
  const nameFor = createNameCounter();
  const taken = new Set<string>();
  const entries: Entry[] = [];
  for (const item of items) {
    const draft = readLayer(item, findings);
    if (!draft) continue;
    const fallback = nameFor(draft.kind ?? draft.writtenKind);
    const name = readName(draft, fallback, findings);
    const written = draft.common.get("name");
    if (taken.has(name)) findings.report(written?.range ?? draft.place.kind, message("duplicate-name", { name }));
    taken.add(name);
    const trainable = readTrainable(draft, findings);
    entries.push({
      draft,
      name,
      trainable,
      inputs: undefined,
      initialState: [],
      outputs: undefined,
      params: undefined,
      inputShapes: undefined,
    });
  }
  return entries;
}

function readName({ common }: LayerDraft, fallback: string, findings: Findings): string {
  const node = common.get("name");
  if (!node) return fallback;
  const written = node.is === "scalar" && node.value !== null ? String(node.value) : "";
  if (isForbiddenKey(written)) {
    findings.report(node.range, message("bad-name.reserved", { name: written }));
    return written;
  }
  if (namePattern.test(written)) return written;
  const isEmpty = written.trim() === "" && node.is === "scalar";
  findings.report(
    node.range,
    isEmpty ? message("bad-name.empty", { fallback }) : message("bad-name", { name: excerpt(node) }),
  );
  return fallback;
}

function readTrainable({ common }: LayerDraft, findings: Findings): boolean {
  const node = common.get("trainable");
  if (!node) return true;
  if (node.is === "scalar" && typeof node.value === "boolean") return node.value;
  const found = node.is === "scalar" ? node.source : "[…]";
  findings.report(node.range, message("wrong-type.boolean", { key: "trainable", found }));
  return true;
}

/** Finds a layer's inputs among those above it, then its shapes and parameters. */
function resolve(named: NamedEntries, index: number, findings: Findings): void {
  const { entries } = named;
  const entry = entries[index] as Entry;
  const { draft } = entry;
  entry.inputs = resolveInputs(named, index, findings);
  entry.initialState = resolveInitialState(named, index, findings);
  const shapes = entry.inputs?.map((input) => shapeOf(entries, input));
  if (!shapes?.every((shape): shape is Shape => shape !== undefined)) return;
  entry.inputShapes = shapes;
  if (!draft.definition || (needsInner(draft) && !draft.inner)) return;
  if (draft.kind === "Embedding") checkIdSource(entries, entry, findings);
  const input = shapes[0] ?? [];
  const result = inferOutputs(draft.definition, shapes, draft.inner);
  if (!result.ok) {
    reportShapeProblem(result, { draft, inputs: shapes, sources: sourcesOf(entries, entry.inputs ?? []) }, findings);
    return;
  }
  checkInitialState(entries, entry, findings);
  entry.outputs = result.outputs;
  entry.params = countParams(draft.definition, draft.inner, input);
}

/** An Embedding behind a layer that computes is possible, as in Keras, and most likely was not meant. */
function checkIdSource(entries: readonly Entry[], { draft, inputs }: Entry, findings: Findings): void {
  const from = inputs?.[0];
  const layers = entries.map((one) => ({ definition: one.draft.definition, inputs: one.inputs }));
  if (!from || !layers[from.layer]?.definition || !idSources(layers, from.layer).computed) return;
  const example = "- Input: {shape: [7], dtype: int32}";
  findings.report(draft.place.kind, message("embedding-input", { name: tensorName(entries, from), example }), {
    severity: "warning",
  });
}

const sourcesOf = (entries: readonly Entry[], inputs: readonly TensorRef[]): Source[] =>
  inputs.flatMap((ref) => sourceOf(entries, ref) ?? []);

function sourceOf(entries: readonly Entry[], ref: TensorRef): Source | undefined {
  const tensorOf = (one: TensorRef): Omit<Source, "origin"> | undefined => {
    const from = entries[one.layer];
    return from && { draft: from.draft, name: from.name, tensor: tensorName(entries, one), port: one.port };
  };
  let origin = ref;
  for (let from = entries[ref.layer]; from && keepsSteps(from.draft.kind); from = entries[origin.layer]) {
    const before = from.inputs?.[0];
    if (!before) break;
    origin = before;
  }
  const [source, first] = [tensorOf(ref), tensorOf(origin)];
  return source && first && { ...source, origin: first };
}

const needsInner = ({ kind }: LayerDraft): boolean => kind !== undefined && tableEntry(kind).wraps !== undefined;

function resolveInputs(named: NamedEntries, index: number, findings: Findings): readonly TensorRef[] | undefined {
  const { entries } = named;
  const { draft } = entries[index] as Entry;
  if (draft.kind === "Input") return [];
  const from = draft.common.get("from");
  const several = draft.kind && tableEntry(draft.kind).inputs;
  if (!from) {
    if (several) {
      const { example } = tableEntry(draft.kind);
      if (draft.definition)
        findings.report(draft.place.kind, message("several-inputs", { kind: draft.writtenKind, example }));
      return undefined;
    }
    if (index > 0) return aboveOutput(entries, index, findings);
    // A layer with the old input_shape has been told about the Input already.
    const isTold = Object.keys(draft.place.keys).some(isInputShape);
    const below = isTold ? undefined : inputBelow(entries);
    if (below) findings.report(draft.place.kind, message("missing-input.below", { name: below.name }));
    else if (draft.kind && !isTold) findings.report(draft.place.kind, message("missing-input"));
    return undefined;
  }
  const names = from.is === "list" ? from.items : [from];
  if (from.is === "map" || names.some((node) => node.is !== "scalar")) {
    findings.report(from.range, message("wrong-type.names", { key: "from" }));
    return undefined;
  }
  if (!checkInputCount(draft, names.length, from, findings)) return undefined;
  const references = names.map((node) => resolveReference(named, index, node, findings));
  return references.every((reference): reference is TensorRef => reference !== undefined) ? references : undefined;
}

/** An Input that stands too far down: no layer names it. */
function inputBelow(entries: readonly Entry[]): Entry | undefined {
  const below = entries.find(({ draft }) => draft.kind === "Input");
  const namesIt = ({ draft: { common } }: Entry): boolean => {
    const from = common.get("from");
    const names = from?.is === "list" ? from.items : [from];
    return names.some((node) => node?.is === "scalar" && node.value === below?.name);
  };
  return entries.some(namesIt) ? undefined : below;
}

/** Most layers take one input; those that join take two or more. */
function checkInputCount(draft: LayerDraft, count: number, from: SyntaxNode, findings: Findings): boolean {
  const kind = draft.writtenKind;
  const { least, most } = (draft.kind && tableEntry(draft.kind).inputs) ?? { least: 1, most: 1 };
  if (count >= least && count <= most) return true;
  if (most === 1) findings.report(from.range, message("one-input", { kind, count }));
  else if (most === 3) findings.report(from.range, message("several-inputs.between", { kind, least, most, count }));
  else if (most === 2) findings.report(from.range, message("several-inputs.two", { kind, count }));
  else findings.report(from.range, message("several-inputs.few", { kind, count }));
  return false;
}

/** The layer above gives its one output; of two halves the file must name one. */
function aboveOutput(entries: readonly Entry[], index: number, findings: Findings): readonly TensorRef[] | undefined {
  const above = entries[index - 1] as Entry;
  const { draft } = entries[index] as Entry;
  if (!isSplit(above)) return [{ layer: index - 1, port: "output" }];
  findings.report(draft.place.kind, message("ambiguous-reference", { name: above.name }));
  return undefined;
}

/** `outputs`, or else what the last layer gives. */
function readOutputs(
  named: NamedEntries,
  node: SyntaxNode | undefined,
  findings: Findings,
): readonly TensorRef[] | undefined {
  const { entries } = named;
  const last = entries.length - 1;
  if (!node) {
    const ports: readonly Port[] = entries[last] && isSplit(entries[last]) ? ["forward", "backward"] : ["output"];
    return last < 0 ? undefined : ports.map((port) => ({ layer: last, port }));
  }
  const names = node.is === "list" ? node.items : [node];
  if (names.length === 0 || names.some((item) => item.is !== "scalar")) {
    findings.report(node.range, message("wrong-type.names", { key: "outputs" }));
    return undefined;
  }
  const references: TensorRef[] = [];
  for (const item of names) {
    const reference = resolveReference(named, entries.length, item, findings);
    if (!reference) continue;
    if (references.some(({ layer, port }) => layer === reference.layer && port === reference.port)) {
      findings.report(item.range, message("duplicate-output", { name: tensorName(entries, reference) }));
    }
    references.push(reference);
  }
  return references.length === names.length ? references : undefined;
}

function buildGraph(entries: readonly Entry[], outputs: readonly TensorRef[]): ModelSection["graph"] {
  const layers = entries.map(({ draft: { definition, inner }, name, trainable, inputs = [], initialState = [] }) => {
    const layer = { ...definition, name, trainable, inputs } as Layer;
    const more = { ...(initialState.length > 0 && { initialState }), ...(inner && { inner }) };
    return Object.assign(layer, more);
  });
  const inputs = layers.flatMap(({ kind }, index) => (kind === "Input" ? [index] : []));
  return { layers, inputs, outputs };
}

/** Layers that lead to no output are not trained: most often a forgotten `from` or `outputs`. */
function reportUnused(
  entries: readonly Entry[],
  { layers, outputs }: Pick<ModelGraph, "layers" | "outputs">,
  findings: Findings,
): void {
  const used = usedLayers({ layers, outputs });
  for (const [index, { draft, name }] of entries.entries()) {
    if (!used.has(index)) findings.report(draft.place.kind, message("unused-layer", { name }), { severity: "warning" });
  }
}

function report({ draft, name, trainable, inputs, initialState, inputShapes, outputs, params }: Entry): LayerReport {
  const { place, definition, inner, isWhole } = draft;
  return { name, place, definition, inner, isWhole, trainable, inputs, initialState, inputShapes, outputs, params };
}
