/** Tables as people write them: the exact figures, or a sentence with file, line and cell. */
import { expect, test } from "vitest";
import { refusalOf, tableOf } from "./tableOf";

const numbersOf = (text: string, columns: (string | number)[], asked: Parameters<typeof tableOf>[1] = {}): number[][] =>
  tableOf(text, { ...asked, numbers: columns }).numbers.map(({ values }) => [...values]);

test.each([1, 2, 3, 5, 64])("whatever the pieces are: %d bytes", (piece) => {
  const text = 't,"a ""b"", c",d\r\n1,2.5,"x\r\ny"\r\n2,-3,z\n\n3,4e2,"ñ"';
  const table = tableOf(text, { piece, numbers: [1, "t"], texts: ["d"] });
  expect(table.names).toEqual(["t", 'a "b", c', "d"]);
  expect(table.numbers.map(({ values }) => [...values])).toEqual([
    [2.5, -3, 400],
    [1, 2, 3],
  ]);
  expect(table.texts[0]).toMatchObject({ labels: ["x\r\ny", "z", "ñ"] });
  expect(table.rows).toBe(3);
});

test("line ends of every kind, and the last line without one", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    expect(numbersOf(["a,b", "1,2", "3,4"].join(end), ["b"])).toEqual([[2, 4]]);
    expect(numbersOf(["a,b", "1,2", "3,4", ""].join(end), ["b"], { piece: 1 })).toEqual([[2, 4]]);
  }
});

test("separators and decimal signs by their look, told as guesses", () => {
  const text = '"";"MT_001"\n"2011-01-01 00:15:00";1,6360\n"2011-01-01 00:30:00";21\n';
  const table = tableOf(text, { numbers: [1], time: [0] });
  expect([...(table.numbers[0]?.values ?? [])]).toEqual([1.636, 21]);
  expect(table.guesses).toEqual({ separator: ";", decimal: "," });
  expect(table.time?.kind).toBe("time");
});

test("what is declared is no guess", () => {
  const table = tableOf("a;b\n1,5;2\n", { numbers: ["a"], dialect: { separator: ";", decimal: "," } });
  expect(table.guesses).toEqual({});
  expect([...(table.numbers[0]?.values ?? [])]).toEqual([1.5]);
});

test("thousands", () => {
  expect(numbersOf('a,b\n1,"1,234.5"\n2,"12"\n', ["b"])).toEqual([[1234.5, 12]]);
  expect(numbersOf("a;b\n1;1.234,5\n2;2\n", ["b"])).toEqual([[1234.5, 2]]);
  expect(refusalOf('a,b\n1,"1,234"\n2,"2,000"\n', { numbers: ["b"] })).toBe(
    'a.csv: the comma in "1,234" could be the decimal sign or between thousands. Write `decimal: ","` or `thousands: ","`.',
  );
  expect(numbersOf('a,b\n1,"1,234"\n', ["b"], { dialect: { thousands: "," } })).toEqual([[1234]]);
});

test("a header that is none, remarks, lines below the header and behind the table", () => {
  expect(tableOf("0,0.00\n1,0.33\n", { numbers: [1] })).toMatchObject({ rows: 2, guesses: { header: false } });
  expect(numbersOf("1990,1991\n1,2\n", ["1991"], { dialect: { header: true } })).toEqual([[2]]);
  const noted = "# a remark\n# two\na,b\n1,2\n# three\n3,4\n";
  expect(tableOf(noted, { numbers: ["b"] })).toMatchObject({ rows: 2, guesses: { comment: "#" } });
  const titled = "A title\n\na,b\n1,2\n3,4\n";
  expect(tableOf(titled, { numbers: ["b"] })).toMatchObject({ rows: 2, guesses: { skip: 2 } });
  const units = "Price,Close,High\nTicker,ABC,ABC\nDate,,\n2024-01-01,10,11\n2024-01-02,12,13\n";
  const table = tableOf(units, { numbers: ["High"], time: ["Date"] });
  expect(table).toMatchObject({ rows: 2, guesses: { skip_after_header: 2 } });
  expect(table.time?.kind).toBe("date");
  const ended = "a,b\n1,2\n3,4\n\nSource: somebody\n\n";
  expect(tableOf(ended, { numbers: ["b"] })).toMatchObject({ rows: 2, guesses: { skip_footer: 2 } });
  for (const skip_footer of [1, 2, 3]) {
    expect(numbersOf(ended, ["b"], { dialect: { skip_footer } })).toEqual([[2, 4]]);
  }
  expect(refusalOf(ended, { numbers: ["b"], dialect: { skip_footer: 0 } })).toContain("a.csv, line 5: 1 cell");
});

test("lines that are declared to be none", () => {
  const text = "x\ny\na,b\nu,v\n1,2\n3,4\nz\n";
  expect(numbersOf(text, ["a"], { dialect: { skip: 2, skip_after_header: 1, skip_footer: 1 } })).toEqual([[1, 3]]);
  // Lines keep the numbers that an editor shows.
  expect(refusalOf("x\ny\na,b\n1,2\n3\n9,9\n", { numbers: ["a"], dialect: { skip: 2 } })).toContain("line 5: 1 cell");
});

test("missing values are kept as such, with their lines", () => {
  const { numbers } = tableOf("a,b\n1,\n2,?\n3,null\n4,-9999.0\n5,7\n", {
    numbers: ["b"],
    dialect: { missing_values: [-9999] },
  });
  expect([...(numbers[0]?.values ?? [])]).toEqual([NaN, NaN, NaN, NaN, 7]);
  expect(numbers[0]?.missing.count).toBe(4);
  expect(numbers[0]?.missing.first[1]).toEqual({ row: 1, line: 3, text: "?" });
});

test("a blank line is a missing value in a table of one column, and nothing behind its end", () => {
  const { rows, numbers } = tableOf("a\n1\n\n\n4\n\n\n", { numbers: ["a"] });
  expect(rows).toBe(4);
  expect([...(numbers[0]?.values ?? [])]).toEqual([1, NaN, NaN, 4]);
  expect(numbers[0]?.missing.first.map(({ line }) => line)).toEqual([3, 4]);
});

test.each([
  ["a,b\n1,2\n3,x y\n", 'a.csv, line 3, column b: "x y" is not a number'],
  ["a,b\n1,2\n3,1.2.3\n", 'line 3, column b: "1.2.3" is not a number'],
  ["a,b\n1,2\n3,1e999\n", 'line 3, column b: "1e999" is not a number'],
  ["a,b\n1,2\n3\n4,5\n", "line 3: 1 cell, where the header has 2"],
  ["a,b\n1,2\n3,4,5\n", "line 3: 3 cells, where the header has 2"],
  // A row that was cut off is no remark behind the table.
  ["a,b\n2021-03-01,2\n2021-03-0", "line 3: 1 cell, where the header has 2"],
  ["a,b\n1,2\nremark\n3,4\n", "line 3: 1 cell, where the header has 2"],
  ['a,b\n1,"2\n3,4\n', "line 2: a cell begins with a quote and no closing one follows"],
  ['a,b\n1,"2"x\n', "line 2: behind a closing quote"],
  ["a,b\n1,2\n\0\0\0", "line 3: a NUL byte"],
  ["a,b\n", "a.csv has no rows"],
  ["", "a.csv has no column b"],
])("%j is refused", (text, sentence) => {
  expect(refusalOf(text, { numbers: ["b"] })).toContain(sentence);
});

test("columns by name and by number, also nameless and doubled ones", () => {
  expect(numbersOf(",t, value \n0,1,2\n3,4,5\n", [0, "t", "value"])).toEqual([
    [0, 3],
    [1, 4],
    [2, 5],
  ]);
  expect(numbersOf("D,C,C\n0,1,2\n", [1, 2])).toEqual([[1], [2]]);
  expect(refusalOf("D,C,C\n0,1,2\n", { numbers: ["C"] })).toContain("more than one column of the name C");
  expect(refusalOf("D,C\n0,1\n", { numbers: [2] })).toBe("a.csv has no column 2. It has D, C.");
});

test("times: a day and a month that could be either, and both in one column", () => {
  expect(refusalOf("t,a\n03/04/2021,1\n05/04/2021,2\n", { numbers: ["a"], time: ["t"] })).toBe(
    'a.csv, line 2, column t: in "03/04/2021" the day and the month could be either, and no other line tells. Write `time_format: "%d/%m/%Y"` or `time_format: "%m/%d/%Y"`.',
  );
  const told = tableOf("t,a\n03/04/2021,1\n13/04/2021,2\n", { numbers: ["a"], time: ["t"] });
  expect([...(told.time?.values ?? [])]).toEqual([Date.parse("2021-04-03"), Date.parse("2021-04-13")]);
  expect(told.guesses).toEqual({ time_format: "%d/%m/%Y" });
  const american = tableOf("t,a\n03/04/2021,1\n04/13/2021,2\n", { numbers: ["a"], time: ["t"] });
  expect([...(american.time?.values ?? [])]).toEqual([Date.parse("2021-03-04"), Date.parse("2021-04-13")]);
  expect(refusalOf("t,a\n13/04/2021,1\n04/13/2021,2\n", { numbers: ["a"], time: ["t"] })).toContain(
    "line 2 has the day first, line 3 the month",
  );
  expect(refusalOf("t,a\n2021-01-01,1\nsoon,2\n", { numbers: ["a"], time: ["t"] })).toContain(
    'line 3, column t: "soon" is no time',
  );
  expect(refusalOf("t,a\n2021-01-01,1\n,2\n", { numbers: ["a"], time: ["t"] })).toContain(
    "line 3, column t: the time is missing",
  );
});

test("times of several columns, joined; numbers; a format", () => {
  const joined = tableOf("d,h,a\n16/12/2006,17:24:00,1\n", { numbers: ["a"], time: ["d", "h"] });
  expect([...(joined.time?.values ?? [])]).toEqual([Date.parse("2006-12-16T17:24Z")]);
  expect(tableOf("y,a\n1958,1\n1959,2\n", { numbers: ["a"], time: ["y"] }).time).toMatchObject({ kind: "number" });
  const formatted = tableOf("t,a\n20210304,1\n", { numbers: ["a"], time: ["t"], timeFormat: "%Y%m%d" });
  expect([...(formatted.time?.values ?? [])]).toEqual([Date.parse("2021-03-04")]);
});

test("what every column holds, where that is asked", () => {
  const { report } = tableOf("t,a,b,c\n2021-01-01,1,x,\n2021-01-02,,y,\n", {
    numbers: ["a"],
    time: ["t"],
    survey: true,
  });
  expect(report).toEqual([
    { name: "t", kind: "time", missing: 0 },
    { name: "a", kind: "number", missing: 1 },
    { name: "b", kind: "text", missing: 0 },
    { name: "c", kind: "empty", missing: 2 },
  ]);
});

test("JSON lines", () => {
  const text = '{"t": 1, "a": 0.1, "w": "x"}\n{"t": 2, "w": "y"}\n\n{"a": "3.5", "t": 3, "w": "x"}\n';
  const table = tableOf(text, { file: "a.jsonl", numbers: ["a", "t"], texts: ["w"] });
  expect(table.numbers.map(({ values }) => [...values])).toEqual([
    [0.1, NaN, 3.5],
    [1, 2, 3],
  ]);
  expect(table.texts[0]).toMatchObject({ labels: ["x", "y"] });
  const refused = (line: string): string => refusalOf(`{"a": 1}\n${line}\n`, { file: "a.jsonl", numbers: ["a"] });
  expect(refused("[1]")).toContain("a.jsonl, line 2: each line must be a JSON object");
  expect(refused('{"a": 1')).toContain("a.jsonl, line 2: each line must be a JSON object");
  expect(refused('{"b": 1}')).toContain("a.jsonl, line 2: the key b is not among those of the first line");
  expect(refused('{"a": [1]}')).toContain('a.jsonl, line 2, column a: "[1]" is not a number');
});
