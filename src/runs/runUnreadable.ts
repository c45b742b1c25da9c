/**
 * Why something of a run cannot be read.
 */
import type { Message } from "../core/messages/message";

/** A run, its checkpoint or its weights cannot be read; `problem` says why, for people. */
export class RunUnreadable extends Error {
  constructor(readonly problem: Message) {
    super(problem.id);
    this.name = "RunUnreadable";
  }
}
