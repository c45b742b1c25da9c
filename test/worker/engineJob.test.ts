/** What the editor asks about engines: reports, the set-up and the removal, each with one last fact. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { receive } from "../../src/protocol/receive";
import { TrainingFactSchema } from "../../src/protocol/training";
import type { TrainingFact } from "../../src/protocol/training";
import { tensorFlowFolder } from "../../src/tensorflow/tensorFlowFolder";
import { runEngineJob } from "../../src/worker/engineJob";
import { temporaryFolder } from "../runs/temporaryFolder";

type Asked = Parameters<typeof runEngineJob>[0]["type"];

/** A machine without programs and with an empty cache. */
const bareMachine = (): { PATH: string; UNROLL_CACHE: string } => ({
  PATH: temporaryFolder(),
  UNROLL_CACHE: temporaryFolder(),
});

/** All facts of one request, as they arrive behind the boundary. */
async function factsOf(
  type: Asked,
  environment: Record<string, string>,
  signal?: AbortSignal,
): Promise<TrainingFact[]> {
  const facts: TrainingFact[] = [];
  const take = (fact: TrainingFact): void => {
    const received = receive(TrainingFactSchema, structuredClone(fact));
    if (!received) throw new Error(`not a fact: ${JSON.stringify(fact)}`);
    facts.push(received);
  };
  await runEngineJob({ type }, { emit: take, signal: signal ?? new AbortController().signal }, environment);
  return facts;
}

describe("a report", () => {
  test("says what can be had, and what a set-up can help", async () => {
    const facts = await factsOf("reportEngines", bareMachine());
    expect(facts).toMatchObject([
      {
        type: "enginesReported",
        engines: [
          { name: "wasm", available: true, canSetUp: false, canRemove: false },
          {
            name: "tfjs-node",
            available: false,
            canSetUp: true,
            canRemove: false,
            reason: { id: "tensorflow-absent" },
          },
        ],
      },
    ]);
    expect(facts[0]).not.toHaveProperty("done");
  });

  test("TensorFlow that is broken can be set up anew or removed", async () => {
    const environment = bareMachine();
    const folder = path.join(tensorFlowFolder(environment), "node_modules", "@tensorflow", "tfjs-node");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "package.json"), '{"version": "4.22.0"}');
    const [fact] = await factsOf("reportEngines", environment);
    const [, tensorFlow] = fact?.type === "enginesReported" ? fact.engines : [];
    expect(tensorFlow).toMatchObject({ available: false, canSetUp: true, canRemove: true });
    expect(tensorFlow?.reason?.id).toMatch(/^tensorflow-(broken|crashed)$/);
  });
});

describe("changes", () => {
  test("a set-up that fails tells its steps, then the reason", async () => {
    const facts = await factsOf("setUpTensorFlow", bareMachine());
    expect(facts).toMatchObject([
      { type: "settingUp", step: { id: "tensorflow-step.plan" } },
      { type: "settingUp", step: { id: "tensorflow-step.package" } },
      { type: "refused", cause: "engine", reason: { id: "tensorflow-needs-npm" } },
    ]);
  });

  test("a removal tells what it removed, and the new report", async () => {
    const environment = bareMachine();
    const folder = tensorFlowFolder(environment);
    mkdirSync(folder, { recursive: true });
    const report = { type: "enginesReported", engines: [{ name: "wasm" }, { name: "tfjs-node", canRemove: false }] };
    expect(await factsOf("removeTensorFlow", environment)).toMatchObject([
      { ...report, done: { id: "tensorflow-removed", args: { folder } } },
    ]);
    expect(existsSync(folder)).toBe(false);
    expect(await factsOf("removeTensorFlow", environment)).toMatchObject([
      { ...report, done: { id: "tensorflow-nothing-to-remove" } },
    ]);
  });
});
