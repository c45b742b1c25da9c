/** The door to the jobs of the training process: a text in, the facts out, in a folder of their own. */
import * as path from "node:path";
import type { TrainingFact, TrainRequest } from "../../src/protocol/training";
import type { JobContext } from "../../src/worker/jobContext";
import { openEngine } from "../../src/worker/openEngine";
import { runPrediction } from "../../src/worker/predictJob";
import { runTraining } from "../../src/worker/trainJob";

export const tiny = (more: string, layers = "Input: [1], Dense: 1"): string =>
  `seed: 1\nmodel: [${layers}]\ndata: {x: [1, 2, 3, 4], y: [2, 4, 6, 8]}\n${more}`;

export interface Asked extends Partial<Omit<TrainRequest, "type" | "text">> {
  readonly onFact?: (fact: TrainingFact) => void;
  readonly context?: Partial<JobContext>;
}

export function requestFor(workspace: string, text: string, more: Partial<TrainRequest> = {}): TrainRequest {
  return {
    type: "train",
    file: path.join(workspace, "a.rnn.yaml"),
    text,
    workspace,
    engine: "auto",
    reproducible: true,
    ...more,
  };
}

/** All facts of one training job. */
export async function trainText(
  workspace: string,
  text: string,
  { onFact, context, ...more }: Asked = {},
): Promise<TrainingFact[]> {
  const facts: TrainingFact[] = [];
  await runTraining(requestFor(workspace, text, more), {
    emit: (fact) => {
      facts.push(fact);
      onFact?.(fact);
    },
    signal: new AbortController().signal,
    clock: { now: () => new Date(), elapsed: () => performance.now() },
    random: () => 0.25,
    openEngine,
    showPredictions: "end",
    ...context,
  });
  return facts;
}

export function predictText(
  workspace: string,
  text: string,
  more: { run?: string; epoch?: number; weights?: string; input?: string; around?: number } = {},
): ReturnType<typeof runPrediction> {
  const { input, ...options } = more;
  const { file } = requestFor(workspace, text);
  return runPrediction(
    { type: "predict", file, text, workspace, engine: "auto", ...options },
    { emit: () => undefined, openEngine },
    input === undefined ? undefined : { text: input, onWrong: () => undefined },
  );
}
