/** What the linter holds: TypeScript's recommended rules, and with types the ones that find forgotten promises. */
import tseslint from "typescript-eslint";

const withTypes = {
  "@typescript-eslint/await-thenable": "error",
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": "error",
  "@typescript-eslint/no-unnecessary-type-assertion": "error",
  "@typescript-eslint/only-throw-error": "error",
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
};

export default tseslint.config(
  { ignores: ["dist/", "out/", "node_modules/", ".unroll/", "src/engine/kernels/", "bench/kernels/"] },
  {
    files: ["src/**/*.ts", "webview/**/*.ts", "test/**/*.ts", "bench/**/*.ts", "*.ts"],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...withTypes,
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: "error",
      "no-constant-binary-expression": "error",
      "no-control-regex": "error",
      "no-eval": "error",
      "no-new-func": "error",
    },
  },
  {
    // What is drawn with a pen is drawn in files too.
    files: ["src/core/**/*.ts", "src/pictures/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", "document", "window", "getComputedStyle", "devicePixelRatio", "ImageData"],
    },
  },
  {
    files: ["**/*.mjs"],
    extends: [tseslint.configs.recommended],
  },
);
