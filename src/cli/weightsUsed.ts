/**
 * Whose weights an answer is made with, and what was passed over for them. test/cli/predict.test.ts.
 */
import { render, say } from "../core/messages/message";
import type { WeightsUsed } from "../protocol/training";
import { asMessage } from "./refusal";
import { type CommandContext, writeLine } from "./streams";

/** Says both on the error stream, apart from the answer; the run is in the JSON where that is asked for. */
export function writeWeightsUsed(used: WeightsUsed | undefined, { err, json, language }: CommandContext): void {
  if (!used) return;
  for (const note of used.notes) writeLine(err, `unroll: ${render(asMessage(note), language)}`);
  const { run, status, epoch = "?" } = used;
  if (!json) writeLine(err, say(language, `weights-used.${status}`, { run, epoch }));
}

/** As JSON has it; null where weights were named. */
export function runAsJson(used: WeightsUsed | undefined): unknown {
  return used ? { id: used.run, status: used.status, epoch: used.epoch ?? null } : null;
}
