import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**", "test/webview/**"],
    testTimeout: 60_000,
    globalSetup: ["test/setup.ts"],
  },
});
