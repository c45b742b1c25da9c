/** Looking into networks: a saved run again and again, and one that trains, for whatever sample is watched. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { scoreOf } from "../../src/protocol/panel";
import { receive } from "../../src/protocol/receive";
import type { LayerProbe } from "../../src/core/probes/layerProbe";
import {
  type Looked,
  type LookAt,
  type Predictions,
  type TrainingFact,
  TrainingFactSchema,
} from "../../src/protocol/training";
import { runInspection } from "../../src/worker/inspectJob";
import { LookQueue, runLooking } from "../../src/worker/lookJob";
import { lookOnce } from "../../src/worker/lookOnce";
import { openEngine } from "../../src/worker/openEngine";
import { temporaryFolder } from "../runs/temporaryFolder";
import { predictText, requestFor, trainText } from "./jobDoor";

const text =
  "seed: 1\nmodel: [Input: [4, 1], Bidirectional: {LSTM: {units: 3, return_sequences: true}}, GRU: 2, Dense: 1]\n" +
  "data: {x: [[1, 2, 3, 4], [2, 3, 4, 5], [3, 4, 5, 6]], y: [5, 6, 7]}\ncompile: {optimizer: sgd, loss: mse}\nfit: {epochs: 3}\n";

const translating = `seed: 1
model:
  - Input: {shape: [3, 2], name: source}
  - LSTM: {units: 4, return_sequences: true, return_state: true, name: encoder}
  - Input: {shape: [2, 2], name: target}
  - LSTM: {units: 4, return_sequences: true, name: decoder, initial_state: [encoder/h, encoder/c]}
  - Attention: {name: reads, from: [decoder, encoder]}
  - Dense: 1
data:
  x: {source: [[[1, 2], [3, 4], [5, 6]], [[2, 1], [0, 1], [1, 1]]], target: [[[0, 1], [1, 0]], [[1, 1], [0, 0]]]}
  y: [[[1], [2]], [[0], [1]]]
compile: {optimizer: sgd, loss: mse}
fit: {epochs: 3}
`;

type Refused = Extract<TrainingFact, { type: "refused" }>;

/** Answers to wishes, each with all that there is to be seen. */
async function look(
  workspace: string,
  wishes: readonly LookAt[],
  text = "",
  onPredicted: (predictions: Predictions) => void = () => undefined,
): Promise<(Looked | Refused)[]> {
  const queue = new LookQueue();
  const stopped = new AbortController();
  const found: (Looked | Refused)[] = [];
  await new Promise<void>((resolve) => {
    const emit = (fact: TrainingFact): void => {
      expect(receive(TrainingFactSchema, fact)).toEqual(fact);
      if (fact.type === "predicted") onPredicted(fact.predictions);
      if (fact.type === "refused" || (fact.type === "looked" && fact.connectivity !== "coming")) found.push(fact);
      else return;
      const wish = wishes[found.length];
      if (wish && fact.type === "looked") queue.ask(wish);
      else {
        stopped.abort();
        resolve();
      }
    };
    const { file, engine } = requestFor(workspace, text);
    queue.ask(wishes[0] as LookAt);
    void runLooking(
      { type: "look", file, text, workspace, engine },
      { emit, openEngine, signal: stopped.signal },
      queue,
    );
  });
  return found;
}

test("a saved run is looked into for one sample after the other, with the numbers of inspect", async () => {
  const workspace = temporaryFolder();
  await trainText(workspace, text);
  const found = (await look(workspace, [{ sample: 0 }, { sample: 2 }, { sample: 9 }])) as Looked[];
  expect(found.map(({ sample, samples, epoch }) => [sample, samples, epoch])).toEqual([[0, 3, 3], [2, 3, 3], [2, 3, 3]]); // prettier-ignore
  for (const { sample, layers, predictions } of found) {
    const { file } = requestFor(workspace, text);
    const inspected = await runInspection(
      { file, text, workspace, engine: "auto", sample, connectivity: true },
      { openEngine },
    );
    if (inspected.type !== "inspected") throw new Error(inspected.reason.id);
    expect(layers.map(({ name }) => name)).toEqual(["bidirectional/forward", "bidirectional/backward", "gru"]);
    layers.forEach(({ states, gates, gradient, connectivity }, at) => {
      const right = inspected.layers[at];
      expect({ states, gates, gradient, connectivity }).toEqual({ states: right?.states, gates: right?.gates, gradient: right?.gradient, connectivity: right?.connectivity }); // prettier-ignore
    });
    expect(predictions).toEqual(inspected.predictions);
  }
  const [{ layers } = { layers: [] }] = found;
  expect(Array.from(layers[0]?.input.values ?? [])).toEqual([1, 2, 3, 4]);
  expect(layers.map(({ direction, cell }) => [direction, cell.recurrentActivation, cell.resetAfter])).toEqual([[1, "sigmoid", undefined], [-1, "sigmoid", undefined], [1, "sigmoid", true]]); // prettier-ignore
  expect(layers[0]?.cell.weights?.["kernel"]?.shape).toEqual([1, 12]);
});

test("what is taken in place of damaged weights is said with the look", async () => {
  const workspace = temporaryFolder();
  await trainText(workspace, text);
  const [run = ""] = readdirSync(path.join(workspace, ".unroll", "runs")).filter((name) => !name.startsWith("."));
  const folder = path.join(workspace, ".unroll", "runs", run);
  const [whole] = (await look(workspace, [{ sample: 0 }])) as Looked[];
  expect(whole?.notes).toBeUndefined();
  writeFileSync(path.join(folder, "checkpoint.safetensors"), "damaged");
  writeFileSync(path.join(folder, "last.safetensors"), "damaged");
  const [fallen] = (await look(workspace, [{ sample: 0 }])) as Looked[];
  expect(fallen?.notes?.map(({ args }) => path.basename(String(args["file"])))).toContain("checkpoint.safetensors");
});

test("an epoch that the run has kept is looked into with the numbers of inspect of that epoch, and the answers follow", async () => {
  const workspace = temporaryFolder();
  const facts = await trainText(workspace, text);
  const losses = facts.flatMap((fact) => (fact.type === "epochsEnded" ? fact.rows : [])).map(({ loss }) => loss);
  const predicted: Predictions[] = [];
  const wishes = [{ sample: 1, epoch: 0 }, { sample: 1, epoch: 2 }, { sample: 1, epoch: 77 }, { sample: 1 }];
  const found = (await look(workspace, wishes, "", (predictions) => predicted.push(predictions))) as Looked[];
  expect(found.map(({ epoch, kept }) => [epoch, kept])).toEqual([0, 2, 3, 3].map((epoch) => [epoch, [0, 1, 2, 3]]));
  const { file } = requestFor(workspace, text);
  for (const { epoch = -1, layers, predictions } of found) {
    const request = { file, text, workspace, engine: "auto", sample: 1, epoch } as const;
    const inspected = await runInspection({ ...request, connectivity: true }, { openEngine });
    if (inspected.type !== "inspected") throw new Error(inspected.reason.id);
    expect(inspected.used?.epoch).toBe(epoch);
    const seen = (all: readonly Pick<LayerProbe, "states" | "gates" | "gradient">[]): unknown =>
      all.map(({ states, gates, gradient }) => ({ states, gates, gradient }));
    expect(seen(layers)).toEqual(seen(inspected.layers));
    expect(predictions).toEqual(inspected.predictions);
  }
  expect(new Set(found.map(({ layers }) => layers[0]?.states.h.values.join(" "))).size).toBe(3);
  // Answers are told where they are others than before; those of the end are known.
  expect(predicted.map(({ epoch }) => epoch)).toEqual([0, 2, 3]);
  for (const { epoch = -1, outputs } of predicted) {
    const answer = await predictText(workspace, text, { epoch });
    if (answer.type !== "predicted") throw new Error(answer.reason.id);
    expect(answer.predictions.outputs).toEqual(outputs);
    // One batch takes all samples: what an epoch loses is what the epoch before it answers.
    const errors = ((outputs[0]?.decoded ?? []) as number[][]).map(([value = 0], sample) => (value - 5 - sample) ** 2);
    const next = losses[epoch];
    if (next !== undefined) expect(errors.reduce((sum, one) => sum + one, 0) / 3).toBeCloseTo(next, 4);
  }
});

test("what if: the network as it would be, and beside it as it is; what cannot be done is told; a wish without it is as before", async () => {
  const workspace = temporaryFolder();
  await trainText(workspace, text);
  const clamp = { what: "clamp", layer: "gru", gate: "z", value: 1 } as const;
  const edits = [{ input: "input_layer", step: 1, feature: 0, value: 9 }];
  const predicted: Predictions[] = [];
  const found = (await look(
    workspace,
    [
      { sample: 1 },
      { sample: 1, interventions: [clamp] },
      { sample: 1, interventions: [{ ...clamp, gate: "f" }] },
      { sample: 1, edits },
      { sample: 1, edits: [{ ...edits[0]!, step: 4 }] },
      { sample: 1 },
    ],
    "",
    (predictions) => predicted.push(predictions),
  )) as Looked[];
  const [plain, held, wrong, edited, outside, again] = found;
  const seen = (looked: Looked | undefined): unknown => looked?.layers.map(({ states, gates, gradient }) => ({ states, gates, gradient })); // prettier-ignore
  const untouched = plain?.layers.map(({ name, states, gates, gradient }) => ({ name, states, gates, gradient }));
  expect(plain?.whatIf).toBeUndefined();
  expect(held?.whatIf?.untouched).toEqual({ layers: untouched, predictions: plain?.predictions });
  expect(Array.from(held?.layers[2]?.gates["z"]?.values ?? [])).toEqual(Array.from({ length: 8 }, () => 1));
  // A memory that only keeps what it began with has nothing to say.
  expect(Array.from(held?.layers[2]?.states.h.values ?? [])).toEqual(Array.from({ length: 8 }, () => 0));
  expect(held?.predictions?.outputs).not.toEqual(plain?.predictions?.outputs);
  expect(wrong?.whatIf).toEqual({ problem: { id: "what-if-gate", args: { layer: "gru", gate: "f" } } });
  expect(seen(wrong)).toEqual(seen(plain));
  expect(Array.from(edited?.layers[0]?.input.values ?? [])).toEqual([2, 9, 4, 5]);
  // Of another input the right answer is not known, so there is no loss either.
  expect([edited?.layers[0]?.gradient, edited?.predictions?.outputs[0]?.targets]).toEqual([undefined, undefined]);
  expect(edited?.whatIf?.untouched?.layers).toEqual(untouched);
  expect(outside?.whatIf?.problem?.id).toBe("what-if-step");
  expect(seen(again)).toEqual(seen(plain));
  expect(predicted.length).toBe(2);
  expect(predicted[0]?.outputs).not.toEqual(predicted[1]?.outputs);
});

test("an encoder hands its states over, and attention weighs its steps: told with their names, while it trains and afterwards", async () => {
  const workspace = temporaryFolder();
  const facts = await trainText(workspace, translating, { watch: 0 });
  const [saved] = (await look(workspace, [{ sample: 0 }])) as Looked[];
  const live = facts.filter((fact) => fact.type === "looked").at(-1);
  for (const looked of [saved, live]) {
    expect(looked?.handOvers).toEqual([{ from: "encoder", to: "decoder", states: ["h", "c"] }]);
    expect(looked?.attention).toMatchObject([{ name: "reads", queries: "decoder", values: "encoder", weights: { shape: [2, 3] } }]); // prettier-ignore
  }
  const of = (looked: Looked | undefined): readonly number[] => Array.from(looked?.attention[0]?.weights.values ?? []);
  // On the fast build sessions of other sizes may differ in the last bits.
  of(live).forEach((weight, at) => expect(weight).toBeCloseTo(of(saved)[at] ?? Number.NaN, 5));
  const [encoder, decoder] = saved?.layers ?? [];
  // What the decoder begins with is what the encoder ended with.
  expect(decoder?.initial.h.values).toEqual(encoder?.states.h.values.slice(-4));
  const views = [encoder, decoder].map((layer) => saved && layer && scoreOf(saved, layer).partner);
  expect(views.map((view) => [view?.layer.name, view?.stands])).toEqual([["decoder", "after"], ["encoder", "before"]]); // prettier-ignore
});

test("of a run that was cut off the epoch of its weights is told, also where run.json never heard of it", async () => {
  const workspace = temporaryFolder();
  const folder = path.join(workspace, ".unroll", "runs", "cut-off");
  await trainText(workspace, text, { out: folder });
  const file = path.join(folder, "run.json");
  const { checksum: _, loss: __, ...record } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...record, status: "running", epochsDone: 0 }));
  expect(await look(workspace, [{ sample: 0 }], text)).toMatchObject([{ type: "looked", run: "cut-off", epoch: 3 }]);
});

test("without a run, or without memory, the reason is told", async () => {
  const workspace = temporaryFolder();
  expect(await look(workspace, [{ sample: 0 }], text)).toMatchObject([{ type: "refused", reason: { id: "run-none" } }]);
  await trainText(
    workspace,
    "seed: 1\nmodel: [Input: [1], Dense: 1]\ndata: {x: [1, 2], y: [2, 4]}\ncompile: {optimizer: sgd, loss: mse}\nfit: {epochs: 1}\n",
  );
  expect(await look(workspace, [{ sample: 0 }], text)).toMatchObject([{ type: "looked", samples: 2, layers: [] }]);
  const { file } = requestFor(workspace, text);
  const once = await lookOnce({ type: "look", file, text, workspace, engine: "auto" }, { sample: 0 }, { openEngine });
  expect(once).toMatchObject({ type: "refused", reason: { id: "inspect-none-recurrent" } });
  const runs = path.join(workspace, ".unroll", "runs");
  for (const run of readdirSync(runs)) rmSync(path.join(runs, run, "model.rnn.yaml"));
  expect(await look(workspace, [{ sample: 0 }], text)).toMatchObject([
    { type: "refused", reason: { id: "run-missing" } },
  ]);
});

test("while it trains, the watched sample is told with its answer, another one at once, and the losses are the same", async () => {
  const looks = new LookQueue();
  const seen: number[] = [];
  const onFact = (fact: TrainingFact): void => {
    if (fact.type !== "looked") return;
    seen.push(fact.sample);
    if (seen.length === 1) looks.ask({ sample: 0 });
  };
  const watched = await trainText(temporaryFolder(), text, { watch: 7, onFact, context: { looks } });
  expect(seen.slice(0, 2)).toEqual([2, 0]);
  const last = watched.filter((fact) => fact.type === "looked").at(-1);
  expect(last).toMatchObject({ sample: 0, samples: 3, epoch: 3, connectivity: "none", predictions: { samples: 1 } });
  expect(last && receive(TrainingFactSchema, last)).toEqual(last);
  const plain = await trainText(temporaryFolder(), text);
  const rows = (facts: readonly TrainingFact[]): unknown[] =>
    facts.flatMap((fact) => (fact.type === "epochsEnded" ? fact.rows : []));
  expect(rows(watched)).toEqual(rows(plain));
});

/** So many samples that they are no single page: sample n is [n, n + 1], and the right answer n. */
const many = (count: number, layers: string, fit: string): string =>
  `seed: 1\nmodel: [${layers}]\ndata: {x: ${JSON.stringify(Array.from({ length: count }, (_none, n) => [n, n + 1]))}, y: ${JSON.stringify(Array.from({ length: count }, (_none, n) => n))}}\ncompile: {optimizer: {sgd: {learning_rate: 0}}, loss: mse}\nfit: {epochs: 2, ${fit}}\n`;
const firstOf = ({ first = 0, outputs: [output] }: Predictions): unknown[] => [
  first,
  output?.targets?.length,
  (output?.targets as [number][] | undefined)?.[0]?.[0],
];

test.each([
  ["with memory", "Input: [2, 1], GRU: 2, Dense: 1"],
  ["without", "Input: [2], Dense: 1"],
])("of many samples the answers are told page by page, %s", async (_, layers) => {
  const workspace = temporaryFolder();
  const text = many(4300, layers, "batch_size: 430, validation_split: 0.5");
  await trainText(workspace, text);
  const all = await predictText(workspace, text);
  if (all.type !== "predicted") throw new Error(all.reason.id);
  const right = all.predictions.outputs[0]?.predictions ?? [];
  const pages: Predictions[] = [];
  await look(
    workspace,
    [0, 1, 2149, 2150, 9999, 0].map((sample) => ({ sample })),
    "",
    (page) => pages.push(page),
  );
  expect(pages.map(firstOf)).toEqual([[0, 2000, 0], [2000, 150, 2000], [2150, 2000, 2150], [4150, 150, 4150], [0, 2000, 0]]); // prettier-ignore
  for (const { first = 0, samples, validationFrom, inputs, outputs } of pages) {
    expect({ samples, validationFrom }).toEqual({ samples: 4300, validationFrom: 2150 });
    expect(inputs[0]?.values[0]).toEqual([first, first + 1]);
    const [answers = []] = outputs.map((output) => output.predictions as [number][]);
    answers.forEach(([answer], at) => expect(answer).toBeCloseTo((right[first + at] as [number])[0], 4));
  }
});

test("where states go from batch to batch, the answers of a page follow from all before it", async () => {
  const workspace = temporaryFolder();
  const text = many(2400, "Input: [2, 1], GRU: {units: 2, stateful: true}, Dense: 1", "batch_size: 100, shuffle: false"); // prettier-ignore
  await trainText(workspace, text);
  const all = await predictText(workspace, text);
  const page = await predictText(workspace, text, { around: 2050 });
  if (all.type !== "predicted" || page.type !== "predicted") throw new Error(JSON.stringify([all, page]));
  expect(firstOf(page.predictions)).toEqual([2000, 400, 2000]);
  expect(page.predictions.outputs[0]?.predictions).toEqual(all.predictions.outputs[0]?.predictions.slice(2000));
});

test("while it trains, the page of the watched sample is told, and another one as soon as it is turned to", async () => {
  const looks = new LookQueue();
  const pages: Predictions[] = [];
  const onFact = (fact: TrainingFact): void => {
    if (fact.type === "started") looks.ask({ sample: 250 });
    if (fact.type !== "predicted") return;
    pages.push(fact.predictions);
    if (pages.length === 1) looks.ask({ sample: 399 });
    if (pages.length === 2) looks.ask({ sample: 301 });
  };
  const text = many(400, "Input: [2, 1], GRU: 2, Dense: 1", "batch_size: 32, validation_split: 0.25");
  await trainText(temporaryFolder(), text, { watch: 0, onFact, context: { looks, showPredictions: "live" } });
  expect(firstOf(pages[0] as Predictions)).toEqual([200, 100, 200]);
  // 301 stands on the page of 399: nothing is told anew but what is told at the end.
  expect(pages.slice(1).map(firstOf)).toEqual(pages.slice(1).map(() => [300, 100, 300]));
  expect(pages.length).toBeGreaterThan(1);
});
