/**
 * What is shipped: the VSIX's list of files as a golden (UPDATE_GOLDENS=1 rewrites it), sizes, and licences of what is
 * bundled. These tests look at dist/, so they need `npm run build` first.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./sourceFiles";

const kilobyte = 1000;
const goldenFile = join(root, "test/house/vsixFiles.txt");
const freeLicences = ["MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "0BSD", "Unlicense", "CC0-1.0"];

test("the VSIX holds exactly the files of the golden", () => {
  const files = vsce("ls", "--no-dependencies").trim().split("\n").sort().join("\n") + "\n";
  if (process.env["UPDATE_GOLDENS"] === "1") writeFileSync(goldenFile, files);
  expect(existsSync(goldenFile), "no golden: UPDATE_GOLDENS=1 writes it").toBe(true);
  expect(files).toBe(readFileSync(goldenFile, "utf8"));
});

test("the VSIX has at most 3 MB", () => {
  const folder = mkdtempSync(join(tmpdir(), "unroll-vsix-"));
  try {
    const file = join(folder, "unroll.vsix");
    vsce("package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", file);
    expect(statSync(file).size).toBeLessThanOrEqual(3000 * kilobyte);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the extension's bundle has at most 300 KB, its analysis thread 700 KB, and each kernel file 150 KB", () => {
  expect(sizeOf("dist/extension.js")).toBeLessThanOrEqual(300 * kilobyte);
  expect(sizeOf("dist/analysis.js")).toBeLessThanOrEqual(700 * kilobyte);
  expect(sizeOf("dist/engine.fast.wasm")).toBeLessThanOrEqual(150 * kilobyte);
  expect(sizeOf("dist/engine.exact.wasm")).toBeLessThanOrEqual(150 * kilobyte);
});

test("everything that is bundled has a free licence", () => {
  const bundled = JSON.parse(readFileSync(built("out/bundled.json"), "utf8")) as Record<string, string>;
  expect(Object.keys(bundled).length).toBeGreaterThan(0);
  expect(Object.entries(bundled).filter(([, licence]) => !freeLicences.includes(licence))).toEqual([]);
});

function vsce(...args: string[]): string {
  const program = join(root, "node_modules/@vscode/vsce/vsce");
  return execFileSync(process.execPath, [program, ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function sizeOf(path: string): number {
  return statSync(built(path)).size;
}

function built(path: string): string {
  if (!existsSync(join(root, path))) throw new Error(`${path} is missing: npm run build`);
  return join(root, path);
}
