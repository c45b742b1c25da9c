/**
 * One instance of the compiled kernels over a memory, and the memory itself. test/engine/session.test.ts.
 */
import { PlanError } from "./plan/planError";

export interface Kernels {
  /** `team`: 0 where no other thread takes part. Gives 0 where another thread has failed. */
  run(program: number, team: number): number;
  /** Sends other threads home. */
  dismiss(team: number): void;
  /** Tiles for 256 bits: 1, or 0. Each instance has to be told. */
  setWide(on: number): void;
}

const PAGE = 65536;

/** A memory that threads can share, as the kernels ask for. Throws PlanError where the machine does not give it. */
export function allocateMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    throw new PlanError("engine-memory.refused", { megabytes: Math.ceil(bytes / 2 ** 20) });
  }
}

export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const words = new Int32Array(memory.buffer);
  const env = {
    memory,
    sleep: (address: number, value: number) => Atomics.wait(words, address >>> 2, value),
    wake: (address: number, count: number) => Atomics.notify(words, address >>> 2, count),
  };
  return new WebAssembly.Instance(module, { env }).exports as unknown as Kernels;
}
