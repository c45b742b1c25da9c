/**
 * A layer as Keras's Python writes it, or with its colon in the wrong place, in the form of this language:
 * `LSTM(32, return_sequences=True)` → `LSTM: {units: 32, return_sequences: true}`, `LSTM:32` → `LSTM: 32`.
 *
 * Only what is certain is turned; anything else is undefined. test/core/pythonLayer.test.ts.
 */
import { hideQuoted } from "../syntax/quotedText";
import type { LayerKind } from "./layerTable";
import { kindOf, layerTable, tableEntry } from "./layerTable";
import { meantName, otherName } from "./otherNames";

const words: Readonly<Record<string, string>> = { True: "true", False: "false", None: "null" };

/** What PyTorch's layers are told of their input, which here follows from the layer above, and how they are laid out. */
const needless: ReadonlySet<string> = new Set(["input_size", "in_features", "batch_first", "device"]);

/** PyTorch's arguments by their places, where they are others than Keras's. */
const cell = ["input_size", "hidden_size"];
const torchPlaces: Readonly<Partial<Record<LayerKind, readonly string[]>>> = {
  ...{ SimpleRNN: cell, LSTM: cell, GRU: cell },
  Dense: ["in_features", "out_features"],
};

/** Nobody writes a layer longer than this, and brackets nest no deeper than a text is long. */
const LONGEST = 500;

/** The layer as it should be written. */
export function fromPython(written: string): string | undefined {
  if (written.length > LONGEST) return undefined;
  const isTorch = /^(torch\.)?nn\./.test(written.trim());
  const bare = written
    .trim()
    .replace(/^model\.add\((.*)\)$/s, "$1")
    .replace(/,$/, "")
    // Keras's functional form calls the layer with what it takes.
    .replace(/\)\(\w+\)$/, ")")
    .replace(/^(tf\.|keras\.|layers\.|nn\.|torch\.)+/, "");
  const [, callee = "", inside] = /^(\w+)\s*\((.*)\)$/s.exec(bare) ?? [];
  const called = knownKind(callee);
  if (called && inside !== undefined) return call(called, inside, isTorch ? torchPlaces[called] : undefined);
  const [, name = "", rest = ""] = /^(\w+)(?:\s*(?:->|=>|:=|[:=：])\s*|\s+)(\S.*)$/s.exec(bare) ?? [];
  const kind = knownKind(name);
  if (kind) return `${kind}: ${rest}`;
  // Only the module in front of it was too much.
  return bare !== written.trim() && kindOf(bare) ? bare : undefined;
}

const knownKind = (word: string): LayerKind | undefined =>
  kindOf(word) ?? kindOf((word && meantName(word, Object.keys(layerTable))) ?? "");

/** Arguments by their places are those of the short form. */
function call(kind: LayerKind, inside: string, places?: readonly string[]): string | undefined {
  const { main, wraps, arguments: known } = tableEntry(kind);
  const names = main === undefined ? [] : typeof main === "string" ? [main] : main;
  // Keras's layers of units take their activation second.
  const keras = main === "units" ? [main, "activation"] : names;
  const written = separated(inside);
  // `Input(10, 2)`: sizes without their brackets.
  if (kind === "Input" && written.length > 1 && written.every((one) => /^(\d+|None)$/.test(one)))
    return `Input: [${written.join(", ").replaceAll("None", "null")}]`;
  const byPlace = written.filter((argument) => !/^\w+\s*=/.test(argument)).length;
  const order = places && byPlace >= places.length ? places : keras;
  const all: { key: string; value: string }[] = [];
  for (const [at, argument] of written.entries()) {
    const given = keyword(argument);
    const word = given?.key ?? order[at];
    const value = literal(given?.value ?? argument);
    if (word === undefined || value === undefined) return undefined;
    if (needless.has(word)) continue;
    const isKnown = Object.hasOwn(known, word) || (wraps && word === main);
    all.push({ key: isKnown ? word : (otherName(word, Object.keys(known)) ?? word), value });
  }
  if (all.length === 0) return kind;
  if (all.every(({ key }, at) => key === names[at]) && all.length === names.length) {
    const values = all.map(({ value }) => value);
    const isInner = wraps !== undefined;
    return `${kind}: ${isInner ? `{${values[0]}}` : values.length > 1 ? `[${values.join(", ")}]` : values[0]}`;
  }
  const entries = all.map(({ key, value }) => (wraps && key === main ? value : `${key}: ${value}`));
  return `${kind}: {${entries.join(", ")}}`;
}

/** A number, a word in quotes, True, a tuple or list of such, or a layer. */
export function literal(written: string): string | undefined {
  const text = written.trim();
  if (Object.hasOwn(words, text)) return words[text];
  const [, word] = /^["']([\w.-]+)["']$/.exec(text) ?? [];
  if (word !== undefined) return word;
  if (/^-?[\d.]+(e-?\d+)?$/i.test(text)) return text;
  const [, list] = /^[([](.*)[)\]]$/s.exec(text) ?? [];
  if (list !== undefined) {
    const items = separated(list).map(literal);
    return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
  }
  return fromPython(text);
}

/** `units=3` */
export function keyword(argument: string): { readonly key: string; readonly value: string } | undefined {
  const [, key, value = ""] = /^(\w+)\s*=(?!=)\s*(.*)$/s.exec(argument) ?? [];
  return key === undefined ? undefined : { key, value };
}

/** At the commas that stand in no brackets and no quotes; Python allows one at the end. */
export function separated(text: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  const signs = hideQuoted(text);
  for (let at = 0; at < signs.length; at++) {
    const sign = signs[at] as string;
    if ("([{".includes(sign)) depth += 1;
    if (")]}".includes(sign)) depth -= 1;
    if (sign !== "," || depth !== 0) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter(Boolean);
}
