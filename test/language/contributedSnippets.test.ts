/** The snippets that package.json contributes: all layers and models, equal to the tables, without a prefix, each right where it stands. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { layerTable } from "../../src/core/model/layerTable";
import { contributedSnippets } from "../../src/language/contributedSnippets";
import { templates } from "../../src/language/templates";

const snippets = contributedSnippets();
const layers = Object.entries(snippets).filter(([, { isFileTemplate }]) => !isFileTemplate);

test("snippets/ has what the tables say: node scripts/makeSnippets.mjs", () => {
  const written = readFileSync(join(import.meta.dirname, "../../snippets/rnn-model.json"), "utf8");
  expect(JSON.parse(written)).toEqual(snippets);
});

test("every layer and every whole model, and none with a prefix", () => {
  const names = Object.keys(snippets);
  expect(names).toEqual(expect.arrayContaining(Object.keys(layerTable)));
  expect(names).toEqual(expect.arrayContaining(templates.map(({ name }) => `model-${name}`)));
  expect(Object.values(snippets).filter((one) => "prefix" in one)).toEqual([]);
});

/** The snippet in this line, as VS Code writes it: the transform of the line is the only variable. */
function insertInto(line: string, body: string): string {
  const [, pattern = "", kind = "", otherwise = ""] =
    /^\$\{TM_CURRENT_LINE\/(.*)\/\$\{1:\?(.*?):(.*?)\}\/\}/.exec(body) ?? [];
  const head = line.replace(new RegExp(pattern), (_, dash?: string) => (dash ? kind : otherwise));
  const rest = body.slice(body.indexOf("/}") + 2);
  return line + head + rest.replace(/\$\{\d+:([^}]*)\}/g, "$1").replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, "$1");
}

test.each(["", "  ", "    "])("a layer in the line %j brings its dash", (line) => {
  for (const [, { body, description }] of layers) expect(insertInto(line, body)).toBe(`${line}- ${description}`);
});

test.each(["- ", "  - ", "  -  "])("behind the dash of %j it brings none", (line) => {
  for (const [, { body, description }] of layers) expect(insertInto(line, body)).toBe(line + description);
});

test.each(layers)("%s is a layer that is understood", (_, { body }) => {
  const [item = ""] = insertInto("  ", body).split("\n");
  const { layers: read } = analyzeModelFile(`model:\n  - Input: [3, 5]\n${item}\n`, { fileName: "a.rnn.yaml" });
  expect(read[1]?.definition).toBeDefined();
});
