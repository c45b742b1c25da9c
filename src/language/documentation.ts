/**
 * What is said about a name of the language, wherever it is shown: kinds of layers, arguments, keys, Keras objects.
 *
 * A name is looked up with its owner first (`argument-optimizer.epsilon`), then by itself (`argument-epsilon`).
 * test/language/documentation.test.ts holds that every name of the tables has its sentence.
 */
import { en } from "../core/messages/en";
import { type Language, type MessageId, render, say } from "../core/messages/message";
import type { Argument, KeyType } from "../core/model/argumentTypes";
import { type LayerKind, tableEntry } from "../core/model/layerTable";
import { families, type FamilyName } from "../core/model/readObject";
import { sections } from "../core/model/sectionTable";
import { objectArguments } from "./expectation";

const sayKnown = (language: Language, ...ids: readonly string[]): string | undefined => {
  const id = ids.find((one) => Object.hasOwn(en, one));
  return id === undefined ? undefined : render({ id: id as MessageId, args: {} }, language);
};

export const layerText = (kind: string, language: Language): string | undefined => sayKnown(language, `layer-${kind}`);

/** `owner`: a layer's kind, a family of objects, or a part with a table of its own. */
export const argumentText = (owner: string, key: string, language: Language): string | undefined =>
  sayKnown(language, `argument-${owner}.${key}`, `argument-${key}`);

/** The same for what may be an argument or a key: `scale` of data is no argument of a layer, which is called so too. */
export const settingText = (owner: string, key: string, language: Language): string | undefined =>
  isSection(owner)
    ? (keyText(owner, key, language) ?? argumentText(owner, key, language))
    : (argumentText(owner, key, language) ?? keyText(owner, key, language));

/** Also a source of data, which is called after its side. */
const isSection = (owner: string): boolean => Object.hasOwn(sections, owner) || owner === "x" || owner === "y";

export const keyText = (section: string, key: string, language: Language): string | undefined =>
  sayKnown(language, `key-${section}.${key}`, `key-${key}`);

/** Aliases that have no sentence of their own are told by what they stand for. */
export function objectText(family: FamilyName, name: string, language: Language): string | undefined {
  const aliases: Readonly<Record<string, string>> = families[family].aliases;
  return sayKnown(language, `${family}-${name}`, `${family}-${aliases[name] ?? name}`);
}

/** What a word that a key is chosen from does: `sum` of `merge_mode`, `true` of `return_sequences`, a made task. */
export const choiceText = (owner: string, key: string, value: string, language: Language): string | undefined =>
  key === "task"
    ? sayKnown(language, `task-about-${value}`)
    : sayKnown(language, `value-${owner}.${key}.${value}`, `value-${key}.${value}`);

export const scheduleText = (name: string, language: Language): string | undefined =>
  sayKnown(language, `schedule-${name}`);

/** `learning_rate 0.001, beta_1 0.9`: the numbers an object takes, with Keras's defaults. */
export const objectDefaults = (family: FamilyName, name: string): string =>
  Object.entries(objectArguments(family, name))
    .filter(([, { required, default: fallback }]) => !required && fallback !== null)
    .map(([key, argument]) => `${key} ${valueText(argument.default)}`)
    .join(", ");

/** Its type, and what it is where the file is silent. */
export function argumentFacts(
  { type, required, default: fallback }: Pick<Argument<unknown, KeyType>, "type" | "required" | "default">,
  language: Language,
): string[] {
  const is = typeText(type, language);
  if (required) return [is, say(language, "argument-required")];
  return fallback === undefined ? [is] : [is, say(language, "argument-default", { value: valueText(fallback) })];
}

/** `Type: whole number, 1 to 1000000` */
function typeText(type: KeyType, language: Language): string {
  if (type.is === "choice") return say(language, "type-choice", { values: type.values.join(", ") });
  if (type.is === "words" && type.values) return say(language, "type-choices", { values: type.values.join(", ") });
  if (type.is === "column" && type.several) return say(language, "type-column.several");
  if (type.is === "layer") return say(language, "type-layer", { kinds: type.kinds.join(", ") });
  if (type.is === "settings") return say(language, "type-map", { keys: Object.keys(type.table).join(", ") });
  if (type.is === "section") return say(language, "type-map", { keys: Object.keys(sections[type.name]).join(", ") });
  if (type.is === "byOutput")
    return say(language, `type-byOutput.${type.list ?? "one"}`, { type: typeText(type.of, language) });
  if (type.is !== "integer" && type.is !== "number") return say(language, `type-${type.is}`);
  const { min, max } = type;
  const isBounded = (bound: number): boolean => Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (isBounded(min) && isBounded(max)) return say(language, `type-${type.is}.between`, { min, max });
  return isBounded(min) ? say(language, `type-${type.is}.from`, { min }) : say(language, `type-${type.is}`);
}

/** A value as a file would write it; Keras's None is none. */
export function valueText(value: unknown): string {
  if (value === null) return "none";
  if (typeof value === "object" && value !== null && "name" in value) return String(value.name);
  return Array.isArray(value) ? `[${value.join(", ")}]` : String(value);
}

/** Keras's page about a kind of layer; none where Keras does not have it. */
export function layerPage(kind: LayerKind): string | undefined {
  const { page } = tableEntry(kind);
  return page && `https://keras.io/api/layers/${page}/`;
}
