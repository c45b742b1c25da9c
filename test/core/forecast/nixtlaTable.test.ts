/** The long form: columns in their order, empty where nothing is known, quoted where CSV needs it. */
import { expect, test } from "vitest";
import { nixtlaTable } from "../../../src/core/forecast/nixtlaTable";

test("columns, empty cells and quotes", () => {
  const known = { series: "close", time: "2024-01-02", cutoff: "2024-01-01", right: 1.5, value: 2 };
  const next = { series: 'a "b", c', time: 7, cutoff: 6, right: undefined, value: 3 };
  expect(
    nixtlaTable("next, one", [
      { ...known, levels: { 80: [1, 3], 90: [0, 4] } },
      { ...next, levels: { 80: [2, 4], 90: undefined } },
    ]),
  ).toBe(
    'unique_id,ds,cutoff,y,"next, one","next, one-lo-90","next, one-hi-90","next, one-lo-80","next, one-hi-80"\n' +
      'close,2024-01-02,2024-01-01,1.5,2,0,4,1,3\n"a ""b"", c",7,6,,3,,,2,4\n',
  );
});
