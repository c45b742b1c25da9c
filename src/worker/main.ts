/**
 * The entry of the training process, of the thread in it that beats, and with `--wide-check` of the probe's child.
 */
import { writeSync } from "node:fs";
import { beatInThread } from "./heartbeat";
import { openEngine } from "./openEngine";
import { serveRequest } from "./serveRequest";
import { checkWide, WIDE_CHECK } from "./wideCheck";
import { findWide } from "./wideProbe";

if (process.argv[2] === WIDE_CHECK) {
  writeSync(1, JSON.stringify(checkWide(process.argv[3] === "wide")));
  process.exit(0);
}
if (!beatInThread()) serveRequest({ openEngine, findWide });
