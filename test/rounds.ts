/**
 * How long a random test goes on, and from which seed.
 *
 * `npm run test:long` runs every test file that asks for `rounds`, with all of them; any other run does a tenth. A seed is printed, and
 * `FUZZ_SEED=… npx vitest run FILE` repeats the run.
 */

/** Set by vitest.config.mts in the mode `long`. */
const isLong = process.env["UNROLL_LONG"] === "1";

/** `count` in a long run, else a tenth of it, and at least 1. */
export function rounds(count: number): number {
  return isLong ? count : Math.max(1, Math.ceil(count / 10));
}

/** All of a list in a long run, else one of `among`, from a place that the seed says. */
export function oneAmong<T>(among: number, list: readonly T[], seed: number): T[] {
  return list.filter((_, at) => isLong || at % among === seed % among);
}

export const everyTenth = <T>(list: readonly T[], seed: number): T[] => oneAmong(10, list, seed);

/** A whole number below 2³¹, another one in every run, printed beside the name of what is drawn from it. */
export function newSeed(what: string): number {
  const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);
  console.log(`${what}: seed ${seed}`);
  return seed;
}
