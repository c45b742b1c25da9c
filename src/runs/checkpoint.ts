/**
 * Checkpoints: one file holds all that a run is, but for the lines of its figures: weights, optimizer, kept and best weights, the loop's
 * state, and how many bytes of figures count. None can be half of another, and whatever else the folder holds can be made of it.
 *
 * A checkpoint is written whole before the newest takes the place of the one before, which stays until the next. It carries a checksum
 * over all of it, and the fingerprints of model and data; one that is damaged or belongs elsewhere is passed over for the one before, and
 * that is said. test/runs/checkpoint.test.ts and test/worker/crashes.test.ts hold this.
 */
import { createHash } from "node:crypto";
import * as path from "node:path";
import * as v from "valibot";
import { systemCode } from "../files/files";
import { stringifyJson } from "../core/data/jsonNumbers";
import { type Message, message } from "../core/messages/message";
import type { NamedTensor } from "../core/training/networkSession";
import { readSafetensors } from "../interop/safetensors/readSafetensors";
import { SafetensorsError } from "../interop/safetensors/safetensorsError";
import { writeSafetensors } from "../interop/safetensors/writeSafetensors";
import { checkpointFiles } from "./checkpointFiles";
import { type CheckpointState, CheckpointStateSchema } from "./checkpointState";
import { fingerprintWeights } from "./fingerprint";
import { readRunFile } from "./readRunFile";
import { RunUnreadable } from "./runUnreadable";
import { rename, writeAtomically } from "./writeAtomically";

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
  /** Those of the best epoch; empty before the first epoch has ended. */
  readonly best: readonly NamedTensor[];
}

const parts = ["weights", "optimizer", "kept", "best"] as const;

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
  try {
    rename(newest, previous);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  rename(next, newest);
}

function checksum(state: string, tensors: readonly NamedTensor[]): string {
  return createHash("sha256").update(state).update(fingerprintWeights(tensors)).digest("hex");
}

export interface FoundCheckpoint {
  readonly checkpoint: Checkpoint;
  /** A newer one could not be taken: for people. */
  readonly passedOver: Message | undefined;
}

/** What a checkpoint must fit besides being whole. */
export interface Fits {
  /** Absent: any model and data. */
  readonly belongsTo?: Fingerprints;
  /** A whole one that does not is taken only where no other does. */
  readonly agrees?: (checkpoint: Checkpoint) => boolean;
}

/** The newest checkpoint that is whole and belongs here; undefined where there is none at all. Throws `RunUnreadable`. */
export function readCheckpoint(
  folder: string,
  { belongsTo, agrees = () => true }: Fits = {},
): FoundCheckpoint | undefined {
  let problem: RunUnreadable | undefined;
  let newer: string | undefined;
  let second: FoundCheckpoint | undefined;
  for (const name of checkpointFiles) {
    const file = path.join(folder, name);
    try {
      const checkpoint = readOne(file, belongsTo);
      if (checkpoint === undefined) {
        // Between the moves of a save the newest is away for a moment; where only the one before is there, one is missing.
        if (name === checkpointFiles[1]) newer ??= file;
        continue;
      }
      const epoch = checkpoint.state.trainer.epoch - 1;
      const passedOver = newer === undefined ? undefined : message("checkpoint-before", { file: newer, epoch });
      const found = { checkpoint, passedOver };
      if (agrees(checkpoint)) return found;
      second ??= found;
    } catch (error) {
      if (!(error instanceof RunUnreadable)) throw error;
      problem ??= error;
    }
    newer ??= file;
  }
  if (second) return second;
  if (problem) throw problem;
  return undefined;
}

/** Undefined where there is no such file. */
function readOne(file: string, expected: Fingerprints | undefined): Checkpoint | undefined {
  const found = readTensors(file);
  if (!found) return undefined;
  const { tensors, metadata } = found;
  const version = Number(metadata.get("version"));
  if (version > CHECKPOINT_VERSION) throw new RunUnreadable(message("checkpoint-newer", { file }));
  const state = metadata.get("state") ?? "";
  if (metadata.get("sha256") !== checksum(state, tensors)) throw damaged(file);
  const foreign = (["model", "data"] as const).find((part) => expected && metadata.get(part) !== expected[part]);
  if (foreign) throw new RunUnreadable(message("checkpoint-foreign", { file }));
  const parsed = v.safeParse(CheckpointStateSchema, JSON.parse(state));
  if (!parsed.success) throw damaged(file);
  const of = (part: string): NamedTensor[] =>
    tensors.flatMap((tensor) =>
      tensor.name.startsWith(`${part}/`) ? [{ ...tensor, name: tensor.name.slice(part.length + 1) }] : [],
    );
  const [weights, optimizer, kept, best] = parts.map(of) as [
    NamedTensor[],
    NamedTensor[],
    NamedTensor[],
    NamedTensor[],
  ];
  return { state: parsed.output, weights, optimizer, kept, best };
}

function readTensors(file: string): ReturnType<typeof readSafetensors> | undefined {
  const bytes = readRunFile(file, "weights");
  try {
    return bytes && readSafetensors(bytes);
  } catch (error) {
    if (error instanceof SafetensorsError) throw damaged(file);
    throw error;
  }
}

const damaged = (file: string): RunUnreadable => new RunUnreadable(message("checkpoint-damaged", { file }));
