/**
 * Takes and leaves a lock many times. It leaves a dead one behind, as a process does that is killed, and ends with 1 where somebody else
 * holds the lock at the same time.
 */
import { mkdirSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { takeLockFile } from "../../src/locks/lockFile";

const [file = "", dead = "", rounds = "0"] = process.argv.slice(2);
const alone = `${file}.alone`;

for (let round = 0; round < Number(rounds);) {
  const taken = takeLockFile(file);
  if (typeof taken !== "function") continue;
  round++;
  // Throws where somebody is inside.
  mkdirSync(alone);
  rmdirSync(alone);
  writeFileSync(`${file}.${process.pid}`, dead);
  renameSync(`${file}.${process.pid}`, file);
}
