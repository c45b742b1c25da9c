/**
 * Writes one run's folder while it trains.
 *
 * The order is that of a database: what declares something is written after it.
 *   1. run.json says `beginning`: until step 3 the folder is no run, and may be begun anew.
 *   2. model.rnn.yaml, and a checkpoint where the first weights were given.
 *   3. run.json says `running`. From here on the run can be taken up again, from its seed or from a checkpoint.
 *   4. At each save: the figures (metrics.jsonl) to the disk; then the weights of epochs, where new ones are kept; then the checkpoint, which says how many bytes of them count and holds
 *      everything else; then last and best weights, which are in the checkpoint too; then run.json, which tells how far the run has come.
 *   5. At the end the same once more, and then run.json, with the last word.
 * So whatever a kill or a fault leaves, the newest whole checkpoint is the truth: figures after it are cut off when the run goes on, weights
 * before it are written again. docs/reliability.md. test/runs/runWriter.test.ts and test/worker/crashes.test.ts hold it.
 */
import * as path from "node:path";
import { stringifyJson } from "../core/data/jsonNumbers";
import type { NamedTensor } from "../core/training/networkSession";
import { files, systemCode } from "../files/files";
import { readTextIfThere } from "../files/plainFile";
import { writeSafetensors } from "../interop/safetensors/writeSafetensors";
import { type Checkpoint, type Fingerprints, writeCheckpoint } from "./checkpoint";
import { checkpointFiles } from "./checkpointFiles";
import type { FiguresClaim } from "./checkpointState";
import { EPOCHS_FILE, type WeightsOfEpoch, writeEpochWeights } from "./epochWeights";
import { FiguresFile } from "./figuresFile";
import { fingerprintWeights } from "./fingerprint";
import { checksumOf, figuresAgree, readFiguresBytes, type Run, rowsOf } from "./readRun";
import { thisProcess } from "../locks/processMark";
import { removeTemporary, runFiles } from "./runFiles";
import type { HeldFolder } from "./runLock";
import { BEGINNING, type RunRecord, RUN_VERSION } from "./runRecord";
import { type Synced, writeAtomically } from "./writeAtomically";

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
  | "version"
  | "status"
  | "epochsDone"
  | "process"
  | "loss"
  | "ended"
  | "elapsedMs"
  | "figures"
  | "stoppedEarly"
  | "restoredEpoch"
>;
export type RunEnd = Pick<RunRecord, "elapsedMs" | "reason" | "stoppedEarly" | "restoredEpoch"> & {
  readonly status: "finished" | "stopped" | "failed";
  readonly ended: string;
};

/** Weights after an epoch. */
export interface SavedWeights {
  readonly epoch: number;
  readonly weights: readonly NamedTensor[];
}

/** A checkpoint without what the writer knows. */
export type CheckpointOfRun = Omit<Checkpoint, "state"> & {
  readonly state: Omit<Checkpoint["state"], "figures" | "learningRates">;
};

/** Each write throws `RunLocked` where somebody has taken the folder over, or what the file system throws; it may be tried again. */
export interface RunWriter {
  readonly folder: string;
  /** The folder is a run from here on. */
  begin(): void;
  /** Keeps one epoch's figures; they reach the file with the next `flush`. */
  epoch(row: { readonly epoch: number; readonly loss: number } & Readonly<Record<string, number>>): void;
  flush(): void;
  /** The weights of all epochs that are kept, before the checkpoint of the newest of them. */
  saveEpochs(epochs: readonly WeightsOfEpoch[], belongsTo: Fingerprints): void;
  /** Everything that the rest of the run follows from, after a flush. */
  saveCheckpoint(checkpoint: CheckpointOfRun, belongsTo: Fingerprints): void;
  save(which: "last" | "best", saved: SavedWeights): void;
  /** Tells in run.json how far the run has come, and how long it has trained since it was begun or taken up. */
  saveProgress(elapsedMs: number): void;
  /** Notes a learning rate that was set by hand. */
  learningRateSet(change: NonNullable<RunRecord["learningRates"]>[number]): void;
  /** Writes the last word and releases the folder. Not to be tried again. */
  finish(end: RunEnd): void;
}

/** Makes a held folder one of a run that is yet to `begin`. Throws `RunFolderTaken`, or what the file system throws. */
export function startRun(held: HeldFolder, start: RunStart, modelText: string): RunWriter {
  const { folder } = held;
  refuseTaken(folder, modelText);
  const record: RunRecord = { ...start, version: RUN_VERSION, status: "running", epochsDone: 0, process: ownProcess() };
  writeRecord(folder, { ...record, status: BEGINNING }, "nothing");
  for (const file of [...checkpointFiles, EPOCHS_FILE]) removeIfThere(path.join(folder, file));
  writeAtomically(path.join(folder, "model.rnn.yaml"), modelText);
  const figures = new FiguresFile(path.join(folder, "metrics.jsonl"));
  figures.flush();
  return openWriter(held, record, figures);
}

/**
 * Opens a run again that ended or was cut off; it goes on when it is begun. Figures that the checkpoint does not count are forgotten: their
 * epochs will be trained anew. Throws what the file system throws.
 */
export function continueRun(
  held: HeldFolder,
  run: Run,
  {
    epochs,
    checkpoint,
    baselines,
    window,
  }: Pick<RunRecord, "epochs" | "baselines" | "window"> & { readonly checkpoint: Checkpoint | undefined },
): RunWriter {
  const { folder, record } = run;
  const { reason: _, ended: __, loss: ___, figures: ____, learningRates: _____, ...told } = record;
  const { stoppedEarly: ______, restoredEpoch: _______, window: ________, ...start } = told;
  const epoch = (checkpoint?.state.trainer.epoch ?? 1) - 1;
  // Former versions had them in the record only.
  const rates = checkpoint?.state.learningRates ?? record.learningRates?.filter((change) => change.epoch <= epoch + 1);
  const learningRates = checkpoint && rates?.length ? { learningRates: rates } : {};
  const begun: RunRecord = {
    ...start,
    ...learningRates,
    ...(baselines && { baselines }),
    ...(window !== undefined && { window }),
    epochs,
    status: "running",
    epochsDone: 0,
    process: ownProcess(),
  };
  const { kept, isInFile } = keptFigures(folder, epoch, checkpoint?.state.figures);
  const counts = rowsOf(kept.toString("utf8")).map((row) => ({ epoch: 0, loss: Number.NaN, ...row }));
  const figures = new FiguresFile(path.join(folder, "metrics.jsonl"), kept, isInFile);
  return openWriter(held, counts.reduce(counted, begun), figures);
}

/** metrics.jsonl up to an epoch; where it is not what was claimed, or nothing was, what can be read of it. */
function keptFigures(
  folder: string,
  epoch: number,
  claim: FiguresClaim | undefined,
): { kept: Buffer; isInFile: boolean } {
  const bytes = readFiguresBytes(folder);
  if (claim && figuresAgree(bytes, claim)) return { kept: bytes.subarray(0, claim.bytes), isInFile: true };
  const rows = rowsOf(bytes.toString("utf8")).filter((row) => (row["epoch"] ?? 0) <= epoch);
  return { kept: Buffer.from(rows.map((row) => `${stringifyJson(row)}\n`).join("")), isInFile: false };
}

/** A folder half made is ours; a model file alone that is the very one to be written, too. */
function refuseTaken(folder: string, modelText: string): void {
  const record = readTextIfThere(path.join(folder, "run.json"));
  if (record !== undefined) {
    if (isBeginning(record)) return;
    throw new RunFolderTaken(folder, "run.json");
  }
  const taken = runFiles.find((file) => {
    if (file !== "model.rnn.yaml")
      return files.statSync(path.join(folder, file), { throwIfNoEntry: false }) !== undefined;
    const text = readTextIfThere(path.join(folder, file));
    return text !== undefined && text !== modelText;
  });
  if (taken) throw new RunFolderTaken(folder, taken);
}

/**
 * Makes a folder and those above it, one by one: on Node 20 the recursive call of the library never returns where a
 * parent lies in a file system that refuses it (such as /proc).
 */
export function makeFolder(folder: string): void {
  if (isMade(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  if (!isMade(folder)) throw Object.assign(new Error(`ENOENT: ${folder}`), { code: "ENOENT" });
}

/** False where the folder above is missing. */
function isMade(folder: string): boolean {
  try {
    files.mkdirSync(folder);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    if (systemCode(error) !== "EEXIST") throw error;
  }
  return true;
}

function isBeginning(record: string): boolean {
  try {
    return (JSON.parse(record) as { status?: unknown } | null)?.status === BEGINNING;
  } catch {
    return false;
  }
}

function removeIfThere(file: string): void {
  try {
    files.unlinkSync(file);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
}

function ownProcess(): RunRecord["process"] {
  const { pid, started } = thisProcess();
  return { pid, started };
}

function writeRecord(folder: string, record: object, synced?: Synced): void {
  const text = `${stringifyJson({ ...record, checksum: checksumOf(record) }, 2)}\n`;
  writeAtomically(path.join(folder, "run.json"), text, synced);
}

function counted(record: RunRecord, row: { readonly epoch: number; readonly loss: number }): RunRecord {
  const { loss = { first: row.loss, last: row.loss, best: row.loss, bestEpoch: row.epoch } } = record;
  const best = row.loss < loss.best ? { best: row.loss, bestEpoch: row.epoch } : {};
  return { ...record, epochsDone: record.epochsDone + 1, loss: { ...loss, last: row.loss, ...best } };
}

function openWriter(held: HeldFolder, begun: RunRecord, figures: FiguresFile): RunWriter {
  const { folder } = held;
  const beforeMs = begun.elapsedMs ?? 0;
  let record = begun;
  return {
    folder,
    begin() {
      held.check();
      writeRecord(folder, record);
      figures.flush();
    },
    epoch(row) {
      figures.add(`${stringifyJson(row)}\n`);
      record = counted(record, row);
    },
    flush() {
      held.check();
      figures.flush();
    },
    saveCheckpoint(checkpoint, belongsTo) {
      held.check();
      const state = { ...checkpoint.state, figures: figures.flush(), ...rates(record) };
      writeCheckpoint(folder, { ...checkpoint, state }, belongsTo);
    },
    saveEpochs(epochs, belongsTo) {
      held.check();
      figures.flush();
      writeEpochWeights(folder, epochs, belongsTo);
    },
    save(which, { epoch, weights }) {
      held.check();
      const metadata = { format: "unroll", epoch: String(epoch), sha256: fingerprintWeights(weights) };
      const file = path.join(folder, `${which}.safetensors`);
      // The last weights are written after the best, and before run.json declares both.
      writeAtomically(file, writeSafetensors(weights, metadata), which === "last" ? "all" : "file");
    },
    saveProgress(elapsedMs) {
      held.check();
      record = { ...record, elapsedMs: beforeMs + elapsedMs };
      writeRecord(folder, record);
    },
    learningRateSet(change) {
      record = { ...record, learningRates: [...(record.learningRates ?? []), change] };
    },
    finish(end) {
      try {
        held.check();
        record = { ...record, ...end, elapsedMs: beforeMs + (end.elapsedMs ?? 0), figures: figures.flush() };
        writeRecord(folder, record);
      } finally {
        removeTemporary(folder);
        figures.close();
        held.release();
      }
    },
  };
}

function rates({ learningRates }: RunRecord): Pick<RunRecord, "learningRates"> {
  return learningRates ? { learningRates } : {};
}
