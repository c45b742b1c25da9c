/**
 * Forecasts as Nixtla's tools keep them, in the long form: `unique_id, ds, cutoff, y, <Model>, <Model>-lo-90, <Model>-hi-90`, and the level 80
 * behind them. One row a window and step; y is empty where nobody knows it yet. test/core/forecast/nixtlaTable.test.ts.
 */
export interface ForecastRow {
  /** The target's name. */
  readonly series: string;
  /** A time as the file has it, or a row's number. */
  readonly time: string | number;
  /** Of the last row that was known. */
  readonly cutoff: string | number;
  readonly right: number | undefined;
  readonly value: number;
  readonly levels: Readonly<Record<80 | 90, readonly [number, number] | undefined>>;
}

export function nixtlaTable(model: string, rows: readonly ForecastRow[]): string {
  const header = ["unique_id", "ds", "cutoff", "y", model];
  for (const level of [90, 80]) header.push(`${model}-lo-${level}`, `${model}-hi-${level}`);
  const lines = rows.map(({ series, time, cutoff, right, value, levels }) =>
    [series, time, cutoff, right, value, ...(levels[90] ?? ["", ""]), ...(levels[80] ?? ["", ""])].map(cell).join(","),
  );
  return `${[header.map(cell).join(","), ...lines].join("\n")}\n`;
}

/** Quoted where CSV needs it. */
function cell(value: string | number | undefined): string {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
