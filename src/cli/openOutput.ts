/**
 * A stream of the process as a command sees it: it never holds more than a little that nobody has read, and knows whether it was written.
 *
 * Files and devices are written here, whole or not at all: Node's own stream forgets what a full disk did not take. A pipe that is
 * closed is no fault of anybody's, and ends the process without a word. test/cli/process.test.ts holds it.
 */
import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { type Language, say } from "../core/messages/message";
import { exitCodes, type Output, writeLine } from "./streams";

interface OutputOptions {
  /** Nothing more can be written. */
  readonly onLost: () => void;
  /** Where it is said why. */
  readonly err?: Output;
  readonly language: Language;
}

export function openOutput(
  stream: NodeJS.WriteStream & { readonly fd: number },
  { onLost, err, language }: OutputOptions,
): Output {
  let isOpen = true;
  const lost = (error: NodeJS.ErrnoException): void => {
    if (!isOpen) return;
    isOpen = false;
    onLost();
    if (error.code === "EPIPE") return;
    process.on("exit", () => (process.exitCode = exitCodes.trainingFailed));
    const problem = error.code ?? error.message;
    if (err) writeLine(err, `unroll: ${say(language, "cli-output-lost", { problem })}`);
  };
  stream.on("error", lost);
  const write = isWrittenLater(stream) ? (text: string) => void stream.write(text) : writerTo(stream.fd, lost);
  return {
    write: (text) => {
      if (isOpen) write(text);
    },
    room: () => {
      if (!isOpen || !stream.writableNeedDrain) return undefined;
      return new Promise((resolve) => {
        const done = (): void => {
          stream.off("drain", done).off("close", done);
          resolve();
        };
        stream.on("drain", done).on("close", done);
      });
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns || 80;
    },
    hasColour: stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb",
  };
}

/** Terminals and pipes; the types know only these. */
const isWrittenLater = (stream: object): boolean => stream instanceof Socket;

function writerTo(descriptor: number, onError: (error: NodeJS.ErrnoException) => void): (text: string) => void {
  return (text) => {
    try {
      for (let rest = Buffer.from(text); rest.length > 0;) rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      onError(error as NodeJS.ErrnoException);
    }
  };
}
