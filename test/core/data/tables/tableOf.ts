/** The door to tables in tests: a text in pieces of any size, and what is read of it. */
import { plainDialect, type DeclaredDialect } from "../../../../src/core/data/tables/dialect";
import { bytesOf } from "../../../../src/core/data/tables/cellBytes";
import { readTable } from "../../../../src/core/data/tables/readTable";
import type { Table, TableRequest, TableText } from "../../../../src/core/data/tables/table";
import { TableRefused } from "../../../../src/core/data/tables/tableProblem";
import { render } from "../../../../src/core/messages/message";

export function textOf(text: string, file = "a.csv", piece = 7): TableText {
  const bytes = bytesOf(text);
  return {
    ...{ file, encoding: "utf-8", isEncodingGuessed: false, head: text, isAll: true, likelyRows: 10 },
    *pieces() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.slice(at, at + piece);
    },
  };
}

interface Asked extends Partial<Omit<TableRequest, "dialect">> {
  readonly dialect?: Partial<DeclaredDialect>;
  readonly file?: string;
  readonly piece?: number;
}

const requestOf = ({
  dialect,
  numbers = [],
  texts = [],
  time = [],
  timeFormat = null,
  survey = false,
}: Asked): TableRequest => ({
  ...{ numbers, texts, time, timeFormat, survey },
  dialect: { ...plainDialect, ...dialect },
});

export const tableOf = (text: string, asked: Asked): Table =>
  readTable(textOf(text, asked.file, asked.piece), requestOf(asked));

/** The sentence that refuses the table. */
export function refusalOf(text: string, asked: Asked): string {
  try {
    tableOf(text, asked);
  } catch (error) {
    if (error instanceof TableRefused) return render(error.problem, "en");
    throw error;
  }
  return "";
}
