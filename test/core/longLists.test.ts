/** Long lists of numbers and words are read without YAML: the tree and the findings are those that YAML gives. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import type { Diagnostic } from "../../src/core/diagnostics/diagnostic";
import { Findings } from "../../src/core/diagnostics/findings";
import { parseSyntax } from "../../src/core/syntax/parseSyntax";
import type { SyntaxNode } from "../../src/core/syntax/syntaxTree";
import { newSeed, rounds } from "../rounds";

/** The tree as plain data; `grids` counts the lists that were read the short way. */
function read(
  text: string,
  longList: number,
): { tree: unknown; findings: readonly Diagnostic[]; grids: number; lazy: number } {
  const findings = new Findings();
  let [grids, lazy] = [0, 0];
  const plain = (node: SyntaxNode | undefined): unknown => {
    if (node?.is === "map") return { ...node, entries: node.entries.map((one) => [one.key, plain(one.value)]) };
    if (node?.is !== "list") return node;
    const { grid, range } = node;
    if (grid) grids += 1;
    if (Object.getOwnPropertyDescriptor(node, "items")?.get) lazy += 1;
    const items = node.items.map(plain);
    if (grid) expect(valuesOf(node), "the grid and the items").toEqual(grid.values);
    return { is: "list", range, items };
  };
  return { tree: plain(parseSyntax(text, findings, longList)), findings: findings.list, grids, lazy };
}

const valuesOf = (node: SyntaxNode): unknown[] =>
  node.is === "list" ? node.items.flatMap(valuesOf) : node.is === "scalar" ? [node.value] : [];

const isBroken = (findings: readonly Diagnostic[]): boolean => findings.some(({ code }) => code.startsWith("yaml-"));

/** Reads with and without cutting; gives how many lists were cut. */
function checkSame(text: string): { grids: number; lazy: number } {
  const { grids, lazy, ...short } = read(text, 6);
  const { tree, findings } = read(text, Infinity);
  // What follows a mistake in the YAML is anybody's guess; that there is one is not.
  if (isBroken(findings)) expect(isBroken(short.findings), text).toBe(true);
  else expect(short, text).toEqual({ tree, findings });
  return { grids, lazy };
}

describe("the same tree as YAML's", () => {
  const whole = [
    "x: [1, 2, 3]\ny: [4, 5, 6]\n",
    "x: [[1, 2], [3, 4]]",
    "data: {x: [[1,2],[3,4]], y: [1, 2.5]}\n",
    "x:\n  - [1, 2, 3]\n  - [4, 5, 6]\n",
    "x: [\n    [1, 2],\n    [3, 4],\n  ]\n",
    "x: # why\n  [+1, -2.5e-3, .5, 1., 012, -0, 1E5, 1e400]\n",
    "x: [1, 2, # a row\r\n   3]\r\ny: 1\n",
    "[1, 2, 3]",
    "x: [[1, 2], [[3]]]\ny: [[1], 2, 3]\n",
    "deep: [[[[1, 2, 3]]]]\nafter: {a: 1, a: 2}\n",
    "y: [cat, dog, New-York, año, 1o5, 1_000, v1.5, 2001-01-01]\nz: [[1, a], [b, 2]]\n",
  ];
  test.each(whole)("%j", (text) => expect(checkSame(text).lazy).toBeGreaterThan(0));

  const odd = [
    'x: "text with\n  [1, 2, 3] in it"\n',
    "x: |\n  [1, 2, 3]\n",
    "# [1, 2, 3]\nx: 1 # [1, 2, 3]\n",
    "x: [1, 2, 3] y\n",
    "x: [1, 2, 3]: 4\n",
    "[1, 2, 3]: 4\n",
    "x: [1, 2, 3]\n  more\n",
    "x: [1, 2, 3]]\n",
    "x: [1, 2,, 3]\n",
    "x: [1 2, 3, 4]\n",
    "x: [1, two, 3, [4, 5, 6]]\n",
    "x: [0x10, 0o17, 1_000, .inf, .nan]\n",
    "x: [1, 2, 3\n",
    "x:\n  y: [1,\n  2, 3]\n",
    "x: [\n  1, 2, 3\n]\ny: 1\n",
    "x: [1,\n\t2, 3]\n",
    "x: [[], [1, 2, 3]]\n",
    "x:[1, 2, 3]\n",
    "x: !!seq [1, 2, 3]\n",
    "x: list\ny: [1, 2, 3]\nz: list\n",
    "y: [cat, dog, null, True, ~, 0x1f, 0o7, .nan]\n",
    "y: [a b, c, d, e]\n",
    "\t&a \n[1, 2, 3]\n",
    "y: [a: b, c, d]\n",
    "y: [a, b,\n  c\n  d]\n",
    "x: &a [1, 2, 3]\ny: *a\nz: [*a, *b]\n",
    "---\nx: [1, 2, 3]\n---\ny: [1, 2, 3]\n",
    "? [1, 2, 3]\n: [4, 5, 6]\n",
    "x: [1, 2, 3]\nx: [1, 2, 3]\n",
    "x: ['[1, 2, 3]', [1, 2, 3]]\n",
  ];
  test.each(odd)("%j", (text) => void checkSame(text));

  test("random texts of brackets, numbers, words and what YAML makes of signs", () => {
    const seed = newSeed("random lists");
    const scrap = fc.constantFrom(
      ...[
        "[",
        "]",
        "[1, 2, 3]",
        "[[1, 2], [3, 4]]",
        "[[5,\n    6], [7, 8]]",
        ", ",
        ",",
        "12",
        "-1.5",
        " ",
        "\n",
        "\n  ",
      ],
      ...[
        "x: ",
        "- ",
        "? ",
        ": ",
        "{",
        "}",
        "'",
        '"',
        "# ",
        "&a ",
        "*a",
        "|\n",
        "list",
        "true",
        "cat",
        "1o5",
        "[a, b, c]",
        "!!seq ",
        "\r\n",
        "\t",
      ],
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 14 }), (parts) => {
        checkSame(parts.join(""));
        checkSame(`data:\n  x: ${parts.join("")}\n  y: [1, 2, 3]\n`);
      }),
      { numRuns: rounds(3000), seed },
    );
  });
});

describe("data of a million numbers", () => {
  const rows = Array.from({ length: 125_000 }, (_, row) => `[${Array.from({ length: 8 }, (_, i) => (row + i) % 10)}]`);
  const file = (last: string, y: string): string =>
    `model:\n  - Input: [8]\n  - Dense: 5\n  - Activation: softmax\ncompile: {loss: sparse_categorical_crossentropy}\n` +
    `data:\n  x: [${[...rows.slice(1), last].join(",\n    ")}]\n  y: [${rows.map(() => y).join(", ")}]\n`;
  const check = (text: string): string[] =>
    analyzeModelFile(text, { fileName: "a.rnn.yaml" }).diagnostics.map(
      ({ code, range }) => `${code} ${text.slice(range.start, range.end).slice(0, 40)}`,
    );

  test("is read", () => expect(check(file("[1, 2, 3, 4, 5, 6, 7, 8]", "4"))).toEqual([]));
  test("has its mistakes at their places", () => {
    expect(check(file("[1, 2, 3]", "4"))).toEqual(["data-ragged [1, 2, 3]"]);
    expect(check(file("[1, 2, 3, 4, 5, 6, 7, 1e40]", "4"))).toEqual(["data-not-finite 1e40"]);
    expect(check(file("[1, 2, 3, 4, 5, 6, 7, 8]", "5"))).toEqual(["data-class-range 5"]);
  });
});
