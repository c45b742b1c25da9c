/**
 * The project's test command: `npm ci && npm test` on a fresh machine installs what is missing and runs everything.
 *
 *   npm test                             all parts: build, lint (types, rules, format), TensorFlow, TensorBoard, vitest, the panel in Chromium, the suite in VS Code
 *   npm test -- --only vitest,webview    some of them: lint, vitest, build, tensorflow, tensorboard, vscode, webview
 *   npm test -- --only vscode --launch main --grep hover        one launch of VS Code, and the tests whose name has a text
 *
 * Parts that compute run beside parts that wait (scripts/sideBySide.mjs); what each of them writes goes to out/test/<part>.txt and
 * is shown whole where it failed. Then come the times, and as the last line `N passed, N failed`, with `, N skipped` when
 * something was skipped; the exit code is 1 when anything failed. What cannot run on this machine is skipped with its reason, never
 * silently; under CI=true it has failed.
 */
import { parseArgs } from "node:util";
import { runSideBySide } from "./sideBySide.mjs";
import { parts } from "./testParts.mjs";

/** Two parts at once: the first lane computes, the second one mostly waits for a download or a window. */
const lanes = [
  ["lint", "vitest"],
  ["build", "tensorflow", "tensorboard", "vscode", "webview"],
];
/** What of the other lane has to be done before. */
const needs = { vitest: ["build", "tensorflow", "tensorboard"] };

/** What may be skipped under CI=true, and why; it is told, and counts as nothing. */
const maySkip = {
  "the desktop VS Code": "where its download is closed, the web workbench runs the same suite",
};
const isCi = /^(1|true)$/i.test(process.env.CI ?? "");

const { values: options } = parseArgs({
  options: { only: { type: "string" }, launch: { type: "string" }, grep: { type: "string" } },
});
const chosen = options.only?.split(",") ?? Object.keys(parts);
const unknown = chosen.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const times = await runSideBySide({
  lanes: lanes.map((lane) => lane.filter((name) => chosen.includes(name))),
  needs,
  run: (name, log) => parts[name](log, options),
  judge: (name, outcome, log) => {
    const counts = judgeSkips({ passed: 0, failed: 0, skips: [], ...outcome }, log);
    for (const one of Object.keys(total)) total[one] += counts[one];
    return {
      failed: counts.failed > 0,
      line: `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
    };
  },
});
console.log(`\n=== times\n${times.join("\n")}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Tells what was skipped; under CI=true it has failed, but for what may be skipped. */
function judgeSkips({ passed, failed, skips }, log) {
  const isAllowed = ({ what }) => Object.hasOwn(maySkip, what);
  for (const { what, reason } of skips.filter(isAllowed))
    log.tell(`not here, and need not be: ${what}: ${reason} (${maySkip[what]})`);
  const missed = skips.filter((skip) => !isAllowed(skip));
  for (const { what, reason } of missed)
    log.tell(`!!! SKIPPED${isCi ? ", which CI takes for a failure" : ""}: ${what}: ${reason} !!!`);
  return isCi ? { passed, failed: failed + missed.length, skipped: 0 } : { passed, failed, skipped: missed.length };
}
