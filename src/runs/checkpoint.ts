/**
 * Checkpoints: one file holds weights, optimizer, kept weights and the loop's state, so that none can be half of another.
 *
 * A checkpoint is written whole before the newest takes the place of the one before, which stays until the next. It carries a checksum
 * over all of it, and the fingerprints of model and data; one that is damaged or belongs elsewhere is passed over for the one before.
 * test/runs/checkpoint.test.ts and test/worker/kills.test.ts hold this.
 */
import { createHash } from "node:crypto";
import { existsSync, renameSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { stringifyJson } from "../core/data/jsonNumbers";
import { message } from "../core/messages/message";
import type { NamedTensor } from "../core/training/networkSession";
import { FileRefused, readPlainFile } from "../files/plainFile";
import { readSafetensors } from "../interop/safetensors/readSafetensors";
import { SafetensorsError } from "../interop/safetensors/safetensorsError";
import { writeSafetensors } from "../interop/safetensors/writeSafetensors";
import { type CheckpointState, CheckpointStateSchema } from "./checkpointState";
import { fingerprintWeights } from "./fingerprint";
import { mostBytes, RunUnreadable } from "./readRun";
import { writeAtomically } from "./writeAtomically";

/** From the newest to the oldest; the first is there only between the moves of `writeCheckpoint`. */
export const checkpointFiles = [
  "checkpoint.next.safetensors",
  "checkpoint.safetensors",
  "checkpoint.previous.safetensors",
] as const;
const CHECKPOINT_VERSION = 1;

/** What a checkpoint belongs to: SHA-256 of the model and of the data. */
export interface Fingerprints {
  readonly model: string;
  readonly data: string;
}

export interface Checkpoint {
  readonly state: CheckpointState;
  readonly weights: readonly NamedTensor[];
  readonly optimizer: readonly NamedTensor[];
  /** Those that early stopping would bring back; empty where it keeps none. */
  readonly kept: readonly NamedTensor[];
}

const parts = ["weights", "optimizer", "kept"] as const;

/** Throws what the file system throws; the checkpoint before stays in any case. */
export function writeCheckpoint(folder: string, checkpoint: Checkpoint, { model, data }: Fingerprints): void {
  const tensors = parts.flatMap((part) =>
    checkpoint[part].map((tensor) => ({ ...tensor, name: `${part}/${tensor.name}` })),
  );
  const about = { format: "unroll-checkpoint", version: String(CHECKPOINT_VERSION), model, data };
  const state = stringifyJson(checkpoint.state);
  const metadata = { ...about, state, sha256: checksum(state, tensors) };
  const bytes = writeSafetensors(tensors, metadata);
  const [next, newest, previous] = checkpointFiles.map((name) => path.join(folder, name)) as [string, string, string];
  writeAtomically(next, bytes);
  if (existsSync(newest)) renameSync(newest, previous);
  renameSync(next, newest);
}

function checksum(state: string, tensors: readonly NamedTensor[]): string {
  return createHash("sha256").update(state).update(fingerprintWeights(tensors)).digest("hex");
}

/** The newest checkpoint that is whole and belongs here; undefined where there is none at all. Throws `RunUnreadable`. */
export function readCheckpoint(folder: string, expected: Fingerprints): Checkpoint | undefined {
  let problem: RunUnreadable | undefined;
  for (const name of checkpointFiles) {
    const file = path.join(folder, name);
    try {
      if (existsSync(file)) return readOne(file, expected);
    } catch (error) {
      if (!(error instanceof RunUnreadable)) throw error;
      problem ??= error;
    }
  }
  if (problem) throw problem;
  return undefined;
}

function readOne(file: string, expected: Fingerprints): Checkpoint {
  const { tensors, metadata } = readTensors(file);
  const version = Number(metadata.get("version"));
  if (version > CHECKPOINT_VERSION) throw new RunUnreadable(message("checkpoint-newer", { file }));
  const state = metadata.get("state") ?? "";
  if (metadata.get("sha256") !== checksum(state, tensors)) throw damaged(file);
  const foreign = (["model", "data"] as const).find((part) => metadata.get(part) !== expected[part]);
  if (foreign) throw new RunUnreadable(message("checkpoint-foreign", { file }));
  const parsed = v.safeParse(CheckpointStateSchema, JSON.parse(state));
  if (!parsed.success) throw damaged(file);
  const of = (part: string): NamedTensor[] =>
    tensors.flatMap((tensor) =>
      tensor.name.startsWith(`${part}/`) ? [{ ...tensor, name: tensor.name.slice(part.length + 1) }] : [],
    );
  return { state: parsed.output, weights: of("weights"), optimizer: of("optimizer"), kept: of("kept") };
}

function readTensors(file: string): ReturnType<typeof readSafetensors> {
  try {
    return readSafetensors(readPlainFile(file, { limit: mostBytes.weights }));
  } catch (error) {
    if (error instanceof SafetensorsError) throw damaged(file);
    if (error instanceof FileRefused) throw new RunUnreadable(error.problem);
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new RunUnreadable(message("weights-unreadable", { file, problem }));
  }
}

const damaged = (file: string): RunUnreadable => new RunUnreadable(message("checkpoint-damaged", { file }));
