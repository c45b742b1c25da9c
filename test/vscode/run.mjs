/**
 * Runs the suite in a real VS Code and prints `N passed, N failed, N skipped` as its last line.
 *
 *   node test/vscode/run.mjs                 all launches that have tests
 *   node test/vscode/run.mjs --launch main   one of main, spanish, installed
 *   node test/vscode/run.mjs --grep hover    the tests whose name contains a text
 *   … --extension folder --suite folder      another extension and suite (a folder with main/, spanish/, installed/)
 *
 * `runTests` of @vscode/test-electron starts it everywhere: the desktop VS Code where that can be downloaded, and where
 * it cannot, webWorkbench.mjs with the same arguments. Each launch has its own fresh profile and workspace copy; a start takes
 * longer than most tests, so there is one for each state that a window keeps: display language, trust, the packaged extension.
 * UNROLL_VSCODE=web or =desktop chooses by hand; UNROLL_VSCODE_LOCALE=es gives every launch that display language.
 */
import { runTests } from "@vscode/test-electron";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { installDisplay } from "../../scripts/installTools.mjs";
import { beforeInterruptedEnd, programEnvironment, runCommand } from "../../scripts/runCommand.mjs";
import { bundleSuite } from "./bundleSuite.mjs";
import { connectDesktop } from "./connectDesktop.mjs";
import { findVscode, findWebWorkbench } from "./findVscode.mjs";
import { installPackaged } from "./installPackaged.mjs";
import { killMarked } from "./killMarked.mjs";
import { prepareProfile } from "./prepareProfile.mjs";

process.env = programEnvironment(process.env);
const root = resolve(import.meta.dirname, "../..");
const launchLimitMs = Number(process.env.UNROLL_VSCODE_LIMIT_MS ?? 40 * 60_000);
const defaultLocale = process.env.UNROLL_VSCODE_LOCALE ?? "en";
const launches = [
  { name: "main" },
  { name: "spanish", locale: "es" },
  { name: "installed", packaged: true, restricted: true },
];

const { values: options } = parseArgs({
  options: {
    launch: { type: "string" },
    grep: { type: "string", default: "" },
    extension: { type: "string", default: root },
    suite: { type: "string", default: join(import.meta.dirname, "suite") },
  },
});
const chosen = launches.filter(({ name }) => !options.launch || name === options.launch);

if (process.env.UNROLL_INSIDE_DISPLAY !== "1") await repeatInsideDisplay();
const counts = { passed: 0, failed: 0, skipped: 0 };
const all = [];
for (const launch of chosen) all.push(...(await runLaunch(launch)));
for (const { outcome } of all) counts[outcome]++;
const timed = all.filter(({ elapsedMs }) => elapsedMs).sort((a, b) => b.elapsedMs - a.elapsedMs);
for (const { name, elapsedMs } of timed.slice(0, 8)) console.log(`TIME ${seconds(elapsedMs)} s  ${name}`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 ? 1 : 0);

/** The desktop needs a display: without one, this command runs once more inside xvfb-run. */
async function repeatInsideDisplay() {
  if ((await findVscode(root)).kind !== "desktop") return;
  const [command, ...args] = await installDisplay();
  if (!command) return;
  const again = [...args, process.execPath, ...process.argv.slice(1)];
  const { code } = await runCommand(command, again, { env: { UNROLL_INSIDE_DISPLAY: "1" } });
  process.exit(code);
}

/** Runs one launch and returns its results; what keeps it from running is one skipped or failed result. */
async function runLaunch(launch) {
  const tests = testFiles(launch);
  if (tests.length === 0) return [];
  const start = Date.now();
  // runTests starts the desktop VS Code with workspace trust off, so there is no Restricted Mode.
  const vscode = launch.restricted ? await findWebWorkbench() : await findVscode(root);
  if (vscode.kind === "none") return skipAll({ ...launch, tests }, vscode.reason);
  console.log(`\nVS Code (${vscode.kind}), launch ${launch.name}`);
  const folder = mkdtempSync(join(tmpdir(), "unroll-vscode-"));
  beforeInterruptedEnd(async () => {
    await killMarked(join(folder, "results.json"));
    removeFolder(folder);
  });
  try {
    const results = await runIn(folder, { ...launch, tests }, vscode);
    const testsMs = results.reduce((sum, { elapsedMs = 0 }) => sum + elapsedMs, 0);
    const besidesMs = Date.now() - start - testsMs;
    console.log(
      `TIME ${seconds(testsMs + besidesMs)} s  launch ${launch.name}: ${results.length} tests in ${seconds(testsMs)} s`,
    );
    return results;
  } catch (error) {
    return report([{ name: `launch ${launch.name}`, outcome: "failed", error: String(error.stack ?? error) }]);
  } finally {
    removeFolder(folder);
  }
}

/** Processes that have just been ended may still write into it for a moment. */
function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function runIn(folder, { name, locale = defaultLocale, restricted, packaged, tests }, vscode) {
  const profile = prepareProfile(folder, { locale, root });
  const resultsFile = join(folder, "results.json");
  const screenshots = join(root, "out", "screenshots");
  const desktop = vscode.kind === "desktop" ? await connectDesktop(screenshots) : undefined;
  const run = runTests({
    vscodeExecutablePath: vscode.executable,
    extensionDevelopmentPath: packaged
      ? await installPackaged(folder, { profile, vscode, root })
      : resolve(options.extension),
    extensionTestsPath: await bundleSuite(tests, join(root, "out", "vscode", name)),
    launchArgs: [
      profile.workspace,
      `--user-data-dir=${profile.userData}`,
      `--extensions-dir=${profile.extensions}`,
      `--locale=${locale}`,
      ...(desktop?.launchArgs ?? []),
    ],
    extensionTestsEnv: {
      UNROLL_TEST_RESULTS: resultsFile,
      UNROLL_TEST_GREP: options.grep,
      UNROLL_TEST_RESTRICTED: restricted ? "1" : "",
      UNROLL_SCREENSHOTS: screenshots,
      ...desktop?.env,
    },
  });
  const problems = await endOf(run, resultsFile);
  desktop?.close();
  const results = readResults(resultsFile);
  if (!existsSync(resultsFile)) problems.push("the suite wrote no results");
  // A failed test also makes VS Code end with an error: that is then no failure of its own.
  if (results.some(({ outcome }) => outcome === "failed")) console.log(problems.join("\n"));
  else results.push(...problems.map((error) => ({ name: `launch ${name}`, outcome: "failed", error })));
  return report(results);
}

/** Waits for VS Code to end, within the time limit, and says what was wrong with that. */
async function endOf(run, marker) {
  const problems = [];
  const limit = setTimeout(() => {
    problems.push(`not done after ${launchLimitMs / 1000} s`);
    void killMarked(marker);
  }, launchLimitMs);
  await run.catch((error) => problems.push(String(error.message ?? error)));
  clearTimeout(limit);
  const leftovers = await killMarked(marker, { graceMs: 5000 });
  if (leftovers.length > 0) problems.push(`processes were left behind:\n${leftovers.join("\n")}`);
  return problems;
}

/** The suite saves after every test; one without an outcome was running, or not reached, when the extension host ended. */
function readResults(file) {
  if (!existsSync(file)) return [];
  const results = JSON.parse(readFileSync(file, "utf8"));
  return results.map((result) => (result.outcome ? result : { ...result, outcome: "failed", error: "did not end" }));
}

function seconds(ms) {
  return (ms / 1000).toFixed(1).padStart(6);
}

function testFiles({ name }) {
  const folder = join(resolve(options.suite), name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".test.ts"))
    .sort()
    .map((file) => join(folder, file));
}

/** Where there is no VS Code the tests are found in the files' text, and skipped in the open. */
function skipAll({ name, tests }, reason) {
  const found = tests.flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/^(?:test|on[A-Z]\w*)(?:\.skip)?\("([^"]+)"/gm),
  ]);
  return report(found.map(([, test]) => ({ name: `launch ${name}: ${test}`, outcome: "skipped", error: reason })));
}

function report(results) {
  for (const { name, outcome, elapsedMs, error } of results) {
    if (outcome === "skipped") console.log(`SKIPPED ${name}: ${error.replaceAll("\n", " · ")}`);
    if (outcome === "skipped") continue;
    const sign = { passed: "✓", failed: "✗" }[outcome];
    console.log(`  ${sign} ${name}${elapsedMs === undefined ? "" : ` (${elapsedMs} ms)`}`);
    if (error) console.log(error.replace(/^/gm, "      "));
  }
  return results;
}
