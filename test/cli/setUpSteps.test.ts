/** What a set-up shows: a line for each step, and how far it is in one rewritten line or now and then. */
import { expect, test } from "vitest";
import { showSteps } from "../../src/cli/setUpSteps";
import { message } from "../../src/core/messages/message";
import { collect } from "./unroll";

/** A download of 30 seconds between two steps. */
function shown(isTerminal: boolean): string {
  const out = collect(isTerminal);
  let now = 0;
  const steps = showSteps(out, "en", () => now);
  steps.onStep(message("tensorflow-step.library"));
  for (now = 100; now <= 30_000; now += 100) {
    steps.onProgress(message("tensorflow-step.library-so-far", { megabytes: now / 100 }));
  }
  steps.onStep(message("tensorflow-step.compile"));
  steps.end();
  return out.text;
}

test("on a terminal one line is rewritten, and the next step begins a new one", () => {
  const lines = shown(true).split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[1]?.split("\r\u001b[2K").length).toBeGreaterThan(100);
  expect(lines[1]).toContain("270 MB…");
  expect(lines.slice(2)).toEqual(["Compiling the part between Node and TensorFlow…", ""]);
});

test("elsewhere a plain line every ten seconds", () => {
  expect(shown(false).split("\n")).toEqual([
    "Getting TensorFlow 2.21.0 from PyPI (about 270 MB), held against its SHA-256…",
    "TensorFlow's library from PyPI: 100 of about 270 MB…",
    "TensorFlow's library from PyPI: 200 of about 270 MB…",
    "TensorFlow's library from PyPI: 300 of about 270 MB…",
    "Compiling the part between Node and TensorFlow…",
    "",
  ]);
});
