/** Applies the first fix that the analysis of a text offers. */
import { analyzeModelFile } from "../../src/core/analyzeModelFile";

export function applyFix(text: string): string {
  const { diagnostics } = analyzeModelFile(text, { fileName: "test.rnn.yaml" });
  const [fix] = diagnostics.flatMap(({ fixes }) => fixes);
  if (!fix) throw new Error("no finding of this text has a fix");
  const edits = [...fix.edits].sort((a, b) => b.range.start - a.range.start);
  return edits.reduce((all, { range, text: put }) => all.slice(0, range.start) + put + all.slice(range.end), text);
}
