/**
 * Answers about open model files, for everything in the extension that wants to know something of one.
 */
import * as vscode from "vscode";
import { baseName } from "../modelDocuments";
import { AnalysisFailed, AnalysisThread, type LiveText, Superseded } from "./analysisThread";
import type { Answer, Details, Question } from "./answers";

export class ModelAnalysis implements vscode.Disposable {
  private readonly thread: AnalysisThread;
  private readonly closing: vscode.Disposable;

  constructor(extensionUri: vscode.Uri) {
    this.thread = new AnalysisThread(vscode.Uri.joinPath(extensionUri, "dist", "analysis.js").fsPath);
    this.closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.thread.forget(uri.toString()));
  }

  /**
   * For what the editor shows: an answer about the text as it stands now, and stands still when the answer comes, so its offsets are
   * right. Where the text changes first, this is cancelled; the editor asks again by itself.
   */
  ask<Q extends Question>(document: vscode.TextDocument, question: Q, ...details: Details<Q>): Promise<Answer<Q>> {
    return this.answer(liveText(document), question, details);
  }

  /**
   * For lists that stay open while somebody types on, as completion's: an answer about the text as it was when it was asked, since the
   * editor narrows the list down by itself and does not ask again.
   */
  askAsItStands<Q extends Question>(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    question: Q,
    ...details: Details<Q>
  ): Promise<Answer<Q>> {
    const text = document.getText();
    const isCurrent = (): boolean => !token.isCancellationRequested && !document.isClosed;
    return this.answer({ ...liveText(document), isCurrent, read: () => text }, question, details);
  }

  /** For commands, whose question is not about a place: asks again where the text changes first. Undefined where it cannot be read. */
  async settle<Q extends Question>(
    document: vscode.TextDocument,
    question: Q,
    ...details: Details<Q>
  ): Promise<Answer<Q> | undefined> {
    while (!document.isClosed) {
      try {
        return await this.thread.ask(liveText(document), question, ...details);
      } catch (error) {
        if (error instanceof AnalysisFailed) return undefined;
        if (!(error instanceof Superseded)) throw error;
      }
    }
    return undefined;
  }

  /** What New Model can write. */
  templates(): Promise<Answer<"templates">> {
    const none = { key: "templates:", fileName: "", version: 1, isCurrent: () => true, read: () => "" };
    return this.thread.ask(none, "templates");
  }

  private async answer<Q extends Question>(text: LiveText, question: Q, details: Details<Q>): Promise<Answer<Q>> {
    try {
      return await this.thread.ask(text, question, ...details);
    } catch (error) {
      throw error instanceof Superseded ? new vscode.CancellationError() : error;
    }
  }

  dispose(): void {
    this.closing.dispose();
    this.thread.dispose();
  }
}

function liveText(document: vscode.TextDocument): LiveText {
  const { uri, version } = document;
  return {
    key: uri.toString(),
    fileName: baseName(uri),
    version,
    isCurrent: () => document.version === version && !document.isClosed,
    read: () => document.getText(),
  };
}
