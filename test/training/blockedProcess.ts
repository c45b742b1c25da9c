/**
 * A training process whose main thread is held up where `UNROLL_TEST_BLOCKED` says: in each step for so many milliseconds, or for ever
 * outside, before the engine is there or (`step`) when the run has begun.
 */
import type { EngineName } from "../../src/core/training/networkSession";
import { beatInThread } from "../../src/worker/heartbeat";
import type { OpenEngine } from "../../src/worker/openEngine";
import { openEngine } from "../../src/worker/openEngine";
import { serveRequest } from "../../src/worker/serveRequest";

const where = process.env.UNROLL_TEST_BLOCKED;
const patience = process.env.UNROLL_TEST_PATIENCE;

function block(ms?: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

if (!beatInThread()) {
  const engines = {
    openEngine: async (name: EngineName): Promise<OpenEngine> => {
      if (where === "outside") block();
      const engine = await openEngine(name);
      return {
        open: (request) => {
          const session = engine.open(request);
          // The run has told that it started by then.
          if (where === "step") setTimeout(block, 200);
          const trainBatch = session.trainBatch.bind(session);
          session.trainBatch = (samples) => {
            if (where !== "step") block(Number(where));
            return trainBatch(samples);
          };
          return session;
        },
      };
    },
  };
  serveRequest(engines, patience === undefined ? undefined : Number(patience));
}
