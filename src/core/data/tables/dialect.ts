/**
 * How a table is written: what a model file can declare of it, and what is guessed where it does not.
 *
 * A guess is used and told: `guessed` names the keys. guessDialect.ts makes it; test/core/data/tables/readTable.test.ts.
 */

/** What stands in a model file; null and undefined: to be guessed, or the plain case. */
export interface DeclaredDialect {
  readonly separator: string | null;
  readonly decimal: "." | "," | null;
  readonly thousands: string | null;
  readonly encoding: TableEncoding | null;
  readonly header: boolean | null;
  /** Lines in front of the header. */
  readonly skip: number | null;
  /** Lines between the header and the first row. */
  readonly skip_after_header: number | null;
  /** Lines behind the last row. */
  readonly skip_footer: number | null;
  readonly comment: string | null;
  /** Words and numbers that stand for a missing value, besides the usual ones. */
  readonly missing_values: readonly (string | number)[] | null;
}

export const tableEncodings = ["utf-8", "utf-16le", "utf-16be", "latin-1", "windows-1252"] as const;
export type TableEncoding = (typeof tableEncodings)[number];

/** What a table is read by. */
export interface Dialect {
  readonly separator: string;
  readonly decimal: "." | ",";
  readonly thousands: string | undefined;
  readonly header: boolean;
  readonly skip: number;
  readonly skipAfterHeader: number;
  /** Undefined: lines at the end that are no rows are left out, and told. */
  readonly skipFooter: number | undefined;
  readonly comment: string | undefined;
  readonly missingValues: readonly (string | number)[];
}

/** Keys of a model file that were guessed, each with the value that can be written down. */
export type Guesses = Readonly<Record<string, string | number | boolean>>;

export const plainDialect: DeclaredDialect = {
  separator: null,
  decimal: null,
  thousands: null,
  encoding: null,
  header: null,
  skip: null,
  skip_after_header: null,
  skip_footer: null,
  comment: null,
  missing_values: null,
};

/** The words that stand for nothing wherever tables are written; compared without regard to case. */
const missingWords: ReadonlySet<string> = new Set([
  ...["", "na", "n/a", "#n/a", "#na", "nan", "null", "none", "nil", "missing", "?", "-", "--", "."],
]);

export const isMissingWord = (text: string): boolean => missingWords.has(text.toLowerCase());
