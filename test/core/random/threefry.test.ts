/** The authors' known answers for Threefry-2x32 with 20 rounds (Random123, kat_vectors). */
import { expect, it } from "vitest";
import { threefry2x32, type Words } from "../../../src/core/random/threefry";

const known: readonly (readonly [Words, Words, Words])[] = [
  [[0, 0], [0, 0], [0x6b200159, 0x99ba4efe]],
  [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0x1cb996fc, 0xbb002be7]],
  [[0x243f6a88, 0x85a308d3], [0x13198a2e, 0x03707344], [0xc4923a9c, 0x483df7a0]],
]; // prettier-ignore

it.each(known)("counter %o, key %o", (counter, key, answer) => {
  expect(threefry2x32(counter, key)).toEqual(answer);
});
