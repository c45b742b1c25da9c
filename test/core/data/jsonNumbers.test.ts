/** NaN and infinities in JSON. */
import { expect, test } from "vitest";
import { readJsonNumber, stringifyJson } from "../../../src/core/data/jsonNumbers";

test("are strings, and come back", () => {
  const line = stringifyJson({ loss: [1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] });
  expect(line).toBe('{"loss":[1.5,"NaN","Infinity","-Infinity"]}');
  const { loss } = JSON.parse(line) as { loss: unknown[] };
  expect(loss.map(readJsonNumber)).toEqual([1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  expect(readJsonNumber("1")).toBeUndefined();
});
