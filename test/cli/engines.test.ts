/** `engines`: what can be had here. */
import { availableParallelism } from "node:os";
import { expect, test } from "vitest";
import { version } from "../../src/core/version";
import { temporaryFolder } from "../runs/temporaryFolder";
import { placeWith } from "./unroll";

test("WebAssembly can, TensorFlow says why not and what cures it", async () => {
  const env = { UNROLL_CACHE: temporaryFolder() };
  const { json, code } = await placeWith().run("engines --json", { env });
  expect(code).toBe(0);
  expect(json).toEqual([
    {
      engines: [
        {
          name: "wasm",
          available: true,
          version,
          reason: null,
          threads: availableParallelism(),
          features: expect.arrayContaining(["exact", "simd"]) as string[],
        },
        {
          name: "tfjs-node",
          available: false,
          version: null,
          reason: expect.stringContaining("--setup tensorflow") as string,
          threads: 0,
          features: [],
        },
      ],
    },
  ]);
  expect((await placeWith().run("engines", { env })).out).toContain(`wasm ${version}: available`);
});
