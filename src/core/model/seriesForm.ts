/**
 * A time series as a model file declares it: `data: {file: prices.csv, target: close, window: 30, …}`, with its keys checked and defaults filled in.
 */
import type { SeriesChange } from "../data/series/seriesChanges";
import type { TableRequest } from "../data/tables/table";
import type { TextRange } from "../text/range";
import type { ValuesOf } from "./argumentTypes";
import type { dataForms } from "./formTable";

export type SeriesSettings = ValuesOf<(typeof dataForms)["series"]>;

export interface SeriesForm {
  /** The whole of `data`. */
  readonly range: TextRange;
  readonly settings: SeriesSettings;
  /** Where a key's value is written; that of another where it is left out. */
  placeOf(key: keyof SeriesSettings): TextRange;
}

type Column = string | number;

/** What goes in: where no inputs are listed, what is foretold. */
export const inputColumns = ({ inputs, target }: SeriesSettings): readonly Column[] => [inputs ?? target].flat();

export const targetColumns = ({ target }: SeriesSettings): readonly Column[] => [target].flat();

/** How many numbers a step of a window has: two for each part of the calendar, behind the inputs. */
export const inputWidth = (settings: SeriesSettings): number =>
  inputColumns(settings).length + 2 * (settings.calendar?.length ?? 0);

/** How a column is changed before it is scaled: the targets, wherever they stand. */
export const changeOf = (settings: SeriesSettings, column: Column): SeriesChange =>
  targetColumns(settings).includes(column)
    ? { logarithm: settings.logarithm, difference: settings.difference > 0 }
    : { logarithm: false, difference: false };

/** Every column of numbers once: the inputs, then the targets that are none. */
export const numberColumns = (settings: SeriesSettings): readonly Column[] => [
  ...new Set([...inputColumns(settings), ...targetColumns(settings)]),
];

/** What of the file is read. `survey`: also what the other columns hold. */
export function seriesRequest(settings: SeriesSettings, survey = false): TableRequest {
  const { separator, decimal, thousands, encoding, header, skip, skip_after_header, skip_footer } = settings;
  const { comment, missing_values } = settings;
  return {
    dialect: {
      ...{ separator, thousands, encoding, header, skip, skip_after_header, skip_footer, comment, missing_values },
      decimal: decimal as "." | "," | null,
    },
    numbers: numberColumns(settings),
    texts: settings.group === null ? [] : [settings.group],
    time: settings.time === null ? [] : [settings.time].flat(),
    timeFormat: settings.time_format,
    ...(survey && { survey }),
  };
}
