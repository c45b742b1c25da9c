/**
 * What an engine needs from outside to run on several threads: it starts none itself, so that it runs wherever WebAssembly does.
 */

export interface ThreadRequest {
  /** Threads beside the one that calls. */
  readonly count: number;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Where they find their work: see kernels/team.ts. */
  readonly team: number;
  /** Tiles for 256 bits. */
  readonly wide: boolean;
}

export interface StartedThreads {
  /** Resolves when all have come or failed, with the number of those that are there. */
  readonly arrived: Promise<number>;
  /** Ends them, wherever they are; resolves when they are gone. */
  end(): Promise<void>;
}

export type StartThreads = (request: ThreadRequest) => StartedThreads;

export interface Threading {
  /** Threads that this machine runs side by side. */
  readonly available: number;
  readonly start: StartThreads;
}
