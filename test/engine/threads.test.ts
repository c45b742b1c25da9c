/** Batches cut into shards: the rows of each, and the same numbers however many there are. */
import { describe, expect, it } from "vitest";
import { divideRows, shardRows } from "../../src/engine/plan/shards";

describe("the rows of a batch", () => {
  it("are divided in multiples of 4, as equal as can be, in order, until there are none left", () => {
    expect(divideRows(32, 2)).toEqual([16, 16]);
    expect(divideRows(18, 2)).toEqual([12, 6]);
    expect(divideRows(9, 2)).toEqual([8, 1]);
    expect(divideRows(3, 2)).toEqual([3, 0]);
    expect(divideRows(25, 4)).toEqual([8, 8, 8, 1]);
    for (let shards = 1; shards <= 5; shards++) {
      for (let rows = 1; rows <= 70; rows++) {
        const divided = divideRows(rows, shards);
        expect(divided.reduce((sum, own) => sum + own, 0)).toBe(rows);
        expect(Math.max(...divided)).toBeLessThanOrEqual(shardRows(rows, shards));
        const used = divided.filter((own) => own > 0);
        expect(divided.slice(0, used.length)).toEqual(used);
        expect(used.slice(0, -1).filter((own) => own % 4 !== 0)).toEqual([]);
      }
    }
  });
});
