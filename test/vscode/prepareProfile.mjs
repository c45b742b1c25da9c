/**
 * A fresh VS Code profile and workspace for one launch: settings that keep pictures quiet, copies of the examples and of
 * test/vscode/workspace, and, for a display language other than English, an empty language pack.
 *
 * VS Code takes a display language only when a language pack says that it exists. The file languagepacks.json of the
 * user data is that list; a pack without sentences leaves the workbench in English and makes `vscode.env.language` and
 * the choice of package.nls.<language>.json what a user of that language has.
 */
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const settings = {
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.simpleDialog.enable": true,
  "git.enabled": false,
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

export function prepareProfile(folder, { locale, root }) {
  const workspace = join(folder, "workspace");
  const userData = join(folder, "server", "data");
  const extensions = join(folder, "extensions");
  for (const one of [workspace, join(userData, "User"), extensions]) mkdirSync(one, { recursive: true });
  for (const source of [join(root, "examples"), join(root, "test/vscode/workspace")]) {
    if (existsSync(source)) cpSync(source, workspace, { recursive: true });
  }
  writeFileSync(join(userData, "User", "settings.json"), JSON.stringify(settings, null, 2));
  if (locale !== "en") writeLanguagePack(folder, userData, locale);
  return { workspace, userData, extensions };
}

function writeLanguagePack(folder, userData, locale) {
  const sentences = join(folder, "languagePack.json");
  writeFileSync(sentences, JSON.stringify({ version: "1.0.0", contents: {} }));
  const pack = {
    hash: `${locale}-without-sentences`,
    extensions: [{ extensionIdentifier: { id: `unroll.language-pack-${locale}` }, version: "1.0.0" }],
    translations: { vscode: sentences },
    label: locale,
  };
  writeFileSync(join(userData, "languagepacks.json"), JSON.stringify({ [locale]: pack }));
}
