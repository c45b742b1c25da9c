/**
 * What is said, and which exit code is given, when a job could not be begun.
 */
import { type Message, type MessageId, render } from "../core/messages/message";
import { createLineIndex } from "../core/text/lineIndex";
import type { TrainingFact } from "../protocol/training";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";

/** Reasons that lie in how the command was called. */
const usageReasons = new Set<string>([
  "run-none",
  "run-unknown",
  "run-missing",
  "run-folder-taken",
  "run-locked",
  "weights-missing",
  "inspect-sample",
  "inspect-unknown-layer",
  "inspect-unknown-layer.suggest",
  "inspect-not-recurrent",
] satisfies MessageId[]);

/** A message that has crossed a boundary. */
export function asMessage({ id, args }: { id: string; args: Readonly<Record<string, string | number>> }): Message {
  return { id: id as MessageId, args };
}

/** Says the reason, at its place where it has one, and gives the exit code. */
export function reportRefusal(
  fact: Extract<TrainingFact, { type: "refused" }>,
  file: string,
  text: string,
  { err, language }: CommandContext,
): ExitCode {
  const sentence = render(asMessage(fact.reason), language);
  if (fact.range) {
    const { line, character } = createLineIndex(text).positionAt(fact.range.start);
    writeLine(err, `${file}:${line + 1}:${character + 1} ${fact.code ?? fact.reason.id} ${sentence}`);
  } else if (fact.cause === "model" && !usageReasons.has(fact.reason.id))
    writeLine(err, `${file}:1:1 ${fact.code ?? fact.reason.id} ${sentence}`);
  else writeLine(err, `unroll: ${sentence}`);
  if (fact.cause === "engine" || usageReasons.has(fact.reason.id)) return exitCodes.usage;
  return fact.cause === "model" ? exitCodes.modelWrong : exitCodes.trainingFailed;
}
