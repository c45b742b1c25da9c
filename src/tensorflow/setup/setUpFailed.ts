/**
 * Why TensorFlow could not be set up: a message with its cure.
 */
import { message, type Message } from "../../core/messages/message";

export class SetUpFailed extends Error {
  constructor(readonly problem: Message) {
    super(problem.id);
    this.name = "SetUpFailed";
  }
}

/** Throws `SetUpFailed` with the program's last lines. */
export function refuseUnless(good: boolean, how: string, program: string, output: string): void {
  if (good) return;
  if (how === "interrupted") throw new SetUpFailed(message("tensorflow-set-up-interrupted"));
  const log = output.trim().split("\n").slice(-6).join("\n");
  throw new SetUpFailed(message("tensorflow-program-failed", { program, log }));
}
