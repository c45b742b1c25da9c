/**
 * The names of the columns of a data file, from its first bytes: the first line of CSV and TSV, the keys of the first JSON line.
 *
 * test/core/data/readHeader.test.ts holds this.
 */

/** Completion offers no more. */
const MOST_COLUMNS = 500;

/** Without doubles and empty names, in their order; none where there is no header to be read. */
export function readHeader(head: string, fileName: string): string[] {
  const text = head.replace(/^\uFEFF/, "");
  const names = /\.(jsonl|ndjson)$/i.test(fileName) ? keysOf(text) : cellsOf(text, fileName);
  return [...new Set(names.map((name) => name.trim()).filter(Boolean))].slice(0, MOST_COLUMNS);
}

function keysOf(text: string): string[] {
  try {
    const first: unknown = JSON.parse(text.split(/\r?\n/, 1)[0] ?? "");
    return typeof first === "object" && first !== null && !Array.isArray(first) ? Object.keys(first) : [];
  } catch {
    return [];
  }
}

/** A quoted cell may hold the separator, a line break and doubled quotes; one that does not end is no name. */
function cellsOf(text: string, fileName: string): string[] {
  const separator = separatorOf(text, fileName);
  const cell = new RegExp(`"((?:[^"]|"")*)"|((?!")[^\\r\\n${separator}]*)`, "y");
  const names: string[] = [];
  for (;;) {
    const [whole, quoted, plain] = cell.exec(text) ?? [];
    if (whole === undefined) return names;
    names.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (text[cell.lastIndex] !== separator) return names;
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
