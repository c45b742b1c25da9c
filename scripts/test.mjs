/**
 * The project's test command: `npm ci && npm test` on a fresh machine installs what is missing and runs everything.
 *
 *   npm test                             build, typecheck, lint, TensorFlow, TensorBoard, vitest, the panel in Chromium, the suite in VS Code
 *   npm test -- --only vitest,webview    some of them: build, typecheck, lint, tensorflow, tensorboard, vitest, webview, vscode
 *   npm test -- --only vscode --launch main --grep hover        one launch of VS Code, and the tests whose name has a text
 *
 * The last line is `N passed, N failed`, with `, N skipped` when something was skipped, and the exit code is 1 when
 * anything failed. Typecheck, lint and a broken build count as one test each; a part that ends without a count, or without
 * a test, has failed. What cannot run on this machine is skipped with its reason, never silently; under CI=true it has failed.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { installChromium, installTensorBoard } from "./installTools.mjs";
import { runCommand } from "./runCommand.mjs";

const root = resolve(import.meta.dirname, "..");
const minuteMs = 60_000;
const isCi = /^(1|true)$/i.test(process.env.CI ?? "");
const parts = { build, typecheck, lint, tensorflow, tensorboard, vitest, webview, vscode };

/** What may be skipped under CI=true, and why; it is told, and counts as nothing. */
const maySkip = {
  "the desktop VS Code": "where its download is closed, the web workbench runs the same suite",
};

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
for (const name of chosen) await runPart(name);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runPart(name) {
  console.log(`\n=== ${name}`);
  const start = Date.now();
  const counts = judgeSkips({ passed: 0, failed: 0, skips: [], ...(await parts[name]()) });
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(
    `=== ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)`,
  );
  for (const outcome of Object.keys(total)) total[outcome] += counts[outcome];
}

/** Tells what was skipped; under CI=true it has failed, but for what may be skipped. */
function judgeSkips({ passed, failed, skips }) {
  const told = skips.filter(({ what }) => Object.hasOwn(maySkip, what));
  for (const { what, reason } of told) console.log(`not here, and need not be: ${what}: ${reason} (${maySkip[what]})`);
  const missed = skips.filter(({ what }) => !Object.hasOwn(maySkip, what));
  for (const { what, reason } of missed)
    console.error(`!!! SKIPPED${isCi ? ", which CI takes for a failure" : ""}: ${what}: ${reason} !!!`);
  return isCi ? { passed, failed: failed + missed.length, skipped: 0 } : { passed, failed, skipped: missed.length };
}

/** A build that works is no test; one that breaks is a failure. */
async function build() {
  const { code } = await run("node", ["esbuild.mjs"], 5);
  return code === 0 ? {} : shout("the build broke");
}

async function typecheck() {
  const { code } = await run("npx", ["--no-install", "tsc", "--noEmit"], 5);
  return code === 0 ? { passed: 1 } : shout("the type checker found errors");
}

async function lint() {
  const { code } = await run("npm", ["run", "--silent", "lint"], 5);
  return code === 0
    ? { passed: 1 }
    : shout("the linter or the formatter found something; `npm run format` mends the format");
}

/** TensorFlow for the tests of the second engine, into the cache: done once on a machine. */
async function tensorflow() {
  const { code, output } = await run("node", ["dist/cli.cjs", "engines", "--setup", "tensorflow", "--lang", "en"], 30);
  return code === 0 ? {} : skip("the engine on TensorFlow", setUpProblem(output));
}

/** What stands behind the last step: a sentence, and where a program failed the last of what it wrote. Steps end in "…". */
function setUpProblem(output) {
  const lines = output.trim().split("\n");
  const problem = lines.slice(lines.findLastIndex((line) => line.endsWith("…")) + 1);
  return problem.filter(Boolean).join(" · ") || "the set-up took too long, or ended without a word";
}

/** TensorBoard, which reads event files back in a test: into the cache, once on a machine. */
async function tensorboard() {
  try {
    await installTensorBoard();
    return {};
  } catch (error) {
    return skip("TensorBoard", error.message);
  }
}

async function vitest() {
  const report = resolve(root, "out", "vitest.json");
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await run("npx", ["--no-install", "vitest", "run", ...reporters], 30);
  if (!existsSync(report)) return shout("vitest ended without a report");
  return countVitest(JSON.parse(readFileSync(report, "utf8")), code);
}

/** A file that breaks before its first test has no test to count, so it counts as one failure itself. */
function countVitest({ numPassedTests, numFailedTests, testResults }, code) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const skips = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => !["passed", "failed"].includes(status))
      .map(({ fullName }) => ({ what: `${relative(root, name)}: ${fullName}`, reason: "its file says on what" })),
  );
  const counts = { passed: numPassedTests, failed: numFailedTests + broken.length, skips };
  if (code !== 0 && counts.failed === 0) counts.failed += shout(`vitest ended with code ${code}`).failed;
  return counts;
}

async function webview() {
  let chromium;
  try {
    chromium = await installChromium();
  } catch (error) {
    return skip("the panel in Chromium", error.message);
  }
  return countLastLine(await run("node", ["test/webview/run.mjs"], 15, { CHROMIUM: chromium }), "the panel's tests");
}

async function vscode() {
  const { launch, grep } = options;
  const chosen = [...(launch ? ["--launch", launch] : []), ...(grep ? ["--grep", grep] : [])];
  return countLastLine(await run("node", ["test/vscode/run.mjs", ...chosen], 50), "the suite in VS Code");
}

/**
 * Reads `N passed, N failed` from the end of a part's output, without which the part has crashed, and the lines
 * `SKIPPED what: reason` before it.
 */
function countLastLine({ code, output, timedOut }, what) {
  const match = /(\d+) passed, (\d+) failed(?:, \d+ skipped)?\s*$/.exec(output);
  if (!match) return shout(`${what} ${timedOut ? "took too long" : `ended with code ${code} and without a count`}`);
  const [passed, failed] = match.slice(1).map(Number);
  const skips = [...output.matchAll(/^SKIPPED (.+?): (.+)$/gm)].map(([, what, reason]) => ({ what, reason }));
  if (code !== 0 && failed === 0) return { passed, skips, ...shout(`${what} ended with code ${code}`) };
  if (passed + failed + skips.length === 0) return shout(`${what} had no test`);
  return { passed, failed, skips };
}

function run(command, args, limitMinutes, env) {
  return runCommand(command, args, { cwd: root, env, limitMs: limitMinutes * minuteMs });
}

function shout(what) {
  console.error(`\n!!! FAILED: ${what} !!!`);
  return { failed: 1 };
}

function skip(what, reason) {
  return { skips: [{ what, reason: reason.replaceAll("\n", " · ") }] };
}
