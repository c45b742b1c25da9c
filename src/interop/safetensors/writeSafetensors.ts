/**
 * Float32 tensors to safetensors bytes.
 *
 * Tensors keep the order they are given in, and the header is padded so that the data begins at a multiple of 8; the same
 * tensors give the same bytes. test/interop/safetensors.test.ts holds the way there and back.
 */
import type { NamedTensor } from "../../core/training/networkSession";

/** Throws a RangeError where two tensors have one name or a shape does not match its values. */
export function writeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const entries: [string, unknown][] = Object.keys(metadata).length ? [["__metadata__", metadata]] : [];
  let dataLength = 0;
  for (const { name, shape, values } of tensors) {
    if (entries.some(([known]) => known === name)) throw new RangeError(`two tensors are named ${name}`);
    if (shape.reduce((a, b) => a * b, 1) !== values.length) throw new RangeError(`${name} does not have its shape`);
    const end = dataLength + values.length * 4;
    entries.push([name, { dtype: "F32", shape, data_offsets: [dataLength, end] }]);
    dataLength = end;
  }
  const json = `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(",")}}`;
  const text = new TextEncoder().encode(json);
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + dataLength).fill(0x20, 8, 8 + headerLength);
  bytes.set(text, 8);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  let at = 8 + headerLength;
  for (const { values } of tensors) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}
