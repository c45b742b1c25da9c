/**
 * Threefry-2x32 with 20 rounds: a random function from a counter and a key to 64 random bits.
 *
 * Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3" (2011). Nothing is carried from one call to the next, so any
 * number of any stream can be had directly, in any order and on any thread.
 * test/core/random/threefry.test.ts holds the authors' known answers.
 */

export type Words = readonly [number, number];

const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;

/** Counter and key to two words of 32 bits, as unsigned numbers. */
export function threefry2x32(counter: Words, key: Words): Words {
  const keys = [key[0] | 0, key[1] | 0, key[0] ^ key[1] ^ 0x1bd11bda] as const;
  let x = (counter[0] + keys[0]) | 0;
  let y = (counter[1] + keys[1]) | 0;
  for (let round = 0; round < 20; round++) {
    const turn = rotations[(round & 7) as 0];
    x = (x + y) | 0;
    y = ((y << turn) | (y >>> (32 - turn))) ^ x;
    if ((round & 3) === 3) {
      const block = (round + 1) >> 2;
      x = (x + keys[(block % 3) as 0]) | 0;
      y = (y + keys[((block + 1) % 3) as 0] + block) | 0;
    }
  }
  return [x >>> 0, y >>> 0];
}
