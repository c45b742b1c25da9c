/**
 * Metrics of one batch as part and whole, by the formulas of Keras 3; the trainer adds them up over an epoch.
 *
 * Pad rows are left out. test/engine/metric.test.ts compares with plain formulas, test/engine/golden.test.ts with Keras.
 */
import { MetricCode } from "../plan/codes";
import { Frame } from "./frame";

/** Keras's k where only the name is given. */
const TOP: i32 = 5;

@unmanaged export class Metric {
  steps: i32;
  code: i32;
  features: i32;
  y: usize;
  yLd: i32;
  /** The dataset's targets, (samples, steps, targetFeatures). */
  targets: usize;
  targetFeatures: i32;
  /** Two f64: part and whole. */
  counts: usize;
  /** Which steps count; 0: all. */
  mask: usize;
}

let part: f64 = 0;
let whole: f64 = 0;

@inline function at(row: usize, j: i32): f32 {
  return load<f32>(row + (<usize>j << 2));
}

/** The first of the largest. */
function largest(row: usize, n: i32): i32 {
  let best = 0;
  for (let j = 1; j < n; j++) if (at(row, j) > at(row, best)) best = j;
  return best;
}

function countElement(code: i32, y: f32, target: f32): void {
  const positive = y > 0.5, wanted = target != 0;
  switch (code) {
    case MetricCode.binaryAccuracy: part += target == (positive ? <f32>1 : <f32>0) ? 1 : 0; whole += 1; break;
    case MetricCode.squaredError: part += <f64>((y - target) * (y - target)); whole += 1; break;
    case MetricCode.absoluteError: part += <f64>abs(y - target); whole += 1; break;
    case MetricCode.precision: part += positive && wanted ? 1 : 0; whole += positive ? 1 : 0; break;
    default: part += positive && wanted ? 1 : 0; whole += wanted ? 1 : 0;
  }
}

function countRow(code: i32, y: usize, target: usize, n: i32): void {
  const label = code == MetricCode.sparseAccuracy ? <i32>load<f32>(target) : largest(target, n);
  whole += 1;
  if (code != MetricCode.topCategoricalAccuracy) {
    part += largest(y, n) == label ? 1 : 0;
    return;
  }
  let above = 0;
  for (let j = 0; j < n; j++) above += at(y, j) > at(y, label) ? 1 : 0;
  part += above < TOP ? 1 : 0;
}

export function metric(p: Metric, frame: Frame): void {
  const row = <usize>p.yLd << 2, targetRow = <usize>p.targetFeatures << 2;
  part = 0;
  whole = 0;
  for (let t = 0; t < p.steps; t++) {
    let y = p.y + <usize>(t * frame.padded) * row;
    for (let r = 0; r < frame.rows; r++, y += row) {
      if (p.mask && load<i32>(p.mask + (<usize>(t * frame.padded + r) << 4)) == 0) continue;
      const sample = load<i32>(frame.order + (<usize>r << 2));
      const target = p.targets + (<usize>sample * p.steps + t) * targetRow;
      if (p.code >= MetricCode.categoricalAccuracy) countRow(p.code, y, target, p.features);
      else for (let j = 0; j < p.features; j++) countElement(p.code, at(y, j), at(target, j));
    }
  }
  store<f64>(p.counts, part);
  store<f64>(p.counts, whole, 8);
}
