/**
 * Which build of the YAML library is taken: the one for browsers, which is the same code but does not look into process.env at every
 * token, and so needs a fifth less time. What is shipped, the tests and the benchmark of the editor all have it.
 */
import { fileURLToPath } from "node:url";

/** For `alias` of esbuild and Vite. */
export const yamlBuild = { yaml: fileURLToPath(new URL("../node_modules/yaml/browser/index.js", import.meta.url)) };
