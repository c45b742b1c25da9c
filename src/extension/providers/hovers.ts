/** Hovers on layers and arguments. Nothing from a file is read as Markdown. */
import * as vscode from "vscode";
import { say } from "../../core/messages/message";
import type { Hover } from "../../language/hoverContent";
import type { ModelAnalysis } from "../analysis/modelAnalysis";
import { editorLanguage, modelSelector, toRange } from "../modelDocuments";
import { escapeMarkdown } from "./escapeMarkdown";

export function registerHovers(analysis: ModelAnalysis): vscode.Disposable {
  return vscode.languages.registerHoverProvider(modelSelector, {
    async provideHover(document, position) {
      const hover = await analysis.ask(document, "hover", document.offsetAt(position), editorLanguage());
      return hover && new vscode.Hover(markdown(hover), toRange(document, hover.range));
    },
  });
}

function markdown({ title, paragraphs, facts, picture, documentation }: Hover): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${escapeMarkdown(title)}**\n\n`);
  for (const paragraph of paragraphs) text.appendMarkdown(`${escapeMarkdown(paragraph)}\n\n`);
  if (picture) {
    const address = `data:image/svg+xml;base64,${Buffer.from(picture.svg).toString("base64")}`;
    text.appendMarkdown(`![${escapeMarkdown(picture.alt)}](${address})\n\n`);
  }
  if (facts.length > 0) text.appendCodeblock(facts.join("\n"), "text");
  if (documentation) text.appendMarkdown(`[${say(editorLanguage(), "hover-documentation")}](${documentation})`);
  return text;
}
