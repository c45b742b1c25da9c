/**
 * What Keras demands of the two layers of a Bidirectional: one reads forward and one backward, and both give the same kinds of tensors.
 *
 * test/core/model.test.ts; the cures: test/core/cureRows/layers.ts.
 */
import { type Message, message } from "../messages/message";
import type { CellDefinition } from "./layerTable";

/** In these both layers must agree. */
export const commonOfHalves = ["return_sequences", "return_state", "stateful"] as const;

export interface HalfProblem {
  /** The argument at fault. */
  readonly key: "go_backwards" | (typeof commonOfHalves)[number];
  readonly text: Message;
}

/** `backward`: null where the file names none, and the forward layer is used for both directions. */
export function halfProblems(forward: CellDefinition, backward: CellDefinition | null): readonly HalfProblem[] {
  const isForwardTurned = forward.arguments.go_backwards;
  if (!backward) return isForwardTurned ? [{ key: "go_backwards", text: message("inner-backwards") }] : [];
  const turned: readonly HalfProblem[] =
    isForwardTurned === backward.arguments.go_backwards
      ? [
          {
            key: "go_backwards",
            text: isForwardTurned ? message("backward-direction.both") : message("backward-direction"),
          },
        ]
      : [];
  const differing = commonOfHalves
    .filter((key) => forward.arguments[key] !== backward.arguments[key])
    .map((key): HalfProblem => {
      const args = { key, forward: String(forward.arguments[key]), backward: String(backward.arguments[key]) };
      return { key, text: message("backward-differs", args) };
    });
  return [...turned, ...differing];
}
