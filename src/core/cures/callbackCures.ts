/**
 * Cures of Keras's list of callbacks: those that are keys of `fit` here become keys, and those that always happen here go.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { plainWord } from "../model/otherNames";
import { keyword, literal, separated } from "../model/pythonLayer";
import { fitKeys } from "../model/sectionTable";
import { columnOf, isFlow } from "../syntax/mapEdits";
import { entryOf, type SyntaxNode } from "../syntax/syntaxTree";
import { certain, type Cure, type CureTable, fix, removeKey } from "./cure";
import type { WrittenFile } from "./writtenFile";

export const callbackCures: CureTable = { "keras-argument.callbacks": asKeys };

/** The keys of `fit` that are callbacks, by their plain words: those of Keras's names too. */
const keys: ReadonlyMap<string, string> = new Map(
  Object.entries(fitKeys).flatMap(([key, { type }]) => (type.is === "settings" ? [[plainWord(key), key]] : [])),
);
/** What these write down is always written down here. */
const kept = /^(modelcheckpoint|csvlogger|tensorboard|history|progbarlogger|terminateonnan)$/;

/** `callbacks: [EarlyStopping: {patience: 3}]` → `early_stopping: {patience: 3}`; only a removal where something else is asked for. */
function asKeys(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const remove = removeKey(finding, file);
  const found = file.entryAt(finding.range);
  const value = found?.entry.value;
  if (!found || !value) return remove;
  const items = value.is === "list" ? value.items : [value];
  const calls = items.map((item) => callOf(item, file.text));
  const settings = calls.flatMap((call) => {
    const key = call && keys.get(call.name);
    return key ? [{ key, value: call.settings }] : [];
  });
  const isUnderstood = calls.every((call) => call && (keys.has(call.name) || kept.test(call.name)));
  const isTwice = settings.some(
    ({ key }, at) => entryOf(found.map, key) ?? settings.findIndex((one) => one.key === key) < at,
  );
  const hasComment = file.text.slice(value.range.start, value.range.end).includes("#");
  if (!isUnderstood || isTwice || hasComment) return remove;
  if (settings.length === 0) return certain(remove);
  const { start } = found.entry.key.range;
  const between = isFlow(file.text, found.map) ? ", " : `\n${" ".repeat(columnOf(file.text, start))}`;
  const text = settings.map((one) => `${one.key}: ${one.value}`);
  return [
    ...fix(message("fix-replace", { text: text.join(", ") }), [
      { range: { start, end: value.range.end }, text: text.join(between) },
    ]),
    ...remove,
  ];
}

/** `EarlyStopping`, `EarlyStopping: {patience: 3}` and `EarlyStopping(patience=3)`: the plain word and its settings in braces. */
function callOf(item: SyntaxNode, text: string): { readonly name: string; readonly settings: string } | undefined {
  if (item.is === "map") {
    const [entry, second] = item.entries;
    const { value } = entry ?? {};
    const settings = value ? text.slice(value.range.start, value.range.end) : "{}";
    const isInline = settings.startsWith("{") && !settings.includes("\n");
    return entry && !second && isInline ? { name: plainWord(String(entry.key.value)), settings } : undefined;
  }
  const [, callee = "", inside = ""] =
    /^(?:\w+\.)*(\w+)(?:\((.*)\))?$/s.exec(text.slice(item.range.start, item.range.end).trim()) ?? [];
  const pairs = separated(inside).map((one) => {
    const given = keyword(one);
    const written = given && literal(given.value);
    return written === undefined ? undefined : `${given?.key}: ${written}`;
  });
  if (callee === "" || pairs.includes(undefined)) return undefined;
  return { name: plainWord(callee), settings: `{${pairs.join(", ")}}` };
}
