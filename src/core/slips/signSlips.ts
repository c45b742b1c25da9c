/**
 * Signs that a line has too many or too few of: quotes, closing brackets, commas, and a second colon.
 */
import { message } from "../messages/message";
import { kindOf, tableEntry } from "../model/layerTable";
import { quotedTexts } from "../syntax/quotedText";
import type { TextRange } from "../text/range";
import type { Slip } from "./slip";
import { type WrittenLine, writtenLines } from "./writtenLines";

const closing: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

export function findSignSlips(text: string): readonly Slip[] {
  const lines = writtenLines(text);
  const quoted = new Map(quotedTexts(text).map(({ start, end }) => [start, end]));
  return lines.flatMap((line, at) => {
    const slips = new SignReader(text, line, quoted).read();
    return slips.length > 0 ? slips : secondColon(text, line, lines[at + 1]);
  });
}

/** Reads one line sign by sign. */
class SignReader {
  private readonly open: string[] = [];
  private hasOpened = false;
  private readonly slips: Slip[] = [];
  private at: number;

  constructor(
    private readonly text: string,
    private readonly line: WrittenLine,
    /** From the beginnings of quoted texts to their ends. */
    private readonly quotes: ReadonlyMap<number, number>,
  ) {
    this.at = line.start + line.indent.length;
  }

  read(): readonly Slip[] {
    let beginsWord = true;
    for (; this.at < this.line.end; this.at++) {
      const sign = this.text[this.at] as string;
      const isBlank = sign === " " || sign === "\t";
      if (sign === "#" && /\s/.test(this.text[this.at - 1] ?? " ")) break;
      if (beginsWord && (sign === '"' || sign === "'")) {
        if (!this.quoted(sign)) break;
        beginsWord = false;
      } else if (sign === "[" || sign === "{") {
        if (beginsWord) this.opened(sign);
      } else if (sign === "]" || sign === "}") this.closed(sign);
      else if (sign === ",") this.comma();
      if (!isBlank) beginsWord = "[{,:-".includes(sign);
    }
    return this.slips;
  }

  private opened(sign: string): void {
    this.open.push(sign);
    this.hasOpened = true;
  }

  /** To the end of what is in quotes; false where the line is at its end with them. */
  private quoted(quote: string): boolean {
    const { at, line, text } = this;
    const closed = this.quotes.get(at);
    if (closed !== undefined) {
      this.at = closed - 1;
      return closed <= line.end;
    }
    const behind = text.slice(at + 1, line.end);
    const word = (this.open.length > 0 ? /^[^,[\]{}]*/ : /^.*?(?=\s+#|$)/).exec(behind)?.[0].trimEnd() ?? "";
    const end = at + 1 + word.length;
    this.slips.push({
      range: { start: at, end },
      message: message("yaml-unclosed.quote", { quote }),
      title: message("fix-close", { signs: quote }),
      edits: [{ range: { start: end, end }, text: quote }],
    });
    return false;
  }

  private closed(sign: string): void {
    const expected = closing[this.open.at(-1) ?? ""];
    if (expected === sign) {
      this.open.pop();
      return;
    }
    if (!this.hasOpened) return;
    const range = { start: this.at, end: this.at + 1 };
    const next = this.text.slice(this.at + 1, this.line.end).trimStart()[0];
    if (expected === undefined || next === expected)
      this.slips.push(removed(range, message("yaml-closing", { sign }), sign));
    else {
      this.open.pop();
      this.slips.push({
        range,
        message: message("yaml-closing.other", { sign, expected }),
        title: message("fix-replace", { text: expected }),
        edits: [{ range, text: expected }],
      });
    }
  }

  private comma(): void {
    if (this.open.length === 0) return;
    const behind = /^\s*(?=,)/.exec(this.text.slice(this.at + 1, this.line.end))?.[0];
    if (behind === undefined) return;
    const range = { start: this.at, end: this.at + 1 + behind.length };
    this.slips.push(removed(range, message("yaml-comma"), ","));
  }
}

const removed = (range: TextRange, text: Slip["message"], what: string): Slip => ({
  range,
  message: text,
  title: message("fix-remove", { what }),
  edits: [{ range, text: "" }],
});

const pair = /^([A-Za-z_][\w.]*):[ ]+(\S.*)$/;

/** `- LSTM: units: 3` → `- LSTM: {units: 3}`, or a line of its own where more arguments stand below. */
function secondColon(text: string, line: WrittenLine, below: WrittenLine | undefined): readonly Slip[] {
  const written = line.key === undefined ? undefined : (inBraces(line.rest) ?? behindMain(line.key, line.rest));
  if (written === undefined) return [];
  const start = line.restAt;
  const range = { start, end: start + line.rest.length };
  const isBlock = below !== undefined && below.indent.length > line.column;
  const keyEnd = text.slice(line.start, start).trimEnd().length + line.start;
  return [
    {
      range,
      message: message("yaml-key.second", { text: written }),
      title: message("fix-replace", { text: written }),
      edits: isBlock
        ? [{ range: { start: keyEnd, end: start }, text: `\n${" ".repeat(below.indent.length)}` }]
        : [{ range, text: written }],
    },
  ];
}

/** `- Dense: 1, activation: relu` → `{units: 1, activation: relu}` */
function behindMain(key: string, written: string): string | undefined {
  const kind = kindOf(key);
  const main = kind && tableEntry(kind).main;
  const [, value, rest] = /^([^\s,:[\]{}"'#]+),\s+(\w+: .+)$/.exec(written) ?? [];
  return typeof main === "string" && value !== undefined && rest !== undefined
    ? `{${main}: ${value}, ${rest}}`
    : undefined;
}

function inBraces(written: string): string | undefined {
  const [, key, value = ""] = pair.exec(written) ?? [];
  if (key === undefined || value.length > 500) return undefined;
  return `{${key}: ${inBraces(value) ?? value}}`;
}
