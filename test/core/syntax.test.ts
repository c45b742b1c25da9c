/** The syntax tree: places, broken texts, and texts made to hurt. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { Findings } from "../../src/core/diagnostics/findings";
import { parseSyntax } from "../../src/core/syntax/parseSyntax";
import type { SyntaxNode } from "../../src/core/syntax/syntaxTree";

function parse(text: string): { root: SyntaxNode | undefined; codes: string[] } {
  const findings = new Findings();
  return { root: parseSyntax(text, findings), codes: findings.list.map(({ code }) => code) };
}

/** The tree as plain data, with the source of each scalar. */
function plain(node: SyntaxNode | undefined): unknown {
  if (!node) return undefined;
  if (node.is === "scalar") return node.value;
  if (node.is === "list") return node.items.map(plain);
  return node.entries.map(({ key, value }) => [key.value, plain(value)]);
}

describe("what is read", () => {
  test("maps, lists and YAML 1.2 scalars", () => {
    const { root, codes } = parse("a: [1, 012, 0o17, no, 1_000, 12:30:00, ~, .inf, x]\nb: {c: true}\n");
    expect(codes).toEqual([]);
    expect(plain(root)).toEqual([
      ["a", [1, 12, 15, "no", "1_000", "12:30:00", null, Number.POSITIVE_INFINITY, "x"]],
      ["b", [["c", true]]],
    ]);
  });

  test("places are offsets of the text, also behind wide characters and CRLF", () => {
    const text = "a: é😀\r\nb: [x, 'y z']\r\n";
    const { root } = parse(text);
    const list = root?.is === "map" ? root.entries[1]?.value : undefined;
    const last = list?.is === "list" ? list.items[1] : undefined;
    expect(last && text.slice(last.range.start, last.range.end)).toBe("'y z'");
  });

  test("a lone carriage return ends a line", () => {
    expect(parse("a: 1\rb:\r  - 2\r  - 3\r")).toMatchObject({ codes: [] });
    expect(plain(parse("a: 1\rb:\r  - 2\r  - 3\r").root)).toEqual([
      ["a", 1],
      ["b", [2, 3]],
    ]);
  });

  test("aliases are expanded", () => {
    expect(plain(parse("a: &l [1, 2]\nb: *l").root)).toEqual([
      ["a", [1, 2]],
      ["b", [1, 2]],
    ]);
  });

  test("a byte-order mark, comments alone and nothing at all", () => {
    expect(plain(parse("\uFEFFa: 1").root)).toEqual([["a", 1]]);
    expect(parse("# only this\n")).toEqual({ root: undefined, codes: [] });
    expect(parse("")).toEqual({ root: undefined, codes: [] });
  });
});

describe("what is refused", () => {
  test.each([
    ["a: 1\na: 2", "duplicate-key"],
    ["a: *nothing", "unknown-anchor"],
    ["a: &x [*x]", "unknown-anchor"],
    ["__proto__: {polluted: 1}", "forbidden-key"],
    ["a: {constructor: 1}", "forbidden-key"],
    ["<<: {a: 1}", "forbidden-key"],
    ["a: 1\n---\nb: 2", "yaml-documents"],
    ["a: !!js/function 'x'", "yaml-tag"],
    ["a:\n\t- 1", "yaml-tab"],
    ["a: [1, 2", "yaml-unclosed"],
    ['a: "\\q"', "yaml-escape"],
    ["? [a]\n: 1", "key-not-text"],
  ])("%j → %s", (text, code) => {
    expect(parse(text).codes).toContain(code);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("aliases that multiply are stopped at their count", () => {
    const bomb = [
      "a0: &a0 [x]",
      ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`),
    ];
    const { codes } = parse(bomb.join("\n"));
    expect(codes).toEqual(["too-many-aliases"]);
  });

  test("a long line is no trouble", () => {
    expect(parse(`a: ${"x".repeat(1_000_000)}`).codes).toEqual([]);
  });
});

test("nesting is bounded before anything recurses, in a fresh process and after a first parse", () => {
  const folder = mkdtempSync(join(tmpdir(), "unroll-depth-"));
  try {
    const outfile = join(folder, "depth.cjs");
    buildSync({
      stdin: { contents: depthProgram, resolveDir: join(import.meta.dirname, "../.."), loader: "ts" },
      bundle: true,
      platform: "node",
      outfile,
    });
    const answer = execFileSync(process.execPath, [outfile], { encoding: "utf8", timeout: 60_000 });
    expect(JSON.parse(answer)).toEqual(Array.from({ length: 6 }, () => ["too-deep"]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const depthProgram = `
import { Findings } from "./src/core/diagnostics/findings";
import { parseSyntax } from "./src/core/syntax/parseSyntax";
const codes = (text: string) => { const findings = new Findings(); parseSyntax(text, findings); return findings.list.map(({ code }) => code); };
codes("a: [1, 2");
const blocks = Array.from({ length: 3000 }, (_, i) => " ".repeat(i) + "a:").join("\\n");
const texts = ["[".repeat(20000), "{a: ".repeat(20000), "- ".repeat(20000), "? ".repeat(20000), blocks, "a:\\n" + "[[".repeat(40)];
console.log(JSON.stringify(texts.map((text) => [...new Set(codes(text))])));
`;
