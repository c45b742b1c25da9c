/**
 * Leaves subjects of the message catalogues out of a bundle that never says them: the thread that reads model files renders nothing
 * of the command line or the panel, and the extension nothing of the views or of what names stand for, which
 * that thread tells. test/house/silentMessages.test.ts holds that nothing in them names one.
 */
import { basename } from "node:path";

/** Files of src/core/messages/en and es. */
export const silentInAnalysis = [
  "commandLine",
  "forecast",
  "inspect",
  "live",
  "map",
  "panel",
  "score",
  "tensorFlow",
  "training",
  "verdicts",
];
export const silentInExtension = [
  "commandLine",
  "explanations",
  "forecast",
  "live",
  "names",
  "panel",
  "score",
  "values",
];

/** An esbuild plugin: the catalogues of these subjects are empty. */
export const silent = (subjects) => ({
  name: "silent messages",
  setup({ onLoad }) {
    onLoad({ filter: new RegExp(`messages[\\\\/](en|es)[\\\\/](${subjects.join("|")})\\.ts$`) }, ({ path }) => ({
      contents: `export const ${basename(path, ".ts")} = {};`,
    }));
  },
});
