/** Runs a program that has a child without end, and tells that child's number. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { runProgram } from "../../src/tensorflow/setup/runProgram";

const folder = mkdtempSync(path.join(tmpdir(), "unroll-for-ever-"));
const file = path.join(folder, "pid");
void runProgram("/bin/sh", ["-c", "sleep 600 & echo $! > pid.new; mv pid.new pid; wait"], {
  folder,
  environment: process.env,
  limitMs: 60_000,
});
const look = setInterval(() => {
  if (!existsSync(file)) return;
  clearInterval(look);
  process.send?.(Number(readFileSync(file, "utf8")));
}, 20);
