/**
 * The times behind the last row of a series, at the step that its rows have: days, hours, months that are not of equal length, and working
 * days where the series has no weekends. test/core/forecast/nextTimes.test.ts.
 */

const DAY_MS = 86_400_000;

/** `times`: in order, milliseconds in UTC or plain numbers (`kind`); doubled ones are passed over. Empty without a step. */
export function nextTimes(times: Float64Array, kind: "number" | "date" | "time", count: number): number[] {
  const own = times.filter((time, at) => at === 0 || time !== times[at - 1]);
  const last = own.at(-1);
  if (last === undefined || own.length < 2) return [];
  const months = kind === "number" ? undefined : monthsApart(own);
  if (months !== undefined) return Array.from({ length: count }, (_, at) => afterMonths(own, months * (at + 1)));
  const step = usualStep(own);
  if (kind !== "number" && step === DAY_MS && own.length >= 5 && !own.some(isWeekend)) return workingDays(last, count);
  return Array.from({ length: count }, (_, at) => last + (at + 1) * step);
}

/** The commonest step where at least half of all are such, else the middle one. */
function usualStep(times: Float64Array): number {
  const steps = times.subarray(1).map((time, at) => time - (times[at] as number));
  const counts = new Map<number, number>();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  const [common, often] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best));
  return often * 2 >= steps.length ? common : (steps.sort()[Math.floor(steps.length / 2)] as number);
}

/** How many months lie between rows that stand on the same day of the month, or on its last, at the same time of day. */
function monthsApart(times: Float64Array): number | undefined {
  const dates = Array.from(times, (time) => new Date(time));
  const first = dates[0] as Date;
  const number = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const apart = number(dates[1] as Date) - number(first);
  const isLast = (date: Date): boolean => new Date(date.getTime() + DAY_MS).getUTCDate() === 1;
  const isSameDay =
    dates.every((date) => date.getUTCDate() === first.getUTCDate()) || dates.every((date) => isLast(date));
  const isEven = dates.every(
    (date, at) => number(date) - number(first) === at * apart && (date.getTime() - first.getTime()) % DAY_MS === 0,
  );
  return apart > 0 && isSameDay && isEven ? apart : undefined;
}

function afterMonths(times: Float64Array, months: number): number {
  const last = new Date(times.at(-1) ?? 0);
  const days = Array.from(times, (time) => new Date(time).getUTCDate());
  // Of ends of months the largest day is the one that is meant.
  const wanted = Math.max(...days.slice(-12));
  const moved = new Date(last);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const length = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(wanted, length));
  return moved.getTime();
}

const isWeekend = (time: number): boolean => [0, 6].includes(new Date(time).getUTCDay());

function workingDays(last: number, count: number): number[] {
  const days: number[] = [];
  for (let day = last + DAY_MS; days.length < count; day += DAY_MS) if (!isWeekend(day)) days.push(day);
  return days;
}
