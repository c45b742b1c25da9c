/**
 * The panel in a browser: the built view on the page of src/protocol/panelPage.ts, under its very policy, in the
 * variables of VS Code's own themes, with a host that only records.
 *
 *   node test/webview/run.mjs             all tests
 *   node test/webview/run.mjs --pictures  pictures alone, of every view in sizes, themes and languages, for people to look at: out/screenshots/
 *   node test/webview/run.mjs --only X    the tests, or pictures, whose name contains X
 *
 * Needs Chromium (CHROMIUM names another one). The last line is `N passed, N failed`; before it stand the longest tests.
 */
import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "./browser.mjs";
import { mapPictureTests, pictureTests } from "./pictures.mjs";
import { viewPictureTests } from "./viewPictures.mjs";
import { answerTests } from "./tests/answers.mjs";
import { accessTests } from "./tests/access.mjs";
import { comparisonTests } from "./tests/comparison.mjs";
import { epochTests } from "./tests/epochs.mjs";
import { messageTests } from "./tests/messages.mjs";
import { liveTests } from "./tests/live.mjs";
import { mapTests } from "./tests/map.mjs";
import { pageTests } from "./tests/pages.mjs";
import { savingTests } from "./tests/saving.mjs";
import { scoreTests } from "./tests/score.mjs";
import { textTests } from "./tests/texts.mjs";
import { unitTextTests } from "./tests/unitText.mjs";
import { whatIfTests } from "./tests/whatIf.mjs";
import { widthTests } from "./tests/widths.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
mkdirSync(join(root, "out/screenshots"), { recursive: true });

const { openPanel, openMap, networkOf, recordRun, close } = await openBrowser(root);
const pictures = [...pictureTests, ...mapPictureTests, ...viewPictureTests];
const allTests = [
  ...textTests,
  ...messageTests,
  ...accessTests,
  ...widthTests,
  ...scoreTests,
  ...answerTests,
  ...pageTests,
  ...unitTextTests,
  ...epochTests,
  ...whatIfTests,
  ...savingTests,
  ...liveTests,
  ...comparisonTests,
  ...mapTests,
];
const tests = (process.argv.includes("--pictures") ? pictures : allTests).filter(({ name }) => name.includes(only));
let [passed, failed] = [0, 0];
const times = [];
try {
  // Each test has pages of its own, in processes of their own.
  const queue = tests.values();
  await Promise.all(Array.from({ length: availableParallelism() }, () => runFrom(queue)));
} finally {
  await close();
}
times.sort((a, b) => b.seconds - a.seconds);
for (const { name, seconds } of times.slice(0, 8)) console.log(`TIME ${seconds.toFixed(1).padStart(5)} s  ${name}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** Runs what is left of the queue, one test after the other. */
async function runFrom(queue) {
  for (const { name, run } of queue) {
    const opened = [];
    const start = Date.now();
    try {
      const opening = (open) => async (options) => {
        const panel = await open(options);
        opened.push(panel);
        return panel;
      };
      await run(opening(openPanel), { openMap: opening(openMap), networkOf, recordRun });
      for (const panel of opened) await panel.checkQuiet();
      passed++;
      console.log(`ok    ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${name}\n      ${String(error?.message ?? error).replaceAll("\n", "\n      ")}`);
    } finally {
      for (const panel of opened) await panel.page.close();
      times.push({ name, seconds: (Date.now() - start) / 1000 });
    }
  }
}
