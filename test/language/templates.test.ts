/** A template in Spanish is the same network on the same data; only its words are others. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { templates } from "../../src/language/templates";

const comments = (text: string): string[] => text.match(/#.*$/gm) ?? [];
const numbers = (text: string): string[] => text.replace(/#.*$/gm, "").match(/-?\b\d+(?:\.\d+)?\b/g) ?? [];

function networkOf(text: string): unknown {
  const { layers, totalParams, diagnostics, fit } = analyzeModelFile(text, { fileName: "a.rnn.yaml" });
  return {
    layers: layers.map(({ definition, outputs, params }) => [definition?.kind, outputs, params]),
    ...{ totalParams, fit, diagnostics: diagnostics.map(({ code }) => code) },
  };
}

test.each(templates)("$name", ({ texts }) => {
  expect(networkOf(texts.es)).toEqual(networkOf(texts.en));
  expect(numbers(texts.es)).toEqual(numbers(texts.en));
  expect(comments(texts.es)).toHaveLength(comments(texts.en).length);
  expect(comments(texts.es).filter((comment) => comments(texts.en).includes(comment))).toEqual([]);
});
