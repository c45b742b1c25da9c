/** One version, said in two places. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { version } from "../../src/core/version";

test("the version is package.json's", () => {
  expect(version).toBe((JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version);
});
