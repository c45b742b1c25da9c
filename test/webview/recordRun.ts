/**
 * What a host would really say of a model: trained here, looked into here, and what `unroll inspect --json` prints of the same run.
 *
 * Bundled for the panel's tests, so that the numbers they compare were computed and not written down.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { runCommandLine } from "../../src/cli/commandLine";
import type { Output } from "../../src/cli/streams";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { modelViewOf } from "../../src/pictures/modelView";
import { scoreOf } from "../../src/protocol/panel";
import type { Looked, LookAt, TrainingFact } from "../../src/protocol/training";
import { LookQueue, runLooking } from "../../src/worker/lookJob";
import { openEngine } from "../../src/worker/openEngine";
import { runPrediction } from "../../src/worker/predictJob";
import { runTraining } from "../../src/worker/trainJob";

const idle = { clock: { now: () => new Date(), elapsed: () => performance.now() }, random: () => 0.25, openEngine };

export interface Recorded {
  readonly messages: readonly unknown[];
  /** The score of a sample and a layer; without a name the first. */
  score(sample: number, layer?: string, more?: Omit<LookAt, "sample">): Promise<unknown>;
  /** The page of answers that a sample stands on. */
  answers(around: number): Promise<unknown>;
  /** What `unroll inspect --json` prints: the layers, and what attention weighs. */
  inspect(sample: number, ...options: readonly string[]): Promise<readonly Record<string, unknown>[]>;
  attention(sample: number): Promise<readonly Record<string, unknown>[]>;
}

interface Inspected {
  readonly layers: readonly Record<string, unknown>[];
  readonly attention?: readonly Record<string, unknown>[];
}

export async function recordRun(text: string, fileName = "example.rnn.yaml"): Promise<Recorded> {
  const workspace = mkdtempSync(path.join(tmpdir(), "unroll-recorded-"));
  const file = path.join(workspace, fileName);
  writeFileSync(file, text);
  const request = { file, text, workspace, engine: "wasm" } as const;
  const facts: TrainingFact[] = [];
  const emit = (fact: TrainingFact): void => void facts.push(fact);
  const signal = new AbortController().signal;
  await runTraining(
    { type: "train", ...request, reproducible: true },
    { ...idle, emit, signal, showPredictions: "end" },
  );
  const started = facts.find((fact) => fact.type === "started");
  const finished = facts.find((fact) => fact.type === "finished");
  if (!started || !finished) throw new Error(JSON.stringify(facts.at(-1)));
  const predicted = await runPrediction({ type: "predict", ...request }, { ...idle, emit: () => undefined });
  if (predicted.type !== "predicted") throw new Error(JSON.stringify(predicted));
  const { run: id, epochs, engine, why, build, seed } = started;
  const model = modelViewOf(analyzeModelFile(text, { fileName }), fileName);
  const { status, elapsedMs } = finished;
  return {
    messages: [
      { type: "model", model },
      {
        type: "run",
        run: { id, status, epoch: epochs, epochs, elapsedMs, engine, why, build, seed, modelChanged: false },
      },
      {
        type: "epochs",
        run: id,
        from: 0,
        rows: facts.flatMap((fact) => (fact.type === "epochsEnded" ? fact.rows : [])),
      },
      { type: "predictions", predictions: { ...predicted.predictions, epoch: epochs } },
    ],
    score: async (sample, layer, more = {}) => {
      const looked = await look(request, { sample, ...more });
      const chosen = looked.layers.find(({ name }) => name === layer) ?? looked.layers[0];
      if (!chosen) throw new Error("no recurrent layer");
      return { type: "score", score: scoreOf(looked, chosen) };
    },
    answers: async (around) => {
      const page = await runPrediction({ type: "predict", ...request, around }, { ...idle, emit: () => undefined });
      if (page.type !== "predicted") throw new Error(JSON.stringify(page));
      return { type: "predictions", predictions: { ...page.predictions, epoch: epochs } };
    },
    inspect: async (sample, ...options) => (await inspect(sample, options)).layers,
    attention: async (sample) => (await inspect(sample)).attention ?? [],
  };

  async function inspect(sample: number, options: readonly string[] = []): Promise<Inspected> {
    let printed = "";
    const out: Output = { write: (more) => void (printed += more), isTerminal: false, columns: 80, hasColour: false };
    const surroundings = { out, err: out, workingFolder: workspace, interruption: () => signal };
    const words = ["inspect", file, "--json", "--connectivity", "--sample", String(sample), ...options];
    await runCommandLine(words, {}, surroundings);
    return JSON.parse(printed) as Inspected;
  }
}

/** The last thing that is seen: with connectivity, where it is not too much. */
function look(
  request: { file: string; text: string; workspace: string; engine: "wasm" },
  wish: LookAt,
): Promise<Looked> {
  return new Promise((resolve, reject) => {
    const wishes = new LookQueue();
    wishes.ask(wish);
    const emit = (fact: TrainingFact): void => {
      if (fact.type === "looked" && fact.connectivity !== "coming") resolve(fact);
      if (fact.type === "refused") reject(new Error(JSON.stringify(fact)));
    };
    void runLooking({ type: "look", ...request }, { ...idle, emit, signal: new AbortController().signal }, wishes);
  });
}
