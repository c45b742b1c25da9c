/**
 * Where a command writes, and what it knows of the world outside.
 *
 * Commands never touch `process`: main.ts hands them these, and tests hand them strings.
 */
import type { Page } from "../charts/page";
import type { Language } from "../core/messages/message";
import type { startTraining, TrainingHandle } from "../training/startTraining";
import { plainLine, plainText } from "../core/text/plainText";

/** 80 columns where there is no terminal. */
export interface Output extends Page {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Whoever reads is behind: resolves when there is room again, or nobody reads any more. Undefined while there is room. */
  room?(): Promise<void> | undefined;
}

export interface Surroundings {
  readonly out: Output;
  readonly err: Output;
  readonly workingFolder: string;
  /**
   * Aborted by Ctrl-C, and when nobody reads the output any more. Ctrl-C ends the process at once as long as no command has asked for this.
   */
  interruption(): AbortSignal;
  /** Trains in a process of its own, which ends with this one. Absent: there is none. */
  readonly startTraining?: (training: ApartTraining) => TrainingHandle;
}

export type ApartTraining = Omit<Parameters<typeof startTraining>[0], "workerPath" | "stopMs" | "silenceMs">;

export type Environment = Readonly<Record<string, string | undefined>>;

export interface CommandContext extends Surroundings {
  readonly environment: Environment;
  readonly language: Language;
  readonly json: boolean;
}

export const exitCodes = { success: 0, modelWrong: 1, usage: 2, trainingFailed: 3, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Writes plain text as one line, also where a name in it holds a line end. */
export function writeLine(output: Output, text = ""): void {
  output.write(`${plainLine(text)}\n`);
}

/** Writes a text of several lines of our own. */
export function writeLines(output: Output, text: string): void {
  output.write(`${plainText(text)}\n`);
}
