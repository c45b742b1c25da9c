/** Weights of a golden case: a length, a JSON header, then float32 numbers (the safetensors format). */
import { readFileSync } from "node:fs";
import type { NamedTensor } from "../../src/core/training/networkSession";

export function readSafetensors(path: string): NamedTensor[] {
  const file = readFileSync(path);
  const bytes = new Uint8Array(file).buffer;
  const length = Number(new DataView(bytes).getBigUint64(0, true));
  const header = JSON.parse(Buffer.from(bytes, 8, length).toString("utf8")) as Record<
    string,
    { readonly dtype: string; readonly shape: number[]; readonly data_offsets: [number, number] }
  >;
  return Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(
      ([
        name,
        {
          shape,
          data_offsets: [from, to],
        },
      ]) => ({
        name,
        shape,
        values: new Float32Array(bytes.slice(8 + length + from, 8 + length + to)),
      }),
    );
}
