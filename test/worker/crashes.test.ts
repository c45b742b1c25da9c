/**
 * A kill, and a fault (a full disk, a broken one), at every call to the file system of a run, of its resumption and of a prediction: no run
 * is lost, and nothing differs silently. A run that was killed and taken up again ends with the very bytes of one that nobody killed.
 *
 * The calls are those of src/files/files.ts. `npm run test:long` tries all of them (over 10,000), any other run one in 25, from a place that the
 * seed says.
 */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { writeSafetensors } from "../../src/interop/safetensors/writeSafetensors";
import { lockWorld } from "../../src/locks/lockFile";
import type { TrainingFact } from "../../src/protocol/training";
import { readRun } from "../../src/runs/readRun";
import { type Fault, withFault } from "../files/faultyFiles";
import { newSeed, oneAmong } from "../rounds";
import { temporaryFolder } from "../runs/temporaryFolder";
import { predictText, trainText } from "./jobDoor";

const model = (fit: string, more = ""): string => `seed: 3
model: [Input: [3, 2], LSTM: {units: 3, dropout: 0.2}, Dense: 1]
data: {task: adding, length: 3, samples: 6, seed: 2}
compile: {optimizer: {adam: {learning_rate: 0.3}}, loss: mse}
fit: {batch_size: 3${fit}}
${more}`;

const kinds: readonly [string, string][] = [
  ["plain", model(", epochs: 2")],
  [
    "early stopping",
    model(", epochs: 30, validation_split: 0.4, early_stopping: {patience: 1, restore_best_weights: true}"),
  ],
  ["given weights", model(", epochs: 2", "weights: first.safetensors\n")],
];

/** In what follows the figures are those of all faults of this file. */
const counts = { kills: 0, errors: 0, begunAnew: 0, resumed: 0, complete: 0, predictions: 0 };

/** Each process that ends is another one, and gone. */
let life = 1;
function useLives(): void {
  vi.spyOn(lockWorld, "self").mockImplementation(() => ({ pid: life, started: "1", place: "here", host: "here" }));
  vi.spyOn(lockWorld, "stateOf").mockImplementation(({ pid }) => (pid === life ? "alive" : "gone"));
  vi.spyOn(lockWorld, "beat").mockImplementation(() => () => undefined);
  onTestFinished(() => void vi.restoreAllMocks());
}

interface Place {
  readonly folder: string;
  begin(): Promise<TrainingFact>;
  resume(): Promise<TrainingFact>;
  predict(): ReturnType<typeof predictText>;
}

/** A workspace with first weights in it, where every step is followed by a save. */
function place(text: string, copied?: string): Place {
  const workspace = temporaryFolder();
  const folder = path.join(workspace, "run");
  if (copied !== undefined) cpSync(copied, folder, { recursive: true });
  writeFileSync(path.join(workspace, "first.safetensors"), writeSafetensors(firstWeights()));
  const train = async (more: { out?: string; resume?: string }): Promise<TrainingFact> => {
    let now = 0;
    const clock = { now: () => new Date(0), elapsed: () => (now += 20) };
    const facts = await trainText(workspace, text, { ...more, context: { clock, checkpointEvery: 0 } });
    return facts.at(-1)!;
  };
  return {
    folder,
    begin: () => train({ out: folder }),
    resume: () => train({ resume: folder }),
    predict: () => predictText(workspace, text, { run: folder }),
  };
}

function firstWeights(): Parameters<typeof writeSafetensors>[0] {
  const shapes: Record<string, number[]> = {
    "lstm/kernel": [2, 12], "lstm/recurrent_kernel": [3, 12], "lstm/bias": [12], "dense/kernel": [3, 1], "dense/bias": [1],
  }; // prettier-ignore
  return Object.entries(shapes).map(([name, shape], weight) => {
    const values = Float32Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      (_, i) => Math.sin(7 * weight + i) / 2,
    );
    return { name, shape, values };
  });
}

const kept = ["metrics.jsonl", "last.safetensors", "best.safetensors", "epochs.safetensors", "checkpoint.safetensors"];
const bytesOf = (folder: string): string[] =>
  kept.map((name) => (existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), "latin1") : "none"));
const recordOf = (folder: string): unknown => {
  const { status, epochsDone, loss, seed, figures } = readRun(folder).record;
  return { status, epochsDone, loss, seed, figures };
};
const isFinished = (fact: TrainingFact): boolean => fact.type === "finished" && fact.status === "finished";
const reasonOf = (fact: TrainingFact): string | undefined => ("reason" in fact ? fact.reason?.id : undefined);

interface Reference {
  readonly bytes: readonly string[];
  readonly record: unknown;
  readonly answer: unknown;
  readonly names: readonly string[];
}

async function reference(text: string): Promise<Reference & { calls: number; folder: string }> {
  const { folder, begin, predict } = place(text);
  const { calls, value } = await withFault(undefined, begin);
  expect(isFinished(value)).toBe(true);
  return { bytes: bytesOf(folder), record: recordOf(folder), answer: answerOf(await predict()), names: readdirSync(folder), calls: calls.length, folder }; // prettier-ignore
}

function answerOf(fact: TrainingFact): unknown {
  return fact.type === "predicted" ? fact.predictions : reasonOf(fact);
}

const faultKinds: readonly Omit<Fault, "at">[] = [
  { kind: "kill" },
  ...(["ENOSPC", "EIO"] as const).flatMap((code) => [{ kind: "once", code } as const, { kind: "on", code } as const]),
];

/** All faults at these calls, or some. */
function faultsAt(calls: number, what: string): Fault[] {
  const all = faultKinds.flatMap((one) => Array.from({ length: calls }, (_, at) => ({ ...one, at })));
  return oneAmong(25, all, newSeed(what));
}

/** What a fault left: the next commands complete it, and it is then as if nothing had been. */
async function expectWhole(at: Fault, { folder, ...commands }: Place, right: Reference): Promise<void> {
  life++;
  const { value: predicted } = await withFault(undefined, commands.predict);
  const status = predicted.type === "predicted" ? predicted.used?.status : undefined;
  if (status === "finished") expect([at, answerOf(predicted)]).toEqual([at, right.answer]);
  if (predicted.type === "refused") expect([at, ["run-unknown", "run-missing", "run-not-begun", "run-without-weights"]]).toEqual([at, expect.arrayContaining([reasonOf(predicted)])]); // prettier-ignore
  life++;
  let { value: last } = await withFault(undefined, commands.resume);
  const reason = last.type === "refused" ? reasonOf(last) : undefined;
  if (reason === "run-unknown" || reason === "run-missing" || reason === "run-not-begun") {
    counts.begunAnew++;
    ({ value: last } = await withFault(undefined, commands.begin));
  } else if (reason === undefined) counts.resumed++;
  else {
    expect([at, reason]).toEqual([at, expect.stringMatching(/^resume-(finished|early)$/)]);
    counts.complete++;
  }
  if (last.type !== "refused") expect([at, last]).toEqual([at, expect.objectContaining({ type: "finished", status: "finished" })]); // prettier-ignore
  expect([at, bytesOf(folder), recordOf(folder)]).toEqual([at, right.bytes, right.record]);
  const names = readdirSync(folder).filter((name) => name !== "checkpoint.previous.safetensors");
  expect([at, names]).toEqual([at, right.names.filter((name) => name !== "checkpoint.previous.safetensors")]);
}

/** A command with a fault. An error that it does not tell of has made no difference. */
async function provoke(
  fault: Fault,
  folder: string,
  command: () => Promise<TrainingFact>,
  right: Reference,
): Promise<void> {
  const { value: last } = await withFault(fault, command);
  if (fault.kind === "kill") return void counts.kills++;
  counts.errors++;
  if (isFinished(last)) expect([fault, bytesOf(folder), recordOf(folder)]).toEqual([fault, right.bytes, right.record]);
  else expect([fault, reasonOf(last)]).toEqual([fault, expect.any(String)]);
}

describe.each(kinds)("%s", (name, text) => {
  test("a fault at any call of a run", { timeout: 1_800_000 }, async () => {
    useLives();
    const right = await reference(text);
    for (const fault of faultsAt(right.calls, `faults of a run, ${name}`)) {
      const here = place(text);
      life++;
      await provoke(fault, here.folder, here.begin, right);
      await expectWhole(fault, here, right);
    }
  });

  test("a fault at any call of a resumption", { timeout: 1_800_000 }, async () => {
    useLives();
    const right = await reference(text);
    const cut = place(text);
    await withFault({ at: Math.floor(right.calls / 2), kind: "kill" }, cut.begin);
    life++;
    const { calls } = await withFault(undefined, place(text, cut.folder).resume);
    for (const fault of faultsAt(calls.length, `faults of a resumption, ${name}`)) {
      const here = place(text, cut.folder);
      life++;
      await provoke(fault, here.folder, here.resume, right);
      await expectWhole(fault, here, right);
    }
  });

  test("a fault at any call of a prediction: the right answer, or a word about it", { timeout: 600_000 }, async () => {
    useLives();
    const right = await reference(text);
    const cut = place(text);
    await withFault({ at: Math.floor((right.calls * 4) / 5), kind: "kill" }, cut.begin);
    life++;
    for (const left of [right.folder, cut.folder]) {
      const here = place(text, left);
      const { calls, value } = await withFault(undefined, here.predict);
      const before = bytesOf(here.folder);
      expect(value.type).toBe("predicted");
      for (const fault of faultsAt(calls.length, `faults of a prediction, ${name}`)) {
        counts.predictions++;
        const { value: found } = await withFault(fault, here.predict);
        const isSaid = found.type === "refused" || (found.used?.notes.length ?? 0) > 0;
        if (!isSaid) expect([fault, found]).toEqual([fault, value]);
        expect(bytesOf(here.folder)).toEqual(before);
      }
    }
  });
});

test("a folder that may not be written to, or no more file can be opened, at some calls of a run", async () => {
  useLives();
  const [[, text]] = kinds as [[string, string]];
  const right = await reference(text);
  const places = [
    0,
    1,
    2,
    5,
    Math.floor(right.calls / 3),
    Math.floor(right.calls / 2),
    right.calls - 3,
    right.calls - 1,
  ];
  for (const code of ["EACCES", "EROFS", "EMFILE"] as const) {
    for (const kind of ["once", "on"] as const) {
      for (const at of places) {
        const here = place(text);
        life++;
        await provoke({ kind, code, at }, here.folder, here.begin, right);
        await expectWhole({ kind, code, at }, here, right);
      }
    }
  }
});

test("the figures", () => {
  console.log(
    `${counts.kills} kills and ${counts.errors} errors while a run was written: ${counts.begunAnew} begun anew, ${counts.resumed} taken up, ` +
      `${counts.complete} complete, 0 lost, 0 other bytes; ${counts.predictions} faults of predictions, 0 wrong answers unsaid`,
  );
  expect(counts.kills).toBeGreaterThan(0);
});
