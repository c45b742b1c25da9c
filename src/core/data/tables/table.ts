/**
 * A data file that has been read: its columns as numbers, words or times, all of the same length, in the order of the file.
 */
import type { ColumnKind, MissingCells, TimeColumn } from "./columnSinks";
import type { DeclaredDialect, Dialect, Guesses } from "./dialect";

/** A name, or a number counted from 0 over all columns. */
export type ColumnName = string | number;

/** What somebody wants to know of a file. Equal requests of the same file have the same answer. */
export interface TableRequest {
  readonly dialect: DeclaredDialect;
  /** Columns of numbers, of words, and those that make the time, joined with a space. */
  readonly numbers: readonly ColumnName[];
  readonly texts: readonly ColumnName[];
  readonly time: readonly ColumnName[];
  /** strptime's letters; null: by the look. */
  readonly timeFormat: string | null;
  /** Also what the other columns hold. */
  readonly survey?: boolean;
}

export interface NumberColumn {
  /** Its number in the file, from 0. */
  readonly place: number;
  /** NaN where a value is missing. */
  readonly values: Float64Array;
  readonly missing: MissingCells;
}

export interface TextColumn {
  /** Places in `labels`; −1 where a word is missing. */
  readonly codes: Float64Array;
  /** In the order of the file. */
  readonly labels: readonly string[];
  readonly missing: MissingCells;
}

export interface ColumnReport {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly missing: number;
}

export interface Table {
  /** As the model file names it. */
  readonly file: string;
  readonly encoding: string;
  /** Absent where the file has none: JSON lines. */
  readonly dialect: Dialect | undefined;
  readonly guesses: Guesses;
  /** The name of every column, `""` where it has none. */
  readonly names: readonly string[];
  readonly rows: number;
  /** By the request's own names, in its order. */
  readonly numbers: readonly NumberColumn[];
  readonly texts: readonly TextColumn[];
  readonly time: TimeColumn | undefined;
  /** Of every column, where it was asked for. */
  readonly report: readonly ColumnReport[];
}

/** The text of a file that can be gone through from its beginning, more than once. */
export interface TableText {
  readonly file: string;
  readonly encoding: string;
  readonly isEncodingGuessed: boolean;
  readonly head: string;
  /** By the lines of the head. */
  readonly likelyRows: number;
  /** The head is the whole file. */
  readonly isAll: boolean;
  /** UTF-8 without a byte order mark, in pieces. */
  pieces(): Iterable<Uint8Array>;
}
