/**
 * Writes one run's folder while it trains.
 *
 * At every moment the folder can be read: run.json and the weights are replaced whole, metrics.jsonl grows by lines. What a
 * kill can lose is at most the epochs since the last flush. test/runs/runWriter.test.ts and test/worker/kills.test.ts hold it.
 */
import { closeSync, constants, existsSync, mkdirSync, openSync, writeSync } from "node:fs";
import * as path from "node:path";
import { stringifyJson } from "../core/data/jsonNumbers";
import type { NamedTensor } from "../core/training/networkSession";
import { writeSafetensors } from "../interop/safetensors/writeSafetensors";
import { fingerprintWeights } from "./fingerprint";
import { type Checkpoint, checkpointFiles, type Fingerprints, writeCheckpoint } from "./checkpoint";
import { readMetrics, type Run } from "./readRun";
import { thisProcess } from "../locks/processMark";
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
  ...checkpointFiles,
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
export interface SavedWeights {
  readonly epoch: number;
  readonly weights: readonly NamedTensor[];
}

export interface RunWriter {
  readonly folder: string;
  /** Keeps one epoch's figures; they reach the file with the next `flush`. */
  epoch(row: { readonly epoch: number; readonly loss: number } & Readonly<Record<string, number>>): void;
  flush(): void;
  save(which: "last" | "best", saved: SavedWeights): void;
  /** Everything that the rest of the run follows from. */
  saveCheckpoint(checkpoint: Checkpoint, belongsTo: Fingerprints): void;
  /** Notes a learning rate that was set by hand. */
  learningRateSet(change: NonNullable<RunRecord["learningRates"]>[number]): void;
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

/**
 * Opens a run again that ended or was cut off. Epochs after `epoch` are forgotten: they will be trained anew.
 * Throws `RunLocked` or what the file system throws.
 */
export function continueRun(run: Run, { epoch, epochs }: { epoch: number; epochs: number }): RunWriter {
  const { folder, record } = run;
  const release = lockRun(folder);
  try {
    const kept = readMetrics(folder).filter((row) => (row["epoch"] ?? 0) <= epoch);
    writeAtomically(path.join(folder, "metrics.jsonl"), kept.map((row) => `${stringifyJson(row)}\n`).join(""));
    const { elapsedMs, reason: _, ended: __, loss: ___, ...start } = record;
    const learningRates = record.learningRates?.filter((change) => change.epoch <= epoch + 1);
    const writer = openWriter(
      folder,
      { ...start, epochs, ...(learningRates && { learningRates }) },
      release,
      elapsedMs,
    );
    for (const row of kept) writer.recount(row as EpochFigures);
    return writer;
  } catch (error) {
    release();
    throw error;
  }
}

/** Where there is a link in the place of the file, nothing is written through it. */
const appending = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

interface EpochFigures extends Readonly<Record<string, number>> {
  readonly epoch: number;
  readonly loss: number;
}

interface RecountingWriter extends RunWriter {
  /** Counts an epoch that is in the file already. */
  recount(row: EpochFigures): void;
}

function openWriter(folder: string, start: RunStart, release: () => void, beforeMs = 0): RecountingWriter {
  let record: RunRecord = { version: RUN_VERSION, ...start, status: "running", epochsDone: 0, process: thisProcess() };
  let waiting = Buffer.alloc(0);
  let lines = "";
  const writeRecord = (): void => writeAtomically(path.join(folder, "run.json"), `${stringifyJson(record, 2)}\n`);
  writeRecord();
  const metrics = openSync(path.join(folder, "metrics.jsonl"), appending, 0o644);
  /** What a full disk did not take is tried again, from the very byte. */
  const flush = (): void => {
    waiting = Buffer.concat([waiting, Buffer.from(lines)]);
    lines = "";
    while (waiting.length > 0) waiting = waiting.subarray(writeSync(metrics, waiting));
  };
  const recount = (row: EpochFigures): void => {
    const { loss = { first: row.loss, last: row.loss, best: row.loss, bestEpoch: row.epoch } } = record;
    const best = row.loss < loss.best ? { best: row.loss, bestEpoch: row.epoch } : {};
    record = { ...record, epochsDone: record.epochsDone + 1, loss: { ...loss, last: row.loss, ...best } };
  };
  return {
    folder,
    recount,
    epoch(row) {
      lines += `${stringifyJson(row)}\n`;
      recount(row);
    },
    flush,
    save(which, { epoch, weights }) {
      const metadata = { format: "unroll", epoch: String(epoch), sha256: fingerprintWeights(weights) };
      writeAtomically(path.join(folder, `${which}.safetensors`), writeSafetensors(weights, metadata));
    },
    saveCheckpoint: (checkpoint, belongsTo) => writeCheckpoint(folder, checkpoint, belongsTo),
    learningRateSet(change) {
      record = { ...record, learningRates: [...(record.learningRates ?? []), change] };
    },
    finish(end) {
      try {
        flush();
        closeSync(metrics);
        record = { ...record, ...end, elapsedMs: beforeMs + (end.elapsedMs ?? 0) };
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
