/**
 * Reads a run's folder: its record and its figures. Its weights are in readWeights.ts.
 *
 * Nothing in the folder is trusted. A record that is not the one that was written is refused; a line of figures that a kill cut short is
 * left out; a run that claims to be running, and that nobody holds, was interrupted. test/runs/readRun.test.ts holds it.
 */
import { createHash } from "node:crypto";
import * as path from "node:path";
import * as v from "valibot";
import { readJsonNumber, stringifyJson } from "../core/data/jsonNumbers";
import { message } from "../core/messages/message";
import { systemCode } from "../files/files";
import { readEnd } from "../files/plainFile";
import type { FiguresClaim } from "./checkpointState";
import { readRunFile } from "./readRunFile";
import { isHeld, LOCK_FILE } from "./runLock";
import { BEGINNING, type RunRecord, RunRecordSchema, type RunStatus } from "./runRecord";
import { RunUnreadable } from "./runUnreadable";

export interface Run {
  readonly folder: string;
  readonly record: RunRecord;
  readonly status: RunStatus;
}

/** Throws `RunUnreadable`. */
export function readRun(folder: string): Run {
  const file = path.join(folder, "run.json");
  const refuse = (id: "run-missing" | "run-corrupt" | "run-newer"): never => {
    throw new RunUnreadable(message(id, { file }));
  };
  const json = readObject(file);
  if (json === undefined) return refuse("run-missing");
  if (json["status"] === BEGINNING) throw new RunUnreadable(message("run-not-begun", { folder }));
  const { checksum, ...rest } = json;
  const parsed = v.safeParse(RunRecordSchema, rest);
  const newer = typeof json["version"] === "number" && json["version"] > 1;
  if (!parsed.success) return refuse(newer ? "run-newer" : "run-corrupt");
  if (checksum !== undefined && checksum !== checksumOf(rest)) return refuse("run-corrupt");
  const record = parsed.output;
  return { folder, record, status: record.status === "running" && !isRunning(folder) ? "interrupted" : record.status };
}

/** Undefined where there is no such file; empty where it is no object. Throws `RunUnreadable`. */
function readObject(file: string): Readonly<Record<string, unknown>> | undefined {
  const text = readRunFile(file, "record")?.toString("utf8");
  if (text === undefined) return undefined;
  try {
    return { ...(JSON.parse(text) as Record<string, unknown> | null) };
  } catch {
    return {};
  }
}

/** Of a record as it stands in run.json, without its checksum. */
export function checksumOf(record: object): string {
  return createHash("sha256").update(stringifyJson(record)).digest("hex");
}

/** Throws `RunUnreadable`. */
function isRunning(folder: string): boolean {
  try {
    return isHeld(folder);
  } catch (error) {
    const problem = systemCode(error) ?? String(error);
    throw new RunUnreadable(message("run-unreadable", { file: path.join(folder, LOCK_FILE), problem }));
  }
}

export type FigureRow = Record<string, number>;

/** The figures after each epoch, in order; lines that are none are left out. Throws `RunUnreadable`. */
export function readMetrics(folder: string): FigureRow[] {
  return rowsOf(readFiguresBytes(folder).toString("utf8"));
}

export function rowsOf(text: string): FigureRow[] {
  return text.split("\n").flatMap((line) => {
    try {
      const entries = Object.entries(JSON.parse(line) as Record<string, unknown>);
      return [Object.fromEntries(entries.map(([name, value]) => [name, readJsonNumber(value) ?? Number.NaN]))];
    } catch {
      return [];
    }
  });
}

/** How far a run has come: by run.json where it has ended, else by its newest line of figures, which a kill may have left behind it. */
export function progressOf({ folder, record }: Run): { readonly epoch: number; readonly loss?: number } {
  const last = record.status === "running" ? lastRow(folder) : undefined;
  const epoch = last?.["epoch"] ?? record.epochsDone;
  const loss = last?.["loss"] ?? record.loss?.last;
  return { epoch, ...(loss !== undefined && { loss }) };
}

/** A line of figures is much shorter than this. */
const TAIL_BYTES = 2 ** 16;

function lastRow(folder: string): FigureRow | undefined {
  try {
    return rowsOf(readEnd(path.join(folder, "metrics.jsonl"), TAIL_BYTES).toString("utf8")).at(-1);
  } catch {
    return undefined;
  }
}

/** All of metrics.jsonl; nothing where there is no such file. Throws `RunUnreadable`. */
export function readFiguresBytes(folder: string): Buffer {
  return readRunFile(path.join(folder, "metrics.jsonl"), "metrics") ?? Buffer.alloc(0);
}

/** Whether the figures begin with those that were claimed. */
export function figuresAgree(figures: Buffer, { bytes, sha256 }: FiguresClaim): boolean {
  if (figures.length < bytes) return false;
  return createHash("sha256").update(figures.subarray(0, bytes)).digest("hex") === sha256;
}
