/**
 * The sine by + and × alone, so that every machine gives the same bits; `Math.sin` promises no such thing.
 *
 * test/core/data/tasks.test.ts compares it with `Math.sin`.
 */

/** Terms of the series behind x: at a quarter turn the next one is below 1e-19. */
const TERMS = 11;

/** sin(2π · turns), within 1e-15 for up to a thousand turns or so. */
export function sineOfTurns(turns: number): number {
  const part = turns - Math.round(turns);
  // Beyond a quarter turn the wave comes back: sin(π − x) = sin x.
  const folded = part > 0.25 ? 0.5 - part : part < -0.25 ? -0.5 - part : part;
  const x = 2 * Math.PI * folded;
  let sum = 0;
  for (let term = TERMS; term > 0; term--) sum = ((1 + sum) * -x * x) / (2 * term * (2 * term + 1));
  return x * (1 + sum);
}
