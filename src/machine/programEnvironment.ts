/**
 * The environment for a program that this one installs, starts or hands work to: without what was meant for this one alone.
 *
 * npm hands its whole configuration down to the commands it runs, and an npm below them takes it for its own: its user agent (by which
 * install scripts tell Node's version), its prefix, `--ignore-scripts`, the packages whose scripts may run. An editor does the same to
 * what is started in its terminal. Kept is what says how a registry is reached. The scripts of the project take this file too
 * (scripts/runCommand.mjs). test/machine/programEnvironment.test.ts.
 */
/** Settings of npm that belong to the machine and its network, not to one call of npm. */
const kept =
  /^(registry|cache|userconfig|globalconfig|(https?-)?proxy|noproxy|no-proxy|ca|cafile|cert|key|strict-ssl|offline|prefer-offline|maxsockets|local-address|fetch-.+|@[^:]+:registry|\/\/.+)$/;

/** Settings of Node that say whom it trusts and how it reaches the network. */
const keptOfNode = new Set([
  "NODE_EXTRA_CA_CERTS",
  "NODE_TLS_REJECT_UNAUTHORIZED",
  "NODE_USE_SYSTEM_CA",
  "NODE_USE_ENV_PROXY",
]);

/** What npm sets beside its own names. */
const ofNpm = new Set(["INIT_CWD", "NODE", "COLOR"]);

/** A copy without those names; the values that stay are as they were. */
export function programEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => isForAll(name)));
}

function isForAll(name: string): boolean {
  const setting = /^npm_config_(.+)$/i.exec(name)?.[1];
  if (setting !== undefined) return kept.test(setting.toLowerCase().replaceAll("_", "-"));
  if (/^NODE_/i.test(name)) return keptOfNode.has(name.toUpperCase());
  return !/^(npm_|ELECTRON_|VSCODE_)/i.test(name) && !ofNpm.has(name);
}
