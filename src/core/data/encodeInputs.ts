/**
 * Values for a prediction, encoded as the file's `data.x` says: same labels, same scaling figures.
 *
 * The text is JSON: nested lists, or a map from Input to lists. Findings stand at places of that text.
 * test/core/data/encodeInputs.test.ts holds this.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Findings } from "../diagnostics/findings";
import { message, type MessageId } from "../messages/message";
import type { InlineSource } from "../model/modelFile";
import type { SeriesForm } from "../model/seriesForm";
import { parseJsonSyntax } from "../syntax/jsonSyntax";
import type { SyntaxNode } from "../syntax/syntaxTree";
import type { DataColumn, Scaling } from "./dataset";
import { encodeColumns } from "./encodeColumns";
import type { EncodedData } from "./encodeDataset";
import { type DataContext, inputSlots } from "./networkSlots";

/** What is to be changed is this text; the model file, to which the weights belong, stays. */
const sentences: Readonly<Partial<Record<MessageId, MessageId>>> = {
  "data-shape": "data-json.shape",
  "data-shape.single": "data-json.shape",
  "data-shape.unlike": "data-json.shape",
  "data-shape.features": "data-json.shape",
  "data-needs-map": "data-json.map",
};

/** The dataset has no targets. `fitted`: of a series, its inputs with the figures they are scaled by. */
export function encodeInputs(
  file: DataContext,
  jsonText: string,
  fitted: readonly DataColumn[] = [],
): Omit<EncodedData, "sources"> {
  const { dataset, diagnostics } = encode(file, jsonText, fitted);
  return { dataset, diagnostics: diagnostics.map(aboutJson) };
}

function aboutJson(finding: Diagnostic): Diagnostic {
  const { id, args } = finding.message;
  const other = sentences[id];
  return other ? { ...finding, message: { id: other, args }, fixes: [] } : finding;
}

function encode(file: DataContext, jsonText: string, fitted: readonly DataColumn[]): Omit<EncodedData, "sources"> {
  const findings = new Findings();
  const slots = inputSlots(file);
  const { form } = file;
  const recipes = form ? windowRecipe(form) : (file.data?.x ?? []);
  const root = parse(jsonText, findings);
  const known = form ? scalingOf(fitted) : knownScaling(file);
  if (!root) return { dataset: undefined, diagnostics: findings.list };
  if (form && recipes.length === 0) findings.report(root.range, message("data-json.series"));
  else if (!recipes.length || !known) findings.report(root.range, message("data-json.source"));
  else {
    const sources = sourcesOf(root, recipes, findings);
    const encoded = sources ? encodeColumns(sources, slots, "x", jsonText, findings, { known }) : [];
    const samples = encoded[0]?.column.tensor.shape[0] ?? 0;
    for (const { column, source } of encoded.slice(1))
      checkCount(column, samples, encoded[0]?.column, source, findings);
    if (!findings.hasErrors && encoded.length) {
      const inputs = encoded.map(({ column }) => column);
      return { dataset: { samples, inputs, targets: [] }, diagnostics: findings.list };
    }
  }
  return { dataset: undefined, diagnostics: findings.list };
}

function parse(jsonText: string, findings: Findings): SyntaxNode | undefined {
  try {
    return parseJsonSyntax(jsonText.replace(/^\uFEFF/, " "));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const at = Math.min(Number(/position (\d+)/.exec(problem)?.[1] ?? 0), jsonText.length);
    findings.report({ start: at, end: at }, message("data-json", { problem }));
    return undefined;
  }
}

/** Windows of a series, in its own units; none where their numbers follow from more than they hold. */
function windowRecipe({ range, settings: { scale, difference, logarithm, calendar } }: SeriesForm): InlineSource[] {
  if (difference > 0 || logarithm || calendar) return [];
  const plain = {
    name: undefined,
    oneHot: undefined,
    oneHotRange: undefined,
    expandDims: false,
    padding: null,
  } as const;
  return [{ ...plain, range, values: { is: "list", range, items: [] }, scale }];
}

const scalingOf = (columns: readonly DataColumn[]): ReadonlyMap<string, Scaling> =>
  new Map(columns.flatMap(({ name, scaling }) => (scaling ? [[name, scaling] as const] : [])));

/** The figures of the file's own data, by Input; undefined where that data is broken. */
function knownScaling(file: DataContext): ReadonlyMap<string, Scaling> | undefined {
  const sources = file.data?.x ?? [];
  if (!sources.some(({ scale }) => scale !== "none")) return new Map();
  const own = encodeColumns(sources, inputSlots(file), "x", file.text, new Findings(), {
    share: file.fit?.validationSplit,
    tables: file.tables,
  });
  if (own.length < sources.length) return undefined;
  return scalingOf(own.map(({ column }) => column));
}

/** The recipe of `data.x` with these values in place of its own. */
function sourcesOf(root: SyntaxNode, recipes: readonly InlineSource[], findings: Findings): InlineSource[] | undefined {
  const [only] = recipes;
  if (root.is === "list" && only && recipes.length === 1) return [{ ...only, values: root, range: root.range }];
  if (root.is === "list") return [{ ...recipes[0], name: undefined, values: root, range: root.range } as InlineSource];
  if (root.is === "scalar") {
    findings.report(root.range, message("data-json.lists"));
    return undefined;
  }
  const sources: InlineSource[] = [];
  for (const { key, value } of root.entries) {
    const name = String(key.value);
    const recipe = recipes.find((source) => source.name === name) ?? recipes[0];
    if (value?.is === "list" && recipe) sources.push({ ...recipe, name, values: value, range: value.range });
    else findings.report(key.range, message("data-json.lists"));
  }
  return sources;
}

function checkCount(
  column: DataColumn,
  expected: number,
  first: DataColumn | undefined,
  source: InlineSource,
  findings: Findings,
): void {
  const found = column.tensor.shape[0] ?? 0;
  if (found === expected) return;
  const args = { name: column.name, found, first: first?.name ?? "", expected };
  findings.report(source.values.range, message("data-samples", args));
}
