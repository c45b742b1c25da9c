/**
 * The columns that a request names, found among those of a file, and the sinks that their cells go to.
 *
 * A name that two columns have, or none, is told as the editor tells it. test/core/data/tables/readTable.test.ts.
 */
import { message } from "../../messages/message";
import { type CellRules, type ColumnSink, NumberSink, SurveySink, TextSink, TimeSink } from "./columnSinks";
import type { ColumnName, ColumnReport, Table, TableRequest } from "./table";
import { TableRefused } from "./tableProblem";

/** A message lists no more columns. */
const MOST_LISTED = 12;

/** Where columns of this name stand. A name counts before a number; `others`: further header lines, where each name is one column's. */
export function placesOf(
  names: readonly string[],
  column: ColumnName,
  others: readonly (readonly string[])[] = [],
): number[] {
  for (const line of [names, ...others]) {
    const places = line.flatMap((name, at) => (name !== "" && name === String(column) ? [at] : []));
    if (places.length > 0) return places;
  }
  return typeof column === "number" && column >= 0 && column < names.length ? [column] : [];
}

export function listColumns(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => name || '""');
  return [...shown, ...(names.length > MOST_LISTED ? ["…"] : [])].join(", ");
}

/** How a column is called in a sentence. */
const spoken = (names: readonly string[], at: number): string => names[at] || String(at);

export class TableColumns {
  /** By place; undefined where nobody wants the cells. A column may be wanted as several things. */
  readonly sinks: (ColumnSink | undefined)[];
  private readonly places: readonly number[];
  private readonly numbers: NumberSink[];
  private readonly texts: TextSink[];
  readonly time: TimeSink | undefined;
  private readonly surveys: (SurveySink | undefined)[];
  private readonly reported: (() => ColumnReport)[];

  /** Throws `TableRefused`. */
  constructor(
    readonly names: readonly string[],
    otherNames: readonly (readonly string[])[],
    { numbers, texts, time, timeFormat, survey }: TableRequest,
    rules: CellRules,
  ) {
    const placed: ColumnSink[][] = names.map(() => []);
    const find = (column: ColumnName): number => {
      const places = placesOf(names, column, otherNames);
      if (places.length === 1) return places[0] ?? 0;
      const about = { file: rules.file, column: String(column) };
      throw new TableRefused(
        places.length === 0
          ? message("no-such-column", { ...about, known: listColumns(names) })
          : message("ambiguous-column", { ...about, places: places.join(", ") }),
      );
    };
    const put = <Sink extends ColumnSink>(column: ColumnName, make: (name: string) => Sink): Sink => {
      const at = find(column);
      const sink = make(spoken(names, at));
      placed[at]?.push(sink);
      return sink;
    };
    const timePlaces = time.map(find);
    this.places = numbers.map(find);
    this.numbers = numbers.map((column) => put(column, (name) => new NumberSink(name, rules)));
    this.texts = texts.map((column) => put(column, () => new TextSink(rules)));
    const timeNames = timePlaces.map((at) => spoken(names, at));
    this.time = time.length > 0 ? new TimeSink(timeNames, rules, timeFormat) : undefined;
    timePlaces.forEach((at, part) => this.time && placed[at]?.push(this.time.part(part)));
    this.surveys = names.map(() => (survey ? new SurveySink(rules) : undefined));
    this.surveys.forEach((sink, at) => sink && placed[at]?.push(sink));
    this.reported = names.map((name, at) => () => ({
      name,
      kind: timePlaces.includes(at) ? "time" : (this.surveys[at]?.kind ?? "empty"),
      missing: this.surveys[at]?.missing ?? 0,
    }));
    this.sinks = placed.map(joined);
  }

  /** How many numbers a row keeps. */
  get kept(): number {
    return this.numbers.length + this.texts.length + (this.time ? 2 : 0);
  }

  finish(): Pick<Table, "names" | "numbers" | "texts" | "time" | "report"> {
    return {
      names: this.names,
      numbers: this.numbers.map(({ numbers, missing }, at) => ({
        place: this.places[at] ?? 0,
        values: numbers.values,
        missing,
      })),
      texts: this.texts.map(({ codes, labels, missing }) => ({
        codes: codes.values,
        labels: [...labels.keys()],
        missing,
      })),
      time: this.time?.finish(),
      report: this.surveys.some(Boolean) ? this.reported.map((report) => report()) : [],
    };
  }
}

function joined(sinks: readonly ColumnSink[]): ColumnSink | undefined {
  const [only] = sinks;
  if (sinks.length < 2) return only;
  return {
    cell: (bytes, start, end, isDoubled, line) =>
      sinks.forEach((sink) => sink.cell(bytes, start, end, isDoubled, line)),
    value: (value, line) => sinks.forEach((sink) => sink.value(value, line)),
  };
}
