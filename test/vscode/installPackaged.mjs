/**
 * Installs the extension as its users have it: the VSIX of `npm run package`, made from what lies in dist/, into the profile's folder of
 * extensions, by VS Code's own `--install-extension`. The suite then needs an extension under development to sit beside: an empty one.
 */
import { resolveCliArgsFromVSCodeExecutablePath } from "@vscode/test-electron";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../../scripts/runCommand.mjs";

const limitMs = 5 * 60_000;

/** Resolves to the folder of the empty extension. */
export async function installPackaged(folder, { profile, vscode, root }) {
  const vsix = join(folder, "unroll.vsix");
  await mustRun("npm", ["run", "--silent", "pack", "--", "--out", vsix], { cwd: root, quiet: true, limitMs });
  const options = { reuseMachineInstall: true };
  const [program, ...first] =
    vscode.kind === "desktop"
      ? resolveCliArgsFromVSCodeExecutablePath(vscode.executable, options)
      : [vscode.executable];
  const place = [`--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`];
  await mustRun(program, [...first, `--install-extension=${vsix}`, ...place], { quiet: true, limitMs });
  return writeEmptyExtension(join(folder, "beside"));
}

function writeEmptyExtension(folder) {
  const manifest = {
    name: "beside-the-suite",
    publisher: "unroll",
    version: "1.0.0",
    engines: { vscode: "^1.90.0" },
    capabilities: { untrustedWorkspaces: { supported: true } },
  };
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  return folder;
}
