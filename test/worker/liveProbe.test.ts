/** Probes while training: what is told, how often, and across the boundary between processes. */
import { expect, test } from "vitest";
import { receive } from "../../src/protocol/receive";
import { TrainingFactSchema } from "../../src/protocol/training";
import type { TrainingFact } from "../../src/protocol/training";
import type { NetworkSession } from "../../src/core/training/networkSession";
import { LiveProbe } from "../../src/worker/liveProbe";
import { startTraining } from "../../src/training/startTraining";
import { bundle } from "../bundle";
import { temporaryFolder } from "../runs/temporaryFolder";
import { requestFor, trainText } from "./jobDoor";

const text =
  "seed: 1\nmodel: [Input: [4, 1], Bidirectional: {LSTM: {units: 3, return_sequences: true}}, GRU: 2, Dense: 1]\n" +
  "data: {x: [[1, 2, 3, 4], [2, 3, 4, 5], [3, 4, 5, 6]], y: [5, 6, 7]}\ncompile: {optimizer: sgd, loss: mse}\n";

type Probed = Extract<TrainingFact, { type: "probed" }>;
const probedOf = (facts: readonly TrainingFact[]): Probed[] => facts.filter((fact) => fact.type === "probed");

test("the samples that were asked for, with every recurrent layer, the last epoch always", async () => {
  const facts = await trainText(temporaryFolder(), `${text}fit: {epochs: 3}\n`, { probe: [2, 0] });
  const all = probedOf(facts);
  expect(all.at(-1)?.epoch).toBe(3);
  for (const { samples } of all) {
    expect(samples.map(({ sample }) => sample)).toEqual([2, 0]);
    for (const { layers } of samples) {
      expect(layers.map(({ name }) => name)).toEqual(["bidirectional/forward", "bidirectional/backward", "gru"]);
      for (const { states, gradient } of layers) expect(gradient?.shape).toEqual(states.h.shape);
    }
  }
  expect(all[0]?.samples[0]?.layers[0]?.states.h.values).not.toEqual(all[0]?.samples[1]?.layers[0]?.states.h.values);
  expect(facts.at(-1)).toMatchObject({ type: "finished", status: "finished" });
  expect(all.map((fact) => receive(TrainingFactSchema, fact))).toEqual(all);
});

test("none is told, and nothing else changes, where nobody asked", async () => {
  const losses = (facts: readonly TrainingFact[]): unknown[] =>
    facts.flatMap((fact) => (fact.type === "epochsEnded" ? fact.rows : []));
  const [plain, watched] = [
    await trainText(temporaryFolder(), `${text}fit: {epochs: 5}\n`),
    await trainText(temporaryFolder(), `${text}fit: {epochs: 5}\n`, { probe: [1] }),
  ];
  expect(probedOf(plain)).toEqual([]);
  expect(losses(watched)).toEqual(losses(plain));
});

test.each([
  ["at most ten times a second", 1, 10, [10, 120, 230, 340, 450]],
  ["never for more than a twentieth of the time", 20, 10, [10, 430]],
  ["after every epoch where epochs are long", 1, 150, [150, 300, 450]],
])("%s", (_, cost, epochMs, expected) => {
  let now = 0;
  const told: number[] = [];
  const session = { probe: () => ((now += cost), []) } as unknown as NetworkSession;
  const context = { emit: () => told.push(now - cost), clock: { now: () => new Date(0), elapsed: () => now } };
  const live = new LiveProbe(session, [0], context, { samples: 1 });
  let epoch = 0;
  while (now < 500) {
    now = Math.ceil((now + 1) / epochMs) * epochMs;
    live.epochEnded(++epoch);
  }
  expect(told.filter((at) => at < 500)).toEqual(expected);
  const before = told.length;
  live.ended(epoch + 1);
  live.ended(epoch + 1);
  expect(told.length).toBe(before + 1);
});

test("a sample that does not exist is refused, and nothing is begun", async () => {
  expect(await trainText(temporaryFolder(), text, { probe: [0, 3] })).toMatchObject([
    { type: "refused", cause: "model", reason: { id: "inspect-sample", args: { sample: 3, samples: 3, last: 2 } } },
  ]);
});

test("typed arrays cross to the host as they are", async () => {
  const facts: TrainingFact[] = [];
  await new Promise<void>((resolve) => {
    startTraining({
      workerPath: bundle("src/worker/main.ts"),
      request: requestFor(temporaryFolder(), `${text}fit: {epochs: 4}\n`, { probe: [1] }),
      onFact: (fact) => facts.push(fact),
      onEnd: () => resolve(),
    });
  });
  const last = probedOf(facts).at(-1);
  expect(last?.epoch).toBe(4);
  expect(last?.samples[0]?.layers[2]?.states.h.values).toBeInstanceOf(Float32Array);
  expect(facts.at(-1)).toMatchObject({ type: "finished", status: "finished" });
});
