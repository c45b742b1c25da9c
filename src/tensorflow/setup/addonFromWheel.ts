/**
 * The native part where only npm and PyPI can be reached: TensorFlow's Python package has the library and the C headers, and a C++
 * compiler makes the addon from the sources in the npm package.
 *
 * Nothing of Python is installed; what is unpacked is held against its hash before. The addon speaks Node's stable interface, so one build serves every Node and the editor.
 * test/tensorflow/setUp.test.ts.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { message } from "../../core/messages/message";
import { runProgram, type ProgramEnd } from "./runProgram";
import { refuseUnless, SetUpFailed } from "./setUpFailed";
import type { SetUpSite } from "./setUpSite";
import { watchSize } from "./watchSize";

const tensorFlowVersion = "2.21.0";
/** SHA-256 of its wheel for CPython 3.11 on x86-64, as PyPI names it; pip takes no other file. There is none for other processors. */
const WHEEL_HASH = "2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c";
const WHEEL_LIMIT_MS = 20 * 60_000;
const COMPILE_LIMIT_MS = 5 * 60_000;

/** What the addon's sources include, themselves or through one another. */
const headerFolders = ["tensorflow/c", "tensorflow/core/platform", "tsl/platform", "xla/tsl/c"];

/** Takes the libraries and the headers out of the wheel, and leaves the other gigabyte where it is. */
const unpackProgram = [
  "import sys, zipfile",
  "wheel, target, *folders = sys.argv[1:]",
  "with zipfile.ZipFile(wheel) as archive:",
  "    libraries = ['tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2']",
  "    starts = tuple('tensorflow/include/' + folder + '/' for folder in folders)",
  "    archive.extractall(target, [name for name in archive.namelist() if name in libraries or name.startswith(starts)])",
].join("\n");

/** Throws `SetUpFailed`. */
export async function makeAddonFromWheel(site: SetUpSite): Promise<void> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new SetUpFailed(message("tensorflow-needs-download"));
  const python = await findPython(site);
  const compiler = await findCompiler(site);
  const wheelFolder = path.join(site.folder, "wheel");
  mkdirSync(wheelFolder);
  site.onStep(message("tensorflow-step.library"));
  await downloadWheel(python, wheelFolder, site);
  const libraries = path.join(site.packageFolder, "deps", "lib");
  mkdirSync(libraries, { recursive: true });
  placeLibraries(path.join(wheelFolder, "tensorflow"), libraries);
  site.onStep(message("tensorflow-step.compile"));
  await compile(path.join(wheelFolder, "tensorflow", "include"), libraries, { ...site, compiler });
  rmSync(wheelFolder, { recursive: true, force: true });
}

async function findPython(site: SetUpSite): Promise<string> {
  for (const name of ["python3", "python"]) {
    const end = await run(name, ["-m", "pip", "--version"], 60_000, site);
    if (end.code === 0) return name;
  }
  throw new SetUpFailed(message("tensorflow-needs-python"));
}

/** The library is the same in the wheels for all Pythons; one is named, so that a Python without a wheel of its own will do. */
async function downloadWheel(python: string, folder: string, site: SetUpSite): Promise<void> {
  const only = ["--no-deps", "--only-binary=:all:", "--implementation=cp", "--python-version=3.11"];
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  const wanted = path.join(site.folder, "requirements.txt");
  writeFileSync(wanted, `tensorflow-cpu==${tensorFlowVersion} --hash=sha256:${WHEEL_HASH}\n`);
  const words = ["-m", "pip", "download", ...only, ...quiet, `--dest=${folder}`, "--require-hashes", "-r", wanted];
  // pip downloads into a temporary folder; here it has the room that the set-up needs anyway, and what it has can be seen.
  const temporary = path.join(site.folder, "temporary");
  mkdirSync(temporary);
  const stopWatching = watchSize(temporary, (megabytes) =>
    site.onProgress?.(message("tensorflow-step.library-so-far", { megabytes })),
  );
  const environment = { ...site.environment, TMPDIR: temporary };
  const pip = await run(python, words, WHEEL_LIMIT_MS, { ...site, environment }).finally(stopWatching);
  rmSync(temporary, { recursive: true, force: true });
  refuseUnless(pip.code === 0, pip.how, "pip download tensorflow-cpu", pip.output);
  const wheel = readdirSync(folder).find((name) => name.endsWith(".whl")) ?? "";
  const unpack = ["-c", unpackProgram, path.join(folder, wheel), folder, ...headerFolders];
  const end = await run(python, unpack, WHEEL_LIMIT_MS, site);
  refuseUnless(end.code === 0, end.how, wheel, end.output);
}

/** Under the names that the linker and the loader look for. */
function placeLibraries(from: string, to: string): void {
  for (const name of ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"]) {
    renameSync(path.join(from, name), path.join(to, name));
  }
  symlinkSync("libtensorflow_cc.so.2", path.join(to, "libtensorflow.so.2"));
  symlinkSync("libtensorflow.so.2", path.join(to, "libtensorflow.so"));
  symlinkSync("libtensorflow_framework.so.2", path.join(to, "libtensorflow_framework.so"));
}

async function findCompiler(site: SetUpSite): Promise<string> {
  for (const name of [site.environment.CXX || "c++", "g++", "clang++"]) {
    const end = await run(name, ["--version"], 60_000, site);
    if (end.code === 0) return name;
  }
  throw new SetUpFailed(message("tensorflow-needs-compiler"));
}

async function compile(include: string, libraries: string, site: SetUpSite & { compiler: string }): Promise<void> {
  const { packageFolder, compiler } = site;
  const target = path.join(packageFolder, "lib", "napi-v8");
  mkdirSync(target, { recursive: true });
  const words = [
    ...["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8", "-DNODE_GYP_MODULE_NAME=tfjs_binding"],
    `-I${path.join(site.folder, "node_modules", "node-api-headers", "include")}`,
    `-I${include}`,
    ...["tfjs_backend.cc", "tfjs_binding.cc"].map((name) => path.join(packageFolder, "binding", name)),
    ...[`-L${libraries}`, "-ltensorflow", "-ltensorflow_framework", "-Wl,-rpath,$ORIGIN/../../deps/lib"],
    ...["-o", path.join(target, "tfjs_binding.node")],
  ];
  const end = await run(compiler, words, COMPILE_LIMIT_MS, site);
  refuseUnless(end.code === 0, end.how, compiler, end.output);
}

function run(program: string, words: readonly string[], limitMs: number, site: SetUpSite): Promise<ProgramEnd> {
  const { folder, environment, signal } = site;
  return runProgram(program, words, { folder, environment, limitMs, signal });
}
