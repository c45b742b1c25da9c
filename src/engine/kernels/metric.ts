/**
 * Metrics of one batch as counts, most of them part and whole, by the formulas of Keras 3; the trainer adds them up over an epoch.
 *
 * Pad rows are left out. test/engine/metric.test.ts compares with plain formulas, test/engine/golden.test.ts with Keras.
 */
import { MetricCode } from "../plan/codes";
import { cosineOfRows } from "./cosineRow";
import { Frame } from "./frame";

@unmanaged export class Metric {
  steps: i32;
  code: i32;
  features: i32;
  y: usize;
  yLd: i32;
  /** The dataset's targets, (samples, steps, targetFeatures). */
  targets: usize;
  targetFeatures: i32;
  /** Two f64: part and whole; of an area under a curve `top` of what is true and `top` of what is false. */
  counts: usize;
  /** Which steps count; 0: all. */
  mask: usize;
  /** How many of a row's largest count, or how many thresholds there are; 0: not asked. */
  top: i32;
  /** Numbers above it say yes. */
  threshold: f32;
  /** The one feature that is looked at; −1: all. */
  only: i32;
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

/** Whether number j is among the `top` largest of its row; of equal ones the first. */
function isTop(row: usize, n: i32, j: i32, top: i32): bool {
  let before = 0;
  const value = at(row, j);
  for (let i = 0; i < n; i++) before += at(row, i) > value || (at(row, i) == value && i < j) ? 1 : 0;
  return before < top;
}

/** Keras's buckets: (0, 1/n], (1/n, 2/n], … for n + 1 thresholds, the first with 0. */
function countBucket(p: Metric, y: f32, wanted: bool): void {
  const bucket = <i32>max(Mathf.ceil(min(max(y, <f32>0), <f32>1) * <f32>(p.top - 1)) - 1, <f32>0);
  const count = p.counts + (<usize>(wanted ? bucket : p.top + bucket) << 3);
  store<f64>(count, load<f64>(count) + 1);
}

function countElement(code: i32, y: f32, target: f32, positive: bool): void {
  const wanted = target != 0;
  switch (code) {
    case MetricCode.binaryAccuracy: part += target == (positive ? <f32>1 : <f32>0) ? 1 : 0; whole += 1; break;
    case MetricCode.squaredError: part += <f64>((y - target) * (y - target)); whole += 1; break;
    case MetricCode.absoluteError: part += <f64>abs(y - target); whole += 1; break;
    case MetricCode.precision: part += positive && wanted ? 1 : 0; whole += positive ? 1 : 0; break;
    default: part += positive && wanted ? 1 : 0; whole += wanted ? 1 : 0;
  }
}

function countElements(p: Metric, y: usize, target: usize): void {
  const last = p.only < 0 ? p.features : min(p.features, p.only + 1);
  for (let j = max(p.only, 0); j < last; j++) {
    if (p.code == MetricCode.auc) {
      countBucket(p, at(y, j), at(target, j) != 0);
      continue;
    }
    const positive = at(y, j) > p.threshold && (p.top == 0 || isTop(y, p.features, j, p.top));
    countElement(p.code, at(y, j), at(target, j), positive);
  }
}

function countRow(code: i32, y: usize, target: usize, n: i32, top: i32): void {
  whole += 1;
  if (code == MetricCode.cosineSimilarity) {
    part += cosineOfRows(y, target, n);
    return;
  }
  const sparse = code == MetricCode.sparseAccuracy || code == MetricCode.sparseTopAccuracy;
  const label = sparse ? <i32>load<f32>(target) : largest(target, n);
  if (code < MetricCode.topCategoricalAccuracy) {
    part += largest(y, n) == label ? 1 : 0;
    return;
  }
  let above = 0;
  for (let j = 0; j < n; j++) above += at(y, j) > at(y, label) ? 1 : 0;
  part += above < top ? 1 : 0;
}

export function metric(p: Metric, frame: Frame): void {
  const row = <usize>p.yLd << 2, targetRow = <usize>p.targetFeatures << 2;
  part = 0;
  whole = 0;
  if (p.code == MetricCode.auc) memory.fill(p.counts, 0, <usize>p.top << 4);
  for (let t = 0; t < p.steps; t++) {
    let y = p.y + <usize>(t * frame.padded) * row;
    for (let r = 0; r < frame.rows; r++, y += row) {
      if (p.mask && load<i32>(p.mask + (<usize>(t * frame.padded + r) << 4)) == 0) continue;
      const sample = load<i32>(frame.order + (<usize>r << 2));
      const target = p.targets + (<usize>sample * p.steps + t) * targetRow;
      if (p.code >= MetricCode.categoricalAccuracy) countRow(p.code, y, target, p.features, p.top);
      else countElements(p, y, target);
    }
  }
  if (p.code == MetricCode.auc) return;
  store<f64>(p.counts, part);
  store<f64>(p.counts, whole, 8);
}
