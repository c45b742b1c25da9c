/**
 * Hovers of names: keys of every section, arguments with type, default and effect, activations with formula and picture,
 * losses, optimizers, and names of layers.
 *
 * Found by the path to the word in the syntax tree, so it works inside of wrappers and Keras objects too.
 * test/language/hover.test.ts compares the exact texts.
 */
import type { Language } from "../core/messages/message";
import type { ArgumentType } from "../core/model/argumentTypes";
import type { ModelFile } from "../core/model/modelFile";
import { tableEntry } from "../core/model/layerTable";
import { sections } from "../core/model/sectionTable";
import type { SyntaxNode } from "../core/syntax/syntaxTree";
import type { TextRange } from "../core/text/range";
import type { Step } from "./openCollections";
import { argumentFacts, argumentText, choiceText, keyText, layerPage, settingText } from "./documentation";
import { expectationAt, type Expectation, familyOf, isScheduled } from "./expectation";
import type { Hover } from "./hoverContent";
import { callbackHover, type NamedObject, objectHover, scheduleHover } from "./objectHover";
import { figureText } from "./offeredNames";

interface Word extends NamedObject {
  /** Of the map that has the key, or of the value itself. */
  readonly path: readonly Step[];
  readonly isKey: boolean;
}

export function nameHover(file: ModelFile, offset: number, language: Language): Hover | undefined {
  const word = wordAt(file, file.root, offset, []);
  const expected = word && expectationAt(word.path);
  if (!expected) return undefined;
  return word.isKey ? keyHover(word, expected, language) : valueHover(file, word, expected, language);
}

/** The scalar around an offset. */
function wordAt(
  file: ModelFile,
  node: SyntaxNode | undefined,
  offset: number,
  path: readonly Step[],
): Word | undefined {
  const { text } = file;
  if (!node || offset < node.range.start || offset > node.range.end) return undefined;
  if (node.is === "scalar")
    return { text, range: node.range, name: String(node.value), value: undefined, path, isKey: false };
  if (node.is === "list") {
    const at = node.items.findIndex(({ range }) => range.start <= offset && offset <= range.end);
    return at < 0 ? undefined : wordAt(file, node.items[at], offset, [...path, at]);
  }
  for (const { key, value } of node.entries) {
    const name = String(key.value);
    if (key.range.start <= offset && offset <= key.range.end)
      return { text, range: key.range, name, value, path, isKey: true };
    const found = wordAt(file, value, offset, [...path, name]);
    if (found) return found;
  }
  return undefined;
}

function keyHover(word: Word, expected: Expectation, language: Language): Hover | undefined {
  const { range, name: text, path } = word;
  switch (expected.is) {
    case "section": {
      const part = expectationAt([...path, text]);
      if (expected.section === "fit" && part?.is === "settings") return callbackHover(word, part.table, language);
      const about = keyText(expected.section, text, language);
      const argument = Object.hasOwn(sections[expected.section], text) ? sections[expected.section][text] : undefined;
      const facts = argument ? argumentFacts(argument, language) : [];
      return about === undefined ? undefined : hover(range, text, about, facts);
    }
    case "arguments": {
      const about = argumentText(expected.kind, text, language);
      const argument = tableEntry(expected.kind).arguments[text];
      const facts = argument ? argumentFacts(argument, language) : [];
      return about === undefined ? undefined : hover(range, text, about, facts, layerPage(expected.kind));
    }
    case "settings": {
      const about = argumentText(expected.owner, text, language);
      const argument = Object.hasOwn(expected.table, text) ? expected.table[text] : undefined;
      const facts = argument ? argumentFacts(argument, language) : [];
      return about === undefined ? undefined : hover(range, text, about, facts);
    }
    case "value":
      return isScheduled(expected.type) ? scheduleHover(word, language) : objectOf(word, expected.type, language);
    case "byOutput":
      return expected.value && objectOf(word, expected.value.type, language);
    default:
      return undefined;
  }
}

function valueHover(file: ModelFile, word: Word, expected: Expectation, language: Language): Hover | undefined {
  const { range, name: text, path } = word;
  if (expected.is === "byOutput") return expected.value && objectOf(word, expected.value.type, language);
  if (expected.is === "value") {
    const object = objectOf(word, expected.type, language);
    if (object) return object;
    const { owner, key, type } = expected;
    const about = settingText(owner, key, language);
    const chosen = key === "monitor" ? figureText(text, file, language) : choiceText(owner, key, text, language);
    if (about === undefined) return undefined;
    const facts = argumentFacts({ type, required: expected.required ?? false, default: expected.default }, language);
    const plain = hover(range, key, about, facts);
    return chosen === undefined ? plain : { ...plain, paragraphs: [about, `${text}: ${chosen}`] };
  }
  if (expected.is !== "arguments") return undefined;
  const { main, arguments: known } = tableEntry(expected.kind);
  const argument = typeof main === "string" ? known[main] : undefined;
  if (!argument || typeof main !== "string") return undefined;
  const object = objectOf(word, argument.type, language);
  const about = argumentText(expected.kind, main, language);
  if (object || about === undefined || path.length === 0) return object;
  const facts = argumentFacts(argument, language);
  return hover(range, main, about, facts, layerPage(expected.kind));
}

function objectOf(word: Word, type: ArgumentType, language: Language): Hover | undefined {
  const family = familyOf(type);
  return family && objectHover(family, word, language);
}

const hover = (
  range: TextRange,
  title: string,
  about: string,
  facts: readonly string[] = [],
  documentation?: string,
): Hover => ({ range, title, paragraphs: [about], facts, documentation });
