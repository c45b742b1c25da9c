/**
 * How a batch is cut into shards, and its rows divided among them. test/engine/threads.test.ts.
 */
import { roundUp } from "./weightBlock";

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

/** What decides. Milliseconds are estimates for one thread without the 256-bit path, which follow from the plan alone. */
export interface ShardChoice {
  readonly batchRows: number;
  readonly stepMs: number;
  readonly runMs: number;
  /** The same bits everywhere: the number of shards follows from the plan alone. */
  readonly reproducible: boolean;
  /** Threads asked for. */
  readonly asked?: number;
  /** Threads that there are. */
  readonly available: number;
}

/** Fewer rows make matrix products slower. */
const LEAST_ROWS = 16;
/** A step below this costs more to hand round than it saves. */
const LEAST_STEP_MS = 0.3;
/** To start a thread takes 20 to 40 ms: a run must be some times longer. */
const LEAST_RUN_MS = 200;
const MOST_SHARDS = 64;

export function chooseShards({ batchRows, stepMs, runMs, reproducible, asked, available }: ShardChoice): {
  readonly shards: number;
  readonly threads: number;
} {
  const worthwhile =
    stepMs < LEAST_STEP_MS ? 1 : Math.min(MOST_SHARDS, Math.max(1, Math.floor(batchRows / LEAST_ROWS)));
  const threads = asked ?? (runMs < LEAST_RUN_MS ? 1 : available);
  if (reproducible) return { shards: worthwhile, threads: Math.min(threads, worthwhile) };
  const most = asked === undefined ? worthwhile : Math.min(MOST_SHARDS, Math.ceil(batchRows / 4));
  const shards = Math.min(threads, most);
  return { shards, threads: shards };
}
