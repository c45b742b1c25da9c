/**
 * Which engine a run takes, and why: what the panel, the command line and run.json say about it.
 *
 * An engine that was asked for by name is that one or none; `auto` is WebAssembly, which is there on every machine. A run that is taken
 * up again stays where it began. test/worker/chooseEngine.test.ts holds this.
 */
import { type Message, message } from "../core/messages/message";
import type { EngineName } from "../core/training/networkSession";
import type { TrainRequest } from "../protocol/training";
import type { RunRecord } from "../runs/runRecord";

export interface ChosenEngine {
  readonly engine: EngineName;
  readonly why: Message;
}

/** `resumed`: the record of the run that goes on. */
export function chooseEngine(
  { engine, askedBy }: Pick<TrainRequest, "engine" | "askedBy">,
  resumed?: Pick<RunRecord, "engine">,
): ChosenEngine {
  if (resumed) return { engine: resumed.engine, why: message("engine-why.resumed") };
  if (engine === "auto") return { engine: "wasm", why: message("engine-why.auto") };
  return { engine, why: message(`engine-why.${askedBy ?? "option"}`) };
}
