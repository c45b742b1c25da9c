/** Cures of what the YAML library refuses. Slips that the rest of the file can be read without bring their own: core/slips/. */
import { message } from "../messages/message";
import { isFlow } from "../syntax/mapEdits";
import { entryOf } from "../syntax/syntaxTree";
import { findUnclosedBrackets } from "../syntax/unclosedBrackets";
import type { CureTable } from "./cure";
import { choice, fix, replace } from "./cure";

export const syntaxCures: CureTable = {
  "yaml-documents": ({ range }, { text }) => {
    const start = Math.max(text.lastIndexOf("\n---", range.start), text.lastIndexOf("\n...", range.start)) + 1;
    return start > 0
      ? choice(
          fix(message("fix-remove", { what: text.slice(start, start + 3) }), [
            { range: { start, end: text.length }, text: "" },
          ]),
        )
      : [];
  },
  "yaml-escape": ({ range }, { text }) => {
    const at = text.indexOf("\\", Math.max(0, range.start - 1));
    return at >= 0 && at <= range.end
      ? fix(message("fix-replace", { text: "\\\\" }), [{ range: { start: at, end: at + 1 }, text: "\\\\" }])
      : [];
  },
  "yaml-unclosed": ({ range }, { text }) => {
    const missing = findUnclosedBrackets(text).find(({ at }) => at === range.start);
    if (!missing) return [];
    const { signs, end } = missing;
    return fix(message("fix-close", { signs }), [{ range: { start: end, end }, text: signs }]);
  },
  "yaml-tag": ({ range }, { text }) => {
    const tag = /^\S+[ ]*/.exec(text.slice(range.start, range.end + 1))?.[0] ?? "";
    return tag.startsWith("!")
      ? fix(message("fix-remove", { what: tag.trim() }), [
          { range: { start: range.start, end: range.start + tag.length }, text: "" },
        ])
      : [];
  },
  "wrong-root.list": ({ range: { start, end } }, { text }) => {
    const above = { range: { start, end: start }, text: text[start] === "[" ? "model: " : "model:\n  " };
    const breaks = text[start] === "[" ? [] : [...text.slice(start, end).matchAll(/\n(?!\s*$)/g)];
    const indents = breaks.map(({ index }) => ({
      range: { start: start + index + 1, end: start + index + 1 },
      text: "  ",
    }));
    return fix(message("fix-add", { what: "model:" }), [above, ...indents]);
  },
  "wrong-section.list": ({ range }, { text, file: { root } }) => {
    const model = root?.is === "map" ? entryOf(root, "model")?.value : undefined;
    if (model?.is !== "map" || model.range.start !== range.start || !isFlow(text, model)) return [];
    const items = model.entries.map(({ key, value }) =>
      value ? `{${text.slice(key.range.start, value.range.end)}}` : text.slice(key.range.start, key.range.end),
    );
    return items.some((item) => item.includes("\n")) ? [] : replace(range, `[${items.join(", ")}]`);
  },
};
