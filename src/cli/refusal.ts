/**
 * What is said, and which exit code is given, when a job could not be begun.
 */
import { codeOf } from "../core/diagnostics/findings";
import { type Message, type MessageId, render } from "../core/messages/message";
import { createLineIndex } from "../core/text/lineIndex";
import type { TextRange } from "../core/text/range";
import type { TrainingFact } from "../protocol/training";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";

/** Reasons that lie in how the command was called. */
const usageReasons = new Set<string>([
  "run-none",
  "run-without-weights",
  "run-unknown",
  "run-missing",
  "run-folder-taken",
  "runs-elsewhere",
  "run-not-begun",
  "run-locked",
  "run-locked.elsewhere",
  "weights-missing",
  "epoch-not-kept",
  "epoch-not-kept.none",
  "inspect-sample",
  "inspect-unknown-layer",
  "inspect-unknown-layer.suggest",
  "inspect-not-recurrent",
] satisfies MessageId[]);

/** A message that has crossed a boundary. */
export function asMessage({ id, args }: { id: string; args: Readonly<Record<string, string | number>> }): Message {
  return { id: id as MessageId, args };
}

interface Reason {
  readonly reason: { readonly id: string; readonly args: Readonly<Record<string, string | number>> };
  readonly range?: TextRange | undefined;
}

/** Says a reason: `file:line:column code message` where it lies in the model file, else behind the program's name. */
export function writeReason(
  { reason, range }: Reason,
  file: string,
  text: string,
  { err, language }: Pick<CommandContext, "err" | "language">,
): void {
  const said = asMessage(reason);
  const sentence = render(said, language);
  if (!range) return writeLine(err, `unroll: ${sentence}`);
  const { line, character } = createLineIndex(text).positionAt(range.start);
  writeLine(err, `${file}:${line + 1}:${character + 1} ${codeOf(said.id)} ${sentence}`);
}

/** Says the reason, at its place where it has one, and gives the exit code. */
export function reportRefusal(
  fact: Extract<TrainingFact, { type: "refused" }>,
  file: string,
  text: string,
  context: CommandContext,
): ExitCode {
  const isInFile = fact.cause === "model" && !usageReasons.has(fact.reason.id);
  writeReason({ ...fact, range: fact.range ?? (isInFile ? { start: 0, end: 0 } : undefined) }, file, text, context);
  if (fact.cause === "engine" || usageReasons.has(fact.reason.id)) return exitCodes.usage;
  return fact.cause === "model" ? exitCodes.modelWrong : exitCodes.trainingFailed;
}
