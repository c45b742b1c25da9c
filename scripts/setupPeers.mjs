/**
 * Installs the peers in JavaScript that bench/engines.mjs compares with into the cache folder: TensorFlow.js layers on WebAssembly, and on
 * TensorFlow itself (tfjs-node).
 *
 *   npm run setup:peers     does nothing for what is there already
 *
 * tfjs-node's own download of TensorFlow is often closed off and lacks newer machines, so the library and headers of the Python
 * environment (`npm run setup:python`) are taken and the addon is compiled against them.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cached, cacheFolder } from "./cacheFolder.mjs";
import { mustRun } from "./runCommand.mjs";

const version = "4.22.0";
const names = { node: `tensorflow-tfjs${version}-${process.platform}-${process.arch}`, wasm: `tfjs-wasm-${version}` };

/** Folders with a node_modules each; they exist once the peer is installed. */
export const peerFolders = { node: join(cacheFolder, names.node), wasm: join(cacheFolder, names.wasm) };

const install = (folder, packages) =>
  mustRun("npm", ["install", "--prefix", folder, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", ...packages.map((name) => `@tensorflow/${name}@${version}`)]); // prettier-ignore

/** The folder of TensorFlow in the Python environment. */
function pythonTensorFlow() {
  const lib = join(cacheFolder, "python", "lib");
  const found = (existsSync(lib) ? readdirSync(lib) : []).map((name) => join(lib, name, "site-packages", "tensorflow"));
  const folder = found.find((path) => existsSync(join(path, "include")));
  if (!folder) throw new Error("npm run setup:python first: tfjs-node takes TensorFlow from there");
  return folder;
}

async function makeNode(folder) {
  const tensorflow = pythonTensorFlow();
  await install(folder, ["tfjs-node"]);
  const addon = join(folder, "node_modules", "@tensorflow", "tfjs-node");
  const deps = join(addon, "deps");
  rmSync(deps, { recursive: true, force: true });
  mkdirSync(join(deps, "lib"), { recursive: true });
  symlinkSync(join(tensorflow, "include"), join(deps, "include"));
  const library = (name) => join(tensorflow, name);
  const links = [
    ["libtensorflow.so.2", library("libtensorflow_cc.so.2")],
    ["libtensorflow_cc.so.2", library("libtensorflow_cc.so.2")],
    ["libtensorflow.so", "libtensorflow.so.2"],
    ["libtensorflow_framework.so.2", library("libtensorflow_framework.so.2")],
    ["libtensorflow_framework.so", library("libtensorflow_framework.so.2")],
  ];
  for (const [name, target] of links) symlinkSync(target, join(deps, "lib", name));
  await mustRun("npx", ["-y", "node-gyp@11", "configure", "build", "--module_name=tfjs_binding", `--module_path=${join(addon, "lib", "napi-v8")}`, "--napi_build_version=8", "-C", addon]); // prettier-ignore
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await cached(names.wasm, (folder) => install(folder, ["tfjs-core", "tfjs-layers", "tfjs-backend-cpu", "tfjs-backend-wasm"])); // prettier-ignore
  console.log(`ready: ${peerFolders.wasm}`);
  await cached(names.node, makeNode);
  console.log(`ready: ${peerFolders.node}`);
}
