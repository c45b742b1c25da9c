import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { yamlBuild } from "./scripts/yamlBuild.mjs";

/** Model files are text, as in esbuild.mjs. */
const yamlText = {
  name: "yaml-text",
  load: (id: string): string | undefined =>
    id.endsWith(".rnn.yaml") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))}` : undefined,
};

const minuteMs = 60_000;
const everyTest = ["test/**/*.test.ts"];

/** `npm run test:long` is the mode `long`: the random tests alone, with all of their rounds. */
export default defineConfig(({ mode }) => ({
  plugins: [yamlText],
  resolve: { alias: yamlBuild },
  test: {
    include: mode === "long" ? testsWithRounds() : everyTest,
    exclude: ["test/vscode/**", "test/webview/**"],
    env: mode === "long" ? { UNROLL_LONG: "1" } : {},
    // No test is about time: the limit only ends what would never end, also on a machine with other things to do.
    testTimeout: (mode === "long" ? 60 : 5) * minuteMs,
    hookTimeout: 5 * minuteMs,
    globalSetup: ["test/setup.ts"],
  },
}));

/** Those that import `test/rounds.ts`. */
function testsWithRounds(): string[] {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts"))
    .map((path) => `test/${path.replaceAll("\\", "/")}`)
    .filter((path) => /from "[./]+\/rounds"/.test(readFileSync(path, "utf8")));
}
