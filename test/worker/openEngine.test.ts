/** The kernels are found, and an engine asked for by name is never replaced. */
import { expect, onTestFinished, test, vi } from "vitest";
import { TensorFlowMissing } from "../../src/tensorflow/openTensorFlow";
import { findKernels, openEngine } from "../../src/worker/openEngine";
import { temporaryFolder } from "../runs/temporaryFolder";

test("both builds are beside the program", () => {
  const { exact, fast } = findKernels();
  expect(WebAssembly.validate(new Uint8Array(exact))).toBe(true);
  expect(fast && WebAssembly.validate(new Uint8Array(fast))).toBe(true);
});

test("TensorFlow that was not set up cannot be had", async () => {
  vi.stubEnv("UNROLL_CACHE", temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(openEngine("tfjs-node")).rejects.toThrow(TensorFlowMissing);
});
