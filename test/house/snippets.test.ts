/** Snippet files are JSON that VS Code takes: each snippet has a prefix, a body and a description, and no prefix twice. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, root } from "./sourceFiles";

interface Snippet {
  prefix: unknown;
  body: unknown;
  description: unknown;
}

for (const path of filesBelow("snippets").filter((file) => file.endsWith(".json"))) {
  test(path, () => {
    const snippets = Object.entries(JSON.parse(readFileSync(join(root, path), "utf8")) as Record<string, Snippet>);
    expect(snippets.length).toBeGreaterThan(0);
    const wrong = snippets.filter(
      ([, one]) => !isText(one.prefix) || !isText(one.body) || typeof one.description !== "string",
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
    const prefixes = snippets.flatMap(([, { prefix }]) => prefix as string | string[]);
    expect(prefixes.filter((prefix, i) => prefixes.indexOf(prefix) !== i)).toEqual([]);
  });
}

test("there are snippets", () => {
  expect(filesBelow("snippets")).not.toEqual([]);
});

function isText(value: unknown): boolean {
  return typeof value === "string" || (Array.isArray(value) && value.every((line) => typeof line === "string"));
}
