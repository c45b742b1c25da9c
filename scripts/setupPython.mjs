/**
 * Makes the Python that benchmarks compare with: a virtual environment in the cache folder with TensorFlow, TensorBoard and PyTorch.
 *
 *   npm run setup:python     does nothing when it is there already; some gigabytes where PyTorch comes with CUDA
 *
 * bench/ uses it; tests compare with recorded numbers.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, locked } from "./cacheFolder.mjs";
import { mustRun, runCommand } from "./runCommand.mjs";

const requirements = ["tensorflow-cpu==2.21.0", "torch==2.13.0", "tensorboard==2.20.0", "safetensors", "pyyaml"];
const check = [
  "from importlib.metadata import version",
  "import safetensors, tensorboard, yaml",
  'assert version("tensorflow-cpu") == "2.21.0" and version("torch").split("+")[0] == "2.13.0"',
].join("\n");

const folder = join(cacheFolder, "python");
const python = join(folder, "bin", "python");

await locked("python", async () => {
  if (await isComplete()) return console.log(`already there: ${python}`);
  if (!existsSync(python)) await mustRun("python3", ["-m", "venv", folder]);
  await mustRun(python, ["-m", "pip", "install", "--progress-bar", "off", ...requirements]);
  if (!(await isComplete())) throw new Error("the packages were installed but cannot be imported");
  console.log(`ready: ${python}`);
});

async function isComplete() {
  return existsSync(python) && (await runCommand(python, ["-c", check], { quiet: true })).code === 0;
}
