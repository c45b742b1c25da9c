/**
 * Snippet files are JSON that VS Code takes: each snippet has a body and a description, and no prefix stands there twice. Those of the
 * completion have a prefix; those that package.json contributes have none (src/language/contributedSnippets.ts says why).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, root } from "./sourceFiles";

interface Snippet {
  prefix: unknown;
  body: unknown;
  description: unknown;
}

const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  contributes: { snippets: { path: string }[] };
};
const contributed = contributes.snippets.map(({ path }) => path);

for (const path of filesBelow("snippets").filter((file) => file.endsWith(".json"))) {
  const isContributed = contributed.some((one) => join(one) === path);
  test(path, () => {
    const snippets = Object.entries(JSON.parse(readFileSync(join(root, path), "utf8")) as Record<string, Snippet>);
    expect(snippets.length).toBeGreaterThan(0);
    const wrong = snippets.filter(
      ([, one]) => isText(one.prefix) === isContributed || !isText(one.body) || typeof one.description !== "string",
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
    const prefixes = snippets.flatMap(([, { prefix = [] }]) => prefix as string | string[]);
    expect(prefixes.filter((prefix, i) => prefixes.indexOf(prefix) !== i)).toEqual([]);
  });
}

test("there are snippets, and those that package.json names", () => {
  expect(filesBelow("snippets")).not.toEqual([]);
  expect(contributed.filter((path) => !filesBelow("snippets").includes(join(path)))).toEqual([]);
});

function isText(value: unknown): boolean {
  return typeof value === "string" || (Array.isArray(value) && value.every((line) => typeof line === "string"));
}
