/** Three significant digits, and no zeros behind them. */
import { expect, test } from "vitest";
import { shortNumber } from "../../../src/core/text/shortNumber";

test("three significant digits, as short as they are", () => {
  const shown = [0.123456, 12345, 0.5, -1e-9, 0, 99.96, 1.23e21].map(shortNumber);
  expect(shown).toEqual(["0.123", "12300", "0.5", "-1e-9", "0", "100", "1.23e+21"]);
  expect([Number.NaN, Number.POSITIVE_INFINITY].map(shortNumber)).toEqual(["NaN", "Infinity"]);
});
