/** A folder that is gone after the test. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { onTestFinished } from "vitest";

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "unroll-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
