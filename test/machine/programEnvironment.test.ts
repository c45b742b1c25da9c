/** What a program inherits: nothing that npm, Node or an editor meant for this process; all that says how the network is reached. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, it } from "vitest";
import { programEnvironment } from "../../src/machine/programEnvironment";
import { temporaryFolder } from "../runs/temporaryFolder";

it("drops what npm hands down to its commands, Node's own settings and an editor's", () => {
  const inherited = {
    npm_config_user_agent: "npm/11.19.1 node/v20.20.2 linux x64 workspaces/false",
    npm_config_local_prefix: "/work",
    npm_config_prefix: "/usr",
    npm_config_ignore_scripts: "true",
    npm_config_allow_scripts: "",
    npm_config_omit: "dev",
    NPM_CONFIG_GLOBAL: "true",
    npm_package_name: "unroll-rnn",
    npm_lifecycle_event: "test",
    npm_execpath: "/usr/lib/node_modules/npm/bin/npm-cli.js",
    npm_command: "run",
    INIT_CWD: "/work",
    NODE: "/usr/bin/node",
    NODE_OPTIONS: "--require ./bootloader.js",
    NODE_PATH: "/elsewhere",
    NODE_ENV: "production",
    ELECTRON_RUN_AS_NODE: "1",
    VSCODE_IPC_HOOK_CLI: "/run/vscode.sock",
  };
  expect(programEnvironment(inherited)).toEqual({});
});

it("keeps what is meant for every program", () => {
  const meant = {
    PATH: "/usr/bin",
    HOME: "/home/me",
    CI: "true",
    UNROLL_CACHE: "/cache",
    npm_config_registry: "https://npm.example.org/",
    NPM_CONFIG_REGISTRY: "https://npm.example.org/",
    npm_config_https_proxy: "http://proxy:3128",
    npm_config_cafile: "/etc/ssl/ca.pem",
    npm_config_cache: "/cache/npm",
    npm_config_userconfig: "/home/me/.npmrc",
    npm_config_fetch_retries: "5",
    "npm_config_@acme:registry": "https://npm.acme.org/",
    "npm_config_//npm.acme.org/:_authToken": "secret",
    NODE_EXTRA_CA_CERTS: "/etc/ssl/ca.pem",
  };
  expect(programEnvironment(meant)).toEqual(meant);
});

it("an npm below an npm takes no setting of the upper one, but its registry", () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "package.json"), "{}");
  const npm = (words: string[], environment: NodeJS.ProcessEnv): string =>
    execFileSync("npm", words, {
      cwd: folder,
      encoding: "utf8",
      env: environment,
      stdio: ["ignore", "pipe", "ignore"],
    });
  const upper = npm(
    [
      "exec",
      "--offline",
      "--user-agent=another",
      "--ignore-scripts",
      "--registry=https://npm.example.org/",
      "-c",
      "env",
    ],
    process.env,
  );
  const handedDown = Object.fromEntries(upper.split("\n").map((line) => line.split(/=(.*)/, 2)));
  expect(handedDown).toMatchObject({ npm_config_user_agent: "another", npm_config_ignore_scripts: "true" });
  const asked = ["user-agent", "ignore-scripts", "registry"];
  const own = npm(["config", "get", ...asked], programEnvironment(handedDown));
  expect(own).toMatch(/^user-agent=npm\/.* node\/.*\nignore-scripts=false\nregistry=https:\/\/npm\.example\.org\/\n$/);
});
