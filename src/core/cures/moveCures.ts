/** Cures that take a key to the part of the file, or to the layer, that it belongs to. Comments behind it stay. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { innerLayer, setArgument, type WrittenLayer } from "../model/layerEdits";
import { homeOf } from "../model/sectionTable";
import { columnOf, isFlow, lineEnd, nextLine, removeEntry, setEntry } from "../syntax/mapEdits";
import { entryOf } from "../syntax/syntaxTree";
import type { TextEdit } from "../text/range";
import { choice, type Cure, type CureTable, fix, removeFoundEntry } from "./cure";
import type { FoundEntry, WrittenFile } from "./writtenFile";

export const moveCures: CureTable = {
  "misplaced-key": toHome,
  "form-key.split": toValidationSplit,
  "misplaced-key.inner": (finding, file) => {
    const layer = file.layerAt(finding.range)?.written;
    return toLayer(finding, file, layer && innerLayer(layer));
  },
  "inner-key": (finding, file) => toLayer(finding, file, file.layerAt(finding.range)?.written),
};

/** Another key of the same layer or wrapper. */
function toLayer(finding: Diagnostic, file: WrittenFile, layer: WrittenLayer | undefined): ReturnType<Cure> {
  const found = file.entryAt(finding.range);
  const value = found && movable(file, found);
  if (!found || !layer || value === undefined) return [];
  const key = String(finding.message.args["key"]);
  // What stands there already is not written over.
  if (layer.value?.is === "map" && entryOf(layer.value, key)) return removeFoundEntry(file.text, found);
  const added = setArgument(file.text, layer, key, value);
  return added ? fix(message("fix-move", { key, kind: layer.kind }), together(added, takenOut(file.text, found))) : [];
}

/** To another section of the file, which is written where there is none. */
function toHome(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const found = file.entryAt(finding.range);
  const value = found && movable(file, found);
  if (!found || value === undefined) return [];
  const section = sectionOf(file, found);
  const key = String(finding.message.args["key"]);
  const path = homeOf(key, section);
  const isTwice = path && file.section(...path, key);
  if (!path || isTwice) return [];
  const root = file.section();
  const entry = root?.is === "map" ? root.entries.find((one) => one.key.value === section) : undefined;
  // A section that has nothing else goes with its key.
  const gone = found.map.entries.length === 1 && root?.is === "map" && entry ? { map: root, entry } : found;
  const added = put(file, path, key, value);
  const home = path.join(".") || "model";
  return added ? fix(message("fix-move", { key, kind: home }), together(added, takenOut(file.text, gone))) : [];
}

/** `split: {train: 0.8, validation: 0.2}` → `fit: {validation_split: 0.2}`; a part for tests is not there. */
function toValidationSplit(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const found = file.entryAt(finding.range);
  const map = found?.entry.value;
  const shares = map?.is === "map" ? map.entries.map(({ key, value }) => [key.value, value] as const) : [];
  const share = shares.find(([key]) => /^val/.test(String(key)))?.[1];
  if (!found || share?.is !== "scalar" || typeof share.value !== "number") return [];
  const isTwice = file.section("fit", "validation_split") || shares.some(([key]) => key === "test");
  const added = isTwice ? undefined : put(file, ["fit"], "validation_split", share.source);
  const title = message("fix-add", { what: `validation_split: ${share.source}` });
  const train = shares.find(([key]) => key === "train")?.[1];
  const isWhole = train?.is === "scalar" && Math.abs(Number(train.value) + share.value - 1) < 1e-9;
  const moved = added ? fix(title, together(added, takenOut(file.text, found))) : removeFoundEntry(file.text, found);
  return isWhole ? moved : choice(moved);
}

/** The value, where it stands on one line and marks nothing that aliases repeat from there. */
function movable({ text }: WrittenFile, { entry: { key, value } }: FoundEntry): string | undefined {
  if (value && /[&!]/.test(text.slice(key.range.end, value.range.start))) return undefined;
  const written = value && text.slice(value.range.start, value.range.end);
  return written?.includes("\n") ? undefined : written;
}

const sectionOf = ({ file: { root } }: WrittenFile, { map }: FoundEntry): string | undefined =>
  root?.is === "map" ? (root.entries.find(({ value }) => value === map)?.key.value as string | undefined) : undefined;

/** Gives the part at the path a key; parts that are absent are written. */
function put(file: WrittenFile, path: readonly string[], key: string, value: string): readonly TextEdit[] | undefined {
  const node = file.section(...path);
  if (path.at(-1) === "optimizer") return putIntoOptimizer(file, key, value);
  if (node) return node.is === "map" ? setEntry(file.text, node, key, value) : undefined;
  return put(file, path.slice(0, -1), path.at(-1) ?? "", `{${key}: ${value}}`);
}

/** `adam` → `{adam: {learning_rate: 0.01}}`; Keras compiles with rmsprop where nothing is said. */
function putIntoOptimizer(file: WrittenFile, key: string, value: string): readonly TextEdit[] | undefined {
  const node = file.section("compile", "optimizer");
  const written = `{${key}: ${value}}`;
  if (!node) return put(file, ["compile"], "optimizer", `{rmsprop: ${written}}`);
  if (node.is === "scalar") return [{ range: node.range, text: `{${node.source}: ${written}}` }];
  const given = node.is === "map" ? node.entries[0]?.value : undefined;
  return given?.is === "map" ? setEntry(file.text, given, key, value) : undefined;
}

/** Out of its map; a comment that stood behind it keeps its line. */
function takenOut(text: string, { map, entry }: FoundEntry): readonly TextEdit[] {
  const [edit] = removeEntry(text, map, entry);
  const end = entry.value?.range.end ?? entry.key.range.end;
  const comment = text.slice(end, lineEnd(text, end)).trim();
  if (!edit || isFlow(text, map) || !comment.startsWith("#") || edit.range.end !== nextLine(text, end))
    return edit ? [edit] : [];
  const indent = " ".repeat(columnOf(text, entry.key.range.start));
  return [{ range: { start: edit.range.start, end: lineEnd(text, end) }, text: `${indent}${comment}` }];
}

/** Insertions and a removal that may touch: what is added at the end of a line that goes takes its place. */
function together(added: readonly TextEdit[], [gone]: readonly TextEdit[]): readonly TextEdit[] {
  if (!gone) return added;
  const isIn = ({ range }: TextEdit): boolean => range.start > gone.range.start && range.end < gone.range.end;
  const inside = added.filter(isIn);
  if (inside.length === 0) return [...added, gone];
  const text = inside.map((one) => one.text.replace(/^\n/, "")).join("\n");
  return [...added.filter((one) => !isIn(one)), { range: gone.range, text: `${gone.text}${text}\n` }];
}
