/**
 * How much a folder holds, told while a program fills it: what tells how far a download is, whatever the program says itself.
 *
 * test/tensorflow/setUp.test.ts.
 */
import { readdirSync, statSync } from "node:fs";
import * as path from "node:path";

const LOOK_EVERY_MS = 250;

/** Looks now and then, until the returned function is called. Only whole megabytes that were not told before are told. */
export function watchSize(folder: string, onMegabytes: (megabytes: number) => void): () => void {
  let told = 0;
  const timer = setInterval(() => {
    const megabytes = Math.floor(sizeOf(folder) / 1e6);
    if (megabytes <= told) return;
    told = megabytes;
    onMegabytes(megabytes);
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** In bytes; files may come and go meanwhile. */
function sizeOf(folder: string): number {
  let size = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const inside = path.join(folder, entry.name);
      if (entry.isDirectory()) size += sizeOf(inside);
      else if (entry.isFile()) size += statSync(inside, { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch {
    // What is gone has no size.
  }
  return size;
}
