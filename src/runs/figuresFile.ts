/**
 * metrics.jsonl while it is written: lines are added at its end, and reach the disk with a flush.
 *
 * What a full or broken disk did not take is written again with the next flush, from the last byte that is on the disk for certain, so a line
 * is neither lost nor there twice. test/runs/figuresFile.test.ts holds it.
 */
import { createHash } from "node:crypto";
import { files, READ_AND_WRITE } from "../files/files";
import type { FiguresClaim } from "./checkpointState";
import { writeAtomically } from "./writeAtomically";

export class FiguresFile {
  private readonly hash = createHash("sha256");
  private descriptor: number | undefined;
  /** Bytes that are on the disk for certain. */
  private safe: number;
  /** What is not, nor is cut off that stood behind. */
  private waiting: Buffer = Buffer.alloc(0);
  private lines = "";
  private isCut: boolean;

  /** `kept`: the bytes that count of what was written before. `isInFile`: the file begins with them. */
  constructor(
    private readonly file: string,
    private readonly kept: Buffer = Buffer.alloc(0),
    private isInFile = true,
  ) {
    this.hash.update(kept);
    this.safe = kept.length;
    this.isCut = false;
  }

  add(line: string): void {
    this.lines += line;
  }

  /** Brings all lines to the disk and gives what the file holds then. Throws what the file system throws. */
  flush(): FiguresClaim {
    if (this.lines !== "") {
      const added = Buffer.from(this.lines);
      this.lines = "";
      this.hash.update(added);
      this.waiting = Buffer.concat([this.waiting, added]);
    }
    this.write();
    return { bytes: this.safe, sha256: this.hash.copy().digest("hex") };
  }

  private write(): void {
    if (!this.isInFile) {
      writeAtomically(this.file, this.kept);
      this.isInFile = true;
    }
    const descriptor = (this.descriptor ??= files.openSync(this.file, READ_AND_WRITE, 0o644));
    if (!this.isCut) {
      files.ftruncateSync(descriptor, this.safe);
      this.isCut = true;
    }
    const { waiting, safe } = this;
    if (waiting.length === 0) return;
    for (let at = 0; at < waiting.length;) {
      at += files.writeSync(descriptor, waiting, at, waiting.length - at, safe + at);
    }
    files.fsyncSync(descriptor);
    this.safe = safe + waiting.length;
    this.waiting = Buffer.alloc(0);
  }

  close(): void {
    if (this.descriptor === undefined) return;
    files.closeSync(this.descriptor);
    this.descriptor = undefined;
  }
}
