/** metrics.jsonl while it is written: no line is lost or there twice, whatever call fails. */
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { FiguresFile } from "../../src/runs/figuresFile";
import { figuresAgree } from "../../src/runs/readRun";
import { withFault } from "../files/faultyFiles";
import { temporaryFolder } from "./temporaryFolder";

const newFile = (): string => path.join(temporaryFolder(), "metrics.jsonl");

test("what one flush did not get to the disk comes with the next, once, wherever it failed", async () => {
  for (let at = 0; at < 6; at++) {
    const file = newFile();
    const figures = new FiguresFile(file);
    await withFault({ at, kind: "once", code: "EIO" }, () => {
      for (const line of ["one\n", "two\n", "three\n"]) {
        figures.add(line);
        try {
          figures.flush();
        } catch {
          // Tried again with the next line.
        }
      }
      const claim = figures.flush();
      figures.close();
      expect([at, readFileSync(file, "utf8")]).toEqual([at, "one\ntwo\nthree\n"]);
      expect(figuresAgree(readFileSync(file), claim)).toBe(true);
    });
  }
});

test("what stands behind the bytes that count is cut off; a file that does not begin with them is written anew", () => {
  for (const [before, isInFile] of [
    ["one\ntwo\nhalf", true],
    ["other\n", false],
  ] as const) {
    const file = newFile();
    writeFileSync(file, before);
    const figures = new FiguresFile(file, Buffer.from("one\n"), isInFile);
    figures.flush();
    expect(readFileSync(file, "utf8")).toBe("one\n");
    figures.add("2\n");
    const claim = figures.flush();
    figures.close();
    expect(readFileSync(file, "utf8")).toBe("one\n2\n");
    expect([claim.bytes, figuresAgree(readFileSync(file), claim), figuresAgree(Buffer.from("one\n3\n"), claim)]).toEqual([6, true, false]); // prettier-ignore
  }
});
