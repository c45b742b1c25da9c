/**
 * Masked steps: a row that its mask leaves out keeps the states of the step before, and its gradient goes straight there.
 *
 * Nothing here costs anything without a mask. test/engine/recurrent.test.ts.
 */
import { Frame } from "./frame";
import { Recurrent, previous, rowBytes, stateBytes, stepAddress } from "./recurrent";

/** Whether row `r` takes no part in step `s`. */
@inline function isMasked(p: Recurrent, frame: Frame, s: i32, r: i32): bool {
  return load<i32>(stepAddress(p, p.mask, <usize>frame.padded << 4, s) + (<usize>r << 4)) == 0;
}

/** Behind a forward step. */
export function holdStates(p: Recurrent, frame: Frame, s: i32): void {
  if (!p.mask) return;
  const row = rowBytes(p), bytes = stateBytes(p, frame);
  const h = stepAddress(p, p.h, bytes, s), c = stepAddress(p, p.cells, bytes, s);
  for (let r = 0; r < frame.padded; r++) {
    if (!isMasked(p, frame, s, r)) continue;
    const at = row * r;
    memory.copy(h + at, previous(p, h, bytes) + at, row);
    if (p.cells) memory.copy(c + at, previous(p, c, bytes) + at, row);
  }
}

/** Before a backward step: what must reach the step before unchanged. */
export function holdGradients(p: Recurrent, frame: Frame, s: i32, dOut: usize): void {
  if (!p.mask) return;
  const row = rowBytes(p), bytes = stateBytes(p, frame);
  for (let r = 0; r < frame.padded; r++) {
    if (!isMasked(p, frame, s, r)) continue;
    const at = row * r;
    for (let j: usize = at; j < at + row; j += 16) {
      const d = v128.load(p.dh + j);
      v128.store(p.held + j, dOut ? f32x4.add(d, v128.load(dOut + j)) : d);
    }
    if (p.cells) memory.copy(p.held + bytes + at, p.dc + at, row);
  }
}

/** Before the products of a backward step: masked rows of `gates`, or of what lies like them, give the weights nothing. */
export function clearMasked(p: Recurrent, frame: Frame, s: i32, gates: usize): void {
  if (!p.mask) return;
  const row = rowBytes(p) * p.gateCount;
  for (let r = 0; r < frame.padded; r++) if (isMasked(p, frame, s, r)) memory.fill(gates + row * r, 0, row);
}

/** Behind a backward step. */
export function releaseGradients(p: Recurrent, frame: Frame, s: i32): void {
  if (!p.mask) return;
  const row = rowBytes(p), bytes = stateBytes(p, frame);
  for (let r = 0; r < frame.padded; r++) {
    if (!isMasked(p, frame, s, r)) continue;
    const at = row * r;
    memory.copy(p.dh + at, p.held + at, row);
    if (p.cells) memory.copy(p.dc + at, p.held + bytes + at, row);
  }
}
