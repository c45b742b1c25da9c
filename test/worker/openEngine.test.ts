/** The kernels are found, and an engine asked for by name is never replaced. */
import { expect, test } from "vitest";
import { findKernels, openEngine } from "../../src/worker/openEngine";

test("both builds are beside the program", () => {
  const { exact, fast } = findKernels();
  expect(WebAssembly.validate(new Uint8Array(exact))).toBe(true);
  expect(fast && WebAssembly.validate(new Uint8Array(fast))).toBe(true);
});

test("another engine cannot be had", async () => {
  await expect(openEngine("tfjs-node")).rejects.toThrow("tfjs-node");
});
