/**
 * Where a command writes, and what it knows of the world outside.
 *
 * Commands never touch `process`: main.ts hands them these, and tests hand them strings.
 */
import type { Page } from "../charts/page";
import type { Language } from "../core/messages/message";
import { plainText } from "../core/text/plainText";

/** 80 columns where there is no terminal. */
export interface Output extends Page {
  write(text: string): void;
  readonly isTerminal: boolean;
}

export interface Surroundings {
  readonly out: Output;
  readonly err: Output;
  readonly workingFolder: string;
  /**
   * Aborted by Ctrl-C, and when nobody reads the output any more. Ctrl-C ends the process at once as long as no command has asked for this.
   */
  interruption(): AbortSignal;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface CommandContext extends Surroundings {
  readonly environment: Environment;
  readonly language: Language;
  readonly json: boolean;
}

export const exitCodes = { success: 0, modelWrong: 1, usage: 2, trainingFailed: 3, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Writes plain text and ends the line. */
export function writeLine(output: Output, text = ""): void {
  output.write(`${plainText(text)}\n`);
}
