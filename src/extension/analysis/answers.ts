/**
 * Every question that the editor asks about a model file, by name.
 *
 * Answers are plain data: they come from another thread (answerQuestions.ts), and the extension host has neither the text's tree nor its
 * graph. A new feature is a file in src/language/ and a line here. test/extension/analysisThread.test.ts holds that all of them cross.
 */
import type { RecurrentKind } from "../../core/model/layerTable";
import { cellOf } from "../../core/model/ports";
import { withOtherCell } from "../../language/otherCell";
import { analyzeModelFile } from "../../core/analyzeModelFile";
import { namedFiles } from "../../core/data/namedFiles";
import type { Diagnostic } from "../../core/diagnostics/diagnostic";
import type { Message } from "../../core/messages/message";
import type { ModelFile } from "../../core/model/modelFile";
import type { TextRange } from "../../core/text/range";
import { isBlank } from "../../core/text/blankText";
import { provideCompletions } from "../../language/completion";
import { provideFileWish } from "../../language/fileWish";
import { fixAll, isMendable } from "../../language/fixAll";
import { provideFolds } from "../../language/folding";
import { provideHints } from "../../language/hints";
import { provideHover } from "../../language/hover";
import { referencesAt } from "../../language/layerReferences";
import { provideLenses } from "../../language/lenses";
import { provideOutline } from "../../language/outline";
import { provideRefactorings } from "../../language/refactorings";
import { repairsAt } from "../../language/repairs";
import { prepareRename, renameLayer } from "../../language/rename";
import { provideSemanticTokens } from "../../language/semanticTokens";
import { provideSignature } from "../../language/signature";
import { type Template, templates } from "../../language/templates";
import { previewHere, withPreview } from "../../machine/previewHere";
import { networkViewOf } from "../../pictures/network/networkView";
import { readLive } from "../live/liveReading";
import { modelViewOf } from "../../pictures/modelView";

/** Findings that the editor is given of one file: it shows no more, and a file of data may have one in every line. */
const MOST_FINDINGS = 1000;

export const answers = {
  cellVariants,
  completions: provideCompletions,
  fileWish: provideFileWish,
  findings: onThisMachine(findings),
  fixAll: onThisMachine(allFixed),
  folds: provideFolds,
  hints: provideHints,
  hover: provideHover,
  layerAt: ({ layers }: ModelFile, offset: number): string | undefined =>
    layers.find(({ place: { item } }) => item.start <= offset && offset <= item.end)?.name,
  lenses: provideLenses,
  namedFiles,
  liveReading: readLive,
  modelView: onThisMachine(modelViewOf),
  networkView: onThisMachine(networkViewOf),
  outline: provideOutline,
  placeOfLayer: ({ layers }: ModelFile, name: string): TextRange | undefined =>
    layers.find((layer) => layer.name === name)?.place.kind,
  prepareRename,
  readiness: onThisMachine(readiness),
  refactorings: provideRefactorings,
  references: referencesAt,
  rename: renameLayer,
  repairs: onThisMachine(({ diagnostics }, asked: TextRange) => repairsAt(diagnostics, asked)),
  semanticTokens: provideSemanticTokens,
  signature: provideSignature,
  // Of no text: the thread holds them for completion, and the host has no room for them.
  templates: (): readonly Template[] => templates,
} satisfies Record<string, (file: ModelFile, ...rest: never[]) => unknown>;

export type Question = keyof typeof answers;
/** What is asked besides the text. */
export type Details<Q extends Question> = (typeof answers)[Q] extends (file: ModelFile, ...rest: infer Rest) => unknown
  ? Rest
  : never;
export type Answer<Q extends Question> = ReturnType<(typeof answers)[Q]>;

/** Answers that show findings know also what this machine cannot train; planned once for a text, and not for other answers. */
function onThisMachine<Rest extends readonly unknown[], A>(answer: (file: ModelFile, ...rest: Rest) => A) {
  return (file: ModelFile, ...rest: Rest): A => answer(checkedHere(file), ...rest);
}

function checkedHere(file: ModelFile): ModelFile {
  const known = checked.get(file) ?? { ...file, diagnostics: withPreview(file, previewHere(file)) };
  checked.set(file, known);
  return known;
}
const checked = new WeakMap<ModelFile, ModelFile>();

function allFixed({ text, diagnostics }: ModelFile, fileName: string): string | undefined {
  const findingsIn = (one: string): readonly Diagnostic[] =>
    checkedHere(analyzeModelFile(one, { fileName })).diagnostics;
  return diagnostics.some(isMendable) ? fixAll(text, findingsIn) : undefined;
}

/** What the Problems view shows of a finding; the worst first where there are more than it shows, none before a word is written. */
export type Finding = Omit<Diagnostic, "fixes">;

function findings({ text, diagnostics }: ModelFile): Finding[] {
  if (isBlank(text)) return [];
  const order = ["error", "warning", "information", "hint"];
  const rank = ({ severity }: Diagnostic): number => order.indexOf(severity);
  const shown =
    diagnostics.length > MOST_FINDINGS
      ? diagnostics.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_FINDINGS)
      : diagnostics;
  return shown.map(({ fixes: _, ...finding }) => finding);
}

/** A model with one cell in all its recurrent layers. */
export interface CellVariant {
  readonly kind: RecurrentKind;
  readonly text: string;
  readonly params: number;
}

/** Those that the network can work with; none where it has no recurrent layer. */
function cellVariants(file: ModelFile): CellVariant[] {
  if (!file.layers.some(({ definition, inner }) => definition && cellOf(definition, inner))) return [];
  return (["SimpleRNN", "LSTM", "GRU"] as const).flatMap((kind) => {
    const other = withOtherCell(file, kind);
    return other ? [{ kind, text: other.text, params: other.totalParams }] : [];
  });
}

/** Whether a file can be trained, and what a training has to know before it starts. */
export interface Readiness {
  readonly errors: number;
  readonly firstError: Message | undefined;
  readonly missing: Message | undefined;
  readonly epochs: number;
  /** Of the data; undefined where that is not known before it is read. */
  readonly samples: number | undefined;
}

function readiness(file: ModelFile): Readiness {
  const { diagnostics, missingForTraining, fit } = file;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return {
    errors: errors.length,
    firstError: errors[0]?.message,
    missing: missingForTraining,
    epochs: fit.epochs,
    samples: file.dataShape?.samples,
  };
}
