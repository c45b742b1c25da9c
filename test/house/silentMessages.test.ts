/** What is left out of the analysis thread's bundle is said nowhere in it: in no file that its entry imports, however far away. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importedPath, root, sourceFiles, type SourceFile } from "./sourceFiles";

const script = join(root, "scripts/silentMessages.mjs");
const { silentInAnalysis } = (await import(script)) as { silentInAnalysis: readonly string[] };

const entry = "src/extension/analysis/answerQuestions.ts";
const byPath = new Map(sourceFiles.map((file) => [file.path, file]));

/** Type imports are followed too: a few files more than the bundle has. The catalogues themselves say nothing. */
const inAnalysis = closureOf(entry).filter(({ path }) => !/^src\/core\/messages\/(en|es)\//.test(path));

function closureOf(path: string, found = new Map<string, SourceFile>()): readonly SourceFile[] {
  const file = byPath.get(path);
  if (file && !found.has(path)) {
    found.set(path, file);
    for (const specifier of file.imports) closureOf(`${importedPath(file, specifier)}.ts`, found);
  }
  return [...found.values()];
}

const idsOf = (subject: string): string[] =>
  [...readFileSync(join(root, `src/core/messages/en/${subject}.ts`), "utf8").matchAll(/^ {2}"([\w.-]+)":/gm)].map(
    ([, id]) => id ?? "",
  );

test("the walk reaches what the thread is made of, and subjects are left out", () => {
  const paths = inAnalysis.map(({ path }) => path);
  expect(paths).toContain("src/machine/previewHere.ts");
  expect(paths).toContain("src/extension/analysis/networkView.ts");
  expect(paths).toContain("src/engine/plan/trainingPreview.ts");
  expect(silentInAnalysis).not.toEqual([]);
});

test.each(silentInAnalysis)("%s", (subject) => {
  const ids = idsOf(subject);
  expect(ids.length).toBeGreaterThan(0);
  const spoken = inAnalysis.flatMap(({ path, text }) => {
    // A sentence may be named in pieces: `engine-${…}`.
    const starts = [...text.matchAll(/`([\w-]+-)\$\{/g)].map(([, start]) => start ?? "");
    const named = ids.filter((id) => text.includes(`"${id}"`) || starts.some((start) => id.startsWith(start)));
    return named.map((id) => `${path} says ${id}`);
  });
  expect(spoken).toEqual([]);
});
