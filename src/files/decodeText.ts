/**
 * Bytes to text, and which encoding they most probably have where they are no UTF-8. test/files/decodeText.test.ts holds this.
 */

export type Encoding = "UTF-8" | "UTF-16 LE" | "UTF-16 BE" | "Windows-1252";

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** Lines in front of the first byte that is no UTF-8. */
  readonly linesBefore: number;
}

/** A byte order mark stays in front of the text as U+FEFF. */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    // Latin letters in UTF-16 are sound UTF-8 with a NUL behind each.
    if (!looksWide(bytes)) return { text, encoding: "UTF-8", linesBefore: 0 };
  } catch {
    // What they are instead is found out below.
  }
  const encoding = otherEncoding(bytes);
  const text = new TextDecoder(labels[encoding], { ignoreBOM: true }).decode(bytes);
  return { text, encoding, linesBefore: linesBefore(bytes) };
}

const labels: Readonly<Record<Encoding, string>> = {
  "UTF-8": "utf-8",
  "UTF-16 LE": "utf-16le",
  "UTF-16 BE": "utf-16be",
  "Windows-1252": "windows-1252",
};

const isPair = (bytes: Uint8Array, first: number, second: number): boolean => bytes[0] === first && bytes[1] === second;

function otherEncoding(bytes: Uint8Array): Encoding {
  if (isPair(bytes, 0xff, 0xfe)) return "UTF-16 LE";
  if (isPair(bytes, 0xfe, 0xff)) return "UTF-16 BE";
  if (!looksWide(bytes)) return "Windows-1252";
  return bytes[0] === 0 ? "UTF-16 BE" : "UTF-16 LE";
}

/** Every other byte of the first ones is NUL, as in Latin letters of two bytes. */
export function looksWide(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 64);
  const nuls = (from: number): number => head.filter((byte, at) => at % 2 === from && byte === 0).length;
  const [even, odd] = [nuls(0), nuls(1)];
  return head.length >= 8 && Math.max(even, odd) > head.length / 4 && Math.min(even, odd) === 0;
}

/** The sound beginning decodes to exactly its own bytes; the first other byte is where that ends. */
function linesBefore(bytes: Uint8Array): number {
  const lossy = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const at = lossy.indexOf("\uFFFD");
  return at < 0 ? 0 : lossy.slice(0, at).split("\n").length - 1;
}
