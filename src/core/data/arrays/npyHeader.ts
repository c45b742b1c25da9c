/**
 * The header of NumPy's `.npy`: what numbers follow, in which order, and where they begin. Written by Python as a literal, and read as nothing
 * more: no pickle is ever opened. test/core/data/arrays/readNpy.test.ts holds this.
 */
import { message } from "../../messages/message";
import { TableRefused } from "../tables/tableProblem";

export interface NpyHeader {
  /** Kind and size as NumPy writes them, without the byte order: `f8`, `i4`, `b1`. */
  readonly kind: NumberKind;
  readonly isBigEndian: boolean;
  /** The first index moves fastest. */
  readonly isFortran: boolean;
  readonly shape: readonly number[];
  /** Bytes in front of the numbers. */
  readonly begins: number;
}

/** Plain numbers, and how many bytes each takes. */
export const numberBytes = { f2: 2, f4: 4, f8: 8, i1: 1, i2: 2, i4: 4, i8: 8, u1: 1, u2: 2, u4: 4, u8: 8, b1: 1 };
export type NumberKind = keyof typeof numberBytes;

const MAGIC = "\x93NUMPY";
/** What NumPy itself reads without being told to trust the file is a sixth of this. */
const LONGEST_HEADER = 2 ** 16;

/** `read` gives bytes from the beginning of the file on, fewer at its end. Throws `TableRefused`. */
export function readNpyHeader(file: string, read: (bytes: number) => Uint8Array): NpyHeader {
  const start = read(12);
  if (latin(start.subarray(0, 6)) !== MAGIC) throw new TableRefused(message("npy-magic", { file }));
  const major = start[6] ?? 0;
  if (major < 1 || major > 3 || start.length < 10) throw new TableRefused(message("npy-header", { file }));
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  const [length, before] =
    major === 1 ? [view.getUint16(8, true), 10] : [start.length < 12 ? 0 : view.getUint32(8, true), 12];
  const bytes = length > LONGEST_HEADER ? start : read(before + length);
  if (length > LONGEST_HEADER || bytes.length < before + length)
    throw new TableRefused(message("npy-header", { file }));
  return { ...parse(file, latin(bytes.subarray(before))), begins: before + length };
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, LONGEST_HEADER));

/** `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }` */
function parse(file: string, text: string): Omit<NpyHeader, "begins"> {
  const order = /'fortran_order'\s*:\s*(True|False)\b/.exec(text)?.[1];
  const sizes = /'shape'\s*:\s*\(([\dL,\s]*)\)/.exec(text)?.[1];
  const type = /'descr'\s*:\s*(?:'([^']{0,40})'|([[(].{0,40}))/.exec(text);
  if (!order || sizes === undefined || !type) throw new TableRefused(message("npy-header", { file }));
  const [, sign = "", kind = ""] = /^([<>|=]?)([a-zA-Z]\d*)$/.exec(type[1] ?? "") ?? [];
  if (!isNumberKind(kind)) throw new TableRefused(message("npy-type", { file, type: type[1] ?? type[2] ?? "" }));
  const shape = sizes.split(",").flatMap((size) => (size.trim() === "" ? [] : [Number(size.replace("L", ""))]));
  if (!shape.every(Number.isSafeInteger)) throw new TableRefused(message("npy-header", { file }));
  return { kind, isBigEndian: sign === ">", isFortran: order === "True" && shape.length > 1, shape };
}

const isNumberKind = (kind: string): kind is NumberKind => Object.hasOwn(numberBytes, kind);
