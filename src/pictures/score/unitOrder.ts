/**
 * Units that do alike over time stand together: sorted along the direction in which their courses differ most (the first principal
 * component), found by power iteration on at most 64 steps. Held by test/pictures/score/score.test.ts.
 */
import type { Tensor } from "../../core/data/dataset";

const MOST_STEPS = 64;
const ROUNDS = 30;

/** Numbers of the units, in the order of their rows. */
export function orderUnits({ shape, values }: Tensor): Uint32Array {
  const [steps = 0, units = 0] = shape;
  const picked = Math.min(steps, MOST_STEPS);
  const courses = Array.from({ length: units }, (_none, unit) =>
    normalize(
      Float64Array.from({ length: picked }, (_, i) => values[Math.floor((i * steps) / picked) * units + unit] ?? 0),
    ),
  );
  const along = mainDirection(courses, picked);
  const places = courses.map((course) => dot(course, along));
  // The same way round whenever units do the same: the larger part first.
  const sign = places.reduce((sum, place) => sum + place, 0) < 0 ? -1 : 1;
  return Uint32Array.from(places.keys()).sort((a, b) => sign * ((places[b] ?? 0) - (places[a] ?? 0)) || a - b);
}

/** Courses are compared by their shape, not by their size. */
function normalize(course: Float64Array): Float64Array {
  const length = Math.hypot(...course);
  return length > 0 && Number.isFinite(length) ? course.map((value) => value / length) : course.map(() => 0);
}

function mainDirection(courses: readonly Float64Array[], steps: number): Float64Array {
  let direction = Float64Array.from({ length: steps }, (_none, i) => 1 + (i % 3) / 10);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(steps);
    for (const course of courses) {
      const weight = dot(course, direction);
      for (let i = 0; i < steps; i++) next[i] = (next[i] ?? 0) + weight * (course[i] ?? 0);
    }
    const length = Math.hypot(...next);
    if (length === 0) return direction;
    direction = next.map((value) => value / length);
  }
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
