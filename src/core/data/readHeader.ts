/**
 * The names of the columns of a data file, from its first bytes: the first line of CSV and TSV, the keys of the first JSON line.
 *
 * test/core/data/readHeader.test.ts holds this.
 */

export interface Header {
  /** The name of every column, in order: a column without a name is one too (`""`), and a name may stand there twice. */
  readonly names: readonly string[];
  /** The header ends in what was read: there are no more columns. */
  readonly isWhole: boolean;
}

/** `isAll`: the head is the whole file. No names where there is no header to be read. */
export function readHeader(head: string, fileName: string, isAll = true): Header {
  const text = head.replace(/^\uFEFF/, "");
  const { names, isWhole } = /\.(jsonl|ndjson)$/i.test(fileName) ? keysOf(text) : cellsOf(text, fileName);
  const trimmed = names.map((name) => name.trim());
  return { names: trimmed.some(Boolean) ? trimmed : [], isWhole: isWhole || isAll };
}

/** The names by which columns can be asked for: each that stands there, once. */
export const nameable = ({ names }: Header): string[] => [...new Set(names.filter(Boolean))];

function keysOf(text: string): Header {
  try {
    const first: unknown = JSON.parse(text.split(/\r?\n/, 1)[0] ?? "");
    const isRow = typeof first === "object" && first !== null && !Array.isArray(first);
    return { names: isRow ? Object.keys(first) : [], isWhole: true };
  } catch {
    return { names: [], isWhole: false };
  }
}

/** A quoted cell may hold the separator, a line break and doubled quotes; one that does not end is no name. */
function cellsOf(text: string, fileName: string): Header {
  const separator = separatorOf(text, fileName);
  const cell = new RegExp(`"((?:[^"]|"")*)"|((?!")[^\\r\\n${separator}]*)`, "y");
  const names: string[] = [];
  for (;;) {
    const [whole, quoted, plain] = cell.exec(text) ?? [];
    if (whole === undefined) return { names, isWhole: false };
    // A cell at the end of what was read may go on behind it.
    const isWhole = cell.lastIndex < text.length;
    names.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (text[cell.lastIndex] !== separator) return { names, isWhole };
    cell.lastIndex += 1;
  }
}

/** What the first line has most of. */
function separatorOf(text: string, fileName: string): string {
  if (/\.tsv$/i.test(fileName)) return "\t";
  const line = text.split(/\r?\n/, 1)[0] ?? "";
  const count = (sign: string): number => line.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
