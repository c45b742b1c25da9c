/**
 * Where a command writes, and what it knows of the world outside.
 *
 * Commands never touch `process`: main.ts hands them these, and tests hand them strings.
 */
import type { Language } from "../core/messages/message";
import { plainText } from "../core/text/plainText";

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  /** Colours are wanted: a terminal, and no NO_COLOR. */
  readonly hasColour: boolean;
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

type Colour = "green" | "red" | "dim" | "bold" | "cyan";
const codes: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, green: 32, cyan: 36 };

/** Colours text that is already plain. */
export function coloured(output: Output, colour: Colour, text: string): string {
  return output.hasColour ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
}
