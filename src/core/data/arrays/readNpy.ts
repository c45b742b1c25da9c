/**
 * NumPy's `.npy` to numbers, piece by piece: beside the numbers themselves never more than a piece is in memory.
 *
 * All plain kinds of numbers, both byte orders, rows first (C) or columns first (Fortran). What is no such file ends in a sentence.
 * test/core/data/arrays/readNpy.test.ts holds this.
 */
import { message } from "../../messages/message";
import { TableRefused } from "../tables/tableProblem";
import { type NumberKind, numberBytes, readNpyHeader } from "./npyHeader";

/** An open file. */
export interface ArrayBytes {
  /** As the model file names it. */
  readonly file: string;
  readonly size: number;
  /** Bytes from `position` on; fewer than the buffer has at the end. */
  read(buffer: Uint8Array, position: number): number;
}

export interface NumberArray {
  readonly shape: readonly number[];
  /** Row-major, whatever the file's order: as float32 where that is what is learnt from, else as float64. */
  readonly values: Float32Array | Float64Array;
}

/** Numbers that are kept of one file: as many as of a table. */
const MOST_NUMBERS = 2 ** 27;
const PIECE_BYTES = 2 ** 16;
const LARGEST_FLOAT32 = 3.4028234663852886e38;

/** `isExact`: as float64. Throws `TableRefused`. */
export function readNpy(bytes: ArrayBytes, isExact: boolean): NumberArray {
  const { file, size } = bytes;
  const header = readNpyHeader(file, (length) => {
    const buffer = new Uint8Array(Math.min(length, size));
    return buffer.subarray(0, bytes.read(buffer, 0));
  });
  const { kind, shape, begins, isFortran } = header;
  const count = shape.reduce((product, one) => product * one, 1);
  if (shape.length === 0 || count === 0) throw new TableRefused(message("npy-empty", { file }));
  if (!(count <= MOST_NUMBERS)) throw new TableRefused(message("npy-too-large", { file, most: MOST_NUMBERS }));
  const width = numberBytes[kind];
  if (size - begins !== count * width) {
    throw new TableRefused(message("npy-size", { file, found: size - begins, expected: count * width }));
  }
  const values = isExact ? new Float64Array(count) : new Float32Array(count);
  const placeOf = isFortran ? fortranPlaces(shape) : (at: number) => at;
  const buffer = new Uint8Array(PIECE_BYTES);
  const numberAt = readerOf(kind, new DataView(buffer.buffer), !header.isBigEndian);
  for (let at = 0; at < count;) {
    const room = buffer.subarray(0, Math.min(PIECE_BYTES, (count - at) * width));
    const numbers = bytes.read(room, begins + at * width) / width;
    if (numbers < room.length / width) throw new TableRefused(message("npy-changed", { file }));
    for (let i = 0; i < numbers; i++, at++) {
      const value = numberAt(i * width);
      const place = placeOf(at);
      if (!(Math.abs(value) <= LARGEST_FLOAT32)) {
        const args = { file, place: indexText(place, shape), text: String(value) };
        throw new TableRefused(message("npy-number", args));
      }
      values[place] = value;
    }
  }
  return { shape, values };
}

function readerOf(kind: NumberKind, view: DataView, little: boolean): (at: number) => number {
  const readers: Readonly<Record<NumberKind, (at: number) => number>> = {
    f2: (at) => half(view.getUint16(at, little)),
    f4: (at) => view.getFloat32(at, little),
    f8: (at) => view.getFloat64(at, little),
    i1: (at) => view.getInt8(at),
    i2: (at) => view.getInt16(at, little),
    i4: (at) => view.getInt32(at, little),
    i8: (at) => Number(view.getBigInt64(at, little)),
    u1: (at) => view.getUint8(at),
    u2: (at) => view.getUint16(at, little),
    u4: (at) => view.getUint32(at, little),
    u8: (at) => Number(view.getBigUint64(at, little)),
    b1: (at) => (view.getUint8(at) === 0 ? 0 : 1),
  };
  return readers[kind];
}

/** IEEE 754's float16: a sign, five bits of exponent, ten of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** Where the numbers of a file whose first index moves fastest stand in rows; asked from 0 on, one after the other. */
function fortranPlaces(shape: readonly number[]): () => number {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, one) => product * one, 1));
  const index = shape.map(() => 0);
  let next = 0;
  return () => {
    const place = next;
    for (let axis = 0; axis < shape.length; axis++) {
      const stride = strides[axis] ?? 0;
      const moved = (index[axis] ?? 0) + 1;
      if (moved < (shape[axis] ?? 0)) {
        index[axis] = moved;
        next += stride;
        break;
      }
      index[axis] = 0;
      next -= (moved - 1) * stride;
    }
    return place;
  };
}

/** `[2, 0]`, as NumPy would be asked for it. */
function indexText(place: number, shape: readonly number[]): string {
  let rest = place;
  const index = shape.toReversed().map((size) => {
    const own = rest % size;
    rest = Math.floor(rest / size);
    return own;
  });
  return `[${index.toReversed().join(", ")}]`;
}
