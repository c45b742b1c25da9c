/**
 * Where TensorFlow lies on this machine: one folder in the cache, which every clone and the extension share.
 *
 * Nothing is loaded from anywhere else, but by the command line from the `node_modules` that holds Unroll itself: whoever could put a
 * package into some folder above the program would otherwise run in its process. test/tensorflow/find.test.ts.
 */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

/** The newest release of the package. */
export const tfjsVersion = "4.22.0";

/** In the order of preference: the build for graphics cards comes first. */
const packageNames = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"] as const;

/** Unroll's own name in its package.json. */
const PACKAGE = "unroll-rnn";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder for big things that outlive a checkout. */
export function cacheFolder(environment: Environment): string {
  return environment.UNROLL_CACHE || path.join(homedir(), ".cache", "unroll");
}

/** What the set-up makes and the removal removes. */
export function tensorFlowFolder(environment: Environment): string {
  return path.join(cacheFolder(environment), `tensorflow-tfjs${tfjsVersion}-${process.platform}-${process.arch}`);
}

export interface FoundPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/**
 * The packages, whether or not they work, in the order in which they are tried: what was set up first, then what was installed with Unroll.
 * `programFolder`: where the command line lies; absent: only what was set up counts.
 */
export function findPackages(environment: Environment, programFolder = commandLineFolder): FoundPackage[] {
  return [tensorFlowFolder(environment), ...foldersOfUnroll(programFolder)].flatMap(packagesIn);
}

let commandLineFolder: string | undefined;

/** For the command line alone, as it starts: this is where its program lies. */
export function installedWith(programFolder: string): void {
  commandLineFolder = programFolder;
}

/** The packages in the folder's `node_modules`. */
export function packagesIn(place: string): FoundPackage[] {
  return packageNames.flatMap((name) => {
    const folder = path.join(place, "node_modules", name);
    const manifest = path.join(folder, "package.json");
    return existsSync(manifest) ? [{ folder, name, version: versionIn(manifest) }] : [];
  });
}

/** The folder of Unroll's own package, and the one that it is installed in. */
function foldersOfUnroll(programFolder: string | undefined): string[] {
  const own = programFolder === undefined ? undefined : ownPackage(programFolder);
  if (own === undefined) return [];
  const above = path.dirname(own);
  return path.basename(above) === "node_modules" ? [own, path.dirname(above)] : [own];
}

function ownPackage(folder: string): string | undefined {
  for (const one of [folder, path.dirname(folder)]) {
    try {
      const { name } = JSON.parse(readFileSync(path.join(one, "package.json"), "utf8")) as { name?: unknown };
      if (name === PACKAGE) return one;
    } catch {
      // It has none.
    }
  }
  return undefined;
}

function versionIn(manifest: string): string {
  try {
    return String((JSON.parse(readFileSync(manifest, "utf8")) as { version?: unknown }).version);
  } catch {
    return "?";
  }
}
