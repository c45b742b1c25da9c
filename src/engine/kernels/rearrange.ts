/**
 * The numbers of a sample at other places: axes in another order, sizes of 1 stretched, tensors one behind the other.
 *
 * Places count through one sample, as if its steps lay one behind the other without pads. Numbers are moved as words, so
 * that masks can be moved as well. test/engine/axes.test.ts.
 */
import { Frame } from "./frame";

@unmanaged export class Rearrange {
  /** Numbers of a sample that are moved. */
  count: i32;
  /** Their places in x and in y, i32 each; 0: in order. */
  from: usize;
  to: usize;
  x: usize;
  xSteps: i32;
  xFeatures: i32;
  xLd: i32;
  y: usize;
  yFeatures: i32;
  yLd: i32;
  dy: usize;
  dx: usize;
  accumulate: i32;
}

/** Where number `k` of the first row lies. */
@inline function locate(base: usize, table: usize, k: i32, features: i32, row: usize, frame: Frame): usize {
  const place = table ? load<i32>(table + (<usize>k << 2)) : k;
  const step = place / features;
  return base + <usize>(step * frame.padded) * row + (<usize>(place - step * features) << 2);
}

export function rearrangeForward(p: Rearrange, frame: Frame): void {
  const xRow = <usize>p.xLd << 2, yRow = <usize>p.yLd << 2;
  for (let k = 0; k < p.count; k++) {
    let x = locate(p.x, p.from, k, p.xFeatures, xRow, frame);
    let y = locate(p.y, p.to, k, p.yFeatures, yRow, frame);
    for (let r = frame.padded; r > 0; r--, x += xRow, y += yRow) store<i32>(y, load<i32>(x));
  }
}

/** A number that was stretched gets the sum of its gradients. */
export function rearrangeBackward(p: Rearrange, frame: Frame): void {
  const xRow = <usize>p.xLd << 2, yRow = <usize>p.yLd << 2;
  if (!p.accumulate) memory.fill(p.dx, 0, <usize>(p.xSteps * frame.padded) * xRow);
  for (let k = 0; k < p.count; k++) {
    let dx = locate(p.dx, p.from, k, p.xFeatures, xRow, frame);
    let dy = locate(p.dy, p.to, k, p.yFeatures, yRow, frame);
    for (let r = frame.padded; r > 0; r--, dx += xRow, dy += yRow) store<f32>(dx, load<f32>(dx) + load<f32>(dy));
  }
}
