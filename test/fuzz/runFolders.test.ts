/**
 * A run's folder in which anything was changed: predictions are those of weights that were saved, a resumed run is the one that never
 * stopped, or the reason is said. Each run prints its seed.
 */
import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import * as path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { newSeed, rounds } from "../rounds";
import { temporaryFolder } from "../runs/temporaryFolder";
import { predictText, tiny, trainText } from "../worker/jobDoor";
import { mutated, mutations } from "./mutations";

const seed = newSeed("run folders");

const text = tiny("compile: {optimizer: adam, loss: mse}\nfit: {epochs: 4}");
const longer = text.replace("epochs: 4", "epochs: 6");

/** What is done to one file; the number chooses which, and among the others a second one. */
const change = fc.oneof(
  fc.record({ file: fc.nat(20), how: fc.constant("bytes" as const), changes: mutations }),
  fc.record({
    file: fc.nat(20),
    how: fc.constantFrom("remove", "swap", "copy", "folder", "link", "empty"),
    other: fc.nat(20),
  }),
);

function apply(folder: string, one: typeof change extends fc.Arbitrary<infer Change> ? Change : never): void {
  const names = readdirSync(folder).sort();
  const place = (at: number): string => path.join(folder, names[at % names.length] ?? "");
  const file = place(one.file);
  // What has become a link or a folder before is left: this test would read a device to its end.
  if (!isPlain(file) || ("other" in one && !isPlain(place(one.other)))) return;
  if ("changes" in one) return writeFileSync(file, mutated(readFileSync(file), one.changes));
  const other = place(one.other);
  if (one.how === "swap" && file !== other) {
    renameSync(file, `${file}~`);
    renameSync(other, file);
    renameSync(`${file}~`, other);
  } else if (one.how === "copy" && file !== other) cpSync(file, other);
  else if (one.how === "empty") writeFileSync(file, "");
  else if (one.how !== "swap" && one.how !== "copy") rmSync(file);
  if (one.how === "folder") mkdirSync(file);
  if (one.how === "link") symlinkSync("/dev/zero", file);
}

/** What the network answers, whatever is noted about where its weights come from. */
const shown = (answer: Awaited<ReturnType<typeof predictText>>): string =>
  JSON.stringify(answer.type === "predicted" ? answer.predictions : answer.reason);

const isPlain = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;

test.skipIf(process.platform === "win32")("no half, no mixture, no other answer", async () => {
  const original = temporaryFolder();
  const facts = await trainText(original, text);
  const started = facts.find(({ type }) => type === "started");
  const run = started?.type === "started" ? started.run : "";
  const whole = await predictText(original, text);
  const weights = path.join(original, ".unroll", "runs", run);
  const best = await predictText(original, text, { weights: path.join(weights, "best.safetensors") });
  const right = [whole, best].map(shown);
  expect(whole.type).toBe("predicted");
  const lossAt = (all: typeof facts, epoch: number): number | undefined =>
    all.flatMap((fact) => (fact.type === "epochsEnded" ? fact.rows : [])).find((row) => row.epoch === epoch)?.loss;
  const uninterrupted = lossAt(await trainText(temporaryFolder(), longer), 6);
  let [predicted, resumed] = [0, 0];
  const count = rounds(300);
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const workspace = path.join(original, "copy");
      rmSync(workspace, { recursive: true, force: true });
      cpSync(path.join(original, ".unroll"), path.join(workspace, ".unroll"), { recursive: true });
      const folder = path.join(workspace, ".unroll", "runs", run);
      for (const one of changes) {
        try {
          apply(folder, one);
        } catch (error) {
          // A folder where a file was meant, or nothing any more.
          if ((error as NodeJS.ErrnoException).code === undefined) throw error;
        }
      }
      for (const options of [{}, { run }]) {
        const answer = await predictText(workspace, text, options);
        if (answer.type === "predicted") {
          predicted++;
          expect(right).toContain(shown(answer));
        } else expect(answer.reason.id).not.toBe("training-fault");
      }
      const going = await trainText(workspace, longer, { resume: run, epochs: 6 });
      const last = going.at(-1);
      if (last?.type === "finished" && last.status === "finished") {
        resumed++;
        expect(lossAt(going, 6)).toBe(uninterrupted);
      } else if (last?.type === "finished" || last?.type === "refused") {
        expect(last.reason?.id).toBeDefined();
        expect(last.reason?.id).not.toBe("training-fault");
      } else throw new Error(`no last word but ${last?.type}`);
    }),
    { numRuns: count, seed },
  );
  // The mutations leave something to find, and find something.
  expect([predicted > 0, predicted < 2 * count, resumed > 0, resumed < count]).toEqual([true, true, true, true]);
});
