/** Completion of keys, layers, arguments, values, names and data files, in the order of src/language/completion.ts. */
import * as vscode from "vscode";
import { writtenName } from "../../core/syntax/writtenName";
import type { FileWish } from "../../language/fileWish";
import type { Completion } from "../../language/valueDrafts";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { findWishedNames } from "../wishedNames";
import { editorLanguage, modelSelector, toRange } from "../modelDocuments";
import { escapeMarkdown } from "./escapeMarkdown";

const kinds: Readonly<Record<Completion["is"], vscode.CompletionItemKind>> = {
  model: vscode.CompletionItemKind.Snippet,
  key: vscode.CompletionItemKind.Property,
  layer: vscode.CompletionItemKind.Class,
  value: vscode.CompletionItemKind.EnumMember,
  reference: vscode.CompletionItemKind.Reference,
};

/** Signs behind which a list of answers opens by itself; letters open it anyway. */
const openers = [" ", ":", "{", "[", ",", "/", '"', "'"];

export function registerCompletions(analysis: ModelAnalysis): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position, token) {
      const offset = document.offsetAt(position);
      const [known, wish] = await Promise.all([
        analysis.askAsItStands(document, token, "completions", offset, editorLanguage()),
        analysis.askAsItStands(document, token, "fileWish", offset),
      ]);
      const names = wish ? await findWishedNames(document, wish) : [];
      return [
        ...known.map((completion, at) => itemOf(document, completion, at)),
        ...(wish ? names.map((name) => nameItem(document, wish, name)) : []),
      ];
    },
  };
  return vscode.languages.registerCompletionItemProvider(modelSelector, provider, ...openers);
}

function nameItem(
  document: vscode.TextDocument,
  { of, range, before, quote }: FileWish,
  name: string,
): vscode.CompletionItem {
  const kind = "columnsOf" in of ? vscode.CompletionItemKind.Field : vscode.CompletionItemKind.File;
  const item = new vscode.CompletionItem(name, kind);
  item.insertText = before + writtenName(name, quote);
  item.range = toRange(document, range);
  return item;
}

function itemOf(document: vscode.TextDocument, completion: Completion, at: number): vscode.CompletionItem {
  const { label, is, insert, range, detail, documentation, opensNext } = completion;
  const item = new vscode.CompletionItem({ label, ...(detail ? { description: detail } : {}) }, kinds[is]);
  item.insertText = new vscode.SnippetString(insert);
  item.range = toRange(document, range);
  // Small letters find every way to write a layer equally well, so that the plain one stays the first of them.
  if (is === "layer") item.filterText = label.toLowerCase();
  item.sortText = String(at).padStart(4, "0");
  if (documentation) item.documentation = new vscode.MarkdownString(escapeMarkdown(documentation));
  if (opensNext) item.command = { title: "", command: "editor.action.triggerSuggest" };
  return item;
}
