/**
 * Threefry-2x32 with 20 rounds: a random function from a counter and a key to 64 random bits.
 *
 * Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3" (2011). Nothing is carried from one call to the next, so any
 * number of any stream can be had directly, in any order and on any thread.
 * test/core/random/threefry.test.ts holds the authors' known answers.
 */

export type Words = readonly [number, number];

/** Counter and key to two words of 32 bits, as unsigned numbers. */
export function threefry2x32(counter: Words, key: Words): Words {
  const target = new Uint32Array(2);
  threefryInto(target, counter[0], counter[1], key[0], key[1]);
  return [target[0] as number, target[1] as number];
}

/** The same without making anything, for streams of millions of numbers: two words into `target`. */
export function threefryInto(
  target: Uint32Array,
  counter0: number,
  counter1: number,
  key0: number,
  key1: number,
): void {
  let first = key0 | 0;
  let second = key1 | 0;
  let third = first ^ second ^ 0x1bd11bda;
  let x = (counter0 + first) | 0;
  let y = (counter1 + second) | 0;
  for (let block = 1; block <= 5; block++) {
    const odd = (block & 1) === 1;
    x = (x + y) | 0;
    y = odd ? ((y << 13) | (y >>> 19)) ^ x : ((y << 17) | (y >>> 15)) ^ x;
    x = (x + y) | 0;
    y = odd ? ((y << 15) | (y >>> 17)) ^ x : ((y << 29) | (y >>> 3)) ^ x;
    x = (x + y) | 0;
    y = odd ? ((y << 26) | (y >>> 6)) ^ x : ((y << 16) | (y >>> 16)) ^ x;
    x = (x + y) | 0;
    y = odd ? ((y << 6) | (y >>> 26)) ^ x : ((y << 24) | (y >>> 8)) ^ x;
    // After every four rounds the next two of the three key words are added, and the block's number.
    const used = first;
    first = second;
    second = third;
    third = used;
    x = (x + first) | 0;
    y = (y + second + block) | 0;
  }
  target[0] = x;
  target[1] = y;
}
