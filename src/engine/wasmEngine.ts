/**
 * The WebAssembly engine: a plan in one memory, and the compiled kernels that run its tapes.
 *
 * The bytes of the kernels are handed in, so this runs wherever WebAssembly does. The fast build is taken where the machine has relaxed
 * SIMD and the request does not ask for the same bits everywhere. Memory is allocated once; a step is one call.
 * test/engine/golden.test.ts holds it to Keras, on both builds.
 */
import type { EngineBuild, NetworkSession, SessionRequest } from "../core/training/networkSession";
import { checkMemory } from "./plan/memoryLimit";
import { planNetwork } from "./plan/planNetwork";
import { checkIds } from "./plan/checkIds";
import { checkTargets } from "./plan/checkTargets";
import { PlanError } from "./plan/planError";
import { refuseUnevenBatches } from "./statefulBatches";
import { WasmSession, type Kernels } from "./wasmSession";

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

const PAGE = 65536;

export function createWasmEngine({ fast, exact }: KernelBytes): WasmEngine {
  const compileExact = once(() => new WebAssembly.Module(exact as BufferSource));
  const compileFast = once(() => compileIfPossible(fast));
  return {
    get preferredBuild() {
      return compileFast() ? "fast" : "exact";
    },
    open(request) {
      const { dataset, compile } = request;
      if (dataset.samples < 1) throw new PlanError("engine.noSamples");
      const training = compile !== undefined && dataset.targets.length > 0;
      const planned = {
        graph: request.graph,
        ...(training ? { compile } : {}),
        samples: dataset.samples,
        inputShapes: dataset.inputs.map(({ tensor }) => tensor.shape.slice(1)),
        batchSize: request.batchSize,
        seed: request.seed,
        ...(request.probes && { probes: request.probes }),
      };
      const plan = planNetwork(planned);
      checkMemory(plan, planned, request.freeBytes);
      if (dataset.samples % plan.batchRows !== 0) refuseUnevenBatches(plan, dataset.samples);
      checkIds(request.graph, dataset.inputs);
      checkTargets(plan.targets, dataset.targets);
      const memory = allocate(plan.bytes);
      const module = request.reproducible ? undefined : compileFast();
      const instance = new WebAssembly.Instance(module ?? compileExact(), { env: { memory } });
      return new WasmSession(plan, memory, instance.exports as unknown as Kernels, module ? "fast" : "exact", request);
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

function allocate(bytes: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  } catch {
    throw new PlanError("engine.memory.refused", { megabytes: Math.ceil(bytes / 2 ** 20) });
  }
}
