/**
 * Cures of Keras objects in other notations than this language's: `Adam(lr=0.01)`, `{name: adam, learning_rate: 0.01}`, `nn.MSELoss()`,
 * `None`, and of what their maps lack.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import type { ObjectEntry } from "../model/objectTables";
import { kerasNames } from "../model/kerasWords";
import { meantName, withoutModules } from "../model/otherNames";
import { families, type FamilyName } from "../model/readObject";
import { separated } from "../model/pythonLayer";
import { columnOf, entrySource, isFlow, setEntry } from "../syntax/mapEdits";
import { entryOf, type SyntaxMap, type SyntaxNode } from "../syntax/syntaxTree";
import { choice, type Cure, type CureTable, fix, writtenWord, removeKey, replace } from "./cure";
import type { WrittenFile } from "./writtenFile";

export const objectCures: CureTable = {
  "unknown-name": fromCall,
  "wrong-type.name": asObject,
  "wrong-section.map": asMapOf,
  "task-missing": addTaskSizes,
  "monitor-unvalidated": validateOrWatch,
  "monitor-unknown": measure,
};

const isFamily = (word: string): word is FamilyName => Object.hasOwn(families, word);

/** The name in this language of what stands behind modules: `torch.optim.Adam` → `adam`. */
function knownName(is: FamilyName, written: string): string | undefined {
  const { table, aliases } = families[is];
  const word = withoutModules(written);
  if (kerasNames.has(word)) return undefined;
  return meantName(word, [...Object.keys(table), ...Object.keys(aliases)]);
}

const entryFor = (is: FamilyName, name: string): ObjectEntry | undefined => {
  const { table, aliases } = families[is];
  return table[aliases[name] ?? name];
};

/** `Adam(lr=0.01)` → `{adam: {learning_rate: 0.01}}`; `None` is nothing, which Keras has where no regularizer or constraint is given. */
function fromCall(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const is = finding.message.id.split(".")[1] ?? "";
  const written = writtenWord(finding, file);
  if (/^none$/i.test(written) && (is === "regularizer" || is === "constraint")) return replace(finding.range, "null");
  const [, callee, inside] = /^([\w.]+)\s*(?:\((.*)\))?$/s.exec(written) ?? [];
  const name = callee && isFamily(is) ? knownName(is, callee) : undefined;
  if (!name || !isFamily(is)) return [];
  const text = called(name, entryFor(is, name), inside ?? "");
  return text === undefined ? [] : replace(finding.range, text);
}

/** Numbers and truth values by their names; the first may stand alone. Undefined where something is not understood. */
function called(name: string, entry: ObjectEntry | undefined, inside: string): string | undefined {
  const known = Object.keys(entry?.arguments ?? {});
  const given = separated(inside)
    // PyTorch hands the weights over, and Keras's losses say whether they get probabilities.
    .filter((one) => !/parameters\(\)/.test(one))
    .map((one) => {
      const [, key = "", value = ""] = /^(?:(\w+)\s*=\s*)?(.*)$/s.exec(one) ?? [];
      const meant = key === "" ? (entry?.main ?? known[0]) : meantName(key, known);
      const word = /^(true|false)$/i.test(value) ? value.toLowerCase() : value;
      return meant && /^(-?\d+\.?\d*(e-?\d+)?|true|false)$/i.test(word) ? `${meant}: ${word}` : undefined;
    });
  if (given.includes(undefined)) return undefined;
  return given.length > 0 ? `{${name}: {${given.join(", ")}}}` : name;
}

/** `{name: adam, learning_rate: 0.01}`, also as Keras saves it (`class_name`, `config`); `[adam]`; `{l1: 0.1, l2: 0.1}`. */
function asObject(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const key = String(finding.message.args["key"]);
  const is = familyOf(key);
  const item = file.itemAt(finding.range);
  const node = file.entryAt(finding.range)?.entry.value ?? item?.list.items[item.index];
  if (!is || !node) return [];
  if (node.is === "list") {
    const [only] = node.items;
    return only && node.items.length === 1 ? replace(node.range, sourceOf(file, only)) : [];
  }
  if (node.is !== "map") return [];
  if (is === "regularizer" && entryOf(node, "l1") && entryOf(node, "l2") && node.entries.length === 2)
    return replace(node.range, `{l1_l2: ${sourceOf(file, node)}}`);
  return byName(finding, file, node, is);
}

function byName(finding: Diagnostic, file: WrittenFile, map: SyntaxMap, is: FamilyName): ReturnType<Cure> {
  const called = ["name", "type", "class_name", "kind"].map((key) => entryOf(map, key)).find(Boolean);
  const name = called?.value?.is === "scalar" ? knownName(is, String(called.value.value)) : undefined;
  if (!name || file.text.slice(map.range.start, map.range.end).includes("\n")) return [];
  const config = entryOf(map, "config")?.value;
  const rest = (config?.is === "map" ? config : map).entries.filter((entry) => entry !== called);
  const given = rest.map((entry) => entrySource(file.text, entry));
  return replace(finding.range, given.length > 0 ? `{${name}: {${given.join(", ")}}}` : name);
}

const sourceOf = ({ text }: WrittenFile, { range }: SyntaxNode): string => text.slice(range.start, range.end);

/** Which family a key's value is of. */
function familyOf(key: string): FamilyName | undefined {
  const word =
    key === "metrics" ? "metric" : (/(activation|initializer|regularizer|constraint)$/.exec(key)?.[1] ?? key);
  return isFamily(word) ? word : undefined;
}

/** What a bare number says where a map belongs, by the map's key. */
interface MeantByNumber {
  readonly keys: readonly string[];
  readonly written: RegExp;
}
const meantByNumber: ReadonlyMap<string, MeantByNumber> = new Map<string, MeantByNumber>([
  ["l1_l2", { keys: ["l1", "l2"], written: /^\d+(\.\d+)?(e-?\d+)?$/ }],
  ["fit", { keys: ["epochs"], written: /^[1-9]\d*$/ }],
  ["early_stopping", { keys: ["patience"], written: /^\d+$/ }],
  ["reduce_lr_on_plateau", { keys: ["patience"], written: /^\d+$/ }],
  ...Object.keys(families.optimizer.table).map((name): [string, MeantByNumber] => [
    name,
    { keys: ["learning_rate"], written: /^\d*\.?\d+(e-?\d+)?$/ },
  ]),
]);

/** `epochs` for a number in `fit`, `learning_rate` in an optimizer; `true` asks for a callback, `false` for none. */
function asMapOf(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const written = file.text.slice(finding.range.start, finding.range.end);
  if (finding.message.args["key"] === "compile") return compileFromNames(finding, file);
  const meant = meantByNumber.get(String(finding.message.args["key"]));
  if (!meant) return [];
  if (meant.written.test(written))
    return replace(finding.range, `{${meant.keys.map((one) => `${one}: ${written}`).join(", ")}}`);
  if (!meant.keys.includes("patience")) return [];
  if (written === "true") return choice(replace(finding.range, "{patience: 5}"));
  const key = file.entryAt(finding.range)?.entry.key.range;
  return written === "false" && key ? removeKey({ ...finding, range: key }, file) : [];
}

/** `compile: adam`, `compile: [adam, mse]` → each name with its key. */
function compileFromNames({ range }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const node = file.section("compile");
  const names = node?.is === "list" ? node.items : node ? [node] : [];
  const keys = ["optimizer", "loss"] as const;
  const pairs = names.map((one) => {
    const word = one.is === "scalar" ? String(one.value) : "";
    const known = keys.flatMap((key) => {
      const name = knownName(key, word);
      return name ? [[key, name] as const] : [];
    });
    // A name that both have, or neither, is not understood.
    return known.length === 1 ? known[0] : undefined;
  });
  const whole = pairs.flatMap((pair) => (pair ? [pair] : []));
  const isWhole = whole.length === pairs.length && new Set(whole.map(([key]) => key)).size === whole.length;
  return isWhole && whole.length > 0
    ? replace(range, `{${whole.map(([key, name]) => `${key}: ${name}`).join(", ")}}`)
    : [];
}

/** What the map of an object or a schedule lacks, as its example has it. */
export function writeSetting({ range, message: { args } }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const [key, example] = [String(args["key"]), String(args["example"])];
  const value = new RegExp(`\\b${key}: (\\[[^\\]]*\\]|[^,{}[\\]]+)`).exec(example)?.[1];
  const map = file.entryAt(range)?.entry.value;
  if (value === undefined) return [];
  if (map?.is === "map")
    return choice(fix(message("fix-add", { what: `${key}: ${value}` }), setEntry(file.text, map, key, value)));
  const isBare = file.text.slice(range.start, range.end) === String(args["kind"]);
  return isBare ? choice(replace(range, example)) : [];
}

/** Samples are kept for validation, or the figure of training is watched. */
function validateOrWatch({ range, message: { args } }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const [settings, plain] = [file.section("fit"), String(args["plain"])];
  const map = file.section("fit", String(args["section"]));
  const monitor = map?.is === "map" ? entryOf(map, "monitor")?.value : undefined;
  if (settings?.is !== "map" || map?.is !== "map") return [];
  const [share, figure] = ["validation_split: 0.2", `monitor: ${plain}`];
  return choice([
    ...fix(message("fix-add", { what: share }), setEntry(file.text, settings, "validation_split", "0.2")),
    ...(monitor
      ? replace(range, plain)
      : fix(message("fix-add", { what: figure }), setEntry(file.text, map, "monitor", plain))),
  ]);
}

/** The figure of a metric that `compile` does not ask for. */
function measure({ message: { args } }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const name = String(args["name"]).replace(/^val_/, "");
  const [settings, metrics] = [file.section("compile"), file.section("compile", "metrics")];
  const { table, aliases } = families.metric;
  if (settings?.is !== "map" || !(Object.hasOwn(table, name) || Object.hasOwn(aliases, name))) return [];
  const title = message("fix-add", { what: `metrics: [${name}]` });
  if (!metrics) return fix(title, setEntry(file.text, settings, "metrics", `[${name}]`));
  const last = metrics.is === "list" ? metrics.items.at(-1) : undefined;
  const isInline = file.text[metrics.range.start] === "[";
  if (!last || !isInline) return [];
  return fix(title, [{ range: { start: last.range.end, end: last.range.end }, text: `, ${name}` }]);
}

/** `{task: adding}` → with the sizes that it lacks, as in the message. */
function addTaskSizes({ message: { args } }: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const data = file.section("data");
  const what = String(args["example"]);
  const [, key = "", value = ""] = /^(\w+): (.*)$/.exec(what) ?? [];
  if (data?.is !== "map") return [];
  const indent = " ".repeat(columnOf(file.text, data.range.start));
  const written = isFlow(file.text, data) ? value : value.replace(", ", `\n${indent}`);
  return choice(fix(message("fix-add", { what }), setEntry(file.text, data, key, written)));
}
