/**
 * What weights are held to after an update, to the letter of Keras 3: not negative, or with a norm that is bounded or 1.
 *
 * Pads are zero: they add nothing to a norm and stay zero. Norms are in float64 and in a fixed order. test/engine/constraint.test.ts.
 */
import { ConstraintCode } from "../plan/codes";

@unmanaged export class Constrain {
  code: i32;
  /** With pads. */
  rows: i32;
  width: i32;
  /** 1: panels of 16 columns; 0: rows. */
  panels: i32;
  /** 1: a norm for every column, over its rows; 0: for every row, over its columns. */
  overRows: i32;
  limit: f32;
  weights: usize;
}

/** Keras's epsilon, which keeps 0 / 0 out. */
const EPSILON: f32 = 1e-7;

@inline function place(p: Constrain, row: i32, column: i32): usize {
  const at = p.panels ? (column >> 4) * (p.rows << 4) + (row << 4) + (column & 15) : row * p.width + column;
  return p.weights + (<usize>at << 2);
}

/** Row `k` of column `line`, or column `k` of row `line`. */
@inline function along(p: Constrain, line: i32, k: i32): usize {
  return p.overRows ? place(p, k, line) : place(p, line, k);
}

export function constrain(p: Constrain): void {
  if (p.code == ConstraintCode.nonNegative) {
    const end = p.weights + (<usize>(p.rows * p.width) << 2);
    const zero = f32x4.splat(0);
    for (let w = p.weights; w < end; w += 16) v128.store(w, f32x4.max(v128.load(w), zero));
    return;
  }
  const lines = p.overRows ? p.width : p.rows, count = p.overRows ? p.rows : p.width;
  for (let line = 0; line < lines; line++) {
    let squares: f64 = 0;
    for (let k = 0; k < count; k++) {
      const w = <f64>load<f32>(along(p, line, k));
      squares += w * w;
    }
    const norm = <f32>Math.sqrt(squares);
    const scale: f32 = (p.code == ConstraintCode.maxNorm ? min(norm, p.limit) : 1) / (EPSILON + norm);
    for (let k = 0; k < count; k++) {
      const at = along(p, line, k);
      store<f32>(at, load<f32>(at) * scale);
    }
  }
}
