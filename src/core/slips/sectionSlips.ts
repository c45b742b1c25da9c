/**
 * Keys of sections whose colon is missing or stands too close, and sections written as a list: `epochs=10`, `- epochs: 10`, `model` alone.
 */
import { message } from "../messages/message";
import { keyword, literal, separated } from "../model/pythonLayer";
import { moved } from "./dashSlips";
import { isSection, mapSections } from "./misshapen";
import type { Slip } from "./slip";
import { endOfBlock, type WrittenLine, writtenLines } from "./writtenLines";

export function findSectionSlips(text: string): readonly Slip[] {
  const lines = writtenLines(text);
  const slips: Slip[] = [];
  let section: string | undefined;
  for (const [at, line] of lines.entries()) {
    if (line.indent === "" && line.dashes.length === 0) {
      section = line.key ?? /^\w+$/.exec(line.rest)?.[0];
      slips.push(...(line.key === undefined ? lacksColon(line, lines[at + 1]) : onOneLine(line)));
    } else if (section !== undefined && Object.hasOwn(mapSections, section)) {
      slips.push(...inSection(lines, at, section));
    }
  }
  return slips;
}

/** `model`, with its list below. */
function lacksColon({ start, rest }: WrittenLine, below: WrittenLine | undefined): readonly Slip[] {
  const called = calledSection(rest);
  if (called !== undefined) {
    const range = { start, end: start + rest.length };
    return [
      {
        range,
        message: message("yaml-colon", { text: called }),
        title: message("fix-replace", { text: called }),
        edits: [{ range, text: called }],
      },
    ];
  }
  if (!isSection(rest) || !below || (below.indent === "" && below.dashes.length === 0)) return [];
  const range = { start, end: start + rest.length };
  return [
    {
      range,
      message: message("yaml-colon", { text: `${rest}:` }),
      title: message("fix-replace", { text: `${rest}:` }),
      edits: [{ range: { start: range.end, end: range.end }, text: ":" }],
    },
  ];
}

/** `compile(optimizer='adam', loss='mse')`, where all of it has a place. */
function calledSection(written: string): string | undefined {
  const [, section = "", inside = ""] = /^(?:model\.)?(\w+)\((.*)\)$/.exec(written) ?? [];
  const entries = separated(inside).map((argument) => {
    const given = keyword(argument);
    const read = given && hasKey(section, given.key) ? literal(given.value) : undefined;
    return read === undefined ? undefined : `${given?.key}: ${read}`;
  });
  return entries.length === 0 || entries.includes(undefined) ? undefined : `${section}: {${entries.join(", ")}}`;
}

/** `fit: epochs=10`, `fit: [epochs: 10]` */
function onOneLine(line: WrittenLine): readonly Slip[] {
  const { key = "", rest } = line;
  const [, list] = /^\[(.*)\]$/.exec(rest) ?? [];
  const isPair = list !== undefined && /^\w+: /.test(list) && hasKey(key, /^\w+/.exec(list)?.[0] ?? "");
  const inside = isPair ? list : withColon(rest, key);
  if (inside === undefined) return [];
  const start = line.restAt;
  const put = `{${inside}}`;
  const range = { start, end: start + rest.length };
  return [
    {
      range,
      message: isPair ? message("yaml-braces", { section: key, text: put }) : message("yaml-colon", { text: put }),
      title: message("fix-replace", { text: put }),
      edits: [{ range, text: put }],
    },
  ];
}

function inSection(lines: readonly WrittenLine[], at: number, section: string): readonly Slip[] {
  const line = lines[at] as WrittenLine;
  const { start, column, rest, restAt, dashes, key } = line;
  const put = key === undefined ? withColon(rest, section) : undefined;
  if (put !== undefined) {
    const range = { start: restAt, end: restAt + rest.length };
    const edits = [{ range, text: put }];
    return [
      { range, message: message("yaml-colon", { text: put }), title: message("fix-replace", { text: put }), edits },
    ];
  }
  const [dash] = dashes;
  if (key === undefined || dash === undefined || dashes.length > 1 || !hasKey(section, key)) return [];
  // What stands below it goes along; at the margin the key must still stand further right than its section.
  const isMargin = dash === 0;
  const below = isMargin ? [] : lines.slice(at + 1, endOfBlock(lines, at));
  return [
    {
      range: { start: start + dash, end: start + dash + 1 },
      message: message("yaml-dash.none", { section }),
      title: message("fix-remove", { what: "-" }),
      edits: [
        { range: { start: start + dash, end: start + column }, text: isMargin ? "  " : "" },
        ...below.map((one) => moved(one, dash - column)),
      ],
    },
  ];
}

const hasKey = (section: string, key: string): boolean =>
  Object.hasOwn(mapSections, section) && Object.hasOwn(mapSections[section] ?? {}, key);

/** `epochs 10`, `epochs=10`, `epochs:10` */
function withColon(written: string, section: string): string | undefined {
  const [, key = "", value = ""] = /^(\w+)(?:\s*[:=]\s*|\s+)([^\s=:].*)$/.exec(written) ?? [];
  return hasKey(section, key) ? `${key}: ${value}` : undefined;
}
