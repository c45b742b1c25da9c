/**
 * The project's test command: `npm ci && npm test` on a fresh machine installs what is missing and runs everything.
 *
 *   npm test                             build, typecheck, lint, TensorFlow, TensorBoard, vitest, the panel in Chromium, the suite in VS Code
 *   npm test -- --only vitest,webview    some of them: build, typecheck, lint, tensorflow, tensorboard, vitest, webview, vscode
 *
 * The last line is `N passed, N failed`, with `, N skipped` when something was skipped, and the exit code is 1 when
 * anything failed. Typecheck, lint and a broken build count as one test each; a part that ends without a count has
 * failed. What cannot run on this machine is skipped with its reason, never silently.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { installChromium, installTensorBoard } from "./installTools.mjs";
import { runCommand } from "./runCommand.mjs";

const root = resolve(import.meta.dirname, "..");
const minuteMs = 60_000;
const parts = { build, typecheck, lint, tensorflow, tensorboard, vitest, webview, vscode };

const { values: options } = parseArgs({ options: { only: { type: "string" } } });
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
  const counts = { passed: 0, failed: 0, skipped: 0, ...(await parts[name]()) };
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(
    `=== ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)`,
  );
  for (const outcome of Object.keys(total)) total[outcome] += counts[outcome];
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
  return code === 0 ? {} : skip(`the engine on TensorFlow: ${setUpProblem(output)}`);
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
    return skip(`TensorBoard: ${error.message}`);
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
function countVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }, code) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const counts = {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
  if (code !== 0 && counts.failed === 0) counts.failed += shout(`vitest ended with code ${code}`).failed;
  return counts;
}

async function webview() {
  const runner = "test/webview/run.mjs";
  if (!existsSync(resolve(root, runner))) return absent(runner);
  let chromium;
  try {
    chromium = await installChromium();
  } catch (error) {
    return skip(error.message);
  }
  return countLastLine(await run("node", [runner], 15, { CHROMIUM: chromium }), "the panel's tests");
}

async function vscode() {
  return countLastLine(await run("node", ["test/vscode/run.mjs"], 50), "the suite in VS Code");
}

/** Reads `N passed, N failed, N skipped` from the end of a part's output; without it the part has crashed. */
function countLastLine({ code, output, timedOut }, what) {
  const match = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(output);
  if (!match) return shout(`${what} ${timedOut ? "took too long" : `ended with code ${code} and without a count`}`);
  const [passed, failed, skipped] = match.slice(1).map((digits) => Number(digits ?? 0));
  if (code !== 0 && failed === 0) return { passed, skipped, ...shout(`${what} ended with code ${code}`) };
  return { passed, failed, skipped };
}

function run(command, args, limitMinutes, env) {
  return runCommand(command, args, { cwd: root, env, limitMs: limitMinutes * minuteMs });
}

function shout(what) {
  console.error(`\n!!! FAILED: ${what} !!!`);
  return { failed: 1 };
}

function skip(reason) {
  console.error(`\n!!! SKIPPED: ${reason} !!!`);
  return { skipped: 1 };
}

function absent(file) {
  console.error(`\n!!! ABSENT: ${file} !!!`);
  return {};
}
