/**
 * The weights of epochs, kept with a run so that its network can be looked into as it was: epochs.safetensors.
 *
 * Each weight is one tensor with the epochs as its first axis, (K, …); the metadata names the epochs, ascending, and carries a checksum and the
 * fingerprints of model and data. The file is replaced whole, before the checkpoint that its newest epoch is in: what is newer than
 * the checkpoint is trained again, to the same bits. test/runs/epochWeights.test.ts, test/worker/crashes.test.ts.
 */
import { createHash } from "node:crypto";
import * as path from "node:path";
import { message } from "../core/messages/message";
import type { NamedTensor } from "../core/training/networkSession";
import { readSafetensors } from "../interop/safetensors/readSafetensors";
import { SafetensorsError } from "../interop/safetensors/safetensorsError";
import { writeSafetensors } from "../interop/safetensors/writeSafetensors";
import type { Fingerprints } from "./checkpoint";
import { fingerprintWeights } from "./fingerprint";
import { readRunFile } from "./readRunFile";
import { RunUnreadable } from "./runUnreadable";
import { writeAtomically } from "./writeAtomically";

export const EPOCHS_FILE = "epochs.safetensors";
const EPOCHS_VERSION = 1;

/** Weights as they were after an epoch; 0: before the first step. */
export interface WeightsOfEpoch {
  readonly epoch: number;
  readonly weights: readonly NamedTensor[];
}

/** Throws what the file system throws; the file before stays then. `epochs`: ascending, not empty. */
export function writeEpochWeights(
  folder: string,
  epochs: readonly WeightsOfEpoch[],
  { model, data }: Fingerprints,
): void {
  const stacked = (epochs[0]?.weights ?? []).map(({ name, shape, values }, at) => {
    const all = new Float32Array(values.length * epochs.length);
    epochs.forEach(({ weights }, row) => all.set(weights[at]?.values ?? [], row * values.length));
    return { name, shape: [epochs.length, ...shape], values: all };
  });
  const named = epochs.map(({ epoch }) => epoch).join(" ");
  const about = { format: "unroll-epochs", version: String(EPOCHS_VERSION), model, data, epochs: named };
  const bytes = writeSafetensors(stacked, { ...about, sha256: checksum(named, stacked) });
  // The next write into this folder is the checkpoint, which brings the rename to the disk too.
  writeAtomically(path.join(folder, EPOCHS_FILE), bytes, "file");
}

function checksum(epochs: string, tensors: readonly NamedTensor[]): string {
  return createHash("sha256").update(epochs).update(fingerprintWeights(tensors)).digest("hex");
}

export class EpochWeights {
  constructor(
    /** Ascending. */
    readonly epochs: readonly number[],
    private readonly stacked: readonly NamedTensor[],
  ) {}

  /** Undefined where this epoch is not kept. */
  at(epoch: number): readonly NamedTensor[] | undefined {
    const row = this.epochs.indexOf(epoch);
    if (row < 0) return undefined;
    return this.stacked.map(({ name, shape: [, ...shape], values }) => {
      const size = values.length / this.epochs.length;
      return { name, shape, values: values.slice(row * size, (row + 1) * size) };
    });
  }
}

/** Undefined where there is no such file. Throws `RunUnreadable` where it is damaged, newer, or not of what it should belong to. */
export function readEpochWeights(folder: string, belongsTo?: Fingerprints): EpochWeights | undefined {
  const file = path.join(folder, EPOCHS_FILE);
  const damaged = (): RunUnreadable => new RunUnreadable(message("epochs-damaged", { file }));
  const bytes = readRunFile(file, "weights");
  if (!bytes) return undefined;
  const { tensors, metadata } = readOr(bytes, damaged);
  if (Number(metadata.get("version")) > EPOCHS_VERSION) throw new RunUnreadable(message("epochs-newer", { file }));
  const named = metadata.get("epochs") ?? "";
  if (metadata.get("format") !== "unroll-epochs" || metadata.get("sha256") !== checksum(named, tensors))
    throw damaged();
  const isForeign = belongsTo && (["model", "data"] as const).some((part) => metadata.get(part) !== belongsTo[part]);
  const epochs = named.split(" ").map(Number);
  if (isForeign || tensors.some(({ shape }) => shape[0] !== epochs.length)) throw damaged();
  return new EpochWeights(epochs, tensors);
}

function readOr(bytes: Buffer, damaged: () => RunUnreadable): ReturnType<typeof readSafetensors> {
  try {
    return readSafetensors(bytes);
  } catch (error) {
    if (error instanceof SafetensorsError) throw damaged();
    throw error;
  }
}
