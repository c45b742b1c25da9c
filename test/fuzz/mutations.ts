/** Changes of bytes as a disk, a cut-off write or somebody hostile makes them. */
import fc from "fast-check";

export interface Mutation {
  readonly how: "flip" | "cut" | "drop" | "double" | "put";
  /** Where, as a share of the whole. */
  readonly at: number;
  readonly size: number;
  readonly byte: number;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  how: fc.constantFrom("flip", "cut", "drop", "double", "put"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.integer({ min: 1, max: 16 }),
  byte: fc.constantFrom(0, 1, 0x22, 0x2c, 0x30, 0x39, 0x5b, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0xff),
});

export const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

/** A copy; the order of the changes counts. */
export function mutated(bytes: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  let now = Uint8Array.from(bytes);
  for (const { how, at, size, byte } of changes) {
    const place = Math.floor(at * now.length);
    const [before, behind] = [now.subarray(0, place), now.subarray(place)];
    if (how === "flip") now = Uint8Array.from(now, (one, i) => (i === place ? one ^ (1 << (size % 8)) : one));
    else if (how === "cut") now = Uint8Array.from(before);
    else if (how === "drop") now = Uint8Array.from([...before, ...behind.subarray(size)]);
    else if (how === "double") now = Uint8Array.from([...before, ...behind.subarray(0, size), ...behind]);
    else now = Uint8Array.from([...before, byte, ...behind]);
  }
  return now;
}
