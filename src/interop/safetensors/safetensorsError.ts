/**
 * Why a safetensors file cannot be read.
 */
import type { Message } from "../../core/messages/message";

/** The bytes are not a file that can be read safely; `problem` says why, for people. */
export class SafetensorsError extends Error {
  constructor(readonly problem: Message) {
    super(problem.id);
    this.name = "SafetensorsError";
  }
}
