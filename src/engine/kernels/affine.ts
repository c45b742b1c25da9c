/**
 * The affine map y = x·W + b over all time steps, and its gradients.
 *
 * Dense layers are this alone; recurrent layers use it for what does not depend on the previous step: the input
 * projection, the gradients of all weights and the gradient of the input. test/engine/layers.test.ts compares with the
 * float64 reference.
 */
import { CHUNK_ROWS, Frame } from "./frame";
import { addColumnSums, multiply, packPanels, transposePanels, PANEL_ROW } from "./matrix";

@unmanaged export class Product {
  steps: i32;
  x: usize;
  xLd: i32;
  /** Columns of x that count. */
  features: i32;
  /** Panels of `weightRows` rows. */
  weights: usize;
  weightRows: i32;
  /** One row, or 0: none. */
  bias: usize;
  y: usize;
  yLd: i32;
  /** Columns of y that are written, pads included. */
  width: i32;
}

export function product(p: Product, frame: Frame): void {
  const total = p.steps * frame.padded;
  const xRow = <usize>p.xLd << 2;
  const yRow = <usize>p.yLd << 2;
  const init = p.bias ? p.bias : frame.zeros;
  const initPanel = p.bias ? PANEL_ROW : 0;
  for (let k = 0; k < total; k += CHUNK_ROWS) {
    multiply(
      p.x + <usize>k * xRow, xRow, 4, p.weights, <usize>p.weightRows << 6, init, 0, initPanel,
      p.y + <usize>k * yRow, yRow, PANEL_ROW, min(CHUNK_ROWS, total - k), p.width, p.features,
    );
  }
}

/**
 * dW = xᵀ·dy, and dU = (x of a neighbouring step)ᵀ·dy from the same packed rows; db the column sums of dy.
 * A recurrent layer's second operand is its own output one step before, `shift` −1 forward in time and +1 backward.
 */
@unmanaged export class WeightGradients {
  steps: i32;
  dy: usize;
  dyLd: i32;
  /** Columns of dy that take part. */
  width: i32;
  /** 0: no such operand. */
  x: usize;
  xLd: i32;
  weightRows: i32;
  dWeights: usize;
  /** 0: none. */
  dBias: usize;
  /** 0: none. */
  h: usize;
  hLd: i32;
  recurrentRows: i32;
  dRecurrent: usize;
  shift: i32;
  /** 1: the state before the first step lies beside it and takes part; 0: it is zero. */
  initial: i32;
}

/** dW[rows × N] (+)= Aᵀ · packed rows, in panels. */
function addProduct(
  frame: Frame, a: usize, ld: i32, packed: usize, packedRows: i32, dw: usize, weightRows: i32, N: i32, K: i32, first: bool,
): void {
  const panel = <usize>weightRows << 6;
  multiply(
    a, 4, <usize>ld << 2, packed, <usize>packedRows << 6,
    first ? frame.zeros : dw, first ? 0 : PANEL_ROW, first ? 0 : panel, dw, PANEL_ROW, panel, weightRows, N, K,
  );
}

export function weightGradients(p: WeightGradients, frame: Frame): void {
  const padded = frame.padded;
  const total = p.steps * padded;
  const ld = <usize>p.dyLd << 2;
  // Without an initial state what stands before the first step is zero and adds nothing.
  const from = p.shift < 0 && !p.initial ? padded : 0;
  const to = p.shift > 0 && !p.initial ? total - padded : total;
  const h = p.h + <usize>(p.shift * padded * p.hLd) * 4;
  if (p.dBias) memory.fill(p.dBias, 0, <usize>p.width << 2);
  if (p.h && to <= from) memory.fill(p.dRecurrent, 0, <usize>(p.recurrentRows * p.width) << 2);
  let firstRecurrent = true;
  for (let k = 0; k < total; k += CHUNK_ROWS) {
    const n = min(CHUNK_ROWS, total - k);
    packPanels(p.dy + <usize>k * ld, ld, frame.chunk, n, p.width);
    if (p.dBias) addColumnSums(frame.chunk, n, p.width, p.dBias);
    if (p.x) {
      const x = p.x + <usize>(k * p.xLd) * 4;
      addProduct(frame, x, p.xLd, frame.chunk, n, p.dWeights, p.weightRows, p.width, n, k == 0);
    }
    const low = max(k, from);
    const high = min(k + n, to);
    if (p.h && high > low) {
      const a = h + <usize>(low * p.hLd) * 4;
      const packed = frame.chunk + (<usize>(low - k) << 6);
      addProduct(frame, a, p.hLd, packed, n, p.dRecurrent, p.recurrentRows, p.width, high - low, firstRecurrent);
      firstRecurrent = false;
    }
  }
}

/** dx (+)= dy·Wᵀ. */
@unmanaged export class InputGradient {
  steps: i32;
  dy: usize;
  dyLd: i32;
  /** Columns of dy that take part, pads included. */
  width: i32;
  /** Panels of `dyLd` rows, from the row of the first of these columns on. */
  transposed: usize;
  dx: usize;
  dxLd: i32;
  accumulate: i32;
}

export function inputGradient(p: InputGradient, frame: Frame): void {
  const total = p.steps * frame.padded;
  const dyRow = <usize>p.dyLd << 2;
  const dxRow = <usize>p.dxLd << 2;
  for (let k = 0; k < total; k += CHUNK_ROWS) {
    const dx = p.dx + <usize>k * dxRow;
    multiply(
      p.dy + <usize>k * dyRow, dyRow, 4, p.transposed, <usize>p.dyLd << 6,
      p.accumulate ? dx : frame.zeros, p.accumulate ? dxRow : 0, p.accumulate ? PANEL_ROW : 0,
      dx, dxRow, PANEL_ROW, min(CHUNK_ROWS, total - k), p.dxLd, p.width,
    );
  }
}

/** Brings the transposed copy of a weight up to date; it serves the backward pass. */
@unmanaged export class Transpose {
  weights: usize;
  weightRows: i32;
  width: i32;
  transposed: usize;
}

export function transpose(p: Transpose): void {
  transposePanels(p.weights, p.transposed, p.weightRows, p.width);
}
