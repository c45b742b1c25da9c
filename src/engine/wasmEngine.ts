/**
 * The WebAssembly engine: a plan in one memory, and the compiled kernels that run its tapes.
 *
 * The bytes of the kernels and what starts threads are handed in, so this runs wherever WebAssembly does. The fast build is taken
 * where the machine has relaxed SIMD and the request does not ask for the same bits everywhere. Memory is allocated once; a step is
 * one call. test/engine/golden.test.ts holds it to Keras, on both builds.
 */
import type { EngineBuild, NetworkSession, SessionRequest } from "../core/training/networkSession";
import { checkMemory } from "./plan/memoryLimit";
import { planInShards, type ThreadChoice } from "./plan/cost";
import { checkIds } from "./plan/checkIds";
import { checkTargets } from "./plan/checkTargets";
import type { Threading } from "./threads/threads";
import { PlanError } from "./plan/planError";
import { refuseUnevenBatches } from "./plan/statefulBatches";
import { isStaged, weightSteps } from "../core/data/samples";
import { allocateMemory, instantiateKernels } from "./kernelModule";
import { WasmSession } from "./wasmSession";

export interface KernelBytes {
  /** On Node 20 V8 needs `--experimental-wasm-relaxed-simd` before it compiles these. */
  readonly fast?: Uint8Array;
  readonly exact: Uint8Array;
}

export interface WasmEngine {
  /** The build that a request which does not ask for repeatable bits gets. */
  readonly preferredBuild: EngineBuild;
  /** Throws PlanError where the network, its data or the memory of the machine will not do. */
  open(request: SessionRequest): NetworkSession;
}

/** `threading`: absent where there is one thread only. */
export function createWasmEngine({ fast, exact }: KernelBytes, threading?: Threading): WasmEngine {
  const compileExact = once(() => new WebAssembly.Module(exact as BufferSource));
  const compileFast = once(() => compileIfPossible(fast));
  return {
    get preferredBuild() {
      return compileFast() ? "fast" : "exact";
    },
    open(request) {
      const { dataset, compile } = request;
      if (dataset.samples < 1) throw new PlanError("engine-no-samples");
      const training = compile !== undefined && dataset.targets.length > 0;
      const planned = {
        graph: request.graph,
        ...(training ? { compile } : {}),
        samples: dataset.samples,
        ...(isStaged(dataset) && { staged: true }),
        inputShapes: dataset.inputs.map(({ tensor }) => tensor.shape.slice(1)),
        weightSteps: dataset.targets.map(weightSteps),
        batchSize: request.batchSize,
        seed: request.seed,
        ...(request.probes && { probes: request.probes }),
      };
      const choice: ThreadChoice = {
        build: !request.reproducible && compileFast() ? "fast" : "exact",
        available: threading?.available ?? 1,
        epochs: request.epochs ?? 1,
        ...(request.threads === undefined ? {} : { asked: threading ? request.threads : 1 }),
      };
      const { plan, threads } = planInShards(planned, choice);
      checkMemory(plan, planned, (changed) => planInShards({ ...planned, ...changed }, choice).plan, request.freeBytes);
      refuseUnevenBatches(plan, request.parts ?? [dataset.samples]);
      checkIds(request.graph, dataset.inputs);
      checkTargets(plan.targets, dataset.targets);
      const memory = allocateMemory(plan.bytes);
      const fastModule = request.reproducible ? undefined : compileFast();
      const module = fastModule ?? compileExact();
      const kernels = instantiateKernels(module, memory);
      const { team } = plan;
      const helpers =
        threads > 1
          ? threading?.start({ count: threads - 1, module, memory, team, wide: request.wide === true })
          : undefined;
      return new WasmSession(plan, memory, kernels, fastModule ? "fast" : "exact", request, helpers);
    },
  };
}

/** Compiling is put off until somebody needs the answer, and done once. */
function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}

/** Undefined where this machine cannot run the bytes: to compile is the test, and no second reading is needed. */
function compileIfPossible(bytes: Uint8Array | undefined): WebAssembly.Module | undefined {
  try {
    return bytes && new WebAssembly.Module(bytes as BufferSource);
  } catch {
    return undefined;
  }
}
