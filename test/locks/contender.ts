/**
 * Takes and leaves a lock many times. It leaves a dead one behind, as a process does that is killed, and ends with 1 where somebody else
 * holds the lock at the same time.
 */
import { mkdirSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { isLock, LockFile, lockWorld } from "../../src/locks/lockFile";

const [file = "", dead = "", rounds = "0"] = process.argv.slice(2);
const alone = `${file}.alone`;
const world = { ...lockWorld, beat: () => () => undefined };

for (let round = 0; round < Number(rounds);) {
  const taken = new LockFile(file, world).tryTake();
  if (!isLock(taken)) continue;
  round++;
  // Throws where somebody is inside.
  mkdirSync(alone);
  rmdirSync(alone);
  // Each dead lock is another one, as no two processes are the same.
  writeFileSync(`${file}.${process.pid}`, `${dead.replace('"token"', `"token":"${process.pid}-${round}","was"`)}\n`);
  renameSync(`${file}.${process.pid}`, file);
}
