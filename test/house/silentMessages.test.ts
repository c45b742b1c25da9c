/** What is left out of the analysis thread's bundle is said nowhere in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root, sourceFiles } from "./sourceFiles";

const script = readFileSync(join(root, "scripts/silentMessages.mjs"), "utf8");
const subjects = JSON.parse(/silentInAnalysis = (\[[^\]]*\])/.exec(script)?.[1] ?? "[]") as string[];

/** The rooms that the thread is made of; the panel's view of a model comes from it too. */
const inAnalysis =
  /^src\/(core\/(?!messages\/)|language\/|engine\/plan\/|extension\/analysis\/|extension\/panel\/modelView)/;

const idsOf = (subject: string): string[] =>
  [...readFileSync(join(root, `src/core/messages/en/${subject}.ts`), "utf8").matchAll(/^ {2}"([\w.-]+)":/gm)].map(
    ([, id]) => id ?? "",
  );

test("there are some", () => {
  expect(subjects).not.toEqual([]);
});

test.each(subjects)("%s", (subject) => {
  const ids = idsOf(subject);
  expect(ids.length).toBeGreaterThan(0);
  const spoken = sourceFiles
    .filter(({ path }) => inAnalysis.test(path))
    .flatMap(({ path, text }) => {
      // A sentence may be named in pieces: `engine-${…}`.
      const starts = [...text.matchAll(/`([\w-]+-)\$\{/g)].map(([, start]) => start ?? "");
      const named = ids.filter((id) => text.includes(`"${id}"`) || starts.some((start) => id.startsWith(start)));
      return named.map((id) => `${path} says ${id}`);
    });
  expect(spoken).toEqual([]);
});
