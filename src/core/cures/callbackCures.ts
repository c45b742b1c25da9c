/**
 * Cures of Keras's list of callbacks: those that are keys of `fit` here become keys, and those that always happen here go.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { plainWord } from "../model/otherNames";
import { literal, separated } from "../model/pythonLayer";
import { columnOf, isFlow } from "../syntax/mapEdits";
import { entryOf, type SyntaxNode } from "../syntax/syntaxTree";
import { certain, type Cure, type CureTable, fix, removeKey } from "./cure";
import type { WrittenFile } from "./writtenFile";

export const callbackCures: CureTable = { "keras-argument.callbacks": asKeys };

/** Callbacks of Keras by their plain words, and the keys of `fit` that do the same. */
const keys: ReadonlyMap<string, string> = new Map([
  ["earlystopping", "early_stopping"],
  ["reducelronplateau", "reduce_lr_on_plateau"],
]);
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
  if (!isUnderstood || settings.some(({ key }) => entryOf(found.map, key))) return remove;
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
    const [, key, value = ""] = /^(\w+)\s*=\s*(.*)$/s.exec(one) ?? [];
    const written = literal(value);
    return key && written !== undefined ? `${key}: ${written}` : undefined;
  });
  if (callee === "" || pairs.includes(undefined)) return undefined;
  return { name: plainWord(callee), settings: `{${pairs.join(", ")}}` };
}
