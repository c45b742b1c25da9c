/**
 * The names of a run's checkpoints: checkpoint.ts writes and reads them.
 */

/** From the newest to the oldest; the first is there only between the moves of `writeCheckpoint`. */
export const checkpointFiles = [
  "checkpoint.next.safetensors",
  "checkpoint.safetensors",
  "checkpoint.previous.safetensors",
] as const;
