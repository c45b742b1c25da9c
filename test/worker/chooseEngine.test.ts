/** Which engine a run takes, and what the run's record says about the choice. */
import { expect, test, vi, onTestFinished } from "vitest";
import { readRun } from "../../src/runs/readRun";
import { chooseEngine } from "../../src/worker/chooseEngine";
import { temporaryFolder } from "../runs/temporaryFolder";
import { tiny, trainText } from "./jobDoor";

test.each([
  [{ engine: "auto", askedBy: "setting" }, "wasm", "engine-why.auto"],
  [{ engine: "wasm" }, "wasm", "engine-why.option"],
  [{ engine: "tfjs-node", askedBy: "setting" }, "tfjs-node", "engine-why.setting"],
] as const)("%o takes %s", (request, engine, why) => {
  expect(chooseEngine(request)).toEqual({ engine, why: { id: why, args: {} } });
});

test("a run that goes on stays on the engine that it began on", () => {
  const resumed = { engine: "tfjs-node" } as const;
  expect(chooseEngine({ engine: "auto" }, resumed)).toMatchObject({
    engine: "tfjs-node",
    why: { id: "engine-why.resumed" },
  });
});

test("the first fact and run.json say which engine runs and why", async () => {
  const folder = temporaryFolder();
  const facts = await trainText(folder, tiny("compile: {loss: mse}"), { engine: "wasm", askedBy: "setting" });
  const started = facts.find(({ type }) => type === "started");
  if (started?.type !== "started") throw new Error("it did not start");
  expect(started).toMatchObject({ engine: "wasm", why: { id: "engine-why.setting" } });
  expect(readRun(started.folder).record).toMatchObject({ engine: "wasm", why: { id: "engine-why.setting", args: {} } });
});

test("an engine that cannot be had is refused with the reason, and no run is begun", async () => {
  vi.stubEnv("UNROLL_CACHE", temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const asked = { engine: "tfjs-node", askedBy: "setting", reproducible: false } as const;
  const facts = await trainText(temporaryFolder(), tiny("compile: {loss: mse}"), asked);
  expect(facts).toMatchObject([{ type: "refused", cause: "engine", reason: { id: "tensorflow-absent" } }]);
});
