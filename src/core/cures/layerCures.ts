/** Cures that take whole layers out, split them, or write another in their place. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { kindAsValue } from "../model/readLayer";
import { columnOf, dashOf, entrySource, isFlow, nextLine, setEntry } from "../syntax/mapEdits";
import type { TextEdit, TextRange } from "../text/range";
import { choice, type Cure, type CureTable, fix, removeItem } from "./cure";
import type { FoundLayer, WrittenFile } from "./writtenFile";

export const layerCures: CureTable = {
  "unused-layer": useOrRemove,
  "unknown-layer.activation": activationLayer,
  "unknown-layer.key": kindAsKey,
  "unknown-layer.keras": ({ range, message: { args } }, file) => {
    const at = file.layers.findIndex(({ place }) => place.kind.start === range.start);
    return choice(fix(message("fix-remove", { what: String(args["kind"]) }), removeLayers(file, [at])));
  },
};

/** `ReLU` → `Activation: relu`, `LeakyReLU: 0.1` → `Activation: {leaky_relu: 0.1}`. */
function activationLayer({ range, message: { args } }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const value = file.entryAt(range)?.entry.value;
  const [, name] = /^\{(\w+):/.exec(String(args["activation"])) ?? [];
  const written = value && file.text.slice(value.range.start, value.range.end);
  const text = name ? `Activation: {${name}: ${written}}` : `Activation: ${String(args["activation"])}`;
  const behind = /^\s*:(\s*\{\s*\})?|^\(\)/.exec(file.text.slice(range.end))?.[0].length ?? 0;
  const end = value?.range.end ?? range.end + behind;
  return fix(message("fix-replace", { text }), [{ range: { start: range.start, end }, text }]);
}

/** `layer: LSTM` and `units: 32` below it → `LSTM: {units: 32}`; what Keras saves has its arguments in `config`. */
function kindAsKey({ range }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const map = file.entryAt(range)?.map;
  const named = map && kindAsValue(map);
  if (!map || !named) return [];
  const others = map.entries.filter(({ key }) => key !== named.key);
  const [config] = others.filter(({ key }) => key.value === "config");
  const given = config?.value?.is === "map" && others.length === 1 ? config.value.entries : others;
  const written = file.text.slice(map.range.start, map.range.end);
  const parts = given.map((entry) => entrySource(file.text, entry));
  if (/\s#/.test(written) || parts.some((part) => part.includes("\n"))) return [];
  const text = parts.length > 0 ? `${named.value.source}: {${parts.join(", ")}}` : named.value.source;
  const whole = isFlow(file.text, map) && dashOf(file.text, map.range) === undefined ? `{${text}}` : text;
  return fix(message("fix-replace", { text }), [{ range: map.range, text: whole }]);
}

/** Whole items, with their lines where they have them to themselves; nothing where one cannot be taken out cleanly. */
export function removeLayers(file: WrittenFile, places: readonly number[]): readonly TextEdit[] {
  const edits = places.map((at) => removeLayer(file, at));
  return edits.some((edit) => edit.length === 0) ? [] : edits.flat();
}

function removeLayer(file: WrittenFile, at: number): readonly TextEdit[] {
  const list = file.section("model");
  const place = file.layers[at]?.place.item;
  const index = list?.is === "list" ? list.items.findIndex(({ range }) => range.start === place?.start) : -1;
  const item = list?.is === "list" ? list.items[index]?.range : undefined;
  if (list?.is !== "list" || !item) return [];
  return file.text[list.range.start] === "[" ? removeItem(file.text, { list, index }) : removeLines(file.text, item);
}

function removeLines(text: string, item: TextRange): readonly TextEdit[] {
  const start = item.start - columnOf(text, item.start);
  const isAlone = /^\s*-\s*$/.test(text.slice(start, item.start));
  return isAlone ? [{ range: { start, end: nextLine(text, item.end) }, text: "" }] : [];
}

/** What nothing uses is an output that was forgotten, or goes together with all that is made of it. */
function useOrRemove(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const found = file.layerAt(finding.range);
  if (!found) return [];
  const gone = [found.at, ...dependents(file, found.at)];
  const what = gone.map((at) => file.layers[at]?.name).join(", ");
  const removed = gone.length > MOST_REMOVED ? [] : fix(message("fix-remove", { what }), removeLayers(file, gone));
  return choice([...asOutput(file, found), ...removed]);
}

/** Nobody takes more layers out with one key, and all of their names would have to be read. */
const MOST_REMOVED = 20;

/** Layers that read this one, and those that read them; not all where they are more than can be removed. */
function dependents(file: WrittenFile, at: number): readonly number[] {
  const gone = new Set([at]);
  for (const one of gone) {
    for (const reader of file.readersOf(one)) gone.add(reader);
    if (gone.size > MOST_REMOVED) break;
  }
  gone.delete(at);
  return [...gone].sort((a, b) => a - b);
}

/** Not where the file already says what each output is to give: another one would have no targets or no loss. */
function asOutput(file: WrittenFile, { report: { name } }: FoundLayer): ReturnType<Cure> {
  const root = file.section();
  if (root?.is !== "map" || file.section("data") || file.section("compile", "loss")?.is === "map") return [];
  const outputs = file.section("outputs");
  const last = file.layers.at(-1)?.name ?? name;
  const listed =
    outputs?.is === "list"
      ? outputs.items.map(({ range: { start, end } }) => file.text.slice(start, end))
      : [outputs?.is === "scalar" ? outputs.source : last];
  return fix(
    message("fix-output", { name }),
    setEntry(file.text, root, "outputs", `[${[...listed, name].join(", ")}]`),
  );
}
