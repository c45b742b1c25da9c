/**
 * The core's front door: the text of a model file to everything that is known about it.
 *
 * Never throws, whatever the text; a broken part is reported where it stands and leaves the rest intact.
 * test/core/model.test.ts and test/fuzz/analyze.test.ts hold this.
 */
import { addCures } from "./cures/addCures";
import { checkData } from "./data/checkData";
import { checkSplit, countSamples } from "./data/splitSamples";
import { checkChoices } from "./diagnostics/choices/checkChoices";
import type { FittedSeries } from "./data/series/fittedSeries";
import type { TableSource } from "./data/tables/tableSource";
import type { Diagnostic } from "./diagnostics/diagnostic";
import { Findings } from "./diagnostics/findings";
import { firstOf } from "./diagnostics/mostFindings";
import { withoutEchoes } from "./diagnostics/withoutEchoes";
import { message } from "./messages/message";
import { tensorName } from "./model/graph";
import { writtenLayer } from "./model/layerEdits";
import type { LayerReport, ModelFile } from "./model/modelFile";
import { readArgument } from "./model/readArgument";
import { readData } from "./model/readData";
import { readKeys } from "./model/readKeys";
import { type ModelSection, readModel } from "./model/readModel";
import { checkFit, defaultFit, type FitDraft, readFit, validates } from "./model/readFit";
import { readNumber } from "./model/readNumber";
import { readWeights } from "./model/readWeights";
import { assignToOutputs, type CompileDraft, readCompile } from "./model/readTraining";
import { isForm } from "./model/readForm";
import { topKeys } from "./model/sectionTable";
import type { SeriesForm } from "./model/seriesForm";
import { readText } from "./slips/readText";
import { entryOf, type SyntaxMap, type SyntaxNode } from "./syntax/syntaxTree";

export interface AnalyzeOptions {
  /** Base name of the file: it names the model where the text does not. */
  readonly fileName: string;
  /** Reads the data files that the text names; absent: what only they tell is not known. */
  readonly tables?: TableSource | undefined;
  /** What a run has fitted to its data, where that is to be asked and not the data at hand. */
  readonly fitted?: FittedSeries | undefined;
}

export function analyzeModelFile(text: string, { fileName, tables, fitted }: AnalyzeOptions): ModelFile {
  const findings = new Findings();
  const lost = text.indexOf("\uFFFD");
  if (lost >= 0) findings.report({ start: lost, end: lost + 1 }, message("not-utf8.letter"));
  const root = readText(text, findings);
  const map = root?.is === "map" ? root : undefined;
  if (root && !map) findings.report(root.range, message(isLayerList(root) ? "wrong-root.list" : "wrong-root"));
  const sections: Sections = map ? readKeys(undefined, map, topKeys, findings) : new Map();

  const model = readModelSection(map, sections, findings);
  const outputs = model.graph?.outputs.map((output) => tensorName(model.layers, output));
  const compileNode = sections.get("compile");
  const compileDraft = compileNode && readCompile(compileNode, findings);
  const dataNode = sections.get("data");
  const compile = compileDraft && outputs && assignToOutputs(compileDraft, outputs, findings);
  const { section: data, unbuilt, series: form } = dataNode ? readData(dataNode, findings) : {};
  const fitNode = sections.get("fit");
  const plainFit = fitNode ? readFit(fitNode, findings) : { settings: defaultFit, monitors: [] };
  const fitDraft = withSplitOf(form, plainFit, findings);
  if (data?.validation && fitDraft.splitRange) findings.report(fitDraft.splitRange, message("validation-twice"));
  checkFit(fitDraft, { compile, outputs, validates: validates({ fit: fitDraft.settings, data }) }, findings);
  const { splitRange, settings } = fitDraft;
  if (data && splitRange && settings.validationSplit) {
    checkSplit(countSamples(data), settings.validationSplit, splitRange, findings);
  }
  const name = readName(sections.get("name"), fileName, findings);
  const seedNode = sections.get("seed");
  const seed = seedNode && readNumber("seed", topKeys.seed.type, seedNode, findings);
  const draft: ModelFile = {
    text,
    root,
    name,
    diagnostics: [],
    layers: model.layers,
    modelRange: map && entryOf(map, "model")?.key.range,
    graph: model.graph && { ...model.graph, name, seed },
    ...{ data, form, tables, fitted },
    sources: [],
    dataShape: undefined,
    compile,
    fit: settings,
    weights: readWeights(sections.get("weights"), model.layers, findings),
    totalParams: sum(model.layers, () => true),
    trainableParams: sum(model.layers, ({ trainable }) => trainable),
    missingForTraining: unbuilt ?? missingParts(sections, compileNode),
  };
  const {
    sources,
    shape: dataShape,
    diagnostics: misfits,
  } = checkData({
    ...draft,
    compile: compile ?? lossesAlone(compileDraft, model),
    outputs: model.outputs,
  });
  const file: ModelFile = { ...draft, sources, dataShape };
  const diagnostics = firstOf(withoutEchoes(text, [...findings.list, ...misfits, ...checkChoices(file)].sort(byPlace)));
  return { ...file, diagnostics: addCures({ ...file, diagnostics }) };
}

const isLayerList = (root: SyntaxNode): boolean => root.is === "list" && writtenLayer(root.items[0]) !== undefined;

/** What the outputs are trained with where a layer is still wrong: their data keep the shape that they will have. */
function lossesAlone(draft: CompileDraft | undefined, { outputs, layers }: ModelSection): ModelFile["compile"] {
  const names = outputs?.map((output) => tensorName(layers, output));
  return draft && names && assignToOutputs(draft, names, new Findings());
}

type Sections = ReadonlyMap<keyof typeof topKeys, SyntaxNode>;

function readModelSection(map: SyntaxMap | undefined, sections: Sections, findings: Findings): ModelSection {
  const node = sections.get("model");
  if (node?.is === "list" && node.items.length > 0) return readModel(node.items, sections.get("outputs"), findings);
  const entry = map && entryOf(map, "model");
  if (node?.is === "list") findings.report(node.range, message("empty-model"));
  else if (node) findings.report(node.range, message("wrong-section.list", { key: "model" }));
  else if (!entry) {
    const place = map ? map.range.start : 0;
    if (!findings.hasErrors) findings.report({ start: place, end: place }, message("missing-model"));
  }
  return { layers: [], outputs: undefined, graph: undefined };
}

/** A series that has a split of its own validates by it. */
function withSplitOf(form: SeriesForm | undefined, draft: FitDraft, findings: Findings): FitDraft {
  const split = form?.settings.split;
  if (!split) return draft;
  if (draft.splitRange) findings.report(draft.splitRange, message("series-two-splits"));
  const { validationSplit: _, ...settings } = draft.settings;
  return { ...draft, settings: split.validation > 0 ? { ...settings, validationSplit: split.validation } : settings };
}

function readName(node: SyntaxNode | undefined, fileName: string, findings: Findings): string {
  const fallback = fileName.replace(/\.rnn\.ya?ml$/i, "").replace(/\.ya?ml$/i, "");
  return (node && (readArgument("name", topKeys.name, node, findings) as string | undefined)) ?? fallback;
}

/** What the file does not have at all; a part that is there and wrong has its own finding. */
function missingParts(sections: Sections, compile: SyntaxNode | undefined): ModelFile["missingForTraining"] {
  const data = sections.get("data");
  const parts = [
    ...(sections.has("model") ? [] : ["model"]),
    ...(data ? missingKeys(data, "data", ["x", "y"]) : ["data"]),
    ...(compile ? missingKeys(compile, "compile", ["loss"]) : ["compile"]),
  ];
  return parts.length > 0 ? message("training-missing", { parts: parts.join(", ") }) : undefined;
}

function missingKeys(node: SyntaxNode, section: string, keys: readonly string[]): string[] {
  if (node.is !== "map" || (section === "data" && (entryOf(node, "task") !== undefined || isForm(node)))) return [];
  return keys.filter((key) => !entryOf(node, key)).map((key) => `${section}.${key}`);
}

const sum = (layers: readonly LayerReport[], counts: (layer: LayerReport) => boolean): number =>
  layers.filter(counts).reduce((total, { params }) => total + (params ?? 0), 0);

const byPlace = (a: Diagnostic, b: Diagnostic): number => a.range.start - b.range.start || a.range.end - b.range.end;
