/**
 * The command line: chooses the language and the command, and turns wrong usage into exit code 2.
 *
 * test/cli/commandLine.test.ts holds it.
 */
import {
  languageOf,
  message,
  type Language,
  type Message,
  type MessageId,
  render,
  say,
} from "../core/messages/message";
import { suggest } from "../core/text/suggestion";
import { version } from "../core/version";
import { commonOptions, parseArguments, WrongUsage } from "./arguments";
import { type CommandName, commands, isCommand, plannedCommands } from "./commands";
import { type Environment, type ExitCode, exitCodes, type Surroundings, writeLine, writeLines } from "./streams";

/** Runs one command line (without `node` and the script) and gives the exit code. */
export async function runCommandLine(
  words: readonly string[],
  environment: Environment,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const language = chooseLanguage(words, environment);
  try {
    return await dispatch(words, language, environment, surroundings);
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    writeLine(surroundings.err, `unroll: ${render(error.problem, language)}`);
    return exitCodes.usage;
  }
}

/** `--lang` first, then the locale of the environment in its usual order. */
export function chooseLanguage(words: readonly string[], env: Environment): Language {
  const at = words.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const asked = at < 0 ? undefined : (words[at]?.split("=")[1] ?? words[at + 1]);
  return languageOf(asked ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG));
}

async function dispatch(
  words: readonly string[],
  language: Language,
  environment: Environment,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const at = commandPlace(words);
  const word = words[at];
  const rest = words.filter((_, place) => place !== at);
  if (word === undefined) return withoutCommand(rest, language, surroundings);
  if (!isCommand(word)) throw new WrongUsage(unknownCommand(word));
  const given = parseArguments(rest, commands[word].options);
  checkLanguage(given.texts.get("lang"));
  if (given.switches.has("help")) return help(word, language, surroundings);
  const run = await commands[word].load();
  return run(given, { ...surroundings, environment, language, json: given.switches.has("json") });
}

/** The first word that is no option and no option's value. */
function commandPlace(words: readonly string[]): number {
  return words.findIndex((word, at) => !word.startsWith("-") && words[at - 1] !== "--lang");
}

function withoutCommand(words: readonly string[], language: Language, { out, err }: Surroundings): ExitCode {
  const { switches, texts } = parseArguments(words, { version: "switch" });
  checkLanguage(texts.get("lang"));
  if (switches.has("version")) {
    writeLine(out, switches.has("json") ? JSON.stringify({ version }) : version);
    return exitCodes.success;
  }
  const isAsked = switches.has("help");
  writeLines(isAsked ? out : err, say(language, "cli-help"));
  return isAsked ? exitCodes.success : exitCodes.usage;
}

function help(command: CommandName, language: Language, { out }: Surroundings): ExitCode {
  const id: MessageId = `cli-help.${command}`;
  writeLines(out, render({ id, args: {} }, language));
  writeLine(
    out,
    say(language, "cli-help-common", {
      options: Object.keys(commonOptions)
        .map((name) => `--${name}`)
        .join(" "),
    }),
  );
  return exitCodes.success;
}

function checkLanguage(asked: string | undefined): void {
  if (asked !== undefined && !/^(en|es)([-_.].*)?$/i.test(asked)) {
    throw new WrongUsage(message("cli-unknown-language", { found: asked }));
  }
}

function unknownCommand(word: string): Message {
  if ((plannedCommands as readonly string[]).includes(word)) return message("cli-not-yet.command", { command: word });
  const near = suggest(word, Object.keys(commands));
  return near === undefined
    ? message("cli-unknown-command", { command: word, commands: Object.keys(commands).join(", ") })
    : message("cli-unknown-command.suggest", { command: word, near });
}
