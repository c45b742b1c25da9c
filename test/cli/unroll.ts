/** The door to the command line: words in, what it wrote and its exit code out. */
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { runCommandLine } from "../../src/cli/commandLine";
import type { Output } from "../../src/cli/streams";
import { temporaryFolder } from "../runs/temporaryFolder";

export interface Written {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Each line of `out` as JSON. */
  readonly json: readonly Record<string, unknown>[];
}

export function collect(isTerminal = false, columns = 80): Output & { text: string } {
  return {
    text: "",
    write(text) {
      this.text += text;
    },
    isTerminal,
    columns,
    hasColour: false,
  };
}

export interface Place {
  readonly folder: string;
  run(
    line: string,
    options?: {
      env?: Record<string, string>;
      signal?: AbortSignal;
      terminal?: boolean;
      /** Hears each piece of what is written to the standard output. */
      onOut?: (text: string) => void;
    },
  ): Promise<Written>;
}

/** A folder with these files. */
export function placeWith(files: Readonly<Record<string, string>> = {}): Place {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return {
    folder,
    async run(line, { env = {}, signal = new AbortController().signal, terminal = false, onOut } = {}) {
      const out = collect(terminal);
      const { write } = out;
      if (onOut) {
        out.write = (text) => {
          onOut(text);
          return write.call(out, text);
        };
      }
      const err = collect(terminal);
      const words = line.split(" ").filter(Boolean);
      const code = await runCommandLine(words, env, { out, err, workingFolder: folder, interruption: () => signal });
      const lines = out.text.split("\n").filter((one) => one.startsWith("{"));
      return {
        code,
        out: out.text,
        err: err.text,
        json: lines.map((one) => JSON.parse(one) as Record<string, unknown>),
      };
    },
  };
}
