/**
 * Embedding: each id becomes its row of a matrix. test/engine/embedding.test.ts.
 *
 * Numbers are cut to whole ones, as in Keras. Pad rows of the batch hold the id 0 and have zero gradients. The session refuses ids of the
 * data that have no row before anything runs; a number that a layer has computed and that has none gives NaN, so that the step is not taken
 * and this layer is named (Keras on TensorFlow ends with an error).
 */
import { Frame } from "./frame";

@unmanaged export class LookUp {
  /** Of the ids. */
  steps: i32;
  features: i32;
  x: usize;
  xLd: i32;
  /** `count` rows of `units` numbers, of `width` with pads. */
  rows: usize;
  count: i32;
  units: i32;
  width: i32;
  y: usize;
  dy: usize;
  dRows: usize;
}

/** What is cut to a whole number has a row; false for NaN. */
@inline function hasRow(p: LookUp, id: f32): bool {
  return id > -1 && id < <f32>p.count;
}

@inline function rowOf(p: LookUp, id: f32): usize {
  return (<usize>(<i32>id) * <usize>p.width) << 2;
}

function putNaN(y: usize, units: i32): void {
  for (let j = 0; j < units; j++, y += 4) store<f32>(y, NaN);
}

export function lookUp(p: LookUp, frame: Frame): void {
  const width = <usize>p.width << 2;
  const ids = <usize>p.xLd << 2;
  let y = p.y;
  for (let t: usize = 0; t < <usize>p.steps; t++) {
    for (let j: usize = 0; j < <usize>p.features; j++) {
      let x = p.x + t * <usize>frame.padded * ids + (j << 2);
      for (let r = 0; r < frame.padded; r++, x += ids, y += width) {
        const id = r < frame.rows ? load<f32>(x) : 0;
        if (hasRow(p, id)) memory.copy(y, p.rows + rowOf(p, id), width);
        else putNaN(y, p.units);
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
        const id = load<f32>(x);
        if (!hasRow(p, id)) continue;
        const row = p.dRows + rowOf(p, id);
        for (let k: usize = 0; k < width; k += 16) {
          v128.store(row + k, f32x4.add(v128.load(row + k), v128.load(dy + k)));
        }
      }
    }
  }
}
