/**
 * Any message to the training process and from it: understood as one of the boundary's, or not at all. Each run prints its seed.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import fc from "fast-check";
import { expect, test } from "vitest";
import { receive } from "../../src/protocol/receive";
import { HEARTBEAT, HostToWorkerSchema, TrainingFactSchema } from "../../src/protocol/training";
import { bundle } from "../bundle";
import { newSeed, rounds } from "../rounds";
import { temporaryFolder } from "../runs/temporaryFolder";
import { requestFor, tiny } from "../worker/jobDoor";

const seed = newSeed("worker protocol");

const anything = fc.oneof(
  fc.anything({ withNullPrototype: true, withTypedArray: true, withBigInt: true, withDate: true, maxDepth: 3 }),
  fc.constantFrom(0.5, -1, 65, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, "", "train", "\u0000", "__proto__"),
);
const samples: readonly Record<string, unknown>[] = [
  { ...requestFor("", "model: []"), threads: 2, epochs: 3, seed: 1, probe: [0, 1] },
  { type: "inspect", file: "", text: "", workspace: "", engine: "wasm", sample: 0, connectivity: true },
  { type: "setLearningRate", rate: 0.1 },
  { type: "pause" },
  { type: "epochsEnded", rows: [{ epoch: 1, loss: 0.5 }] },
  { type: "finished", status: "finished", epochs: 1, elapsedMs: 2 },
  { type: "refused", cause: "model", reason: { id: "model-broken", args: {} } },
  { type: "settingUp", step: { id: "tensorflow-step.test", args: {} } },
];
const changed = fc
  .record({
    sample: fc.constantFrom(...samples),
    put: fc.dictionary(fc.constantFrom(...new Set(samples.flatMap((one) => Object.keys(one)))), anything, {
      maxKeys: 3,
    }),
    drop: fc.array(fc.constantFrom("type", "text", "rows", "reason", "rate"), { maxLength: 1 }),
  })
  .map(({ sample, put, drop }) => {
    const message: Record<string, unknown> = { ...sample, ...put };
    for (const key of drop) delete message[key];
    return message;
  });

const isCount = (value: unknown): boolean => value === undefined || (Number.isSafeInteger(value) && Number(value) >= 0);

test("what is understood has the form that the code relies on, and is understood again", () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: changed }, anything), (message) => {
      const command = receive(HostToWorkerSchema, message);
      if (command) expect(receive(HostToWorkerSchema, command)).toEqual(command);
      if (command?.type === "train") {
        expect([command.threads, command.epochs, command.seed].every(isCount)).toBe(true);
        expect(command.threads === undefined || (command.threads >= 1 && command.threads <= 64)).toBe(true);
      }
      if (command?.type === "setLearningRate") expect(command.rate >= 0 && command.rate < Infinity).toBe(true);
      const fact = receive(TrainingFactSchema, message);
      if (fact) expect(receive(TrainingFactSchema, fact)).toEqual(fact);
    }),
    { numRuns: rounds(100_000), seed },
  );
});

const answersOf = async (worker: string, messages: readonly unknown[]): Promise<string[]> => {
  const child = fork(worker, [HEARTBEAT], {
    ...{ serialization: "advanced", execArgv: [] },
    stdio: ["ignore", "ignore", "ignore", "ipc", "pipe"],
  });
  const types: string[] = [];
  child.on("message", (fact) => types.push(receive(TrainingFactSchema, fact)?.type ?? "garbled"));
  for (const message of messages) child.send(message as object, () => undefined);
  child.send({ type: "stop" }, () => undefined);
  await once(child, "close");
  return types;
};

test("a process that gets such messages, and then a stop, says nothing that is not understood, one last word at most, and ends", async () => {
  const worker = bundle("src/worker/main.ts");
  const training = requestFor(temporaryFolder(), tiny("compile: {optimizer: sgd, loss: mse}\nfit: {epochs: 2}"));
  // What cannot be sent at all (a symbol, a function) never arrives.
  const sendable = fc
    .array(fc.oneof(changed, fc.constant(training)), { minLength: 1, maxLength: 4 })
    .filter(isSendable);
  await fc.assert(
    fc.asyncProperty(sendable, async (messages) => {
      const types = await answersOf(worker, messages);
      expect(types).not.toContain("garbled");
      const lastWords = types.filter((type) => ["finished", "refused", "inspected", "enginesReported"].includes(type));
      expect(lastWords.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: rounds(50), seed },
  );
});

function isSendable(messages: readonly unknown[]): boolean {
  // Nothing that a machine really does: a set-up fetches.
  const types = messages.map((one) => (one as { type?: unknown }).type);
  if (types.some((type) => typeof type === "string" && /setUp|remove/i.test(type))) return false;
  try {
    structuredClone(messages);
    return true;
  } catch {
    return false;
  }
}
