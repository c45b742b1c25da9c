/**
 * What is shipped: the list of files of the VSIX that `npm run package` makes as a golden (UPDATE_GOLDENS=1 rewrites it), sizes, and
 * licences of what is bundled. These tests look at dist/, so they need `npm run build` first. That the VSIX works, installed in an
 * editor, is seen in test/vscode/suite/installed/.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./sourceFiles";

const kilobyte = 1000;
const goldenFile = join(root, "test/house/vsixFiles.txt");
const freeLicences = ["MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "0BSD", "Unlicense", "CC0-1.0"];

const folder = mkdtempSync(join(tmpdir(), "unroll-vsix-"));
const vsix = join(folder, "unroll.vsix");

beforeAll(() => {
  const words = ["run", "--silent", "pack", "--", "--out", vsix];
  execFileSync("npm", words, { cwd: root, stdio: ["ignore", "ignore", "pipe"], shell: process.platform === "win32" });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the VSIX holds exactly the files of the golden", () => {
  const names = namesInZip(readFileSync(vsix)).filter((name) => name.startsWith("extension/"));
  const files = `${names
    .map((name) => name.slice("extension/".length))
    .sort()
    .join("\n")}\n`;
  if (process.env["UPDATE_GOLDENS"] === "1") writeFileSync(goldenFile, files);
  expect(existsSync(goldenFile), "no golden: UPDATE_GOLDENS=1 writes it").toBe(true);
  expect(files).toBe(readFileSync(goldenFile, "utf8"));
});

test("the VSIX has at most 3 MB", () => {
  expect(statSync(vsix).size).toBeLessThanOrEqual(3000 * kilobyte);
});

test("the extension's bundle has at most 330 KB, its analysis thread 700 KB, and each kernel file 150 KB", () => {
  expect(sizeOf("dist/extension.js")).toBeLessThanOrEqual(330 * kilobyte);
  expect(sizeOf("dist/analysis.js")).toBeLessThanOrEqual(700 * kilobyte);
  expect(sizeOf("dist/engine.fast.wasm")).toBeLessThanOrEqual(150 * kilobyte);
  expect(sizeOf("dist/engine.exact.wasm")).toBeLessThanOrEqual(150 * kilobyte);
});

test("everything that is bundled has a free licence", () => {
  const bundled = JSON.parse(readFileSync(built("out/bundled.json"), "utf8")) as Record<string, string>;
  expect(Object.keys(bundled).length).toBeGreaterThan(0);
  expect(Object.entries(bundled).filter(([, licence]) => !freeLicences.includes(licence))).toEqual([]);
});

/** The names in a zip's central directory, which its last record points to (APPNOTE.TXT 4.3.12 and 4.3.16). */
function namesInZip(zip: Buffer): string[] {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const names: string[] = [];
  for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === 0x02014b50;) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    names.push(zip.toString("utf8", at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

function sizeOf(path: string): number {
  return statSync(built(path)).size;
}

function built(path: string): string {
  if (!existsSync(join(root, path))) throw new Error(`${path} is missing: npm run build`);
  return join(root, path);
}
