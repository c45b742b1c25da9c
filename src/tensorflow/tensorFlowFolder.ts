/**
 * Where TensorFlow lies on this machine: one folder in the cache, which every clone and the extension share.
 *
 * Also the places where it may have come without the set-up: a `node_modules` above the program. test/tensorflow/find.test.ts.
 */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

/** The newest release of the package. */
export const tfjsVersion = "4.22.0";

/** In the order of preference: the build for graphics cards comes first. */
const packageNames = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"] as const;

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

/** The packages, whether or not they work, in the order in which they are tried: what was set up first, then what lies beside the program. */
export function findPackages(environment: Environment, programFolder: string = __dirname): FoundPackage[] {
  return [tensorFlowFolder(environment), ...foldersAbove(programFolder)].flatMap(packagesIn);
}

/** The packages in the folder's `node_modules`. */
export function packagesIn(place: string): FoundPackage[] {
  return packageNames.flatMap((name) => {
    const folder = path.join(place, "node_modules", name);
    const manifest = path.join(folder, "package.json");
    return existsSync(manifest) ? [{ folder, name, version: versionIn(manifest) }] : [];
  });
}

function foldersAbove(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}

function versionIn(manifest: string): string {
  try {
    return String((JSON.parse(readFileSync(manifest, "utf8")) as { version?: unknown }).version);
  } catch {
    return "?";
  }
}
