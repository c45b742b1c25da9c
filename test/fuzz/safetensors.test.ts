/** Any bytes as weights: refused with a reason, or tensors that are exactly what the file holds. Each run prints its seed. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readSafetensors } from "../../src/interop/safetensors/readSafetensors";
import { SafetensorsError } from "../../src/interop/safetensors/safetensorsError";
import { writeSafetensors } from "../../src/interop/safetensors/writeSafetensors";
import { newSeed, rounds } from "../rounds";
import { mutated, mutations } from "./mutations";

const seed = newSeed("safetensors");

const tensor = fc
  .record({ name: fc.string({ maxLength: 12 }), shape: fc.array(fc.nat(4), { maxLength: 3 }) })
  .map(({ name, shape }) => ({
    name,
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, at) => at - 0.5),
  }));
const file = fc
  .uniqueArray(tensor, { maxLength: 4, selector: ({ name }) => name })
  .filter((all) => all.every(({ name }) => name !== "__metadata__"))
  .map((all) => writeSafetensors(all, { format: "unroll" }));

/** What must be true of everything that is read: each number of the data once, and no more memory than the file has. */
function check(bytes: Uint8Array): boolean {
  let read: ReturnType<typeof readSafetensors>;
  try {
    read = readSafetensors(bytes);
  } catch (error) {
    if (error instanceof SafetensorsError) return false;
    throw error;
  }
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const total = read.tensors.reduce((sum, { values }) => sum + values.byteLength, 0);
  expect(total).toBe(bytes.length - 8 - length);
  expect(new Set(read.tensors.map(({ name }) => name)).size).toBe(read.tensors.length);
  for (const { shape, values } of read.tensors) expect(shape.reduce((a, b) => a * b, 1)).toBe(values.length);
  return true;
}

test("files with a few bytes changed, cut, doubled or put in", () => {
  let accepted = 0;
  const count = rounds(50_000);
  fc.assert(
    fc.property(file, mutations, (bytes, changes) => void (accepted += check(mutated(bytes, changes)) ? 1 : 0)),
    { numRuns: count, seed },
  );
  // Most changes are found; those of the numbers themselves are the business of a checksum.
  expect([accepted > 0, accepted < count]).toEqual([true, true]);
});

const odd = fc.oneof(
  fc.constantFrom("F32", "F16", "I64", null, true, -1, 1.5, 2 ** 53, 1e308, "", []),
  fc.integer({ min: -8, max: 64 }),
  fc.array(fc.oneof(fc.integer({ min: -2, max: 40 }), fc.constantFrom(2 ** 31, 2 ** 53, "4", null)), { maxLength: 4 }),
);

test("headers that lie: any type, shape and offsets", () => {
  const entry = fc.dictionary(fc.constantFrom("dtype", "shape", "data_offsets", "__proto__", "more"), odd);
  const header = fc.dictionary(fc.constantFrom("a", "b", "__metadata__", "__proto__", "constructor"), entry);
  const likely = fc
    .record({ start: fc.nat(24), length: fc.nat(24), shape: fc.array(fc.nat(6), { maxLength: 3 }) })
    .map(({ start, length, shape }) => ({ dtype: "F32", shape, data_offsets: [start, start + length] }));
  fc.assert(
    fc.property(fc.oneof(header, fc.dictionary(fc.constantFrom("a", "b", "c"), likely)), fc.nat(48), (json, data) => {
      const text = new TextEncoder().encode(JSON.stringify(json));
      const bytes = new Uint8Array(8 + text.length + data);
      new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
      bytes.set(text, 8);
      check(bytes);
    }),
    { numRuns: rounds(50_000), seed },
  );
});
