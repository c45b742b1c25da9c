/**
 * Embedding: each id becomes its row of a matrix. test/engine/embedding.test.ts.
 *
 * Pad rows of the batch hold the id 0 and have zero gradients. The session refuses ids without a row before
 * anything runs; they are held to the matrix here all the same, so that no number can lead out of it.
 */
import { Frame } from "./frame";

@unmanaged export class LookUp {
  /** Of the ids. */
  steps: i32;
  features: i32;
  x: usize;
  xLd: i32;
  /** `count` rows of `width` numbers, pads included. */
  rows: usize;
  count: i32;
  width: i32;
  y: usize;
  dy: usize;
  dRows: usize;
}

@inline function rowOf(p: LookUp, id: f32): usize {
  const row = id > 0 ? min(<i32>min(id, <f32>16777216), p.count - 1) : 0;
  return (<usize>row * <usize>p.width) << 2;
}

export function lookUp(p: LookUp, frame: Frame): void {
  const width = <usize>p.width << 2;
  const ids = <usize>p.xLd << 2;
  let y = p.y;
  for (let t: usize = 0; t < <usize>p.steps; t++) {
    for (let j: usize = 0; j < <usize>p.features; j++) {
      let x = p.x + t * <usize>frame.padded * ids + (j << 2);
      for (let r = frame.padded; r > 0; r--, x += ids, y += width) {
        memory.copy(y, p.rows + rowOf(p, load<f32>(x)), width);
      }
    }
  }
}

/** The gradient of every row, those that nobody asked for included: zeros there. */
export function lookUpGradients(p: LookUp, frame: Frame): void {
  const width = <usize>p.width << 2;
  const ids = <usize>p.xLd << 2;
  memory.fill(p.dRows, 0, <usize>p.count * width);
  let dy = p.dy;
  for (let t: usize = 0; t < <usize>p.steps; t++) {
    for (let j: usize = 0; j < <usize>p.features; j++) {
      let x = p.x + t * <usize>frame.padded * ids + (j << 2);
      for (let r = frame.padded; r > 0; r--, x += ids, dy += width) {
        const row = p.dRows + rowOf(p, load<f32>(x));
        for (let k: usize = 0; k < width; k += 16) {
          v128.store(row + k, f32x4.add(v128.load(row + k), v128.load(dy + k)));
        }
      }
    }
  }
}
