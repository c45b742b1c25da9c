/** safetensors: there and back, and every way in which a file can lie. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readSafetensors } from "../../src/interop/safetensors/readSafetensors";
import { SafetensorsError } from "../../src/interop/safetensors/safetensorsError";
import { writeSafetensors } from "../../src/interop/safetensors/writeSafetensors";

function bytesOf(header: string, data = 0, claimed?: bigint): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

function problemOf(bytes: Uint8Array): string {
  try {
    readSafetensors(bytes);
    return "none";
  } catch (error) {
    if (error instanceof SafetensorsError) return error.problem.id;
    throw error;
  }
}

const entry = (offsets: string, shape = "[1]", dtype = "F32"): string =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;

test("there and back", () => {
  const tensors = [
    { name: "lstm/kernel", shape: [2, 2], values: Float32Array.of(1, -2.5, Number.NaN, Number.POSITIVE_INFINITY) },
    { name: "lstm/bias", shape: [0], values: new Float32Array() },
    { name: "scalar", shape: [], values: Float32Array.of(7) },
  ];
  const bytes = writeSafetensors(tensors, { epoch: "3" });
  const read = readSafetensors(bytes);
  expect(read.tensors).toEqual(tensors);
  expect([...read.metadata]).toEqual([["epoch", "3"]]);
  expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0);
});

test("files that Python wrote", () => {
  const { tensors } = readSafetensors(readFileSync("test/golden/many-to-one/weights.safetensors"));
  expect(tensors.map(({ name, shape }) => [name, shape])).toContainEqual(["lstm/recurrent_kernel", [32, 128]]);
});

test.each([
  ["safetensors-short", new Uint8Array(7)],
  ["safetensors-header-length", bytesOf("{}", 0, 2n ** 63n)],
  ["safetensors-header-length", bytesOf("{}", 0, 3n)],
  ["safetensors-header", bytesOf("[]")],
  ["safetensors-header", bytesOf("{x")],
  ["safetensors-header", bytesOf('{"__metadata__":{"a":1}}')],
  ["safetensors-duplicate", bytesOf(`{"a":${entry("[0,4]")},"a":${entry("[0,4]")}}`, 4)],
  ["safetensors-entry", bytesOf('{"a":3}')],
  ["safetensors-entry", bytesOf(`{"a":${entry("[0,4,8]")}}`, 4)],
  ["safetensors-entry", bytesOf(`{"a":${entry("[0,4]", "[-1]")}}`, 4)],
  ["safetensors-entry", bytesOf(`{"a":${entry("[0.5,4]")}}`, 4)],
  ["safetensors-dtype", bytesOf(`{"a":${entry("[0,8]", "[1]", "F64")}}`, 8)],
  ["safetensors-dtype", bytesOf(`{"a":${entry("[0,2]", "[1]", "F16")}}`, 2)],
  ["safetensors-bounds", bytesOf(`{"a":${entry("[0,8]", "[2]")}}`, 4)],
  ["safetensors-bounds", bytesOf(`{"a":${entry("[4,0]")}}`, 4)],
  ["safetensors-size", bytesOf(`{"a":${entry("[0,4]", "[2]")}}`, 4)],
  ["safetensors-size", bytesOf(`{"a":${entry("[0,4]", "[4503599627370496,4503599627370496]")}}`, 4)],
  ["safetensors-overlap", bytesOf(`{"a":${entry("[0,4]")},"b":${entry("[0,4]")}}`, 4)],
  ["safetensors-overlap", bytesOf(`{"a":${entry("[4,8]")}}`, 8)],
  ["safetensors-cover", bytesOf(`{"a":${entry("[0,4]")}}`, 8)],
])("%s", (problem, bytes) => {
  expect(problemOf(bytes)).toBe(problem);
});

test("any change of a byte gives tensors or a SafetensorsError, nothing else", () => {
  const good = writeSafetensors([{ name: "a", shape: [2], values: Float32Array.of(1, 2) }]);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, byte, length) => {
      const bytes = good.slice();
      bytes[at] = byte;
      problemOf(bytes);
      if (length < good.length) expect(problemOf(good.slice(0, length))).not.toBe("none");
    }),
  );
});
