/**
 * Cells as bytes of UTF-8 and as text: tables are read as bytes, of which only few ever become strings.
 */

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const SHORT = 48;

export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

/** The text of `bytes[start … end)`. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) return decoder.decode(bytes.subarray(start, end));
  let text = "";
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 128) return decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}
