/**
 * Gets what the tests need beside node_modules: a browser, and a VS Code for machines that cannot download the desktop one.
 *
 * Chromium and a compiler come as Debian packages (when this process may install them), Node 24 and code-server as npm
 * packages in the cache folder. Everything is done once; a second call finds it there. A part that cannot be had is
 * reported by an error with the reason, and the caller decides what to skip.
 */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cached, cacheFolder, locked } from "./cacheFolder.mjs";
import { mustRun, runCommand } from "./runCommand.mjs";

const nodeVersion = "24.21.0";
const codeServerVersion = "4.139.1";
const tensorBoardVersion = "2.20.0";
/** The shell has no window to draw around a page, and takes half of the time. */
const browsers = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const fontPackages = ["fonts-dejavu-core", "fonts-liberation"];
const compilerPackages = [
  "build-essential",
  "python3",
  "libkrb5-dev",
  "libx11-dev",
  "libxkbfile-dev",
  "libsecret-1-dev",
];

/** The path of a Chromium for tests; installs Debian's headless one when it can, and takes what there is when not. */
export async function installChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const find = () => browsers.map(findProgram).find(Boolean);
  const [shell, whole] = browsers;
  if (!findProgram(shell)) {
    const works = await installDebianPackages([shell, ...fontPackages]).then(
      () => true,
      () => false,
    );
    if (!works && !find()) await installDebianPackages([whole, ...fontPackages]);
  }
  const path = find();
  if (path) return path;
  throw new Error("no Chromium: install it, or name one in the environment variable CHROMIUM");
}

/** A display for the desktop VS Code: `[]` where there is one, else the command that gives one. */
export async function installDisplay() {
  if (process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return [];
  if (!findProgram("xvfb-run")) await installDebianPackages(["xvfb", "xauth"]);
  return [findProgram("xvfb-run") ?? "xvfb-run", "-a"];
}

/** `{ node, server }`: a Node 24 program and the folder of code-server, whose server part is a VS Code. */
export async function installCodeServer() {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== "linux") throw new Error(`code-server is not prepared for ${platform}`);
  const nodeFolder = await cached(`node-${nodeVersion}-${platform}`, (folder) =>
    installPackage(folder, `node-${platform}`, nodeVersion, {}),
  );
  const node24 = join(nodeFolder, "node_modules", `node-${platform}`);
  const serverFolder = await cached(`code-server-${codeServerVersion}-${platform}`, async (folder) => {
    await installDebianPackages(compilerPackages);
    const path = join(node24, "bin") + delimiter + process.env.PATH;
    await installPackage(folder, "code-server", codeServerVersion, { PATH: path, npm_config_nodedir: node24 });
  });
  return { node: join(node24, "bin", "node"), server: join(serverFolder, "node_modules", "code-server") };
}

/**
 * TensorBoard for the tests that read event files back: a virtual environment of its own, without TensorFlow. Its name is also in
 * test/tensorflow/eventLog.test.ts. A virtual environment does not bear to be renamed, so a mark says that it is complete.
 */
export async function installTensorBoard() {
  const folder = join(cacheFolder, `tensorboard-${tensorBoardVersion}`);
  const complete = join(folder, "complete");
  return locked(`tensorboard-${tensorBoardVersion}`, async () => {
    if (existsSync(complete)) return;
    const python = findProgram("python3") ?? (await installDebianPackages(["python3", "python3-venv"]), "python3");
    const check = ["-c", "import ensurepip"];
    const hasVenv = (await runCommand(python, check, { quiet: true })).code === 0;
    if (!hasVenv) await installDebianPackages(["python3-venv"]);
    rmSync(folder, { recursive: true, force: true });
    await mustRun(python, ["-m", "venv", folder], { quiet: true, limitMs: 5 * 60_000 });
    // It reads its plugins with pkg_resources, which newer ones have no more.
    const packages = [`tensorboard==${tensorBoardVersion}`, "setuptools<81"];
    const pip = ["-m", "pip", "install", "--quiet", "--progress-bar", "off", ...packages];
    await mustRun(join(folder, "bin", "python"), pip, { quiet: true, limitMs: 15 * 60_000 });
    writeFileSync(complete, "");
  });
}

/**
 * Installs one npm package into a folder of its own. The scripts of code-server and argon2 build their native parts;
 * a newer npm runs them only when package.json says so.
 */
async function installPackage(folder, name, version, env) {
  console.log(`installing ${name} ${version} (once; code-server takes some minutes)`);
  const manifest = {
    private: true,
    dependencies: { [name]: version },
    allowScripts: { "code-server": true, argon2: true },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  const args = ["install", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];
  await mustRun("npm", args, {
    cwd: folder,
    env: { ...env, npm_config_local_prefix: folder },
    quiet: true,
    limitMs: 20 * 60_000,
  });
}

async function installDebianPackages(names) {
  const missing = [];
  for (const name of names) {
    const { output } = await runCommand("dpkg-query", ["-W", "-f=${Status}", name], { quiet: true });
    if (!output.includes("install ok installed")) missing.push(name);
  }
  if (missing.length === 0) return;
  const byHand = `apt-get install ${missing.join(" ")}`;
  if (process.getuid?.() !== 0 || !findProgram("apt-get"))
    throw new Error(`missing system packages, as root: ${byHand}`);
  console.log(byHand);
  await locked("apt-get", async () => {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await mustRun("apt-get", ["update", "-q"], { env, quiet: true, limitMs: 5 * 60_000 });
    const args = ["install", "-q", "-y", "--no-install-recommends", ...missing];
    await mustRun("apt-get", args, { env, quiet: true, limitMs: 20 * 60_000 });
  });
}

export function findProgram(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
