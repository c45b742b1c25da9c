/** TensorFlow is found and works, or the reason why not is said; an engine asked for by name is never replaced. */
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import * as path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadTested, reportTensorFlow } from "../../src/tensorflow/openTensorFlow";
import { remember } from "../../src/tensorflow/probe/probePackage";
import { defineMissing } from "../../src/tensorflow/loadTensorFlow";
import { expectedLoss, runSelfTest, selfTestRequest } from "../../src/tensorflow/probe/selfTest";
import { findPackages, packagesIn, tensorFlowFolder } from "../../src/tensorflow/tensorFlowFolder";
import { bundle } from "../bundle";
import { placeWith } from "../cli/unroll";
import { engine } from "../engine/kernels";
import { temporaryFolder } from "../runs/temporaryFolder";
import { hasTensorFlow } from "./tensorFlow";

const program = bundle("src/tensorflow/probe/main.ts");

/** A package that is this program. */
function addPackage(place: string, name: string, text: string): void {
  const folder = path.join(place, "node_modules", "@tensorflow", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), '{"version": "0.0.1", "main": "main.js"}');
  writeFileSync(path.join(folder, "main.js"), text);
}

/** A cache in which the package is this program. */
function cacheWith(text: string | undefined): { UNROLL_CACHE: string } {
  const environment = { UNROLL_CACHE: temporaryFolder() };
  if (text !== undefined) addPackage(tensorFlowFolder(environment), "tfjs-node", text);
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
    const [found] = findPackages(environment);
    if (!found) throw new Error("no package");
    remember(found, environment, { works: true, tensorFlow: "2.21.0", gpu: false });
    expect((await reportTensorFlow({ environment, program })).available).toBe(true);
    const gone = { reason: { id: "tensorflow-broken", args: { problem: "libtensorflow.so.2: gone" } } };
    await expect(loadTested({ environment, program })).rejects.toMatchObject(gone);
    expect(await reportTensorFlow({ environment, program })).toMatchObject({ available: false, ...gone });
  });

  it.each([
    ["a library that is shorter", "deps/lib/libtensorflow_cc.so.2", (file: string) => truncateSync(file, 3)],
    ["a library that is gone", "deps/lib/libtensorflow_framework.so.2", (file: string) => rmSync(file)],
    ["what a link leads to", "deps/lib/libtensorflow.so.2", (file: string) => rmSync(realpathSync(file))],
    ["another addon", "lib/napi-v8/tfjs_binding.node", (file: string) => utimesSync(file, 1, 1)],
    ["another program", "dist/index.js", (file: string) => writeFileSync(file, "")],
  ])("what has worked once is tested anew after a change of its files: %s", async (_, name, change) => {
    const environment = { ...process.env, ...cacheWith('throw new Error("damaged")') };
    const [found] = findPackages(environment);
    if (!found) throw new Error("no package");
    for (const file of [
      "lib/napi-v8/tfjs_binding.node",
      "dist/index.js",
      "deps/lib/libtensorflow_cc.so.2",
      "deps/lib/libtensorflow_framework.so.2",
    ]) {
      mkdirSync(path.dirname(path.join(found.folder, file)), { recursive: true });
      writeFileSync(path.join(found.folder, file), "some text");
    }
    symlinkSync("libtensorflow_cc.so.2", path.join(found.folder, "deps/lib/libtensorflow.so.2"));
    remember(found, environment, { works: true, tensorFlow: "2.21.0", gpu: false });
    expect((await reportTensorFlow({ environment, program })).available).toBe(true);
    change(path.join(found.folder, name));
    const broken = { id: "tensorflow-broken", args: { problem: "damaged" } };
    expect(await reportTensorFlow({ environment, program })).toMatchObject({ available: false, reason: broken });
  });

  it.skipIf(process.platform === "win32")(
    "what ends the process that loads it: the next one says so and lives",
    async () => {
      const environment = { ...process.env, ...cacheWith('process.kill(process.pid, "SIGBUS"); for (;;);') };
      const [found] = findPackages(environment);
      if (!found) throw new Error("no package");
      remember(found, environment, { works: true, tensorFlow: "2.21.0", gpu: false });
      const loads = bundle("test/tensorflow/loads.ts");
      const load = (): SpawnSyncReturns<string> =>
        spawnSync(process.execPath, [loads, program], { env: environment, encoding: "utf8" });
      expect(load()).toMatchObject({ signal: "SIGBUS", stdout: "" });
      expect(load()).toMatchObject({ signal: null, status: 0, stdout: "tensorflow-crashed SIGBUS" });
    },
  );

  it("the first one of several that do not work tells why", async () => {
    const environment = { ...process.env, ...cacheWith('throw new Error("the second one")') };
    addPackage(tensorFlowFolder(environment), "tfjs-node-gpu", 'throw new Error("no graphics card. ")');
    const report = await reportTensorFlow({ environment, program });
    expect(report).toMatchObject({ available: false, reason: { args: { problem: "no graphics card" } } });
    expect(report.tfjs).toContain("tfjs-node-gpu");
  });

  it("the library ends its process, as on a processor without what it was built for", async () => {
    const [id, args] = await reasonOf('process.kill(process.pid, "SIGILL"); for (;;);');
    expect([id, args]).toMatchObject(["tensorflow-crashed", { how: "SIGILL" }]);
  });

  it("the self-test does not end", async () => {
    expect(await reasonOf("for (;;);", 1500)).toMatchObject(["tensorflow-late", { seconds: 2 }]);
  });

  it.skipIf(!hasTensorFlow)("the numbers are wrong", async () => {
    const real = JSON.stringify(findPackages(process.env)[0]?.folder);
    const text = `const tf = require(${real}); module.exports = { ...tf, sub: tf.add };`;
    expect((await reasonOf(text))[0]).toBe("tensorflow-wrong");
  });
});

it("the build for graphics cards is found in the same way, and preferred", () => {
  const environment = cacheWith("");
  const beside = path.join(tensorFlowFolder(environment), "node_modules", "@tensorflow");
  expect(packagesIn(tensorFlowFolder(environment))).toMatchObject([{ name: "@tensorflow/tfjs-node" }]);
  mkdirSync(path.join(beside, "tfjs-node-gpu"));
  writeFileSync(path.join(beside, "tfjs-node-gpu", "package.json"), '{"version": "4.22.0"}');
  const gpu = { folder: path.join(beside, "tfjs-node-gpu"), name: "@tensorflow/tfjs-node-gpu", version: "4.22.0" };
  expect(findPackages(environment)[0]).toEqual(gpu);
  expect(packagesIn(tensorFlowFolder(environment))).toMatchObject([gpu, { name: "@tensorflow/tfjs-node" }]);
});

describe("where packages are looked for", () => {
  /** A folder with a program, whose package has this name, and TensorFlow in each folder from there up. */
  const programIn = (place: string, name: string): string => {
    const folder = path.join(temporaryFolder(), place);
    mkdirSync(path.join(folder, "dist"), { recursive: true });
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name }));
    for (let above = path.join(folder, "dist"); above.includes("unroll-"); above = path.dirname(above)) {
      addPackage(above, "tfjs-node", "");
    }
    return folder;
  };
  const foldersOf = (programFolder?: string): string[] =>
    findPackages({ UNROLL_CACHE: temporaryFolder() }, programFolder).map(({ folder }) =>
      path.resolve(folder, "../../.."),
    );

  it("nowhere but in what was set up, unless it is the command line that looks", () => {
    expect(foldersOf()).toEqual([]);
  });

  it("by the command line of a checkout in its own folder, and in none above", () => {
    const folder = programIn("projects/checkout", "unroll-rnn");
    expect(foldersOf(path.join(folder, "dist"))).toEqual([folder]);
  });

  it("by an installed command line in the folder that it is installed in, too", () => {
    const folder = programIn("project/node_modules/unroll-rnn", "unroll-rnn");
    expect(foldersOf(path.join(folder, "dist"))).toEqual([folder, path.resolve(folder, "../..")]);
  });

  it("not in a package that is another's", () => {
    expect(foldersOf(path.join(programIn("projects/checkout", "something"), "dist"))).toEqual([]);
  });
});

describe.skipIf(!hasTensorFlow)("where it was set up", () => {
  it("works, and a success is remembered: the self-test is made once", async () => {
    const { folder } = findPackages(process.env)[0] ?? { folder: "" };
    const environment = { ...process.env, ...cacheWith(`module.exports = require(${JSON.stringify(folder)});`) };
    const report = { available: true, version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string, reason: undefined };
    expect(await reportTensorFlow({ environment, program })).toMatchObject(report);
    expect(await reportTensorFlow({ environment, program: "/nowhere" })).toMatchObject(report);
  });

  it("a package that does not work hides none that does: beside it, or beside the program", async () => {
    const { folder } = findPackages(process.env)[0] ?? { folder: "" };
    const real = `module.exports = require(${JSON.stringify(folder)});`;
    const environment = { ...process.env, ...cacheWith(real) };
    addPackage(tensorFlowFolder(environment), "tfjs-node-gpu", 'throw new Error("no graphics card")');
    const report = { available: true, tfjs: "@tensorflow/tfjs-node 0.0.1" };
    expect(await reportTensorFlow({ environment, program })).toMatchObject(report);
    const loaded = await loadTested({ environment, program });
    expect(loaded.version).toMatch(/^\d/);
    expect(await loadTested({ environment, program: "/nowhere" }), "loaded already: no test any more").toBe(loaded);
    const broken = { ...process.env, ...cacheWith('throw new Error("broken")') };
    const project = temporaryFolder();
    writeFileSync(path.join(project, "package.json"), '{"name": "unroll-rnn"}');
    addPackage(project, "tfjs-node", real);
    const options = { environment: broken, program, programFolder: path.join(project, "dist") };
    expect(await reportTensorFlow(options)).toMatchObject(report);
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
