/**
 * The manifest and the typed map of ids say the same, both ways; every manifest text exists in English and Spanish.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./sourceFiles";

interface Manifest {
  contributes?: {
    commands?: { command: string }[];
    configuration?: Configuration | Configuration[];
    views?: Record<string, { id: string }[]>;
    menus?: Record<string, { command?: string }[]>;
    keybindings?: { command: string }[];
  };
}
interface Configuration {
  properties: Record<string, unknown>;
}
interface Contributions {
  commands: Record<string, string>;
  settings: Record<string, string>;
  views: Record<string, string>;
}

const manifestText = readFileSync(join(root, "package.json"), "utf8");
const { contributes = {} } = JSON.parse(manifestText) as Manifest;

describe("ids", async () => {
  const path = join(root, "src/extension/contributions.ts");
  const ids = (await import(/* @vite-ignore */ path)) as Contributions;
  const sorted = (all: Iterable<string>) => [...all].sort();

  test("commands", () => {
    expect(sorted((contributes.commands ?? []).map(({ command }) => command))).toEqual(
      sorted(Object.values(ids.commands)),
    );
  });

  test("settings", () => {
    const parts = [contributes.configuration ?? []].flat();
    expect(sorted(parts.flatMap(({ properties }) => Object.keys(properties)))).toEqual(
      sorted(Object.values(ids.settings)),
    );
  });

  test("views", () => {
    const views = Object.values(contributes.views ?? {}).flat();
    expect(sorted(views.map(({ id }) => id))).toEqual(sorted(Object.values(ids.views)));
  });

  test("menus and keys name commands of ours", () => {
    const menus = Object.values(contributes.menus ?? {}).flat();
    const named = [...menus, ...(contributes.keybindings ?? [])].flatMap(({ command }) => command ?? []);
    expect(named.filter((command) => !Object.values(ids.commands).includes(command))).toEqual([]);
  });
});

test("sentences name commands and settings as the manifest does", async () => {
  const { en } = (await import(join(root, "src/core/messages/en.ts"))) as { en: Record<string, string> };
  const { es } = (await import(join(root, "src/core/messages/es.ts"))) as { es: Record<string, string> };
  for (const [file, catalogue] of [
    ["package.nls.json", en],
    ["package.nls.es.json", es],
  ] as const) {
    const titles = JSON.parse(readFileSync(join(root, file), "utf8")) as Record<string, string>;
    expect(catalogue["editor-set-up-tensorflow"]).toBe(titles["command.setUpTensorFlow"]);
    expect(catalogue["editor-remove-tensorflow"]).toBe(titles["command.removeTensorFlow"]);
    expect(catalogue["editor-show-engines"]).toBe(titles["command.showEngines"]);
    expect(catalogue["tensorflow-absent"]).toContain(`Unroll: ${titles["command.setUpTensorFlow"]}`);
  }
});

test("manifest texts exist in both languages, and each is used", () => {
  const keysOf = (file: string) => Object.keys(JSON.parse(readFileSync(join(root, file), "utf8")) as object).sort();
  const used = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
  expect(keysOf("package.nls.json")).toEqual([...new Set(used)].sort());
  expect(keysOf("package.nls.es.json")).toEqual(keysOf("package.nls.json"));
});
