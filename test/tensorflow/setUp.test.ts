/** The set-up with programs that are missing, fail or never end: the reason is said, and nothing is left behind. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, it, test } from "vitest";
import { render } from "../../src/core/messages/message";
import { thisProcess } from "../../src/locks/processMark";
import { runProgram } from "../../src/tensorflow/setup/runProgram";
import { SetUpFailed } from "../../src/tensorflow/setup/setUpFailed";
import { removeTensorFlow, setUpTensorFlow } from "../../src/tensorflow/setup/setUpTensorFlow";
import { findPackages, tensorFlowFolder, tfjsVersion } from "../../src/tensorflow/tensorFlowFolder";
import { bundle } from "../bundle";
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

const remove = (environment: Record<string, string>): Promise<boolean> =>
  removeTensorFlow({ environment, onStep: () => undefined });

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

const LONG_MS = 4 * 60_000;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
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
    expect([id, args.program]).toEqual(["tensorflow-program-failed", "npm ci"]);
    expect(args.log).toContain("npm error 404");
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  it("tells how far the download is, whatever pip says", async () => {
    const slow = goodPython.replace("for word", 'head -c 3000000 /dev/zero > "$TMPDIR/part"; sleep 1; for word');
    const { environment, cache } = machineWith({ npm: goodNpm, python3: slow, "c++": "exit 0" });
    const told: unknown[] = [];
    const change = setUpTensorFlow({
      environment,
      onStep: () => undefined,
      onProgress: ({ id, args }) => told.push([id, args.megabytes]),
    });
    await expect(change).rejects.toBeInstanceOf(SetUpFailed);
    expect(told).toContainEqual(["tensorflow-step.library-so-far", 3]);
    expect(readdirSync(cache)).toEqual([]);
  });

  it("gives npm a list of fixed versions with their hashes, and pip the hash of the one wheel", async () => {
    const seen = temporaryFolder();
    const npm = `cp package-lock.json package.json ${seen}; echo "$@" > ${seen}/npm; ${goodNpm}`;
    const python3 = `case "$*" in *download*) cp requirements.txt ${seen}; echo "$@" > ${seen}/pip;; esac; ${goodPython}`;
    await failureOf(machineWith({ npm, python3, "c++": "exit 0" }));
    const written = (name: string): string => readFileSync(path.join(seen, name), "utf8");
    expect(written("npm")).toMatch(/^ci --ignore-scripts /);
    const { packages } = JSON.parse(written("package-lock.json")) as {
      packages: Record<string, { version?: string; integrity?: string; dependencies?: object }>;
    };
    const { "": root, ...fetched } = packages;
    expect(JSON.parse(written("package.json"))).toMatchObject({ dependencies: root?.dependencies });
    expect(fetched["node_modules/@tensorflow/tfjs-node"]?.version).toBe(tfjsVersion);
    const unheld = Object.entries(fetched).filter(([, { integrity }]) => !/^sha512-.{88}$/.test(integrity ?? ""));
    expect([Object.keys(fetched).length > 100, unheld]).toEqual([true, []]);
    expect(written("pip")).toContain("--require-hashes -r");
    expect(written("requirements.txt")).toMatch(/^tensorflow-cpu==2\.21\.0 --hash=sha256:[0-9a-f]{64}\n$/);
  });

  it("says what it fetches, from where and into which folder, before it fetches", async () => {
    const { environment } = machineWith({ npm: "exit 1" });
    const said: string[] = [];
    await setUpTensorFlow({ environment, onStep: (step) => said.push(render(step, "en")) }).catch(() => undefined);
    expect(said[0]).toContain(`goes into ${tensorFlowFolder(environment)}: from npm`);
    expect(said[1]).toContain("SHA-512");
  });

  it("keeps nothing whose self-test fails", async () => {
    const machine = machineWith({ npm: goodNpm, python3: goodPython, "c++": "exit 0" });
    expect((await failureOf(machine)).id).toMatch(/^tensorflow-(broken|crashed)$/);
    expect(existsSync(tensorFlowFolder(machine.environment))).toBe(false);
  });

  it("ends at once where it is interrupted, and its programs with it", async () => {
    const note = path.join(temporaryFolder(), "pid");
    // Longer than any test may take.
    const machine = machineWith({ npm: `echo $$ > ${note}.new; mv ${note}.new ${note}; exec sleep 3600` });
    const interruption = new AbortController();
    const failure = failureOf(machine, interruption.signal);
    await expect.poll(() => existsSync(note), { timeout: LONG_MS }).toBe(true);
    interruption.abort();
    expect((await failure).id).toBe("tensorflow-set-up-interrupted");
    const npm = Number(readFileSync(note, "utf8"));
    await expect.poll(() => isAlive(npm), { timeout: LONG_MS }).toBe(false);
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
    const real = JSON.stringify(findPackages(process.env)[0]?.folder);
    const folder = setUpAs(environment, `module.exports = require(${real});`);
    writeFileSync(`${folder}.lock`, JSON.stringify({ ...thisProcess(), started: "1" }));
    const steps: string[] = [];
    expect(await setUpTensorFlow({ environment, onStep: ({ id }) => steps.push(id) })).toBe(folder);
    expect(steps).toEqual(["tensorflow-step.there"]);
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
    expect(steps).toEqual(["tensorflow-step.renew", "tensorflow-step.plan", "tensorflow-step.package"]);
    expect(readdirSync(cache)).toEqual([path.basename(folder)]);
  });

  it("and does not work is as it was where the set-up is interrupted", async () => {
    const note = path.join(temporaryFolder(), "started");
    const { environment, cache } = machineWith({ npm: `touch ${note}; exec sleep 3600` });
    const folder = setUpAs(environment, 'throw new Error("broken")');
    const interruption = new AbortController();
    const change = setUpTensorFlow({
      environment,
      signal: interruption.signal,
      onStep: () => undefined,
    });
    await expect.poll(() => existsSync(note), { timeout: LONG_MS }).toBe(true);
    interruption.abort();
    await expect(change).rejects.toMatchObject({ problem: { id: "tensorflow-set-up-interrupted.renew" } });
    expect(readdirSync(cache)).toEqual([path.basename(folder)]);
  });

  it("is not looked at on a processor that cannot run it: nothing else is said before", async () => {
    const { environment } = machineWith({});
    setUpAs(environment, 'throw new Error("broken")');
    const steps: string[] = [];
    const change = setUpTensorFlow({ environment, hasAvx: () => false, onStep: ({ id }) => steps.push(id) });
    await expect(change).rejects.toMatchObject({ problem: { id: "tensorflow-no-avx" } });
    expect(steps).toEqual([]);
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
    expect(await remove(environment)).toBe(true);
    expect(existsSync(tensorFlowFolder(environment))).toBe(false);
    expect(await remove(environment)).toBe(false);
  });
});

describe("a lock that another process holds", () => {
  const held = (): { environment: Record<string, string>; folder: string } => {
    const { environment } = machineWith({});
    const folder = tensorFlowFolder(environment);
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}.lock`, JSON.stringify(thisProcess()));
    return { environment, folder };
  };

  it.each(["set-up", "removal"])("is waited for aloud by a %s, and an interruption ends that", async (what) => {
    const { environment, folder } = held();
    const steps: string[] = [];
    const interruption = new AbortController();
    const options = {
      environment,
      signal: interruption.signal,
      onStep: ({ id }: { id: string }): void => {
        steps.push(id);
        interruption.abort();
      },
    };
    const change = what === "set-up" ? setUpTensorFlow(options) : removeTensorFlow(options);
    await expect(change).rejects.toMatchObject({ problem: { id: "tensorflow-wait-interrupted" } });
    expect(steps).toEqual(["tensorflow-step.waiting"]);
    expect(existsSync(folder)).toBe(true);
  });

  it("the command line says so", async () => {
    const { environment } = held();
    const place = placeWith();
    const interruption = new AbortController();
    const { code, out, err } = await place.run("engines --remove tensorflow", {
      env: environment,
      signal: interruption.signal,
      onOut: () => interruption.abort(),
    });
    expect([code, out, err]).toEqual([
      130,
      expect.stringContaining("Waiting for another process") as string,
      expect.stringContaining("before anything was changed") as string,
    ]);
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

test.skipIf(process.platform === "win32")(
  "a program does not outlive the process that runs it, which is killed",
  async () => {
    const parent = fork(bundle("test/tensorflow/runsForEver.ts"), { execArgv: [] });
    const [child] = (await once(parent, "message")) as [number];
    expect(isAlive(child)).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => isAlive(child), { timeout: LONG_MS }).toBe(false);
  },
);
