/**
 * The names of the columns of a data file, from its first bytes: the header of CSV and TSV, the keys of the first JSON line.
 *
 * Found as the reading of the whole file finds them (tables/guessDialect.ts). test/core/data/readHeader.test.ts holds this.
 */
import { type DeclaredDialect, plainDialect } from "./tables/dialect";
import { guessDialect, linesOf } from "./tables/guessDialect";
import { TableRefused } from "./tables/tableProblem";

export interface Header {
  /** The name of every column, in order: a column without a name is one too (`""`), and a name may stand there twice. */
  readonly names: readonly string[];
  /** Further lines of the header, where a name may be one column's alone. */
  readonly others?: readonly (readonly string[])[];
  /** The header ends in what was read: there are no more columns. */
  readonly isWhole: boolean;
}

/** `isAll`: the head is the whole file. No columns where there is no header to be read. */
export function readHeader(head: string, fileName: string, isAll = true, declared = plainDialect): Header {
  const text = head.replace(/^\uFEFF/, "");
  if (/\.(jsonl|ndjson)$/i.test(fileName)) return keysOf(text, isAll);
  try {
    return cellsOf(text, fileName, isAll, declared);
  } catch (error) {
    if (error instanceof TableRefused) return { names: [], isWhole: isAll };
    throw error;
  }
}

/** The names by which columns can be asked for: each that stands there, once. */
export const nameable = ({ names }: Header): string[] => [...new Set(names.filter(Boolean))];

function keysOf(text: string, isAll: boolean): Header {
  try {
    const first: unknown = JSON.parse(text.split(/\r?\n/, 1)[0] ?? "");
    const isRow = typeof first === "object" && first !== null && !Array.isArray(first);
    return { names: isRow ? Object.keys(first) : [], isWhole: true };
  } catch {
    return { names: [], isWhole: isAll };
  }
}

function cellsOf(text: string, fileName: string, isAll: boolean, declared: DeclaredDialect): Header {
  // A header that goes on behind what was read: what is there of it is known.
  const isLine = isAll || /[\r\n]/.test(text);
  const { dialect } = guessDialect(fileName, text, isAll || !isLine, declared);
  const { separator, comment, skip, header, skipAfterHeader } = dialect;
  const lines = linesOf(fileName, text, separator, comment).filter(({ line }) => line > skip);
  const [first, ...rest] = lines.map(({ cells }) => cells.map((cell) => cell.trim()));
  if (!first) return { names: [], isWhole: isAll };
  if (!first.some(Boolean)) return { names: [], isWhole: isLine };
  if (!header) return { names: first.map(() => ""), isWhole: isLine };
  const others = rest.slice(0, skipAfterHeader);
  return { names: first, ...(others.length > 0 && { others }), isWhole: isLine };
}
