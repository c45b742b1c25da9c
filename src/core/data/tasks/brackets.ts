/**
 * Rows of brackets, balanced or not: 1 opens, −1 closes.
 *
 * What is not balanced is wrong in one of two ways: by number (one bracket turned around) or by order alone (as many opened as closed, but
 * one is closed before it is opened), so that neither counting nor a look at the ends is enough. test/core/data/tasks.test.ts.
 */
import type { RandomStream } from "../../random/randomStream";

/** Fills one sample; a step that is left over at the end of an odd length stays 0. `y` is 1 where the row is balanced. */
export function fillBrackets(stream: RandomStream, length: number, x: Float32Array, y: Float32Array): void {
  const row = drawBalanced(stream, length - (length % 2));
  const balanced = below(stream, 2) === 1;
  y[0] = Number(balanced);
  x.set(balanced ? row : below(stream, 2) === 1 ? turnOne(stream, row) : exchangeParts(stream, row));
}

const below = (stream: RandomStream, count: number): number => Math.floor(stream.uniform() * count);

/**
 * Every balanced row of this length with the same probability (Arnold and Sleep 1980): with `open` brackets open and `left` steps to
 * go, the next one closes in `open · (left + open + 2)` of `2 · left · (open + 1)` cases.
 */
function drawBalanced(stream: RandomStream, length: number): number[] {
  let open = 0;
  return Array.from({ length }, (_, step) => {
    const left = length - step;
    const bracket = below(stream, 2 * left * (open + 1)) < open * (left + open + 2) ? -1 : 1;
    open += bracket;
    return bracket;
  });
}

function turnOne(stream: RandomStream, row: readonly number[]): number[] {
  const turned = below(stream, row.length);
  return row.map((bracket, step) => (step === turned ? -bracket : bracket));
}

/** Cuts the row where brackets are open and puts the second part first: they are closed before they are opened. */
function exchangeParts(stream: RandomStream, row: readonly number[]): number[] {
  let open = 0;
  const cuts = row.flatMap((bracket, step) => ((open += bracket) > 0 ? [step + 1] : []));
  const cut = cuts[below(stream, cuts.length)] ?? 0;
  return [...row.slice(cut), ...row.slice(0, cut)];
}
