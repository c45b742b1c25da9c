import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { yamlBuild } from "./scripts/yamlBuild.mjs";

/** Model files are text, as in esbuild.mjs. */
const yamlText = {
  name: "yaml-text",
  load: (id: string): string | undefined =>
    id.endsWith(".rnn.yaml") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))}` : undefined,
};

const minuteMs = 60_000;
const tests = readdirSync("test", { recursive: true, encoding: "utf8" })
  .map((path) => `test/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".test.ts") && !/^test\/(vscode|webview)\//.test(path));
const isImporting = (path: string, name: string): boolean =>
  new RegExp(`from "[./]+/${name}"`).test(readFileSync(path, "utf8"));

/** `npm run test:long` is the mode `long`: the random tests alone, with all of their rounds. */
export default defineConfig(({ mode }) => {
  const isLong = mode === "long";
  const chosen = isLong ? tests.filter((path) => isImporting(path, "rounds")) : tests;
  // What counts work must be there before what it counts, in a process of its own. The others share one a worker.
  const alone = chosen.filter((path) => isImporting(path, "countWork"));
  const together = chosen.filter((path) => !alone.includes(path));
  // A project is made from this file once more, in another mode: what the mode decides stands in the project itself.
  // No test is about time: the limit only ends what would never end, also on a machine with other things to do.
  const ofMode = { env: isLong ? { UNROLL_LONG: "1" } : {}, testTimeout: (isLong ? 60 : 5) * minuteMs };
  const projects = [
    { extends: true as const, test: { ...ofMode, name: "alone", include: alone, isolate: true } },
    { extends: true as const, test: { ...ofMode, name: "together", include: together, isolate: false } },
  ];
  return {
    plugins: [yamlText],
    resolve: { alias: yamlBuild },
    test: {
      hookTimeout: 5 * minuteMs,
      globalSetup: ["test/setup.ts"],
      maxWorkers: availableParallelism(),
      projects: projects.filter(({ test }) => test.include.length > 0),
    },
  };
});
