/** Logarithms and steps, there and back; the calendar's sines and cosines. */
import { expect, test } from "vitest";
import { calendarColumns } from "../../../../src/core/data/series/calendar";
import { changed, changeOfSamples, restored, restoredAnswers } from "../../../../src/core/data/series/seriesChanges";
import { TableRefused } from "../../../../src/core/data/tables/tableProblem";
import { render } from "../../../../src/core/messages/message";

const place = { file: "a.csv", column: "close" };
const values = Float64Array.of(100, 110, 99, 120);

test.each([
  [{ logarithm: false, difference: true }, [0, 10, -11, 21]],
  [{ logarithm: true, difference: false }, [Math.log(100), Math.log(110), Math.log(99), Math.log(120)]],
  [{ logarithm: true, difference: true }, [0, Math.log(1.1), Math.log(0.9), Math.log(120 / 99)]],
  [{ logarithm: false, difference: false }, [...values]],
])("%j", (change, expected) => {
  const found = changed(values, change, place);
  expected.forEach((value, row) => expect(found[row]).toBeCloseTo(value, 12));
  restored(found.subarray(1), 100, change).forEach((value, at) => expect(value).toBeCloseTo(values[at + 1] ?? NaN, 9));
});

test("nothing at or below 0 has a logarithm, which is told with the column", () => {
  const change = { logarithm: true, difference: false };
  let text = "";
  try {
    changed(Float64Array.of(1, 0), change, place);
  } catch (error) {
    if (error instanceof TableRefused) text = render(error.problem, "en");
  }
  expect(text).toContain("a.csv: the column close has 0, and only numbers above 0 have a logarithm");
});

test("the calendar: Monday, January and midnight are the beginning of their circles", () => {
  // Monday, 1 January 2024, 06:00; Thursday, 16 May, 12:00: of the year 4 months and 15 of 31 days.
  const times = [Date.UTC(2024, 0, 1, 6), Date.UTC(2024, 4, 16, 12)];
  const columns = calendarColumns(times, ["hour", "weekday", "month"]);
  const at = (row: number): (number | undefined)[] => columns.map((column) => column[row]);
  [1, 0, 0, 1, 0, 1].forEach((value, k) => expect(at(0)[k]).toBeCloseTo(value, 12));
  const turn = (2 * Math.PI * 3) / 7;
  const year = (2 * Math.PI * (4 + 15 / 31)) / 12;
  [0, -1, Math.sin(turn), Math.cos(turn), Math.sin(year), Math.cos(year)].forEach((value, k) =>
    expect(at(1)[k]).toBeCloseTo(value, 12),
  );
});

test("one sample that is cut out comes back from its own last row", () => {
  const own = { shape: [3, 1], values: Float32Array.of(10, 20, 40, 80), starts: Int32Array.of(1, 2, 3) };
  const change = { logarithm: false, difference: true, own };
  const steps = { shape: [3, 1], values: Float32Array.of(1, 2, 3) };
  expect([...restoredAnswers(steps, change, 0).values]).toEqual([11, 22, 43]);
  const cut = changeOfSamples(change, 2, 3).change;
  if (!cut) throw new Error("it was changed");
  expect(cut.own.shape).toEqual([1, 1]);
  expect([...restoredAnswers({ shape: [1, 1], values: Float32Array.of(3) }, cut, 0).values]).toEqual([43]);
  expect(changeOfSamples(undefined, 0, 1)).toEqual({});
});
