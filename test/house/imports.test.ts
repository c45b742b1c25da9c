/**
 * Who may import whom: the table of ARCHITECTURE.md, as data. Type imports count too; tests and scripts are exempt, and so are
 * data files (`examples/*.yaml`, `package.json`), which belong to no room.
 */
import { expect, test } from "vitest";
import { importedPath, sourceFiles, type SourceFile } from "./sourceFiles";

/** For each room, the rooms it may import besides itself, and the packages; a `*` ends a prefix. */
const table: Record<string, { rooms: string[]; packages: string[] }> = {
  core: { rooms: [], packages: ["yaml"] },
  // The only way of runs and locks to what they write; locks ask the system about processes by themselves.
  files: { rooms: ["core"], packages: ["node:*"] },
  locks: { rooms: ["files"], packages: ["node:*"] },
  charts: { rooms: ["core"], packages: [] },
  language: { rooms: ["core", "engine/plan"], packages: [] },
  protocol: { rooms: ["core"], packages: ["valibot"] },
  pictures: { rooms: ["core", "protocol"], packages: [] },
  engine: { rooms: ["core"], packages: ["node:worker_threads"] },
  tensorflow: { rooms: ["core", "engine/plan", "locks", "machine"], packages: ["node:*", "@tensorflow/*"] },
  sources: { rooms: ["core", "files"], packages: ["node:*", "csv-parse", "csv-parse/*"] },
  interop: { rooms: ["core"], packages: ["node:*", "fflate", "jsfive", "h5wasm"] },
  runs: { rooms: ["core", "files", "interop", "locks"], packages: ["valibot", "node:crypto", "node:path"] },
  machine: { rooms: ["core", "engine/plan"], packages: ["node:os"] },
  worker: {
    rooms: ["core", "engine", "files", "machine", "tensorflow", "sources", "runs", "interop", "protocol"],
    packages: ["node:*"],
  },
  training: { rooms: ["core", "machine", "runs", "protocol"], packages: ["node:*"] },
  cli: {
    rooms: [
      ...["core", "charts", "pictures", "language", "protocol", "engine", "files", "machine", "tensorflow", "sources"],
      ...["interop", "runs", "worker", "training"],
    ],
    packages: ["*"],
  },
  extension: {
    rooms: [
      "core",
      "pictures",
      "language",
      "engine/plan",
      "machine",
      "sources",
      "training",
      "runs",
      "interop",
      "charts",
      "protocol",
    ],
    packages: ["vscode", "node:*"],
  },
  webview: {
    rooms: ["core", "charts", "pictures", "protocol"],
    packages: ["uplot", "uplot/*", "@vscode/webview-ui-toolkit"],
  },
};

/** Packages that a single place may import, whatever the table says. */
const soleImporters: Record<string, string[]> = {
  yaml: ["core/syntax"],
  vscode: ["extension"],
  // Kernels side by side, analysis off the host's thread, and signs of life from threads that do not compute.
  "node:worker_threads": ["engine/threads", "extension/analysis", "worker/heartbeat.ts", "locks/lockBeat.ts"],
  "csv-parse*": ["sources"],
  "@tensorflow/*": ["tensorflow"],
  "@vscode/webview-ui-toolkit": ["webview/controls.ts"],
};

test("every import is in the table", () => {
  expect(sourceFiles.length).toBeGreaterThan(0);
  expect(sourceFiles.flatMap((file) => file.imports.flatMap((one) => complaint(file, one)))).toEqual([]);
});

test("every room is in the table", () => {
  expect([...new Set(sourceFiles.map(roomOf))].filter((room) => !(room in table))).toEqual([]);
});

test("the table's rules refuse what they are there for", () => {
  const from = (path: string): SourceFile => ({ ...sourceFiles[0]!, path });
  expect(complaint(from("src/core/model/a.ts"), "yaml")).toHaveLength(1);
  expect(complaint(from("src/core/syntax/a.ts"), "yaml")).toHaveLength(0);
  expect(complaint(from("src/core/syntax/a.ts"), "../../engine/plan/b")).toHaveLength(1);
  expect(complaint(from("src/language/a.ts"), "../engine/plan/b")).toHaveLength(0);
  expect(complaint(from("src/language/a.ts"), "../engine/trainer")).toHaveLength(1);
  expect(complaint(from("src/engine/trainer.ts"), "node:worker_threads")).toHaveLength(1);
  expect(complaint(from("src/cli/main.ts"), "../extension/activate")).toHaveLength(1);
  expect(complaint(from("webview/main.ts"), "../src/core/text/range")).toHaveLength(0);
  expect(complaint(from("webview/main.ts"), "node:fs")).toHaveLength(1);
  expect(complaint(from("src/core/a.ts"), "../../test/house/b")).toHaveLength(1);
});

function complaint(file: SourceFile, specifier: string): string[] {
  if (isData(specifier)) return [];
  const place = file.path.replace(/^src\//, "");
  const rule = table[roomOf(file)];
  const target = importedPath(file, specifier);
  const allowed = specifier.startsWith(".")
    ? [roomOf(file), ...(rule?.rooms ?? [])].some(
        (room) => isInside(target.replace(/^src\//, ""), room) && isOurs(target),
      )
    : (rule?.packages ?? []).some((pattern) => matches(target, pattern)) && mayAlone(place, target);
  return allowed ? [] : [`${file.path} imports ${target}`];
}

function isData(specifier: string): boolean {
  return specifier.startsWith(".") && /\.(yaml|json)$/.test(specifier);
}

function mayAlone(place: string, name: string): boolean {
  const rules = Object.entries(soleImporters).filter(([pattern]) => matches(name, pattern));
  return rules.every(([, places]) => places.some((one) => isInside(place, one)));
}

function isOurs(target: string): boolean {
  return target.startsWith("src/") || target.startsWith("webview/");
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function matches(name: string, pattern: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function roomOf({ path }: SourceFile): string {
  return path.replace(/^src\//, "").split("/")[0]!;
}
