/** What is left out of a bundle is said nowhere in it: in no file of the project that has a part in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { root } from "./sourceFiles";

const script = join(root, "scripts/silentMessages.mjs");
const { silentInAnalysis, silentInExtension } = (await import(script)) as Record<string, readonly string[]>;

/** The files of which something is in the bundle; the catalogues themselves say nothing. */
async function filesIn(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...{ absWorkingDir: root, entryPoints: [entry], bundle: true, write: false, metafile: true, outdir: "out" },
    ...{ platform: "node", external: ["vscode"], loader: { ".yaml": "text" }, logLevel: "silent" },
  });
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([path, { bytesInOutput }]) => path.startsWith("src/") && bytesInOutput > 0)
    .map(([path]) => path)
    .filter((path) => !/^src\/core\/messages\/(en|es)\//.test(path));
}

const analysis = await filesIn("src/extension/analysis/answerQuestions.ts");
const extension = await filesIn("src/extension/activate.ts");

const idsOf = (subject: string): string[] =>
  [...readFileSync(join(root, `src/core/messages/en/${subject}.ts`), "utf8").matchAll(/^ {2}"([\w.-]+)":/gm)].map(
    ([, id]) => id ?? "",
  );

test("the bundles have what they are made of, and subjects are left out", () => {
  expect(analysis).toContain("src/machine/previewHere.ts");
  expect(analysis).toContain("src/pictures/network/networkView.ts");
  expect(analysis).toContain("src/engine/plan/trainingPreview.ts");
  expect(extension).toContain("src/extension/providers/hovers.ts");
  expect(silentInAnalysis).not.toEqual([]);
  expect(silentInExtension).not.toEqual([]);
});

describe.each([
  ["the analysis thread", analysis, silentInAnalysis ?? []],
  ["the extension", extension, silentInExtension ?? []],
])("%s", (_, files, subjects) => {
  test.each(subjects)("%s", (subject) => {
    const ids = idsOf(subject);
    expect(ids.length).toBeGreaterThan(0);
    const spoken = files.flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      // A sentence may be named in pieces: `engine-${…}`.
      const starts = [...text.matchAll(/`([\w-]+-)\$\{/g)].map(([, start]) => start ?? "");
      const named = ids.filter((id) => text.includes(`"${id}"`) || starts.some((start) => id.startsWith(start)));
      return named.map((id) => `${path} says ${id}`);
    });
    expect(spoken).toEqual([]);
  });
});

test.each(silentInExtension ?? [])(
  "no message of %s is made in the analysis thread, from where it would cross",
  (subject) => {
    const ids = idsOf(subject);
    const made = analysis.flatMap((path) =>
      [...readFileSync(join(root, path), "utf8").matchAll(/\bmessage\(\s*(?:"([\w.-]+)"|`([\w.-]+)\$\{)/g)]
        .filter(([, id, start]) => ids.some((one) => one === id || (start !== undefined && one.startsWith(start))))
        .map(([said]) => `${path} makes ${said}`),
    );
    expect(made).toEqual([]);
  },
);
