/** What the set-up of TensorFlow is given, and what each of its steps may use. */
import type { Message } from "../../core/messages/message";
import type { Environment } from "../tensorFlowFolder";

export interface SetUpOptions {
  readonly environment: Environment;
  readonly signal?: AbortSignal;
  /** What is done now, in the order of the work. */
  readonly onStep: (step: Message) => void;
  /** How far the step is that was said last; many a second. */
  readonly onProgress?: (progress: Message) => void;
  /** Whether the processor has what TensorFlow is built for; tests say that it has not. */
  readonly hasAvx?: () => boolean;
}

export type RemovalOptions = Pick<SetUpOptions, "environment" | "signal" | "onStep">;

/** What a step of the set-up may use. */
export interface SetUpSite extends SetUpOptions {
  /** The folder that is being filled; it has a `node_modules`. */
  readonly folder: string;
  /** The package inside it. */
  readonly packageFolder: string;
}
