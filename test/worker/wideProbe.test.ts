/** The probe of the 256-bit path: yes only for the same bits, faster; a child that fails in whatever way means no. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { checkWide } from "../../src/worker/wideCheck";
import { findWide, keptWide } from "../../src/worker/wideProbe";
import { tiny, trainText } from "./jobDoor";

const folder = (): string => mkdtempSync(path.join(tmpdir(), "unroll-wide-"));

/** A child that answers with this JavaScript, where `wide` says what it was asked, and counts how often it was asked. */
function child(answer: string): { program: string; cacheFolder: string; limitMs: number; asked: () => number } {
  const at = folder();
  const count = path.join(at, "count");
  const program = path.join(at, "child.cjs");
  const head = `require("node:fs").appendFileSync(${JSON.stringify(count)}, "x"); const wide = process.argv[3] === "wide";`;
  writeFileSync(program, `${head}\n${answer}\n`);
  return {
    program,
    cacheFolder: path.join(at, "cache"),
    limitMs: 4 * 60_000,
    asked: () => (existsSync(count) ? readFileSync(count, "utf8").length : 0),
  };
}

const say = (fast: string, exact: string): string => `console.log(JSON.stringify({ fast: ${fast}, exact: ${exact} }));`;
const good = `{ hash: "a", stepMs: wide ? 1 : 2 }`;

describe("the probe", () => {
  test("says yes where the bits are the same and the steps faster, and asks once for all", async () => {
    const { asked, ...options } = child(say(good, good));
    expect(keptWide(options)).toBeUndefined();
    expect(await findWide(options)).toEqual({ fast: true, exact: true });
    const times = asked();
    expect(times).toBe(2);
    expect(await findWide(options)).toEqual({ fast: true, exact: true });
    expect(keptWide(options)).toEqual({ fast: true, exact: true });
    expect(asked()).toBe(times);
  });

  test.each([
    [
      "other bits on one build",
      say(`{ hash: wide ? "b" : "a", stepMs: wide ? 1 : 2 }`, good),
      { fast: false, exact: true },
    ],
    ["no gain", say(good, `{ hash: "a", stepMs: 2 }`), { fast: true, exact: false }],
    ["bits that change from run to run", say(`{ hash: String(Math.random()), stepMs: wide ? 1 : 2 }`, "{}"), undefined],
    ["a crash", `process.kill(process.pid, "SIGSEGV");`, undefined],
    ["an exit code", `${say(good, good)} process.exitCode = 1;`, undefined],
    ["garbage", `console.log("{" + "garbage".repeat(100000));`, undefined],
    ["wrong types", say(`{ hash: 1, stepMs: "2" }`, "null"), undefined],
    ["silence", "", undefined],
  ])("answers to %s", async (_, answer, expected) => {
    const { asked, ...options } = child(answer);
    expect(await findWide(options)).toEqual(expected ?? { fast: false, exact: false });
    expect(asked()).toBeGreaterThan(0);
  });

  test("a child that hangs is ended, and not asked again", async () => {
    const { asked, ...options } = child("setInterval(() => undefined, 1000);");
    // Without the limit this waits for ever.
    expect(await findWide({ ...options, limitMs: 700 })).toEqual({ fast: false, exact: false });
    const times = asked();
    expect(await findWide(options)).toEqual({ fast: false, exact: false });
    expect(asked()).toBe(times);
  });

  test("a program that cannot be started, and a cache that is broken or cannot be written", async () => {
    const { asked: _, ...options } = child(say(good, good));
    const missing = { ...options, program: path.join(folder(), "none.cjs"), cacheFolder: folder() };
    expect(await findWide(missing)).toEqual({ fast: false, exact: false });
    const broken = folder();
    writeFileSync(path.join(broken, "wide.json"), "{");
    expect(await findWide({ ...options, cacheFolder: broken })).toEqual({ fast: true, exact: true });
    expect(await findWide({ ...options, cacheFolder: path.join(options.program, "no") })).toEqual({
      fast: true,
      exact: true,
    });
  });
});

test("the child's work gives each build its bits and times", () => {
  const { fast, exact } = checkWide(false);
  expect(exact?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(fast?.hash).not.toBe(exact?.hash);
  expect([fast?.stepMs, exact?.stepMs].every((ms) => ms !== undefined && ms > 0)).toBe(true);
});

describe("a training run", () => {
  const long = `seed: 1
data: {task: adding, length: 4, samples: 32}
model: [Input: [4, 2], LSTM: 4, Dense: 1]
compile: {optimizer: adam, loss: mse}
fit: {batch_size: 32, shuffle: false}
`;
  const started = async (
    text: string,
    more: Parameters<typeof trainText>[2],
  ): Promise<{ wide: unknown; asked: number }> => {
    let asked = 0;
    const abort = new AbortController();
    const facts = await trainText(folder(), text, {
      ...more,
      onFact: ({ type }) => type === "started" && abort.abort(),
      context: {
        signal: abort.signal,
        findWide: () => {
          asked++;
          return Promise.resolve({ fast: false, exact: true });
        },
      },
    });
    const fact = facts.find(({ type }) => type === "started") as { wide: boolean } | undefined;
    return { wide: fact?.wide, asked };
  };

  test("takes the path where it is found to work for its build, and tells so", async () => {
    expect(await started(long, { epochs: 1_000_000 })).toEqual({ wide: true, asked: 1 });
    expect(await started(long, { epochs: 1_000_000, reproducible: false })).toEqual({ wide: false, asked: 1 });
  });

  test("does not ask where it is switched off, or where the run is estimated under a second", async () => {
    expect(await started(long, { epochs: 1_000_000, wide: false })).toEqual({ wide: false, asked: 0 });
    expect(await started(long, { epochs: 10 })).toEqual({ wide: false, asked: 0 });
    expect(await started(tiny("compile: {optimizer: sgd, loss: mse}\n"), { epochs: 1000 })).toEqual({
      wide: false,
      asked: 0,
    });
  });
});
