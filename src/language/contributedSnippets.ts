/**
 * What *Snippets: Insert Snippet* offers in a model file: every layer and every whole model, as package.json contributes them
 * (snippets/rnn-model.json, which scripts/makeSnippets.mjs writes from here).
 *
 * None has a prefix: while somebody types, the extension's own completion offers the same at the right places and with the names of the
 * file, and nothing stands in the list twice. VS Code translates no snippets, so a layer is described by what is inserted, and a model in
 * both languages. test/language/contributedSnippets.test.ts holds this.
 */
import { render } from "../core/messages/message";
import { layerKinds } from "./expectation";
import { layerSnippets, modelSnippets } from "./snippets";

export interface ContributedSnippet {
  readonly body: string;
  readonly description: string;
  /** Also offered by *Fill File with Snippet*, for a file that has nothing yet. */
  readonly isFileTemplate?: true;
}

/** By the names that the list shows, layers first. */
export function contributedSnippets(): Readonly<Record<string, ContributedSnippet>> {
  const layers = layerSnippets(layerKinds(undefined), []).map(({ label, kind, body }) => [
    label,
    { body: asItem(kind, body), description: plain(body) },
  ]);
  const models = modelSnippets("en").map(({ label, template: { summary }, body }) => [
    label,
    { body, description: `${render(summary, "en")} · ${render(summary, "es")}`, isFileTemplate: true },
  ]);
  return Object.fromEntries([...layers, ...models]) as Record<string, ContributedSnippet>;
}

/** A layer is an item of a list: it brings its dash, unless the line has one already. */
const asItem = (kind: string, body: string): string =>
  `\${TM_CURRENT_LINE/^(\\s*-)?.*$/\${1:?${kind}:- ${kind}}/}${body.slice(kind.length)}`;

/** The text as it is inserted: `${1:32}` is 32, and of `${1|concat,sum|}` the first. */
const plain = (body: string): string =>
  body.replace(/\$\{\d+:([^}]*)\}/g, "$1").replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, "$1");
