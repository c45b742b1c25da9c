/** Figures for files: their axes, their tables, and that a run with gaps is drawn with gaps. */
import { describe, expect, test } from "vitest";
import { figureAsSvg, tableAsCsv, tableAsRecords } from "../../src/pictures/figures/figure";
import { lossFigure } from "../../src/pictures/figures/lossFigure";
import { linearTicks, logTicks } from "../../src/pictures/figures/ticks";
import { fileColours } from "../../src/pictures/palettes";

test.each([
  [[0.2, 0.9], 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [[1.39, 1.65], 5, [1.3, 1.4, 1.5, 1.6, 1.7]],
  [[-3, 4], 4, [-4, -2, 0, 2, 4]],
  [[7, 7], 4, [6, 6.5, 7, 7.5, 8]],
  [[], 2, [0, 0.5, 1]],
])("round numbers along %j", (values, count, ticks) => expect(linearTicks(values, count).ticks).toEqual(ticks));

test("powers of ten along a logarithmic axis, and parts of few", () => {
  expect(logTicks([3e-5, 0.4]).ticks).toEqual([1e-4, 1e-3, 1e-2, 0.1]);
  expect(logTicks([0.3, 4]).ticks).toEqual([0.5, 1, 2]);
  expect(logTicks([0, -1]).ticks).toEqual([0.1, 1]);
});

test("a text in CSV is no formula for a spreadsheet, and a number below 0 is a number", () => {
  const rows = [["=1+2", -1.5], ["+a", -0.25], ["-b", 3], ["@c", 4], ["\td", 5], ["e=", 6]] as const; // prettier-ignore
  expect(tableAsCsv({ columns: ["=HYPERLINK(1)", "y"], rows })).toBe(
    "'=HYPERLINK(1),y\n'=1+2,-1.5\n'+a,-0.25\n'-b,3\n'@c,4\n'\td,5\ne=,6\n",
  );
});

test("a table as CSV and as records", () => {
  const table = { columns: ["a", 'b "x"'], rows: [[1.5, "one, two"], [Number.NaN, undefined]] }; // prettier-ignore
  expect(tableAsCsv(table)).toBe('a,"b ""x"""\n1.5,"one, two"\nNaN,\n');
  expect(tableAsRecords(table)).toEqual([
    { a: 1.5, 'b "x"': "one, two" },
    { a: Number.NaN, 'b "x"': null },
  ]);
});

describe("the loss", () => {
  const rows = [1, 0.5, Number.NaN, 0.25, 0.2].map((loss, at) => ({
    epoch: at + 1,
    loss,
    val_loss: loss * 2,
    mae: loss,
  }));
  const figure = (isLog: boolean, given = rows): string =>
    figureAsSvg(
      lossFigure({ name: "a", rows: given, baseline: 0.7, isLog, width: 600, language: "en" }),
      fileColours.light,
    );
  const curves = (svg: string): number => svg.match(/<(polyline|path)/g)?.length ?? 0;

  test("has a gap where it is no number, a chart for each measure, and what a constant answer loses", () => {
    // Two stretches each of loss, val_loss and mae, their three samples in legends, and the baseline.
    expect(curves(figure(false))).toBe(10);
    expect(figure(false)).toContain("best constant answer: 0.7");
    expect(figure(true)).toContain(">0.5<");
  });
  test("of one epoch is a point", () => {
    const one = figure(false, rows.slice(0, 1));
    expect([curves(one), one.match(/<circle/g)?.length]).toEqual([4, 3]);
  });
  test("of nothing but NaN is still a figure", () => {
    const nothing = [{ epoch: 1, loss: Number.NaN, val_loss: Number.NaN, mae: Number.NaN }];
    expect(figure(true, nothing)).not.toMatch(/NaN|Infinity/);
  });
});
