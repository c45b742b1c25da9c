/**
 * What the engine has here: threads, and the memory that is left. test/cli/preview.test.ts.
 */
import { availableParallelism, freemem } from "node:os";
import type { TrainingMachine } from "../engine/plan/trainingPreview";

/** `reproducible`: the build of equal bits is wanted. `threads`: at most so many; absent: all. */
export function thisMachine({ reproducible, threads }: { reproducible: boolean; threads?: number }): TrainingMachine {
  return {
    build: reproducible ? "exact" : "fast",
    wide: false,
    available: availableParallelism(),
    freeBytes: freeMemory(),
    ...(threads !== undefined && { asked: threads }),
  };
}

/** Bytes that this process may still take; within a container, what the container has left. Node before 20.13 knows the machine's. */
export function freeMemory(): number {
  const { availableMemory } = process as { availableMemory?: () => number };
  return availableMemory?.call(process) ?? freemem();
}
