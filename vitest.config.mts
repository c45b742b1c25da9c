import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { yamlBuild } from "./scripts/yamlBuild.mjs";

/** Model files are text, as in esbuild.mjs. */
const yamlText = {
  name: "yaml-text",
  load: (id: string): string | undefined =>
    id.endsWith(".rnn.yaml") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))}` : undefined,
};

export default defineConfig({
  plugins: [yamlText],
  resolve: { alias: yamlBuild },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**", "test/webview/**"],
    testTimeout: 60_000,
    globalSetup: ["test/setup.ts"],
  },
});
