/**
 * Hovers of names: keys of every section, arguments with type, default and effect, activations with formula and picture,
 * losses, optimizers, and names of layers.
 *
 * Found by the path to the word in the syntax tree, so it works inside of wrappers and Keras objects too.
 * test/language/hover.test.ts compares the exact texts.
 */
import { type Language, say } from "../core/messages/message";
import type { ArgumentType } from "../core/model/argumentTypes";
import type { ModelFile } from "../core/model/modelFile";
import { tableEntry } from "../core/model/layerTable";
import type { SyntaxNode } from "../core/syntax/syntaxTree";
import type { TextRange } from "../core/text/range";
import { activationPicture } from "./activationPicture";
import type { Step } from "./cursorPlace";
import {
  argumentFacts,
  argumentText,
  keyText,
  layerPage,
  objectDefaults,
  objectText,
  scheduleText,
  typeText,
} from "./documentation";
import { expectationAt, type Expectation, familyOf, isScheduled } from "./expectation";
import type { Hover } from "./hoverContent";

interface Word {
  readonly range: TextRange;
  readonly text: string;
  /** Of the map that has the key, or of the value itself. */
  readonly path: readonly Step[];
  readonly isKey: boolean;
}

export function nameHover(file: ModelFile, offset: number, language: Language): Hover | undefined {
  const word = wordAt(file.root, offset, []);
  const expected = word && expectationAt(word.path);
  if (!expected) return undefined;
  return word.isKey ? keyHover(word, expected, language) : valueHover(word, expected, language);
}

/** The scalar around an offset. */
function wordAt(node: SyntaxNode | undefined, offset: number, path: readonly Step[]): Word | undefined {
  if (!node || offset < node.range.start || offset > node.range.end) return undefined;
  if (node.is === "scalar") return { range: node.range, text: String(node.value), path, isKey: false };
  if (node.is === "list") {
    const at = node.items.findIndex(({ range }) => range.start <= offset && offset <= range.end);
    return at < 0 ? undefined : wordAt(node.items[at], offset, [...path, at]);
  }
  for (const { key, value } of node.entries) {
    const text = String(key.value);
    if (key.range.start <= offset && offset <= key.range.end) return { range: key.range, text, path, isKey: true };
    const found = wordAt(value, offset, [...path, text]);
    if (found) return found;
  }
  return undefined;
}

function keyHover({ range, text }: Word, expected: Expectation, language: Language): Hover | undefined {
  switch (expected.is) {
    case "section": {
      const about = keyText(expected.section, text, language);
      return about === undefined ? undefined : hover(range, text, about);
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
      if (isScheduled(expected.type)) return scheduleHover(range, text, language);
      return objectHover(range, text, expected.type, language);
    case "byOutput":
      return expected.value && objectHover(range, text, expected.value.type, language);
    default:
      return undefined;
  }
}

function valueHover({ range, text, path }: Word, expected: Expectation, language: Language): Hover | undefined {
  if (expected.is === "byOutput") return expected.value && objectHover(range, text, expected.value.type, language);
  if (expected.is === "value") {
    const object = objectHover(range, text, expected.type, language);
    if (object) return object;
    const about =
      argumentText(expected.owner, expected.key, language) ?? keyText(expected.owner, expected.key, language);
    return about === undefined ? undefined : hover(range, expected.key, about, [typeText(expected.type, language)]);
  }
  if (expected.is !== "arguments") return undefined;
  const { main, arguments: known } = tableEntry(expected.kind);
  const argument = typeof main === "string" ? known[main] : undefined;
  if (!argument || typeof main !== "string") return undefined;
  const object = objectHover(range, text, argument.type, language);
  const about = argumentText(expected.kind, main, language);
  if (object || about === undefined || path.length === 0) return object;
  const facts = argumentFacts(argument, language);
  return hover(range, main, about, facts, layerPage(expected.kind));
}

/** `tanh`: its formula and picture; `adam`: what it does and its defaults. */
function objectHover(range: TextRange, name: string, type: ArgumentType, language: Language): Hover | undefined {
  const family = familyOf(type);
  const about = family && objectText(family, name, language);
  if (!family || about === undefined) return undefined;
  const defaults = objectDefaults(family, name);
  const picture = family === "activation" ? activationPicture(name) : [];
  const facts = defaults ? [...picture, say(language, "object-defaults", { defaults })] : picture;
  return hover(range, name, about, facts);
}

function scheduleHover(range: TextRange, name: string, language: Language): Hover | undefined {
  const about = scheduleText(name, language);
  return about === undefined ? undefined : hover(range, name, about);
}

const hover = (
  range: TextRange,
  title: string,
  about: string,
  facts: readonly string[] = [],
  documentation: string | undefined = undefined,
): Hover => ({ range, title, paragraphs: [about], facts, documentation });
