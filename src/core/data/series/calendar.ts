/**
 * The calendar of a series' rows: hour of the day, day of the week and month of the year, each as a sine and a cosine, so that December lies
 * beside January. In UTC, as times are read. test/core/data/series/seriesChanges.test.ts.
 */
export const calendarUnits = ["hour", "weekday", "month"] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

/** Which part of its cycle has gone by: Monday and the 1st of January are its beginning; an hour has its minutes, a month its days. */
const shares: Readonly<Record<CalendarUnit, (date: Date) => number>> = {
  hour: (date) => (date.getUTCHours() + date.getUTCMinutes() / 60) / 24,
  weekday: (date) => ((date.getUTCDay() + 6) % 7) / 7,
  month: (date) => (date.getUTCMonth() + (date.getUTCDate() - 1) / daysOf(date)) / 12,
};

const daysOf = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

/** Two columns a unit: sine, cosine. */
export function calendarColumns(times: ArrayLike<number>, units: readonly CalendarUnit[]): Float64Array[] {
  const dates = Array.from(times, (time) => new Date(time));
  return units.flatMap((unit) =>
    [Math.sin, Math.cos].map((wave) => Float64Array.from(dates, (date) => wave(2 * Math.PI * shares[unit](date)))),
  );
}
