/**
 * The words of a command line to options and files.
 *
 * An unknown option is an error with a suggestion, never ignored. test/cli/arguments.test.ts holds this.
 */
import { parseArgs } from "node:util";
import { type Message, message } from "../core/messages/message";
import { suggest } from "../core/text/suggestion";

/** `text` takes a value; `switch` takes none. */
export type OptionKinds = Readonly<Record<string, "text" | "switch">>;

export interface ParsedArguments {
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/** Wrong usage, said for people; exit code 2. */
export class WrongUsage extends Error {
  constructor(readonly problem: Message) {
    super(problem.id);
    this.name = "WrongUsage";
  }
}

/** Options every command has. */
export const commonOptions = { json: "switch", help: "switch", lang: "text" } as const satisfies OptionKinds;

/** Throws `WrongUsage`. */
export function parseArguments(words: readonly string[], kinds: OptionKinds): ParsedArguments {
  const known: OptionKinds = { ...commonOptions, ...kinds };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [
      name,
      { type: kind === "text" ? ("string" as const) : ("boolean" as const) },
    ]),
  );
  const { tokens } = parseArgs({
    args: words.map((word) => (word === "-h" ? "--help" : word)),
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const files: string[] = [];
  const texts = new Map<string, string>();
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind !== "option") continue;
    const kind = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (!kind) throw new WrongUsage(unknownOption(token.rawName, token.name, Object.keys(known)));
    if (kind === "switch" && token.value !== undefined) {
      throw new WrongUsage(message("cli-option-without-value", { option: token.rawName }));
    }
    if (kind === "switch") switches.add(token.name);
    else if (!token.value?.trim() || (!token.inlineValue && /^--?[a-z]/i.test(token.value))) {
      throw new WrongUsage(message("cli-option-needs-value", { option: token.rawName }));
    } else texts.set(token.name, token.value);
  }
  return { files, texts, switches };
}

function unknownOption(written: string, name: string, known: readonly string[]): Message {
  const near = suggest(name, known);
  return near === undefined
    ? message("cli-unknown-option", { option: written })
    : message("cli-unknown-option.suggest", { option: written, near: `--${near}` });
}

/** A whole number from an option; undefined where it is not given. Throws `WrongUsage`. */
export function wholeNumber({ texts }: ParsedArguments, name: string, min: number, max: number): number | undefined {
  const text = texts.get(name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= min && number <= max) return number;
  throw new WrongUsage(message("cli-option-number", { option: `--${name}`, found: text, min, max }));
}

/** Of the epochs that a run has kept; undefined where none is asked for. Throws `WrongUsage`. */
export function keptEpoch(given: ParsedArguments): number | undefined {
  const epoch = wholeNumber(given, "epoch", 0, Number.MAX_SAFE_INTEGER);
  if (epoch !== undefined && given.texts.has("weights")) throw new WrongUsage(message("cli-epoch-of-run"));
  return epoch;
}

/** The engine asked for. Throws `WrongUsage` for a name that is none. */
export function engineName({ texts }: ParsedArguments): "auto" | "wasm" | "tfjs-node" {
  const name = texts.get("engine") ?? "auto";
  if (name === "auto" || name === "wasm" || name === "tfjs-node") return name;
  if (name === "tfjs-node-gpu") throw new WrongUsage(message("cli-unknown-engine.gpu", { name }));
  throw new WrongUsage(message("cli-unknown-engine", { name, engines: "auto, wasm, tfjs-node" }));
}

/** The one file of a command. Throws `WrongUsage`. */
export function oneFile({ files }: ParsedArguments, command: string): string {
  const [file, extra] = files;
  if (file === undefined) throw new WrongUsage(message("cli-needs-file", { command }));
  if (extra !== undefined) throw new WrongUsage(message("cli-one-file", { command, extra }));
  return file;
}
