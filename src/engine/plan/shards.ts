/**
 * How a batch is cut into shards, and its rows divided among them. test/engine/threads.test.ts.
 */
import { roundUp } from "./network";

/** Rows of each shard: multiples of 4 but for the last row's, as equal as can be, the larger ones first. */
export function divideRows(rows: number, shards: number): number[] {
  const groups = Math.ceil(rows / 4);
  const divided: number[] = [];
  let left = rows;
  for (let shard = 0; shard < shards; shard++) {
    const own = Math.min(left, 4 * (Math.floor(groups / shards) + (shard < groups % shards ? 1 : 0)));
    divided.push(own);
    left -= own;
  }
  return divided;
}

/** Rows that the largest shard of a full batch needs room for. */
export function shardRows(batchRows: number, shards: number): number {
  return roundUp(divideRows(batchRows, shards)[0] ?? 0, 4);
}
