/**
 * The parts of the test command: what each of them starts, and how it is counted.
 *
 * A part gives `{ passed, failed, skips: [{ what, reason }] }`, of which it may leave out what is nothing. Lint and a broken build
 * count as one test each; a part that ends without a count, or without a test, has failed.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import { installChromium, installTensorBoard } from "./installTools.mjs";
import { runCommand } from "./runCommand.mjs";

const root = resolve(import.meta.dirname, "..");
const minuteMs = 60_000;
const listedFiles = 15;

export const parts = { build, lint, tensorflow, tensorboard, vitest, webview, vscode };

/** A build that works is no test; one that breaks is a failure. */
async function build(log) {
  const { code } = await run(log, "node", ["esbuild.mjs"], 10);
  return code === 0 ? {} : shout(log, "the build broke");
}

async function lint(log) {
  const { code } = await run(log, "npm", ["run", "--silent", "lint"], 15);
  const problem = "the type checker, the linter or the formatter found something; `npm run format` mends the format";
  return code === 0 ? { passed: 1 } : shout(log, problem);
}

/** TensorFlow for the tests of the second engine, into the cache: done once on a machine. */
async function tensorflow(log) {
  const words = ["dist/cli.cjs", "engines", "--setup", "tensorflow", "--lang", "en"];
  const { code, output } = await run(log, "node", words, 30);
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

async function vitest(log) {
  const report = resolve(root, "out", "vitest.json");
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await run(log, "npx", ["--no-install", "vitest", "run", ...reporters], 45);
  if (!existsSync(report)) return shout(log, "vitest ended without a report");
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  tellSlowest(log, testResults);
  return countVitest(log, testResults, code);
}

function tellSlowest(log, testResults) {
  const files = testResults.map(({ name, startTime, endTime }) => ({ name, ms: endTime - startTime }));
  files.sort((a, b) => b.ms - a.ms);
  const whole = files.reduce((sum, { ms }) => sum + ms, 0);
  log.tell(`${files.length} files, whose tests took ${Math.round(whole / 1000)} s; the longest:`);
  for (const { name, ms } of files.slice(0, listedFiles)) {
    log.tell(`${(ms / 1000).toFixed(1).padStart(7)} s  ${relative(root, name)}`);
  }
}

/** A file that breaks before its first test has no test to count, so it counts as one failure itself. */
function countVitest(log, testResults, code) {
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ name, ...test })),
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const passed = tests.filter(({ status }) => status === "passed").length;
  const failed = tests.filter(({ status }) => status === "failed").length + broken.length;
  const skips = tests
    .filter(({ status }) => !["passed", "failed"].includes(status))
    .map(({ name, fullName }) => ({ what: `${relative(root, name)}: ${fullName}`, reason: "its file says on what" }));
  if (code !== 0 && failed === 0) return { passed, skips, ...shout(log, `vitest ended with code ${code}`) };
  return { passed, failed, skips };
}

async function webview(log) {
  let chromium;
  try {
    chromium = await installChromium();
  } catch (error) {
    return skip("the panel in Chromium", error.message);
  }
  const end = await run(log, "node", ["test/webview/run.mjs"], 30, { CHROMIUM: chromium });
  return countLastLine(log, end, "the panel's tests");
}

async function vscode(log, { launch, grep }) {
  const chosen = [...(launch ? ["--launch", launch] : []), ...(grep ? ["--grep", grep] : [])];
  return countLastLine(log, await run(log, "node", ["test/vscode/run.mjs", ...chosen], 90), "the suite in VS Code");
}

/**
 * Reads `N passed, N failed` from the end of a part's output, without which the part has crashed, and before it the lines
 * `SKIPPED what: reason` and `TIME …`, which are told.
 */
function countLastLine(log, { code, output, timedOut }, what) {
  for (const [line] of output.matchAll(/^TIME .+$/gm)) log.tell(line.slice("TIME ".length));
  const match = /(\d+) passed, (\d+) failed(?:, \d+ skipped)?\s*$/.exec(output);
  if (!match)
    return shout(log, `${what} ${timedOut ? "took too long" : `ended with code ${code} and without a count`}`);
  const [passed, failed] = match.slice(1).map(Number);
  const skips = [...output.matchAll(/^SKIPPED (.+?): (.+)$/gm)].map(([, what, reason]) => ({ what, reason }));
  if (code !== 0 && failed === 0) return { passed, skips, ...shout(log, `${what} ended with code ${code}`) };
  if (passed + failed + skips.length === 0) return shout(log, `${what} had no test`);
  return { passed, failed, skips };
}

function run(log, command, args, limitMinutes, env) {
  return runCommand(command, args, { cwd: root, env, write: log.write, limitMs: limitMinutes * minuteMs });
}

function shout(log, what) {
  log.tell(`!!! FAILED: ${what} !!!`);
  return { failed: 1 };
}

function skip(what, reason) {
  return { skips: [{ what, reason: reason.replaceAll("\n", " · ") }] };
}
