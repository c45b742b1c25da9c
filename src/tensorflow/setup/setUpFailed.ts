/**
 * Why TensorFlow could not be set up: a message with its cure.
 */
import type { Message } from "../../core/messages/message";

export class SetUpFailed extends Error {
  constructor(readonly problem: Message) {
    super(problem.id);
    this.name = "SetUpFailed";
  }
}
