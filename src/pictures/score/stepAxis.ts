/**
 * Where each time step stands: the one axis that all rows of the score share.
 *
 * Few steps get columns with room for their numbers. Of many, those around the cursor do (the focus), and the others share what is left,
 * down to a fraction of a pixel. Held by test/pictures/score/score.test.ts.
 */

/** From x0 to x1, in pixels from the left of the rows. */
export interface Column {
  readonly x0: number;
  readonly x1: number;
}

export interface StepAxis {
  readonly steps: number;
  readonly width: number;
  /** Numbers fit into every column. */
  readonly isRoomy: boolean;
  /** Steps that share one pixel at most; 1 where each has one of its own. */
  readonly crowding: number;
  /** Of a step, without the gap to the next. */
  column(step: number): Column;
  /** There is room for a number. */
  hasNumbers(step: number): boolean;
  /** The step below a place. */
  stepAt(x: number): number;
  /** Steps that get a name above the rows. */
  readonly named: readonly number[];
  /** Where what the layer begins with stands, before the first step that it reads; absent where it begins with nothing. */
  readonly start?: Column;
}

/** A number of four characters fits. */
const NUMBER_WIDTH = 36;
const WIDEST = 64;
/** The focus takes this share of the width at most. */
const FOCUS_SHARE = 0.45;
const NAME_WIDTH = 44;

/** Room for what a layer begins with, at the left of its steps, or at the right of those of one that reads the last step first. */
const START_WIDTH = 34;
const START_GAP = 5;

export function layOutScore(
  steps: number,
  width: number,
  cursor: number,
  begins: "left" | "right" | "nowhere",
): StepAxis {
  if (begins === "nowhere") return layOutSteps(steps, width, cursor);
  const axis = layOutSteps(steps, width - START_WIDTH, cursor);
  const by = begins === "left" ? START_WIDTH : 0;
  return {
    ...axis,
    width: axis.width + START_WIDTH,
    start:
      begins === "left"
        ? { x0: 0, x1: START_WIDTH - START_GAP }
        : { x0: axis.width + START_GAP - 3, x1: axis.width + START_WIDTH - 3 },
    column: (step) => {
      const { x0, x1 } = axis.column(step);
      return { x0: x0 + by, x1: x1 + by };
    },
    stepAt: (x) => axis.stepAt(x - by),
  };
}

export function layOutSteps(steps: number, width: number, cursor: number): StepAxis {
  const room = width / Math.max(1, steps);
  if (room >= NUMBER_WIDTH || steps <= 1) {
    const size = Math.min(WIDEST, room);
    const named = Array.from({ length: steps }, (_none, step) => step);
    return axisOf({ steps, width: size * steps, first: 0, count: steps, focus: size, rest: 0, named });
  }
  const count = [7, 5, 3, 1].find((one) => one < steps && one * NUMBER_WIDTH <= width * FOCUS_SHARE) ?? 0;
  const first = Math.min(steps - count, Math.max(0, cursor - (count - 1) / 2));
  const rest = (width - count * NUMBER_WIDTH) / (steps - count);
  const axis = { steps, width, first, count, focus: NUMBER_WIDTH, rest };
  return axisOf({ ...axis, named: nameSteps(axis) });
}

interface Axis {
  readonly steps: number;
  readonly width: number;
  /** The focus: its first step, how many it has, and their width. */
  readonly first: number;
  readonly count: number;
  readonly focus: number;
  /** Width of a step outside of it. */
  readonly rest: number;
}

function axisOf({ named, ...axis }: Axis & { readonly named: readonly number[] }): StepAxis {
  const { steps, width, first, count, focus, rest } = axis;
  const isFocus = (step: number): boolean => step >= first && step < first + count;
  const left = edgeOf(axis);
  return {
    steps,
    width,
    named,
    isRoomy: count === steps,
    crowding: count === steps ? 1 : Math.max(1, Math.ceil(1 / rest)),
    column: (step) => {
      const [x0, x1] = [left(step), left(step + 1)];
      return { x0, x1: x1 - gapOf(x1 - x0) };
    },
    hasNumbers: isFocus,
    stepAt: (x) => {
      const before = first * rest;
      const inside = before + count * focus;
      const step =
        x < before ? x / rest : x < inside ? first + (x - before) / focus : first + count + (x - inside) / rest;
      return Math.min(steps - 1, Math.max(0, Math.floor(step)));
    },
  };
}

/** The left edge of a step; of the one behind the last, the right end. */
function edgeOf({ first, count, focus, rest }: Axis): (step: number) => number {
  return (step) => {
    const inside = Math.min(count, Math.max(0, step - first));
    return inside * focus + (step - inside) * rest;
  };
}

/** Wide columns stand apart, narrow ones touch. */
function gapOf(width: number): number {
  if (width >= 16) return 3;
  return width >= 9 ? 1 : 0;
}

/** The focus, and round numbers where there is room beside it; the first and the last always. */
function nameSteps(axis: Axis): readonly number[] {
  const { steps, first, count } = axis;
  const left = edgeOf(axis);
  const middle = (step: number): number => (left(step) + left(step + 1)) / 2;
  const chosen = Array.from({ length: count }, (_none, index) => first + index);
  const isFree = (step: number): boolean => chosen.every((one) => Math.abs(middle(one) - middle(step)) >= NAME_WIDTH);
  const every =
    [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000].find((size) => size * axis.rest >= NAME_WIDTH) ??
    10_000;
  const round = Array.from({ length: Math.floor(steps / every) }, (_none, index) => (index + 1) * every - 1);
  for (const step of [0, steps - 1, ...round])
    if (step < first || step >= first + count) if (isFree(step)) chosen.push(step);
  return chosen;
}
