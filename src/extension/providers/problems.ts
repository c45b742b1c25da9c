/** Diagnostics of open model files, in the Problems view; a little after the last key, so that typing stays quick. */
import * as vscode from "vscode";
import type { Severity } from "../../core/diagnostics/diagnostic";
import { message, render } from "../../core/messages/message";
import { namedEndings } from "../../language/fileWish";
import { AnalysisFailed } from "../analysis/analysisThread";
import type { Finding } from "../analysis/answers";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { findingsOfFiles } from "../fileFindings";
import { editorLanguage, isModelDocument, toRange } from "../modelDocuments";

const DELAY_MS = 150;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function registerProblems(analysis: ModelAnalysis): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("unroll");
  const waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  const publish = async (document: vscode.TextDocument): Promise<void> => {
    forget(document);
    if (document.isClosed || !isModelDocument(document)) return;
    const findings = await findingsOf(analysis, document);
    if (findings)
      collection.set(
        document.uri,
        findings.map((finding) => diagnosticOf(document, finding)),
      );
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
      setTimeout(() => void publish(document), DELAY_MS),
    );
  };
  const publishAll = (): void => vscode.workspace.textDocuments.forEach(publishSoon);
  const files = vscode.workspace.createFileSystemWatcher(`**/*.{${namedEndings.join(",")}}`);
  // The first analysis is the slowest one: it waits until the extension is up.
  publishAll();
  return vscode.Disposable.from(
    collection,
    files,
    files.onDidCreate(publishAll),
    files.onDidChange(publishAll),
    files.onDidDelete(publishAll),
    vscode.workspace.onDidGrantWorkspaceTrust(publishAll),
    vscode.workspace.onDidOpenTextDocument((document) => void publish(document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => publishSoon(document)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      forget(document);
      collection.delete(document.uri);
    }),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
}

/** Undefined where the text has changed: then it is published again. */
async function findingsOf(
  analysis: ModelAnalysis,
  document: vscode.TextDocument,
): Promise<readonly Finding[] | undefined> {
  try {
    const { version } = document;
    const findings = [...(await analysis.ask(document, "findings")), ...(await findingsOfFiles(analysis, document))];
    return document.version === version ? findings : undefined;
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    if (!(error instanceof AnalysisFailed)) throw error;
    const failed = message("analysis-failed");
    return [{ code: failed.id, severity: "information", range: { start: 0, end: 1 }, message: failed }];
  }
}

function diagnosticOf(
  document: vscode.TextDocument,
  { code, severity, range, message: said }: Finding,
): vscode.Diagnostic {
  const text = render(said, editorLanguage());
  const diagnostic = new vscode.Diagnostic(toRange(document, range), text, severities[severity]);
  diagnostic.code = code;
  diagnostic.source = "Unroll";
  return diagnostic;
}
