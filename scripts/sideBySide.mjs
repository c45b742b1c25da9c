/**
 * Runs the parts of the test command in lanes: one after the other in a lane, the lanes beside each other.
 *
 * What a part writes is kept in out/test/<part>.txt, and shown in one piece when the part has ended: whole where it failed, else only
 * what it tells about itself. A single part is shown while it runs.
 */
import { mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "..", "out", "test");
const signOfLifeMs = 60_000;

/**
 * `run(name, log)` does a part's work and gives its outcome; `judge(name, outcome, log)` gives `{ failed, line }`. `log.write(text)` is
 * for a part's whole output, `log.tell(line)` for what is worth reading also where all went well. A part waits for those that
 * `needs` names, if they run at all. Resolves to a line for each part: how long it took, and from when to when.
 */
export async function runSideBySide({ lanes, needs, run, judge }) {
  mkdirSync(folder, { recursive: true });
  const from = Date.now();
  const isAlone = lanes.flat().length === 1;
  const ends = new Map(lanes.flat().map((name) => [name, withResolvers()]));
  const running = new Map();
  const times = [];
  const life = setInterval(() => {
    const list = [...running].map(([name, start]) => `${name} for ${clock(Date.now() - start)}`);
    console.log(`... ${clock(Date.now() - from)}: ${list.join(", ")}`);
  }, signOfLifeMs);

  async function runPart(name) {
    await Promise.all((needs[name] ?? []).map((needed) => ends.get(needed)?.promise));
    const start = Date.now();
    const log = openLog(name, isAlone);
    console.log(`... ${clock(start - from)}: ${name} begins`);
    running.set(name, start);
    const outcome = await run(name, log).catch((error) => {
      log.tell(String(error.stack ?? error));
      return { failed: 1 };
    });
    const { failed, line } = judge(name, outcome, log);
    running.delete(name);
    const end = Date.now();
    if (!isAlone) console.log(`\n=== ${name}\n${failed ? log.whole() : log.told()}`.trimEnd());
    console.log(`=== ${name}: ${line} (${seconds(end - start)} s)${failed ? " !!! FAILED !!!" : ""}\n`);
    times.push({
      start,
      line: `${name.padEnd(12)} ${seconds(end - start).padStart(5)} s   from ${clock(start - from)} to ${clock(end - from)}`,
    });
    ends.get(name).resolve();
  }
  await Promise.all(
    lanes.map(async (lane) => {
      for (const name of lane) await runPart(name);
    }),
  );
  clearInterval(life);
  times.sort((a, b) => a.start - b.start);
  return [...times.map(({ line }) => line), `${"all".padEnd(12)} ${seconds(Date.now() - from).padStart(5)} s`];
}

function openLog(name, isAlone) {
  const file = join(folder, `${name}.txt`);
  const descriptor = openSync(file, "w");
  const told = [];
  const write = (text) => {
    writeSync(descriptor, text);
    if (isAlone) process.stdout.write(text);
  };
  return {
    write,
    tell: (line) => {
      told.push(line);
      write(`${line}\n`);
    },
    told: () => told.join("\n"),
    whole: () => readFileSync(file, "utf8"),
  };
}

const seconds = (ms) => String(Math.round(ms / 1000));

/** Minutes and seconds: `4:05`. */
function clock(ms) {
  const all = Math.round(ms / 1000);
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}
