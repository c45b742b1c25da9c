/** Diagnostics of open model files, in the Problems view; a little after the last key, so that typing stays quick. */
import * as vscode from "vscode";
import type { Severity } from "../../core/diagnostics/diagnostic";
import { render } from "../../core/messages/message";
import { editorLanguage, isModelDocument, modelFileOf, toRange } from "../modelDocuments";

const DELAY_MS = 150;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function registerProblems(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("unroll");
  const waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  const publish = (document: vscode.TextDocument): void => {
    forget(document);
    if (!document.isClosed && isModelDocument(document)) collection.set(document.uri, diagnosticsOf(document));
  };
  const forget = (document: vscode.TextDocument): void => {
    clearTimeout(waiting.get(document));
    waiting.delete(document);
  };
  const publishSoon = (document: vscode.TextDocument): void => {
    if (!isModelDocument(document)) return;
    forget(document);
    waiting.set(
      document,
      setTimeout(() => publish(document), DELAY_MS),
    );
  };
  // The first analysis is the slowest one: it waits until the extension is up.
  vscode.workspace.textDocuments.forEach(publishSoon);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(publish),
    vscode.workspace.onDidChangeTextDocument(({ document }) => publishSoon(document)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      forget(document);
      collection.delete(document.uri);
    }),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
}

function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return modelFileOf(document).diagnostics.map(({ code, severity, range, message }) => {
    const text = render(message, editorLanguage());
    const diagnostic = new vscode.Diagnostic(toRange(document, range), text, severities[severity]);
    diagnostic.code = code;
    diagnostic.source = "Unroll";
    return diagnostic;
  });
}
