/** TensorFlow is found and works, or the reason why not is said; an engine asked for by name is never replaced. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadTested, reportTensorFlow } from "../../src/tensorflow/openTensorFlow";
import { remember } from "../../src/tensorflow/probe/probePackage";
import { defineMissing } from "../../src/tensorflow/loadTensorFlow";
import { expectedLoss, runSelfTest, selfTestRequest } from "../../src/tensorflow/probe/selfTest";
import { findPackage, packageIn, tensorFlowFolder } from "../../src/tensorflow/tensorFlowFolder";
import { bundle } from "../bundle";
import { placeWith } from "../cli/unroll";
import { engine } from "../engine/kernels";
import { temporaryFolder } from "../runs/temporaryFolder";
import { hasTensorFlow } from "./tensorFlow";

const program = bundle("src/tensorflow/probe/main.ts");

/** A cache in which the package is this program. */
function cacheWith(text: string | undefined): { UNROLL_CACHE: string } {
  const environment = { UNROLL_CACHE: temporaryFolder() };
  if (text !== undefined) {
    const folder = path.join(tensorFlowFolder(environment), "node_modules", "@tensorflow", "tfjs-node");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "package.json"), '{"version": "0.0.1", "main": "main.js"}');
    writeFileSync(path.join(folder, "main.js"), text);
  }
  return environment;
}

const reasonOf = async (text: string | undefined, limitMs = 60_000): Promise<readonly unknown[]> => {
  const environment = { ...process.env, ...cacheWith(text) };
  const { available, reason } = await reportTensorFlow({ environment, program, limitMs });
  expect(available).toBe(false);
  return [reason?.id, reason?.args];
};

describe("what is said where TensorFlow cannot be had", () => {
  it("nothing was set up", async () => {
    expect(await reasonOf(undefined)).toEqual(["tensorflow-absent", {}]);
  });

  it("the package cannot be loaded: its first line is the reason", async () => {
    const [id, args] = await reasonOf('throw new Error("libtensorflow.so.2: cannot open\\nsecond line")');
    expect([id, args]).toEqual([
      "tensorflow-broken",
      { folder: expect.any(String) as string, problem: "libtensorflow.so.2: cannot open" },
    ]);
  });

  it("what has worked once and is broken since: said with the cure, and not remembered any longer", async () => {
    const environment = { ...process.env, ...cacheWith('throw new Error("libtensorflow.so.2: gone")') };
    const found = findPackage(environment);
    if (!found) throw new Error("no package");
    remember(found, environment, { works: true, tensorFlow: "2.21.0", gpu: false });
    expect((await reportTensorFlow({ environment, program })).available).toBe(true);
    const gone = { reason: { id: "tensorflow-broken", args: { problem: "libtensorflow.so.2: gone" } } };
    await expect(loadTested({ environment, program })).rejects.toMatchObject(gone);
    expect(await reportTensorFlow({ environment, program })).toMatchObject({ available: false, ...gone });
  });

  it("the library ends its process, as on a processor without what it was built for", async () => {
    const [id, args] = await reasonOf('process.kill(process.pid, "SIGILL"); for (;;);');
    expect([id, args]).toMatchObject(["tensorflow-crashed", { how: "SIGILL" }]);
  });

  it("the self-test does not end", async () => {
    expect(await reasonOf("for (;;);", 1500)).toMatchObject(["tensorflow-late", { seconds: 2 }]);
  });

  it.skipIf(!hasTensorFlow)("the numbers are wrong", async () => {
    const real = JSON.stringify(findPackage(process.env)?.folder);
    const text = `const tf = require(${real}); module.exports = { ...tf, sub: tf.add };`;
    expect((await reasonOf(text))[0]).toBe("tensorflow-wrong");
  });
});

it("the build for graphics cards is found in the same way, and preferred", () => {
  const environment = cacheWith("");
  const beside = path.join(tensorFlowFolder(environment), "node_modules", "@tensorflow");
  expect(findPackage(environment)).toMatchObject({ name: "@tensorflow/tfjs-node" });
  mkdirSync(path.join(beside, "tfjs-node-gpu"));
  writeFileSync(path.join(beside, "tfjs-node-gpu", "package.json"), '{"version": "4.22.0"}');
  const gpu = { folder: path.join(beside, "tfjs-node-gpu"), name: "@tensorflow/tfjs-node-gpu", version: "4.22.0" };
  expect(findPackage(environment)).toEqual(gpu);
  expect(packageIn(tensorFlowFolder(environment))).toEqual(gpu);
  const project = path.join(temporaryFolder(), "project");
  mkdirSync(path.join(project, "node_modules", gpu.name), { recursive: true });
  writeFileSync(path.join(project, "node_modules", gpu.name, "package.json"), '{"version": "4.21.0"}');
  const elsewhere = findPackage({ UNROLL_CACHE: temporaryFolder() }, path.join(project, "dist"));
  expect(elsewhere).toMatchObject({ name: gpu.name, version: "4.21.0" });
});

describe.skipIf(!hasTensorFlow)("where it was set up", () => {
  it("works, and a success is remembered: the self-test is made once", async () => {
    const { folder } = findPackage(process.env) ?? { folder: "" };
    const environment = { ...process.env, ...cacheWith(`module.exports = require(${JSON.stringify(folder)});`) };
    const report = { available: true, version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string, reason: undefined };
    expect(await reportTensorFlow({ environment, program })).toMatchObject(report);
    expect(await reportTensorFlow({ environment, program: "/nowhere" })).toMatchObject(report);
  });

  it("trains from the command line, and the run says on what", async () => {
    const text =
      "seed: 1\nmodel: [Input: [3, 1], LSTM: 2, Dense: 1]\ncompile: {optimizer: adam, loss: mse}\ndata: {x: [[[1], [2], [3]]], y: [[1]]}\n";
    const { json, code, err } = await placeWith({ "a.rnn.yaml": text }).run(
      "train a.rnn.yaml --engine tfjs-node --epochs 2 --json",
    );
    expect([err, code]).toEqual(["", 0]);
    expect(json[0]).toMatchObject({ event: "start", engine: "tfjs-node" });
    expect(json.at(-1)).toMatchObject({ event: "end", status: "finished", engine: "tfjs-node", epochs: 2 });
  });
});

describe("an engine asked for by name", () => {
  afterEach(() => vi.unstubAllEnvs());
  const file = {
    "a.rnn.yaml":
      "model: [Input: [2], Dense: 1]\ncompile: {optimizer: sgd, loss: mse}\ndata: {x: [[1, 2]], y: [[1]]}\n",
  };

  it("is not replaced: exit code 2 with the reason and the cure, and no run", async () => {
    vi.stubEnv("UNROLL_CACHE", temporaryFolder());
    const place = placeWith(file);
    const { code, err } = await place.run("train a.rnn.yaml --engine tfjs-node");
    expect(code).toBe(2);
    expect(err).toContain("unroll engines --setup tensorflow");
    expect(existsSync(path.join(place.folder, ".unroll"))).toBe(false);
    expect((await place.run("train a.rnn.yaml --engine auto")).code).toBe(0);
    expect((await place.run("predict a.rnn.yaml --engine tfjs-node")).code).toBe(2);
  });
});

it("the self-test's figure is the other engine's", () => {
  expect(runSelfTest(engine.open(selfTestRequest()))).toBeCloseTo(expectedLoss, 5);
});

it("gives back what newer Nodes took away, and leaves what is there", () => {
  const own = (): boolean => true;
  const util: Record<string, unknown> = { isArray: own };
  defineMissing(util);
  expect(util.isArray).toBe(own);
  const { isNullOrUndefined } = util as { isNullOrUndefined: (value: unknown) => boolean };
  expect([null, undefined, 0, ""].map(isNullOrUndefined)).toEqual([true, true, false, false]);
});
