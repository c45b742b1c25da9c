/**
 * Writes one run's folder while it trains.
 *
 * At every moment the folder can be read: run.json and the weights are replaced whole, metrics.jsonl grows by lines. What a
 * kill can lose is at most the epochs since the last flush. test/runs/runWriter.test.ts and test/runs/kills.test.ts hold it.
 */
import { closeSync, existsSync, mkdirSync, openSync, writeSync } from "node:fs";
import * as path from "node:path";
import { stringifyJson } from "../core/data/jsonNumbers";
import type { NamedTensor } from "../core/training/networkSession";
import { writeSafetensors } from "../interop/safetensors/writeSafetensors";
import { fingerprintWeights } from "./fingerprint";
import { thisProcess } from "./processMark";
import { lockRun } from "./runLock";
import { type RunRecord, RUN_VERSION } from "./runRecord";
import { writeAtomically } from "./writeAtomically";

/** The files of a run; a folder that has one of them already is not written into. */
export const runFiles = [
  "run.json",
  "model.rnn.yaml",
  "metrics.jsonl",
  "last.safetensors",
  "best.safetensors",
] as const;

/** The folder belongs to something else. */
export class RunFolderTaken extends Error {
  constructor(
    readonly folder: string,
    readonly file: string,
  ) {
    super(`${folder} holds ${file} already`);
    this.name = "RunFolderTaken";
  }
}

export type RunStart = Omit<
  RunRecord,
  "version" | "status" | "epochsDone" | "process" | "loss" | "ended" | "elapsedMs"
>;
export type RunEnd = Pick<RunRecord, "elapsedMs" | "reason"> & {
  readonly status: "finished" | "stopped" | "failed";
  readonly ended: string;
};

/** Weights after an epoch. */
export interface Checkpoint {
  readonly epoch: number;
  readonly weights: readonly NamedTensor[];
}

export interface RunWriter {
  readonly folder: string;
  /** Keeps one epoch's figures; they reach the file with the next `flush`. */
  epoch(row: { readonly epoch: number; readonly loss: number } & Readonly<Record<string, number>>): void;
  flush(): void;
  save(which: "last" | "best", checkpoint: Checkpoint): void;
  /** Writes the last word and releases the folder. */
  finish(end: RunEnd): void;
}

/** Makes the folder and its first files. Throws `RunFolderTaken`, `RunLocked`, or what the file system throws. */
export function startRun(folder: string, start: RunStart, modelText: string): RunWriter {
  makeFolder(folder);
  const release = lockRun(folder);
  try {
    const taken = runFiles.find((file) => existsSync(path.join(folder, file)));
    if (taken) throw new RunFolderTaken(folder, taken);
    writeAtomically(path.join(folder, "model.rnn.yaml"), modelText);
    return openWriter(folder, start, release);
  } catch (error) {
    release();
    throw error;
  }
}

function openWriter(folder: string, start: RunStart, release: () => void): RunWriter {
  let record: RunRecord = { version: RUN_VERSION, ...start, status: "running", epochsDone: 0, process: thisProcess() };
  let lines = "";
  const writeRecord = (): void => writeAtomically(path.join(folder, "run.json"), `${stringifyJson(record, 2)}\n`);
  writeRecord();
  const metrics = openSync(path.join(folder, "metrics.jsonl"), "a");
  const flush = (): void => {
    const bytes = Buffer.from(lines);
    lines = "";
    for (let at = 0; at < bytes.length;) at += writeSync(metrics, bytes, at);
  };
  return {
    folder,
    epoch(row) {
      lines += `${stringifyJson(row)}\n`;
      const { loss = { first: row.loss, last: row.loss, best: row.loss, bestEpoch: row.epoch } } = record;
      const better = row.loss < loss.best;
      const best = better ? { best: row.loss, bestEpoch: row.epoch } : {};
      record = { ...record, epochsDone: record.epochsDone + 1, loss: { ...loss, last: row.loss, ...best } };
    },
    flush,
    save(which, { epoch, weights }) {
      const metadata = { format: "unroll", epoch: String(epoch), sha256: fingerprintWeights(weights) };
      writeAtomically(path.join(folder, `${which}.safetensors`), writeSafetensors(weights, metadata));
    },
    finish(end) {
      try {
        flush();
        closeSync(metrics);
        record = { ...record, ...end };
        writeRecord();
      } finally {
        release();
      }
    },
  };
}

/**
 * Makes a folder and those above it, one by one: on Node 20 the recursive call of the library never returns where a
 * parent lies in a file system that refuses it (such as /proc).
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
