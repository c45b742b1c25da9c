/**
 * From what a metric counted to its value, by the formulas of Keras 3 (keras/src/metrics).
 *
 * Counts of batches, and of the parts of a batch, are added up first. As in Keras, nothing counted is 0.
 * test/engine/metric.test.ts and test/golden hold them.
 */
import type { MetricSettings } from "../model/graph";

type Counts = ArrayLike<number>;

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** How many numbers a metric counts: part and whole, or the trues and falses of every threshold. */
export function countNumbers({ name, arguments: given }: MetricSettings): number {
  return name === "auc" ? 2 * Number(given["num_thresholds"]) : 2;
}

export function metricValue({ name, arguments: given }: MetricSettings, counts: Counts): number {
  if (name === "auc") return areaUnderCurve(counts, given["curve"] === "PR", String(given["summation_method"]));
  const value = ratio(counts[0] ?? 0, counts[1] ?? 0);
  return name === "root_mean_squared_error" ? Math.sqrt(value) : value;
}

/** At each threshold, how many of the true and of the false ones lie above it. */
interface Point {
  readonly trues: number;
  readonly falses: number;
}

/** The counts are those of the buckets between thresholds: first of what is true, then of what is false. */
function pointsOf(counts: Counts): Point[] {
  const thresholds = counts.length / 2;
  const points: Point[] = [];
  let [trues, falses] = [0, 0];
  for (let at = thresholds - 1; at >= 0; at--) {
    trues += counts[at] ?? 0;
    falses += counts[thresholds + at] ?? 0;
    points.unshift({ trues, falses });
  }
  return points;
}

function areaUnderCurve(counts: Counts, precisionRecall: boolean, method: string): number {
  const points = pointsOf(counts);
  const { trues = 0, falses = 0 } = points[0] ?? {};
  if (precisionRecall && method === "interpolation") return interpolatedArea(points, trues);
  const curve = points.map((point) => {
    const recall = ratio(point.trues, trues);
    if (!precisionRecall) return { x: ratio(point.falses, falses), y: recall };
    return { x: recall, y: ratio(point.trues, point.trues + point.falses) };
  });
  return sumPairs(curve, (a, b) => {
    const height =
      method === "interpolation" ? (a.y + b.y) / 2 : (method === "minoring" ? Math.min : Math.max)(a.y, b.y);
    return (a.x - b.x) * height;
  });
}

/** Davis and Goadrich (2006): between two thresholds the true ones grow evenly with all that lie above. */
function interpolatedArea(points: readonly Point[], trues: number): number {
  return sumPairs(points, (a, b) => {
    const [above, next] = [a.trues + a.falses, b.trues + b.falses];
    const slope = ratio(a.trues - b.trues, Math.max(above - next, 0));
    const intercept = b.trues - slope * next;
    const grown = above > 0 && next > 0 ? Math.log(above / next) : 0;
    return ratio(slope * (a.trues - b.trues + intercept * grown), trues);
  });
}

function sumPairs<Value>(all: readonly Value[], term: (a: Value, b: Value) => number): number {
  let sum = 0;
  for (let at = 1; at < all.length; at++) sum += term(all[at - 1] as Value, all[at] as Value);
  return sum;
}
