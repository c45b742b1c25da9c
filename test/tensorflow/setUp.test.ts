/** The set-up with programs that are missing, fail or never end: the reason is said, and nothing is left behind. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { runProgram } from "../../src/tensorflow/setup/runProgram";
import { SetUpFailed } from "../../src/tensorflow/setup/setUpFailed";
import { removeTensorFlow, setUpTensorFlow } from "../../src/tensorflow/setup/setUpTensorFlow";
import { findPackage, tensorFlowFolder } from "../../src/tensorflow/tensorFlowFolder";
import { placeWith } from "../cli/unroll";
import { temporaryFolder } from "../runs/temporaryFolder";
import { hasTensorFlow } from "./tensorFlow";

/** Leaves what the next steps look for. */
const goodNpm = "mkdir -p node_modules/@tensorflow/tfjs-node/binding";
const goodPython =
  'case "$*" in *download*) for word in "$@"; do case $word in --dest=*) dest=${word#--dest=};; esac; done; touch "$dest/a.whl";; *-c*) mkdir -p wheel/tensorflow/include; touch wheel/tensorflow/libtensorflow_cc.so.2 wheel/tensorflow/libtensorflow_framework.so.2;; esac';

interface Machine {
  readonly environment: Record<string, string>;
  readonly cache: string;
}

/** A machine that has these programs and no others but the system's own. */
function machineWith(programs: Readonly<Record<string, string>>): Machine {
  const folder = temporaryFolder();
  const cache = temporaryFolder();
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${text}\n`, { mode: 0o755 });
  }
  return { environment: { PATH: folder, UNROLL_CACHE: cache }, cache };
}

async function failureOf({ environment }: Machine, signal?: AbortSignal): Promise<SetUpFailed["problem"]> {
  const failure: unknown = await setUpTensorFlow({
    environment,
    ...(signal && { signal }),
    onStep: () => undefined,
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof SetUpFailed)) throw new Error(`the set-up did not fail as it should: ${String(failure)}`);
  return failure.problem;
}

describe.skipIf(process.platform !== "linux")("a set-up that cannot be finished", () => {
  it.each([
    ["tensorflow-needs-npm", {}],
    ["tensorflow-needs-python", { npm: goodNpm }],
    ["tensorflow-needs-python", { npm: goodNpm, python3: "exit 1" }],
    ["tensorflow-needs-compiler", { npm: goodNpm, python3: goodPython }],
  ])("%s", async (id, programs) => {
    const machine = machineWith(programs);
    expect((await failureOf(machine)).id).toBe(id);
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  it("says the last lines of the program that failed", async () => {
    const machine = machineWith({ npm: "echo first; echo 'npm error 404' >&2; exit 1" });
    const { id, args } = await failureOf(machine);
    expect([id, args.program]).toEqual(["tensorflow-program-failed", "npm install"]);
    expect(args.log).toContain("npm error 404");
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  it("keeps nothing whose self-test fails", async () => {
    const machine = machineWith({ npm: goodNpm, python3: goodPython, "c++": "exit 0" });
    expect((await failureOf(machine)).id).toMatch(/^tensorflow-(broken|crashed)$/);
    expect(existsSync(tensorFlowFolder(machine.environment))).toBe(false);
  });

  it("ends at once where it is interrupted, and its programs with it", async () => {
    const machine = machineWith({ npm: "sleep 60" });
    const interrupted = AbortSignal.timeout(300);
    const from = performance.now();
    expect((await failureOf(machine, interrupted)).id).toBe("tensorflow-set-up-interrupted");
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(readdirSync(machine.cache)).toEqual([]);
  });
});

describe("what is there already", () => {
  /** A package in the cache that is this program. */
  const setUpAs = (environment: Record<string, string>, program: string): string => {
    const folder = tensorFlowFolder(environment);
    const packageFolder = path.join(folder, "node_modules", "@tensorflow", "tfjs-node");
    mkdirSync(packageFolder, { recursive: true });
    writeFileSync(path.join(packageFolder, "package.json"), '{"version": "4.22.0", "main": "main.js"}');
    writeFileSync(path.join(packageFolder, "main.js"), program);
    return folder;
  };

  it.skipIf(!hasTensorFlow)("and works is left alone; a lock of a process that is gone is taken over", async () => {
    const { environment, cache } = machineWith({});
    const real = JSON.stringify(findPackage(process.env)?.folder);
    const folder = setUpAs(environment, `module.exports = require(${real});`);
    writeFileSync(`${folder}.lock`, "999999999");
    const steps: string[] = [];
    expect(await setUpTensorFlow({ environment, onStep: ({ id }) => steps.push(id) })).toBe(folder);
    expect(steps).toEqual(["tensorflow-step.waiting", "tensorflow-step.there"]);
    expect(readdirSync(cache).sort()).toEqual(["tensorflow-tested", path.basename(folder)]);
  });

  it("and does not work is made anew, and stays until the new one has worked", async () => {
    const { environment, cache } = machineWith({});
    const folder = setUpAs(environment, 'throw new Error("broken")');
    const steps: string[] = [];
    const failure: unknown = await setUpTensorFlow({ environment, onStep: ({ id }) => steps.push(id) }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ problem: { id: "tensorflow-needs-npm" } });
    expect(steps).toEqual(["tensorflow-step.renew", "tensorflow-step.package"]);
    expect(readdirSync(cache)).toEqual([path.basename(folder)]);
  });

  it("of a set-up that was killed is removed by the next one", async () => {
    const machine = machineWith({});
    mkdirSync(`${tensorFlowFolder(machine.environment)}.partial-999999999`);
    expect((await failureOf(machine)).id).toBe("tensorflow-needs-npm");
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  it("goes with one command, which may be given twice", async () => {
    const { environment } = machineWith({});
    mkdirSync(path.join(tensorFlowFolder(environment), "node_modules"), { recursive: true });
    expect(await removeTensorFlow(environment)).toBe(true);
    expect(existsSync(tensorFlowFolder(environment))).toBe(false);
    expect(await removeTensorFlow(environment)).toBe(false);
  });
});

describe("the command line", () => {
  it("sets nothing up that it does not know, and not both ways at once", async () => {
    const wrong = await placeWith().run("engines --setup torch");
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("not torch") as string]);
    expect((await placeWith().run("engines --setup tensorflow --remove tensorflow")).code).toBe(2);
  });

  it("removes, and says what", async () => {
    const { environment } = machineWith({});
    mkdirSync(tensorFlowFolder(environment));
    const { code, out } = await placeWith().run("engines --remove tensorflow", { env: environment });
    expect([code, out]).toEqual([0, expect.stringContaining(tensorFlowFolder(environment)) as string]);
    const failed = await placeWith().run("engines --setup tensorflow --lang es", { env: environment });
    expect([failed.code, failed.err]).toEqual([2, expect.stringContaining("hace falta npm") as string]);
  });
});

it("a program that takes too long is ended, with its children", async () => {
  const end = await runProgram(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
    folder: temporaryFolder(),
    environment: process.env,
    limitMs: 500,
  });
  expect(end.how).toBe("late");
});
