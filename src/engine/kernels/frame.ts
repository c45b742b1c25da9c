/**
 * What every kernel must know about the batch at hand. The plan lays it out (plan/records.ts has the same fields; a test
 * compares them), the session fills it before each run.
 *
 * Tensors are time-major, [steps][padded][ld]. `padded` follows from the rows of this batch, so a short last batch is
 * packed densely and costs no more than its size.
 */
@unmanaged export class Frame {
  /** Samples in this batch. */
  rows: i32;
  /** `rows` rounded up to 4. */
  padded: i32;
  /** Samples by which losses are divided; more than `rows` where a batch is cut into shards. */
  batch: i32;
  /** Place of the first row in the whole batch: dropout counts from it. */
  firstRow: i32;
  /** Shards that have rows in this batch: the first ones. */
  shards: i32;
  /** Number of this update, from 1. */
  step: i32;
  /** 1 while training: dropout is on. */
  training: i32;
  /** Sample numbers, i32 for each row. */
  order: usize;
  /** One f64 for each output. */
  losses: usize;
  /** 16 zeros. */
  zeros: usize;
  /** Room for the packed rows of one chunk. */
  chunk: usize;
}

/** Rows that a product over time and batch takes at once, so that they stay in the cache. */
export const CHUNK_ROWS: i32 = 128;
