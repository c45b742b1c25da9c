/**
 * Reads a run's folder: its record, its history, its weights.
 *
 * Nothing in the folder is trusted. A line of metrics that a kill cut short is left out; weights whose fingerprint does not
 * agree are refused, and the other checkpoint is tried. test/runs/readRun.test.ts holds it.
 */
import * as path from "node:path";
import * as v from "valibot";
import { readJsonNumber } from "../core/data/jsonNumbers";
import { type Message, message } from "../core/messages/message";
import type { NamedTensor } from "../core/training/networkSession";
import { FileRefused, readPlainFile } from "../files/plainFile";
import { readSafetensors } from "../interop/safetensors/readSafetensors";
import { SafetensorsError } from "../interop/safetensors/safetensorsError";
import { fingerprintWeights } from "./fingerprint";
import { isAlive } from "../locks/processMark";
import { type RunRecord, RunRecordSchema, type RunStatus } from "./runRecord";

/** The most bytes of what is read from a run's folder; weights are read into one buffer. */
export const mostBytes = { record: 2 ** 24, metrics: 2 ** 29 - 1, weights: 2 ** 31 - 1 } as const;

/** A run that cannot be read; `problem` says why, for people. */
export class RunUnreadable extends Error {
  constructor(readonly problem: Message) {
    super(problem.id);
    this.name = "RunUnreadable";
  }
}

export interface Run {
  readonly folder: string;
  readonly record: RunRecord;
  readonly status: RunStatus;
}

/** Throws `RunUnreadable`. */
export function readRun(folder: string): Run {
  const file = path.join(folder, "run.json");
  let json: unknown;
  try {
    json = JSON.parse(readPlainFile(file, { limit: mostBytes.record }).toString());
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new RunUnreadable(message(missing ? "run-missing" : "run-corrupt", { file }));
  }
  const parsed = v.safeParse(RunRecordSchema, json);
  if (!parsed.success) {
    const version = (json as { version?: unknown } | null)?.version;
    const newer = typeof version === "number" && version > 1;
    throw new RunUnreadable(message(newer ? "run-newer" : "run-corrupt", { file }));
  }
  const record = parsed.output;
  return {
    folder,
    record,
    status: record.status === "running" && !isAlive(record.process) ? "interrupted" : record.status,
  };
}

/** The figures after each epoch, in order. */
export function readMetrics(folder: string): Record<string, number>[] {
  let text: string;
  try {
    text = readPlainFile(path.join(folder, "metrics.jsonl"), { limit: mostBytes.metrics }).toString();
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    try {
      const entries = Object.entries(JSON.parse(line) as Record<string, unknown>);
      return [Object.fromEntries(entries.map(([name, value]) => [name, readJsonNumber(value) ?? Number.NaN]))];
    } catch {
      return [];
    }
  });
}

/**
 * Reads weights from any safetensors file; its fingerprint is checked where it has one. `within`: the folders of which the file must lie
 * in one; absent: anywhere. Throws `RunUnreadable`.
 */
export function readWeightsFile(file: string, within?: readonly string[]): readonly NamedTensor[] {
  let bytes: Uint8Array;
  try {
    bytes = readPlainFile(file, { limit: mostBytes.weights, within });
  } catch (error) {
    if (error instanceof FileRefused) throw new RunUnreadable(error.problem);
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new RunUnreadable(
      message(code === "ENOENT" ? "weights-missing" : "weights-unreadable", { file, problem: code }),
    );
  }
  try {
    const { tensors, metadata } = readSafetensors(bytes);
    const expected = metadata.get("sha256");
    if (metadata.get("format") !== "unroll" || expected === fingerprintWeights(tensors)) return tensors;
  } catch (error) {
    if (error instanceof SafetensorsError) throw new RunUnreadable(error.problem);
    throw error;
  }
  throw new RunUnreadable(message("weights-damaged", { file }));
}

/** The run's last weights, or its best where the last cannot be read. Throws `RunUnreadable` about the last. */
export function readRunWeights(folder: string): readonly NamedTensor[] {
  try {
    return readWeightsFile(path.join(folder, "last.safetensors"));
  } catch (error) {
    try {
      return readWeightsFile(path.join(folder, "best.safetensors"));
    } catch {
      throw error;
    }
  }
}
