/** Cures of numbers: written in another notation, with a sign too much, as a list, or outside their range. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import type { WrittenLayer } from "../model/layerEdits";
import { tableEntry } from "../model/layerTable";
import { fromPython } from "../model/pythonLayer";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { choice, type Cure, type CureTable, MOST_WAYS, replace, writtenWord } from "./cure";
import type { WrittenFile } from "./writtenFile";

export const numberCures: CureTable = {
  "wrong-type.integer": asNumber,
  "wrong-type.number": asNumber,
  "out-of-range": intoRange,
};

/** `'32'` and `1_000` are numbers that YAML reads as text; `None` is a free length. */
function asNumber(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const word = writtenWord(finding, file);
  const layer = file.writtenAt(finding.range);
  const alone = onlyItem(file.entryAt(finding.range)?.entry.value ?? layer?.value);
  if (alone?.is === "scalar" && typeof alone.value === "number" && isAt(finding, alone, file))
    return replace(finding.range, alone.source);
  const given = layer && word.includes("=") ? pythonArguments(finding, file, layer) : undefined;
  if (given !== undefined) return replace(finding.range, given);
  const byPlace = layer && argumentsByPlace(finding, file, layer);
  if (byPlace !== undefined) return replace(finding.range, byPlace);
  const list = file.itemAt(finding.range);
  if (word === "None" && list && finding.message.args["key"] === "shape") return replace(finding.range, "null");
  const meant = meantNumber(word, finding);
  if (meant !== undefined) return replace(finding.range, meant);
  const plain = word.replaceAll("_", "");
  const isNumber =
    /^-?\d+(\.\d+)?$/.test(plain) && (finding.message.id !== "wrong-type.integer" || !plain.includes("."));
  if (isNumber && plain !== file.text.slice(finding.range.start, finding.range.end))
    return replace(finding.range, plain);
  if (finding.message.id === "wrong-type.integer" && /^\d+\.\d+$/.test(plain) && Number(plain) >= 1)
    return choice(replace(finding.range, String(Math.round(Number(plain)))));
  const listed =
    layer?.value?.is === "list" && layer.value.range.start === finding.range.start ? layer.value.items : [];
  const isNumbered = listed.every((item) => item.is === "scalar" && typeof item.value === "number");
  if (isNumbered && listed.length > 1 && listed.length <= MOST_WAYS)
    return listed.flatMap(({ range }) => choice(replace(finding.range, file.text.slice(range.start, range.end))));
  const usual = finding.message.args["key"] === "units" && usualUnits(finding, file);
  return usual ? choice(replace(finding.range, usual)) : [];
}

/** `units=32, dropout=0.1` behind the colon, or on a line of its own below. */
function pythonArguments(
  { range }: Diagnostic,
  { text }: WrittenFile,
  { kind, value }: WrittenLayer,
): string | undefined {
  if (value?.range.start !== range.start) return undefined;
  const layer = fromPython(`${kind}(${text.slice(range.start, range.end)})`);
  const given = layer?.slice(layer.indexOf(":") + 1).trim();
  const isBelow = text.slice(text.lastIndexOf("\n", range.start - 1) + 1, range.start).trim() === "";
  return given !== undefined && isBelow && !given.startsWith("{")
    ? `${String(tableEntry(kind).main)}: ${given}`
    : given;
}

/** `[8, relu]` → `{units: 8, activation: relu}`, in the order in which Keras takes them. */
function argumentsByPlace(
  { range }: Diagnostic,
  { text }: WrittenFile,
  { kind, value }: WrittenLayer,
): string | undefined {
  if (value?.is !== "list" || value.range.start !== range.start || value.items.length < 2) return undefined;
  const isWord = (item: SyntaxNode): boolean => item.is === "scalar" && typeof item.value === "string";
  if (!value.items.slice(1).every(isWord)) return undefined;
  const given = value.items.map((item) => {
    const written = text.slice(item.range.start, item.range.end);
    return item.is === "scalar" && isWord(item) ? `"${String(item.value)}"` : written;
  });
  const layer = fromPython(`${kind}(${given.join(", ")})`);
  return layer?.slice(layer.indexOf(":") + 1).trim();
}

/** `20%` is 0.2, `0,2` has the comma of another language; `32#c` and `32 // c` have a comment, and `32},` a sign too much. */
function meantNumber(word: string, { message: { id, args } }: Diagnostic): string | undefined {
  const [, number, tail = ""] = /^(-?\d+(?:\.\d+)?)\s*(#.*|\/\/.*|[,;)\]}]+)$/.exec(word) ?? [];
  if (number !== undefined && /^[#/]/.test(tail)) return `${number} ${tail.replace(/^\/\/\s*/, "# ")}`;
  if (number !== undefined && (id !== "wrong-type.integer" || !number.includes("."))) return number;
  if (/^[1-9]\d{0,2}(,\d{3})+$/.test(word)) return id === "wrong-type.integer" ? word.replaceAll(",", "") : undefined;
  if (id === "wrong-type.integer") return undefined;
  const share = isShare(String(args["key"])) && /^(\d+(?:\.\d+)?)\s*%$/.exec(word)?.[1];
  if (share) return String(Number((Number(share) / 100).toPrecision(12)));
  return /^-?\d+,\d+$/.test(word) ? word.replace(",", ".") : undefined;
}

/** Those of the layer's example. */
const usualUnits = ({ range }: Diagnostic, file: WrittenFile): string | undefined => {
  const layer = file.writtenAt(range);
  return layer && /: (\d+)$/.exec(tableEntry(layer.kind).example)?.[1];
};

/** Arguments that people think of in percent. */
const isShare = (key: string): boolean =>
  /^(rate|dropout|recurrent_dropout|validation_split|train|validation|test)$/.test(key);

/** The same number without its sign, as a share of 10 or 100, or else the nearest that is allowed. */
function intoRange(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const { min, max, key } = finding.message.args;
  const found = Number(writtenWord(finding, file));
  const [least, most] = [Number(min ?? Number.NaN), Number(max ?? Number.POSITIVE_INFINITY)];
  const isOpen = finding.message.id === "out-of-range.below";
  if (!Number.isFinite(found) || Number.isNaN(least)) return [];
  // In other tools -1 is a length that is free.
  if (key === "shape" && found === -1) return replace(finding.range, "null");
  const fits = (value: number): boolean => value >= least && (isOpen ? value < most : value <= most) && value !== 0;
  if (found > most && most === 1 && isShare(String(key))) {
    // From 5 on, somebody thinks in percent.
    const shares = (found >= 5 ? [found / 100, found / 10] : [found / 10]).map((one) => Number(one.toPrecision(6)));
    return shares.filter(fits).flatMap((one) => choice(replace(finding.range, String(one))));
  }
  const wanted = (found > most ? [most] : [-found, least]).find(fits);
  return wanted === undefined ? [] : choice(replace(finding.range, String(wanted)));
}

/** The one item of `[3]`. */
const onlyItem = (node: SyntaxNode | undefined): SyntaxNode | undefined =>
  node?.is === "list" && node.items.length === 1 ? node.items[0] : undefined;

/** The finding is about the list that holds the item. */
const isAt = ({ range }: Diagnostic, item: SyntaxNode, { text }: WrittenFile): boolean =>
  text[range.start] === "[" && range.start < item.range.start && item.range.end < range.end;
