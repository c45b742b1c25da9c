/**
 * What a trained network holds for one sample, as a document beside the model file: the text that `unroll inspect` prints.
 *
 * The documents are read-only and belong to this window; one look at a sample takes the place of the last.
 */
import * as vscode from "vscode";
import { reportAttention, reportLayer } from "../../charts/layerReport";
import { type ComparedCell, compareCells } from "../../charts/cellComparison";
import type { Page } from "../../charts/page";
import { sampleLine } from "../../charts/sampleLine";
import { say } from "../../core/messages/message";
import { plainText } from "../../core/text/plainText";
import type { EpochRow, Inspected, Looked } from "../../protocol/training";
import { inspectionScheme } from "../contributions";
import { baseName, editorLanguage } from "../modelDocuments";

/** So narrow that half of a window shows it whole; the course over time has what the figures leave. */
const page: Page = { columns: 66, hasColour: false };

/** What a cell came to, and what its layers hold for the first sample. */
export interface LearntCell extends ComparedCell {
  readonly layers: Inspected["layers"];
  readonly rows: readonly EpochRow[];
  /** Undefined where it could not be looked into. */
  readonly looked: Looked | undefined;
}

export class Inspections implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly parts: vscode.Disposable;

  constructor() {
    this.parts = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(inspectionScheme, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? "",
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.texts.delete(uri.toString())),
    );
  }

  async show(model: vscode.Uri, sample: number, found: Inspected): Promise<void> {
    await this.open(
      model,
      say(editorLanguage(), "inspect-tab", { file: baseName(model), number: sample + 1 }),
      textOf(sample, found),
    );
  }

  /** Cells that have learnt the same task. */
  async compare(model: vscode.Uri, cells: readonly LearntCell[]): Promise<void> {
    await this.open(model, say(editorLanguage(), "compare-tab", { file: baseName(model) }), comparisonText(cells));
  }

  private async open(model: vscode.Uri, tab: string, text: string): Promise<void> {
    // The model's own place tells files of one name apart.
    const uri = vscode.Uri.from({ scheme: inspectionScheme, path: `/${tab}`, query: model.toString() });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    this.parts.dispose();
  }
}

function textOf(sample: number, { layers, attention, predictions, hasLoss }: Inspected): string {
  const language = editorLanguage();
  const answer = plainText(sampleLine(predictions, 0, page, language));
  return [
    `${say(language, "inspect-sequence", { number: sample + 1 })} ${answer}`,
    ...(hasLoss ? [] : ["", say(language, "inspect-no-gradient")]),
    ...layers.flatMap((layer) => ["", ...reportLayer(layer, page, language)]),
    ...attention.flatMap((one) => ["", ...reportAttention(one, page, language)]),
    "",
  ].join("\n");
}

function comparisonText(cells: readonly LearntCell[]): string {
  const language = editorLanguage();
  return [
    ...compareCells(cells, page, language),
    ...cells.flatMap(({ layers }) => layers.flatMap((layer) => ["", ...reportLayer(layer, page, language)])),
    "",
  ].join("\n");
}
