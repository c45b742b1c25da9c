/** A model file's text, analysed without an error, for the tests of its data. */
import { expect } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import type { ModelFile } from "../../../src/core/model/modelFile";

export function analyzed(text: string): ModelFile {
  const file = analyzeModelFile(text, { fileName: "test.rnn.yaml" });
  expect(file.diagnostics).toEqual([]);
  return file;
}
