/** Texts that repeat one mistake without end: findings and memory are bounded, and nothing is thrown. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { firstOf, MOST_FINDINGS } from "../../src/core/diagnostics/mostFindings";
import { message } from "../../src/core/messages/message";
import { parseJsonSyntax } from "../../src/core/syntax/jsonSyntax";
import { bundle } from "../bundle";

const findingsOf = (text: string): readonly string[] =>
  analyzeModelFile(text, { fileName: "a.rnn.yaml" }).diagnostics.map(({ code }) => code);

test("130,000 doubled keys: a thousand findings, and how many are left out", () => {
  const { diagnostics } = analyzeModelFile("a: 1\n".repeat(130_000), { fileName: "a.rnn.yaml" });
  expect(diagnostics).toHaveLength(MOST_FINDINGS + 1);
  expect(diagnostics.at(-1)?.message).toEqual(message("more-findings", { count: 259_999 - MOST_FINDINGS }));
}, 60_000);

test("an error behind thousands of hints is among those that stay", () => {
  const range = { start: 0, end: 0 };
  const finding = (severity: "hint" | "error", at: number) => ({
    ...{ code: severity, severity, message: message("model-broken"), fixes: [] },
    range: { start: at, end: at },
  });
  const all = [...Array.from({ length: 5000 }, (_, at) => finding("hint", at)), finding("error", 5000)];
  const first = firstOf(all);
  expect(first.filter(({ severity }) => severity === "error")).toHaveLength(1);
  expect(first).toHaveLength(MOST_FINDINGS + 1);
  expect(first.map((one) => one.range.start)).toEqual([...first.map((one) => one.range.start)].sort((a, b) => a - b));
  expect(firstOf([{ ...finding("hint", 0), range }])).toHaveLength(1);
});

test.each([
  ["five million commas", `[${",".repeat(5_000_000)}`],
  ["five million commas in a list of the data", `data:\n  x: [${",".repeat(5_000_000)}]`],
  ["a million brackets in a row", "[] ".repeat(1_000_000)],
])(
  "%s are not read to their end",
  (_, text) => {
    expect(findingsOf(text)).toContain("too-long");
  },
  120_000,
);

test("slips in more lines than a call takes arguments", () => {
  expect(findingsOf("model:\n" + "\t- LSTM: 3\n".repeat(140_000)).length).toBeLessThanOrEqual(MOST_FINDINGS + 1);
}, 120_000);

test("a heap of 200 MB is enough for five million commas", () => {
  const program = bundle("test/core/analyzeLong.ts");
  const said = execFileSync(process.execPath, ["--max-old-space-size=200", program], { encoding: "utf8" });
  expect(said).toContain("too-long");
}, 120_000);

test("JSON of more than five million values is refused before it is parsed", () => {
  expect(() => parseJsonSyntax(`[${"1,".repeat(5_000_001)}1]`)).toThrow("more than 5000000 values");
});
