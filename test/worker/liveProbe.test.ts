/** Probes while training: what is told, and across the boundary between processes. */
import { expect, test } from "vitest";
import { receive } from "../../src/protocol/receive";
import { TrainingFactSchema } from "../../src/protocol/training";
import type { TrainingFact } from "../../src/protocol/training";
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
