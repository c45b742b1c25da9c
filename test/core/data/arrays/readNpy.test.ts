/** Files that NumPy has saved (test/fixtures/arrays/make_npy.py): the same numbers in the same order; what is none, or damaged, ends in a sentence. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type NumberArray, readNpy } from "../../../../src/core/data/arrays/readNpy";
import { TableRefused } from "../../../../src/core/data/tables/tableProblem";

interface Saved {
  readonly file: string;
  readonly shape: number[];
  readonly values: number[];
}
const { cases, refused } = JSON.parse(readFileSync("test/fixtures/arrays/npy.json", "utf8")) as {
  cases: Record<string, Saved>;
  refused: Record<string, string>;
};
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));

/** Gives what is asked for, as an open file would; `largest`: of one piece. */
function read(bytes: Uint8Array, isExact = true, size = bytes.length): NumberArray {
  const open = {
    file: "a.npy",
    size,
    read(buffer: Uint8Array, position: number) {
      const piece = bytes.subarray(position, position + buffer.length);
      buffer.set(piece);
      return piece.length;
    },
  };
  return readNpy(open, isExact);
}

const problemOf = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    if (error instanceof TableRefused) return [error.problem.id, ...Object.values(error.problem.args)].join(" ");
    throw error;
  }
  return "read";
};

test.each(Object.entries(cases))("%s", (_, { file, shape, values }) => {
  const found = read(bytesOf(file));
  expect([found.shape, Array.from(found.values, (value) => value + 0)]).toEqual([shape, values.map((one) => one + 0)]);
});

test("more than one piece, rows and columns first", () => {
  const [rows, columns] = [300, 200];
  const header = (fortran: string): string =>
    `{'descr': '<f4', 'fortran_order': ${fortran}, 'shape': (${rows}, ${columns}), }`.padEnd(117) + "\n";
  const make = (fortran: string): Uint8Array => {
    const numbers = Float32Array.from({ length: rows * columns }, (_, at) => at);
    const head = Buffer.concat([Buffer.from("\x93NUMPY\x01\x00v\x00", "latin1"), Buffer.from(header(fortran))]);
    return new Uint8Array(Buffer.concat([head, Buffer.from(numbers.buffer)]));
  };
  const c = read(make("False"), false).values;
  expect([c instanceof Float32Array, c[5], c[rows * columns - 1]]).toEqual([true, 5, rows * columns - 1]);
  const f = read(make("True"), false).values;
  // Row 1, column 2 is number 2 · rows + 1 of the file.
  expect([f[0], f[1], f[columns], f[columns + 2]]).toEqual([0, rows, 1, 2 * rows + 1]);
});

describe("refused", () => {
  test.each([
    ["objects", "npy-type a.npy |O"],
    ["words", "npy-type a.npy <U2"],
    ["complex", "npy-type a.npy <c16"],
    ["structured", "npy-type a.npy [("],
    ["times", "npy-type a.npy <M8[D]"],
    ["nan", "npy-number a.npy [1, 1] NaN"],
    ["huge", "npy-number a.npy [0] 1e+300"],
    ["scalar", "npy-empty a.npy"],
    ["empty", "npy-empty a.npy"],
  ])("%s", (name, problem) => {
    expect(problemOf(() => read(bytesOf(refused[name] ?? "")))).toContain(problem);
  });

  test("what is cut off, damaged, or no such file", () => {
    const whole = bytesOf(cases["<f8 C"]?.file ?? "");
    for (let length = 0; length < whole.length; length++) {
      const problem = problemOf(() => read(whole.subarray(0, length)));
      expect(problem, `${length} bytes`).toMatch(/^npy-(magic|header|size)/);
    }
    const longer = new Uint8Array([...whole, 0]);
    expect(problemOf(() => read(longer))).toBe(`npy-size a.npy ${12 * 8 + 1} ${12 * 8}`);
    expect(problemOf(() => read(new TextEncoder().encode("1,2\n3,4\n1,2\n3,4\n")))).toBe("npy-magic a.npy");
    // It is shorter than it was when it was opened.
    expect(problemOf(() => read(whole.subarray(0, whole.length - 8), true, whole.length))).toBe("npy-changed a.npy");
  });

  test("lengths and shapes that lie ask for no memory", () => {
    const lie = (shape: string, length = 118): Uint8Array => {
      const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117) + "\n";
      return new Uint8Array(
        Buffer.concat([Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, ...u32(length)]), Buffer.from(text)]),
      );
    };
    expect(problemOf(() => read(lie("4294967296, 4294967296")))).toContain("npy-too-large");
    expect(problemOf(() => read(lie("99999999999999999999")))).toContain("npy-header");
    expect(problemOf(() => read(lie("3", 2 ** 32 - 1)))).toBe("npy-header a.npy");
    expect(problemOf(() => read(lie("1000000")))).toContain("npy-size a.npy 0 8000000");
  });
});

const u32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);
