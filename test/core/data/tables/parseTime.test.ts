/** Times of tables, by their look and by a format. */
import { expect, test } from "vitest";
import { readTime, timeReader, writtenTime } from "../../../../src/core/data/tables/parseTime";

const utc = (text: string): number => Date.parse(text);

test.each([
  ["2021-03-01", "2021-03-01T00:00Z"],
  ["2021/3/1", "2021-03-01T00:00Z"],
  ["1949-01", "1949-01-01T00:00Z"],
  ["2011-01-01 00:15:00", "2011-01-01T00:15Z"],
  ["2011-01-01T00:15:00.250Z", "2011-01-01T00:15:00.250Z"],
  ["2011-01-01T00:15:00+02:00", "2010-12-31T22:15Z"],
  ["16/12/2006 17:24:00", "2006-12-16T17:24Z"],
  ["16.12.06", "2006-12-16T00:00Z"],
  ["1-Mar-2021", "2021-03-01T00:00Z"],
  ["Mar 1, 2021", "2021-03-01T00:00Z"],
  ["12 January 1999 1:05 PM", "1999-01-12T13:05Z"],
  ["0099-02-03", "0099-02-03T00:00Z"],
])("%s", (text, expected) => {
  const { dmy, mdy } = readTime(text);
  expect(Number.isNaN(dmy) ? mdy : dmy).toBe(utc(expected));
});

test("a day and a month that could be either have two readings", () => {
  expect(readTime("03/04/2021")).toEqual({ dmy: utc("2021-04-03"), mdy: utc("2021-03-04") });
  expect(readTime("13/04/2021").mdy).toBeNaN();
  expect(readTime("04/13/2021").dmy).toBeNaN();
});

test.each([
  "",
  "hello",
  "2021",
  "2021-13-01",
  "2021-02-30",
  "25:00",
  "2021-01-01 25:00",
  "1/2",
  "99/99/2021",
  "3 cats 2020",
])("%j is no time", (text) => {
  const { dmy, mdy } = readTime(text);
  expect([dmy, mdy]).toEqual([NaN, NaN]);
});

test.each([
  ["%d/%m/%Y %H:%M:%S", "03/04/2021 05:06:07", "2021-04-03T05:06:07Z"],
  ["%m/%d/%y", "03/04/21", "2021-03-04T00:00Z"],
  ["%Y%m%d", "20210304", "2021-03-04T00:00Z"],
  ["%d %B %Y %I:%M %p", "4 march 2021 12:30 am", "2021-03-04T00:30Z"],
  ["%Y %j", "2021 063", "2021-03-04T00:00Z"],
  ["%s", "86400", "1970-01-02T00:00Z"],
  ["%Y-%m-%dT%H:%M%z", "2021-03-04T05:00+0100", "2021-03-04T04:00Z"],
])("%s reads %s", (format, text, expected) => {
  expect(timeReader(format)?.(text)).toBe(utc(expected));
});

test("what a format does not fit, and what is none", () => {
  expect(timeReader("%d/%m/%Y")?.("2021-03-04")).toBeNaN();
  expect(timeReader("%d/%m/%Y")?.("31/02/2021")).toBeNaN();
  expect(timeReader("%Q")).toBeUndefined();
  expect(timeReader("year")).toBeUndefined();
});

test("as they are shown", () => {
  expect(writtenTime(utc("2021-03-04"), true)).toBe("2021-03-04");
  expect(writtenTime(utc("2021-03-04T05:00Z"), false)).toBe("2021-03-04T05:00:00");
});
