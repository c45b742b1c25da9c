/** Cures of labels: words where numbers belong, `one_hot` that is missing, too small or not what the loss takes. */
import { readCells } from "../data/readCells";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { InlineSource } from "../model/modelFile";
import { setEntry } from "../syntax/mapEdits";
import { entryOf, type SyntaxList, type SyntaxNode } from "../syntax/syntaxTree";
import { choice, type Cure, type CureTable, fix, removeFoundEntry, removeItem, removeKey, replace } from "./cure";
import { useLoss } from "./useLoss";
import type { WrittenFile } from "./writtenFile";

export const labelCures: CureTable = {
  "data-needs-one-hot": (finding, file) => [
    ...addOneHot(finding, file),
    ...choice(useLoss(file, String(finding.message.args["name"]), "sparse_categorical_crossentropy")),
  ],
  "data-shape.hot": (finding, file) => useLoss(file, String(finding.message.args["name"]), "categorical_crossentropy"),
  "data-sparse-one-hot": (finding, file) => {
    const source = sourceAt(finding, file);
    const map = source && file.entryAt(source.range)?.entry.value;
    const entry = map?.is === "map" ? entryOf(map, "one_hot") : undefined;
    return [
      ...useLoss(file, String(finding.message.args["name"]), "categorical_crossentropy"),
      ...(map?.is === "map" && entry ? removeFoundEntry(file.text, { map, entry }) : []),
    ];
  },
  "data-duplicate-label": (finding, file) => {
    const list = file.entryAt(finding.range)?.entry.value;
    if (list?.is !== "list") return [];
    const labels = list.items.map((item) => (item.is === "scalar" ? item.value : item));
    const index = labels.findIndex((label, at) => labels.indexOf(label) < at);
    const what = String(finding.message.args["label"]);
    return index < 0 ? [] : fix(message("fix-remove", { what }), removeItem(file.text, { list, index }));
  },
  "data-not-number": numberOrLabels,
  "data-not-number.commas": ({ range }, file) => {
    const { list } = file.itemAt(range) ?? {};
    const numbers = file.text.slice(range.start, range.end).trim().split(/\s+/).join(", ");
    return replace(range, list && file.text[list.range.start] === "[" ? numbers : `[${numbers}]`);
  },
  "data-binary-range": (finding, file) => {
    const source = sourceAt(finding, file);
    const [low, high, third] = numberLabels(source, file.text);
    return source && low && high && third === undefined ? choice(yesAndNo(file, source, high, low)) : [];
  },
  "data-not-number.boolean": ({ range, message: { args } }) => replace(range, String(args["number"])),
  "data-unknown-label": moreLabels,
  "wrong-type.labels": labelsOfValues,
  "values-and-file": removeKey,
};

export const sourceAt = ({ range }: Diagnostic, { file: { data } }: WrittenFile): InlineSource | undefined =>
  [...(data?.x ?? []), ...(data?.y ?? [])].find(
    (source) => source.range.start <= range.start && range.end <= source.range.end,
  );

/** `[1, 2]` → `{values: [1, 2], one_hot: [1, 2]}` */
export function addOneHot(
  finding: Diagnostic,
  file: WrittenFile,
  labels = String(finding.message.args["labels"]),
): ReturnType<Cure> {
  return labels.includes("…") ? [] : addToSource(finding, file, "one_hot", labels);
}

/** Gives the source of the values a key: a bare list gets its braces. */
export function addToSource(finding: Diagnostic, file: WrittenFile, key: string, value: string): ReturnType<Cure> {
  const source = sourceAt(finding, file);
  const node = source && file.entryAt(source.range)?.entry.value;
  if (!node) return [];
  const title = message("fix-add", { what: `${key}: ${value}` });
  if (node.is === "map") return fix(title, setEntry(file.text, node, key, value));
  const { start, end } = node.range;
  if (file.text[start] !== "[") return [];
  return fix(title, [
    { range: { start, end: start }, text: "{values: " },
    { range: { start: end, end }, text: `, ${key}: ${value}}` },
  ]);
}

/** How many classes or ids whole numbers from 0 on ask for; undefined where the values are none. */
export function countOf(list: SyntaxList): number | undefined {
  const values = readCells(list, new Findings())?.values.map(Number) ?? [];
  return values.every((value) => Number.isInteger(value) && value >= 0)
    ? values.reduce((most, value) => Math.max(most, value + 1), 0)
    : undefined;
}

/** More labels than this are no classes. */
const MOST_LABELS = 50;

/** Each word once, as it is written, in the order of the data; undefined where a cell is no word, or a number where none is allowed. */
function labelsOf(list: SyntaxNode | undefined, text: string, allowNumbers: boolean): readonly string[] | undefined {
  const labels = new Set<string>();
  const collect = (node: SyntaxNode): boolean => {
    if (node.is === "list") return node.items.every(collect);
    if (node.is !== "scalar") return false;
    const isLabel = typeof node.value === "string" || (allowNumbers && typeof node.value === "number");
    labels.add(text.slice(node.range.start, node.range.end));
    return isLabel && labels.size <= MOST_LABELS;
  };
  return list?.is === "list" && collect(list) && labels.size > 0 ? [...labels] : undefined;
}

/** The different numbers of a source, from the smallest on. */
export const numberLabels = (source: InlineSource | undefined, text: string): readonly string[] =>
  labelsOf(source?.values, text, true)?.toSorted((a, b) => Number(a) - Number(b)) ?? [];

/** A number in quotes is a number; words are labels. Certain only where the loss compares classes. */
function numberOrLabels(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const { range } = finding;
  // Nobody knows which number is missing.
  if (finding.message.id === "data-not-number.missing") return [];
  const word = /^(["'])\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*\1$/i.exec(file.text.slice(range.start, range.end));
  if (word?.[2]) return replace(range, word[2]);
  const source = sourceAt(finding, file);
  const labels = labelsOf(source?.values, file.text, false);
  const { data, compile } = file.file;
  const losses = compile?.losses.map(({ name }) => name);
  const isTarget = source && data?.y.includes(source);
  const isClasses = isTarget && (!losses || losses.every((name) => name === "categorical_crossentropy"));
  const fixes = labels ? addOneHot(finding, file, `[${labels.join(", ")}]`) : [];
  if (isClasses) return fixes;
  const isYesOrNo = isTarget && losses?.every((name) => name === "binary_crossentropy");
  return choice([...(isYesOrNo && labels ? asYesOrNo(file, source, labels) : []), ...fixes]);
}

/** Words that say yes. */
const positive = /^["']?(yes|y|true|t|pos|positive|on|good|spam|sí|si|1)["']?$/i;

/** Two words in place of 1 and 0: the one that says yes is 1; of two others, either may be. */
function asYesOrNo(file: WrittenFile, source: InlineSource, labels: readonly string[]): ReturnType<Cure> {
  const [first, second] = labels;
  if (first === undefined || second === undefined || labels.length !== 2) return [];
  const known = labels.filter((label) => positive.test(label));
  return (known.length === 1 ? known : labels).flatMap((yes) =>
    yesAndNo(file, source, yes, yes === first ? second : first),
  );
}

function yesAndNo(file: WrittenFile, source: InlineSource, yes: string, no: string): ReturnType<Cure> {
  const cells: SyntaxNode[] = [source.values];
  for (let at = 0; at < cells.length && cells.length <= MOST_CELLS; at++) {
    const node = cells[at];
    if (node?.is === "list") for (const item of node.items) cells.push(item);
  }
  const words = cells.filter(({ is }) => is === "scalar");
  const edits = words.map(({ range }) => ({
    range,
    text: file.text.slice(range.start, range.end) === yes ? "1" : "0",
  }));
  return cells.length > MOST_CELLS ? [] : fix(message("fix-yes-no", { yes, no }), edits);
}

const MOST_CELLS = 1000;

/** `one_hot: n` grows, or becomes the list of what the data has; a list gets one label more. */
function moreLabels(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const source = sourceAt(finding, file);
  const place = source?.oneHotRange;
  const node = place && file.entryAt(place)?.entry.value;
  if (!source || !node) return [];
  if (node.is === "list") return choice(oneLabelMore(finding, file, node));
  const size = node.is === "scalar" ? Number(node.value) : 0;
  const ways = labelsFor(source.values, file.text).filter((way) => way.includes(",") || Number(way) > size);
  const fixes = ways.flatMap((way) => replace(node.range, way));
  const isFraction =
    typeof finding.message.args["label"] === "string" && /^-?\d*\.\d/.test(finding.message.args["label"]);
  return fixes.length === 1 && !isFraction ? fixes : choice(fixes);
}

function oneLabelMore({ range }: Diagnostic, { text }: WrittenFile, list: SyntaxList): ReturnType<Cure> {
  const last = list.items.at(-1);
  const label = text.slice(range.start, range.end);
  if (!last || text[list.range.start] !== "[") return [];
  const { end } = last.range;
  return fix(message("fix-add-label", { label }), [{ range: { start: end, end }, text: `, ${label}` }]);
}

/** The count of classes where they are numbered from 0, and the list of all labels where it says something else. */
function labelsFor(values: SyntaxList, text: string): readonly string[] {
  const labels = labelsOf(values, text, true);
  const count = countOf(values);
  const isNumbered = count !== undefined && (labels === undefined || labels.length === count);
  const numbers = count === undefined || count > MOST_CLASSES ? [] : [String(count)];
  const sorted = count === undefined ? labels : labels?.toSorted((a, b) => Number(a) - Number(b));
  return [...numbers, ...(isNumbered || !sorted || sorted.length < 2 ? [] : [`[${sorted.join(", ")}]`])];
}

const MOST_CLASSES = 1000;

/** `one_hot: true` asks for the labels of the data; with false there are none. */
function labelsOfValues(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const found = file.entryAt(finding.range);
  const node = found?.entry.value;
  const values = found && entryOf(found.map, "values")?.value;
  if (node?.is !== "scalar") return [];
  if (node.value === false || node.value === null) return removeKey(finding, file);
  if (values?.is !== "list") return [];
  const fixes = labelsFor(values, file.text).flatMap((way) => replace(node.range, way));
  return fixes.length === 1 ? fixes : choice(fixes);
}
