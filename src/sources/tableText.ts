/**
 * The text of a data file, decoded piece by piece from the open file: never more than a piece of it is in memory.
 *
 * A byte order mark tells the encoding; else it is UTF-8, or what the bytes look like, which is told. test/sources/readTableFile.test.ts.
 */
import { isUtf8 } from "node:buffer";
import { message } from "../core/messages/message";
import type { TableEncoding } from "../core/data/tables/dialect";
import type { TableText } from "../core/data/tables/table";
import { TableRefused } from "../core/data/tables/tableProblem";
import { looksWide } from "../files/decodeText";
import type { OpenedFile } from "../files/plainFile";

const HEAD_BYTES = 1 << 16;
const PIECE_BYTES = 1 << 16;

/** The bytes are not of the encoding that was taken for granted. */
export class OtherEncoding extends Error {}

export interface EncodingChoice {
  readonly encoding: TableEncoding;
  /** Neither declared nor told by a mark, and not the usual one. */
  readonly isGuessed: boolean;
}

/** By the mark, by the declaration, or by the look of the first bytes. */
export function chooseEncoding(open: OpenedFile, declared: TableEncoding | null): EncodingChoice {
  const head = new Uint8Array(64);
  const bytes = head.subarray(0, open.read(head, 0));
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", isGuessed: false };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", isGuessed: false };
  if (declared !== null) return { encoding: declared, isGuessed: false };
  if (bytes.length >= 8 && looksWide(bytes)) {
    return { encoding: bytes[0] === 0 ? "utf-16be" : "utf-16le", isGuessed: true };
  }
  return { encoding: "utf-8", isGuessed: false };
}

/** Pieces throw `OtherEncoding` at bytes that the encoding does not have. `file`: as the model file names it. */
export function tableText(file: string, open: OpenedFile, { encoding, isGuessed }: EncodingChoice): TableText {
  const headBytes = Math.min(HEAD_BYTES, open.size);
  const parts = [...pieces(open, encoding, headBytes)];
  const head = new TextDecoder().decode(Buffer.concat(parts));
  return {
    ...{ file, encoding, isEncodingGuessed: isGuessed },
    head,
    likelyRows: 1.02 * (open.size / Math.max(1, headBytes)) * head.split("\n").length,
    isAll: open.size <= HEAD_BYTES,
    pieces: () => pieces(open, encoding, open.size),
  };
}

/** The first `limit` bytes; what the file has gained since it was opened is not read. */
function* pieces(open: OpenedFile, encoding: TableEncoding, limit: number): Generator<Uint8Array> {
  const recode = recoderOf(encoding);
  const buffer = new Uint8Array(Math.min(PIECE_BYTES, Math.max(1, limit)));
  for (let at = 0; at < limit;) {
    const room = buffer.subarray(0, Math.min(buffer.length, limit - at));
    const read = open.read(room, at);
    if (read === 0) break;
    at += read;
    yield recode(room.subarray(0, read), at >= limit && limit === open.size);
  }
}

/** What Windows-1252 has from 0x80 to 0x9F, where Latin-1 has nothing to see; Node's own decoder takes the two for the same. */
const windowsSigns = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
const windowsSign = (letter: string): string => windowsSigns[letter.charCodeAt(0) - 0x80] ?? letter;

/** To UTF-8. Bytes that are UTF-8 already are only looked at. */
function recoderOf(encoding: TableEncoding): (bytes: Uint8Array, isLast: boolean) => Uint8Array {
  if (encoding === "utf-8") return utf8Pieces();
  if (encoding === "latin-1" || encoding === "windows-1252") {
    return (bytes) => {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
      return Buffer.from(encoding === "latin-1" ? text : text.replace(/[\x80-\x9f]/g, windowsSign));
    };
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes, isLast) => {
    try {
      return Buffer.from(decoder.decode(bytes, { stream: !isLast }));
    } catch {
      throw new OtherEncoding(encoding);
    }
  };
}

/** Without the mark; a letter that is cut at the end of a piece comes with the next one. */
function utf8Pieces(): (bytes: Uint8Array, isLast: boolean) => Uint8Array {
  let rest: Uint8Array = new Uint8Array(0);
  let isFirst = true;
  return (bytes, isLast) => {
    const whole = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    const end = isLast ? whole.length : endOfLetters(whole);
    const piece = whole.subarray(0, end);
    // What is kept must not change when the buffer is filled again.
    rest = whole.slice(end);
    if (!isUtf8(piece)) throw new OtherEncoding("utf-8");
    const hasMark = isFirst && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
    isFirst = false;
    return hasMark ? piece.subarray(3) : piece;
  };
}

/** In front of a letter of several bytes that does not end here. */
function endOfLetters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

export const encodingRefused = (file: string, encoding: string): TableRefused =>
  new TableRefused(message("table-encoding", { file, encoding }));
