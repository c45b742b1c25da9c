/**
 * What arrives over the boundary between host and training process, checked before anybody looks at it.
 */
import * as v from "valibot";
import { type HostToWorker, HostToWorkerSchema, type TrainingFact, TrainingFactSchema } from "./training";

/** A command for the training process; undefined where it is none. */
export function receiveCommand(received: unknown): HostToWorker | undefined {
  const parsed = v.safeParse(HostToWorkerSchema, received);
  return parsed.success ? parsed.output : undefined;
}

/** A fact from the training process; undefined where it is none. */
export function receiveFact(received: unknown): TrainingFact | undefined {
  const parsed = v.safeParse(TrainingFactSchema, received);
  return parsed.success ? parsed.output : undefined;
}
